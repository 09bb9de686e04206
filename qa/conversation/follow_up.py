"""Questions that lean on the one before: "how many were wounded?", "who said that?", "and in Homs?".

What is missing is taken from the last question and its first answer, by rules over English question words, pronouns and
prepositions. The result is a plain question that a reader of the screen can check and take back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.conversation import referents
from qa.conversation.ellipsis import DID_SAY, TIME, asking_what_is, with_part
from qa.question.parts import (
    ASKS,
    HELPERS,
    INVERTED,
    LIGHT,
    NAMES,
    PREPOSITIONS,
    QUESTION_WORD,
    VERBS,
    WORD,
    Parts,
    names,
    parts,
    statement,
)


@dataclass(frozen=True, slots=True)
class Before:
    """What a question may lean on: the last question as it was understood, and its first answer if there was one, or
    else the first guess: whoever asks about "her" has read who that may be."""

    asked: str
    answer: str | None
    guess: str | None = None


def resolved(question: str, before: Before) -> str | None:
    """The question as it would be asked alone; None if it leans on nothing.

    The question itself comes back where it leans on the last one but nothing can be put in: it is then about the same
    articles.
    """
    last = _parts(before.asked)
    if before.answer:
        before = replace(before, answer=_ASIDE.sub("", before.answer))
    lead, rest = _without_lead(question)
    about = _ABOUT.match(rest)
    if fronted := _unfronted(rest[about.end() :] if about else rest, last, before, leads=lead or about is not None):
        whole = resolved(f"and {fronted}", before)
        return _question(fronted) if whole in (None, f"and {fronted}") else whole
    if about:
        return _question(with_part(rest[about.end() :], last))
    if lead and (owned := _OWNED.match(rest)):
        return _question(_filled(f"{asking_what_is(last)} {owned.group()}", last, before))
    if lead and not ASKS.match(rest):
        return _question(with_part(rest, last))
    if (again := _COUNT_OF_THE_SAME.match(rest)) and last.counts and not last.lead:
        return _question(with_part(rest[again.end() :], last))
    if _WHY.match(rest):
        rest = "why"
    if (_HAPPENED.match(rest) or _WHO_DID_IT.match(rest)) and (done := _with_event(rest, last)):
        return question if done == rest else _question(done)
    if bare := _BARE.match(rest) or _WAS_IT.match(rest):
        asked = bare.groupdict().get("asked") or rest
        return _question(f"{asked} was it that {statement(last, before.answer)}")
    if saying := _SAYS_SO.match(rest):
        return _question(f"{saying.group(1) or 'who'} said that {statement(last, before.answer)}")
    fact = _FACT.match(rest)
    if fact and (sayer := _SAYER.search(fact["asked"])) and (sayer["pronoun"] or DID_SAY.search(last.text)):
        return _question(_with_people(rest, last, before))
    if fact and (fact["what"] != "it" or not referents.topic(last)):
        return _question(f"{fact['asked']} that {statement(last, before.answer)}")
    if _OF_HOW_MANY.match(rest) and last.noun and last.counts:
        count = f" {before.answer}" if before.answer and before.answer.isdigit() else ""
        return _question(f"out of how many {last.noun} {last.verb}{count} {last.rest}")
    if _is_fragment(rest):
        joined = " was it that" if _LED_BY_PREPOSITION.match(rest) else ":"
        return _question(f"{rest}{joined} {statement(last, before.answer)}")
    filled = _filled(rest, last, before)
    if filled != rest:
        return _question(filled)
    if _is_short(rest) or (lead and _says_not_of_what(rest)):
        full = _with_setting(rest, last)
        return question if full == rest else _question(full)
    # A whole question after "and" needs no more than that.
    return _question(f"{rest} {_setting_of_the_same(rest, last)}") if lead else None


def asks_who_says_so(question: str) -> bool:
    """Whether it asks who said what was answered last: "who said that?"."""
    return _SAYS_SO.match(_without_lead(question)[1]) is not None


def asks_for_another(question: str) -> bool:
    """Whether it asks the last question of something else, "and in Homs?", or for more. What answered that does not
    answer this."""
    lead, rest = _without_lead(question)
    return bool(_ABOUT.match(rest)) or asks_for_more(question) or (lead and not ASKS.match(rest))


def asks_for_another_count(question: str, last: str) -> bool:
    """Whether it asks how many, or how many of them, after the last question asked how many: "and how many were
    wounded?" wants another figure."""
    lead, rest = _without_lead(question)
    return bool(_COUNTS.match(rest)) and _parts(last).counts and (lead or _OF_THEM.search(rest) is not None)


def asks_for_a_part(question: str) -> bool:
    """Whether it asks how many of those that were counted: not all of them, or it would not be asked."""
    rest = _without_lead(question)[1]
    return bool(_COUNTS.match(rest) and _OF_THEM.search(rest))


def goes_on(question: str) -> bool:
    """Whether it goes on from what was answered last, "at what cost?": that answers it no more. "18 of 31" may answer
    both how many and out of how many."""
    rest = _without_lead(question)[1]
    return _is_fragment(rest) and not _OUT_OF.match(rest)


def asks_for_more(question: str) -> bool:
    """Whether it asks for others than were told: "who else?"."""
    return _ELSE.search(question) is not None


def _without_lead(question: str) -> tuple[bool, str]:
    """Whether it begins as "and in Homs?" does, and what it asks, without that and without what closes it."""
    lead = _LEAD.match(question)
    return lead is not None, (question[lead.end() :] if lead else question).strip().rstrip("?!. ")


# Words

_LEAD = re.compile(r"^\s*(?:and|but|or|so|then|also|ok|okay)\b[\s,]*(?=\S)", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:what|how)\s+about\s+", re.IGNORECASE)
# What closes a question and sets its scene: "when a bridge collapsed", "in the collapse".
_OWNED = re.compile(r"(?:its|their|his|her)\s+\S.*", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:when|while|after|before|because)\s+(?:an?|the)\s+\S.*$")
_CLOSING = re.compile(rf"\b(?:{PREPOSITIONS})\s+\S.*$", re.IGNORECASE)
_SCENE = re.compile(
    r"\b(?:in|at|on(?=\s+(?:\w+day|\d))|during|after|before|near|under|against|between|through|amid|inside|outside|about)\s+\S.*$",
    re.IGNORECASE,
)
_ELSE = re.compile(r"\b(?:else|besides|apart\s+from|other\s+than)\b", re.IGNORECASE)
_BARE = re.compile(
    rf"^(?:(?:{PREPOSITIONS})\s+)?(?:who|whom|what|when|where|why|how|how\s+(?:long|much|old|so|come)|on\s+which\s+day"
    r"|(?:which|what)\s+(?:day|year|month|date|city|country|place))(?:\s+exactly)?$"
    r"|^from\s+when(?:\s+on)?$|^since\s+when$|^(?:in|on|at|from|by|for|to)\s+how\s+many\s+\w+$",
    re.IGNORECASE,
)
# The same in more words: "where did that happen?", "what time was it?".
_WAS_IT = re.compile(
    r"^(?P<asked>(?:in\s+|on\s+|at\s+)?(?:when|where|(?:which|what)\s+\w+)(?:\s+exactly)?)\s+(?:(?:is|was)\s+(?:it|that|this)"
    r"(?:\s+done)?|did\s+(?:it|that|this)\s+(?:happen|occur|take\s+place))$",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"^(?P<asked>when|where)\s+did\s+(?:it|that|this)\s+(?:happen|occur|take\s+place)$", re.IGNORECASE
)
_WHY = re.compile(r"^(?:how\s+come|what\s+for|for\s+what)$", re.IGNORECASE)
_WHO_DID_IT = re.compile(r"^who\s+did\s+(?:it|that|this)$", re.IGNORECASE)
# "Who decided that?": what was said before is the object.
_FACT = re.compile(
    r"^(?P<asked>.*\b(?:decided|ordered|den(?:y|ies|ied)|demanded|says?|said|confirm(?:ed)?))"
    r"\s+(?P<what>that|this|so|it)$",
    re.IGNORECASE,
)
# "When did he say that?": what he said, and no fact that was told.
_SAYER = re.compile(
    r"\b(?:did|do|does|has|have|had)\s+(?:(?P<pronoun>he|she|they|it|we|you|i)\b|(?:the|his|her|their)\b|(?-i:[A-Z]))",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"^(?:(who(?:\s+else)?)\s+(?:said|says|say|told(?:\s+\w+)?|claims?|claimed|announced|reported|confirmed)"
    r"(?:\s+(?:that|this|so|it))?|(?:says\s+|according\s+to\s+)(whom?))$",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"^how\s+(?:many|much)\b", re.IGNORECASE)
# Of what is asked is put first: "the poll, when was it taken?"
_FRONTED = re.compile(
    rf"^(?P<of>[^,?]{{2,60}}),\s+(?P<asked>(?:(?:{PREPOSITIONS})\s+)?(?:{QUESTION_WORD}|(?:{HELPERS}|{INVERTED})\b).*)$",
    re.IGNORECASE,
)
_SETS = re.compile(rf"(?:{PREPOSITIONS}|if|when|while)\b", re.IGNORECASE)
_TAKEN_UP = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|its|their)\b|\b(?:that|this|those|these)\b(?=\s*$|\s+(?:about|for)\b)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|it|they|him|her|them|his|its|their|this|that|these|those|there)\b", re.IGNORECASE)
_HAS_VERB = re.compile(rf"\b(?:{VERBS}|{HELPERS}|{INVERTED})\b|['’](?:s|re|d|ll)\s", re.IGNORECASE)
_LED_BY_PREPOSITION = re.compile(rf"(?:{PREPOSITIONS}|because\s+of|due\s+to|out\s+of|till)\b", re.IGNORECASE)
# "Based where?", "similar to what?", but not "ceasefire deal why".
_GOES_ON = re.compile(
    rf"(?:\w+(?:ed|ing)(?:\s+\w+)?|made|sold|done|worth|.*\b(?:{PREPOSITIONS}|as|like|than|despite|amid|above|below|up|down|along"
    rf"|alongside|except))\s+(?:how\s+much|{QUESTION_WORD})",
    re.IGNORECASE,
)
_PREPOSITION_LAST = re.compile(rf"\b(?:{PREPOSITIONS}|such\s+as)$", re.IGNORECASE)
_LONGEST_FRAGMENT = 6
_ASIDE = re.compile(r"\s*\([^()]*\)")
_OF_THEM = re.compile(r"\bof\s+(?:them|these|those|which|whom)\b", re.IGNORECASE)
# "And how many before that?": the count is of what was counted, but not where they voted in favour.
_COUNT_OF_THE_SAME = re.compile(
    rf"^how\s+(?:many|much)\s+(?:(?=(?:{PREPOSITIONS})\b(?!\s+(?:them|these|those|fav\w+)\b))(?!of\s+(?:it|that|this)\b)(?!(?:against|for)\b)"
    rf"|(?={TIME.pattern}$))",
    re.IGNORECASE,
)
_OF_HOW_MANY = re.compile(r"^(?:out\s+)?of\s+how\s+many(?:\s+in\s+(?:all|total))?$", re.IGNORECASE)
_OUT_OF = re.compile(r"^(?:out\s+)?of\s+how\s+(?:many|much)\b", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_MANY = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
# "Is it true that", "how long does it take to": this one stands for nothing.
_EMPTY = (
    r"(?!\s+(?:true|possible|likely|legal|safe|necessary)\s+(?:that|to|for)\b)(?!\s+(?:takes?|took|costs?)\b.*\bto\b)"
)
_THING = re.compile(
    rf"\bit\b{_EMPTY}|\bits\b|"
    r"\b(?:this|that)\b(?=\s*$|\s+(?:happen|occur|take|took|mean|was|is)\w*\b)"
    r"|(?:(?<=did )|(?<=does )|(?<=will )|(?<=would )|(?<=can )|(?<=could ))(?:this|that)"
    r"(?=\s+(?:be|grow|run|stand|carry|begin|start|last|end|expire|include|contain)\b)",
    re.IGNORECASE,
)
_OF_IT = re.compile(rf"\b(?:{PREPOSITIONS})\s+it\b", re.IGNORECASE)
_THERE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\b(?:(?P<from>in|at|from|to|near)\s+)?there\b"
    r"(?!\s+(?:is|are|was|were|be|been|any)\b)",
    re.IGNORECASE,
)
_POINTED = re.compile(
    r"\b(?:this|that|th(?:ese|ose)(?!\s+\w+ing\b))\s+(?=(?-i:[a-z]))(?!(?:is|was|were|are|has|had|will|an?|the|ever|true"
    rf"|so|right|false|years?|months?|weeks?|weekend|season|morning|afternoon|evening|days?|time|\w+ed|than|be|{referents.BASE}|{PREPOSITIONS})\b)",
    re.IGNORECASE,
)
# "The man that shot him", "did he say that people died": this "that" points at nothing.
_JOINING = re.compile(
    r"(?:\b(?:the|an?|any|some|every|all)(?:\s+[\w'’-]+){1,3}|\b(?:people|someone|anyone|something|anything|everything)"
    r"|\b(?:say|says|said|think|thinks|believe|claim|claims|claimed|deny|denied|admit|admitted|know|hope|show|true))\s+$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”«»]")
_COUNTS_NOTHING = re.compile(rf"^(how\s+many)\s+(?={INVERTED}\b)", re.IGNORECASE)
_SHARE_OF_IT = re.compile(r"^(how\s+much\s+of)\s+(?:it|that|this)\b", re.IGNORECASE)
_SUFFERED = re.compile(r"\b(?:killed|wounded|injured|hurt|dead|died|arrested|detained|missing|displaced|rescued)\b")
_OWNED_BY_HER = re.compile(
    rf"\s+(?!(?:{PREPOSITIONS}|and|or|later|then|now|again|there|first|back|so)\b)(?-i:[a-z])", re.IGNORECASE
)
_OWNER_OF = re.compile(rf"({NAMES.pattern}['’]s?)\s")
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_OF_ANOTHER = re.compile(r"\b(?:about|of|to|on|with|against|for|by)\s+$", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:people|men|women|children|(?!this\b|does\b|has\b|was\b|is\b)[a-z]{3,}s)\b")

# A question with no name in it and no more content words than this needs what the last one was about.
_SHORT = 3


# Putting in what is missing


def _parts(asked: str) -> Parts:
    """The last question taken apart; it may have begun with "and" itself."""
    return parts(_without_lead(asked)[1])


def _unfronted(question: str, last: Parts, before: Before, *, leads: bool) -> str | None:
    """ "The Korean paper, when did it tell that" with what is put first where it belongs: "when did the Korean paper
    tell that". None if nothing is put first, or if it stands alone: "in Homs, who won?", where nothing `leads`."""
    fronted = _FRONTED.match(question)
    if fronted is None or ASKS.match(question):
        return None
    of, asked = fronted["of"], fronted["asked"]
    if not leads and (names(of) or not _TAKEN_UP.search(asked)):
        return None
    if _SETS.match(of) or TIME.fullmatch(of):
        return f"{asked} {of}"
    if _TAKEN_UP.search(asked):
        return _replaced(_TAKEN_UP, of, asked, count=1)
    return None if _HAS_VERB.search(asked) else f"{asked} {of}: {statement(last, before.answer)}"


def _with_people(question: str, last: Parts, before: Before) -> str:
    """The question with what "he", "she" and "they" stand for."""
    pronoun, who = _PERSON.search(question), None
    if pronoun and (who := referents.person(last, before.answer or before.guess, pronoun.group())):
        question = _replaced(_PERSON, who, question)
    if _MANY.search(question) and (they := referents.many(last, before.answer)):
        question = question if they == who else _replaced(_MANY, they, question)
    return question


def _filled(question: str, last: Parts, before: Before) -> str:
    """The question with its pronouns replaced."""
    answer = before.answer
    filled = _with_people(_counting(question, last), last, before)
    # "Why did he do it?" means no thing; "what did he think of it?" does.
    about = filled == question or _OF_IT.search(filled)
    if about and _THING.search(filled) and (it := referents.thing(last, answer, question)):
        filled = _replaced(_THING, it, filled, count=1)
    if where := referents.place(last, answer or before.guess):
        bare = re.sub(rf"^(?:{PREPOSITIONS})\s+", "", where)
        filled = _THERE.sub(lambda match: f"{match['from']} {bare}" if match["from"] else where, filled)
    pointed = _POINTED.search(question) if filled == question else None
    if pointed and not (pointed.group().casefold().startswith("that") and _JOINING.search(question[: pointed.start()])):
        filled = _with_setting(_POINTED.sub("the ", question), last)
    return filled


def _replaced(pronoun: re.Pattern[str], name: str, question: str, count: int = 0) -> str:
    """The question with what the pronoun stands for, unless the question itself says whose: "did Nokia sell its
    shares?"."""
    return pronoun.sub(
        lambda match: match.group() if _is_owned(match) else _in_case(name, match), question, count=count
    )


def _is_owned(match: re.Match[str]) -> bool:
    """Whether somebody before a possessive, in the same question, may be meant by it; "what did Merkel say about his
    speech?" means another."""
    word, before = match.group().casefold(), match.string[: match.start()]
    if word not in _POSSESSIVE or (word == "her" and not re.match(r"\s+[a-z]", match.string[match.end() :])):
        return False
    if word == "their":
        return _SEVERAL.search(before) is not None
    return not _OF_ANOTHER.search(before) and any(end <= match.start() for _, end in names(match.string))


def _counting(question: str, last: Parts) -> str:
    """ "How many are still there?" after a count of rebels asks for rebels; who suffered needs no such word."""
    if last.noun and last.counts and not re.match(rf"(?:{PREPOSITIONS})\b", last.noun):
        question = _SHARE_OF_IT.sub(rf"\1 the {last.noun}", question)
    if last.noun and last.counts and not _SUFFERED.search(question):
        return _COUNTS_NOTHING.sub(rf"\1 {last.noun} ", question)
    return question


def _in_case(name: str, match: re.Match[str]) -> str:
    """The name, with 's where it stands for a possessive."""
    word = match.group().casefold()
    followed = _OWNED_BY_HER.match(match.string, match.end())
    if word not in _POSSESSIVE or (word == "her" and not followed):
        return name
    if word in {"its", "their"} and (owner := _OWNER_OF.match(name)):  # "its revenues" are not those of "Nokia's sales"
        return owner.group(1)
    several = name.endswith("s") and name.split()[-1].islower()
    return f"{name}'{'' if several else 's'}"


def _with_setting(question: str, last: Parts) -> str:
    """The question with the last one's closing phrase, "in the Magnitogorsk collapse", or else its names."""
    for noun in re.findall(r"\bthe\s+([a-z][\w-]+)", question):
        if fuller := re.search(rf"\bthe\s+(?:[\w-]+\s+){{1,3}}{noun}\b", last.text):
            return re.sub(rf"\bthe\s+{noun}\b", fuller.group(), question, count=1)
    named = names(last.text)
    setting = _closing(_CLAUSE, last, named) or _closing(_SCENE, last, named)
    if not setting and named:
        alone = [span for span in named if not referents.describes(last.text, span)]
        told = [last.text[slice(*span)] for span in alone or named]
        topic = referents.topic(last)
        whole = topic and (told[-1] in topic or not alone)
        setting = f"({topic if whole else ', '.join(dict.fromkeys(told))})"
    setting = setting or _closing(_CLOSING, last, named)
    if not setting:
        return question
    return question if setting.casefold() in question.casefold() else f"{question} {setting}"


def _closing(pattern: re.Pattern[str], last: Parts, named: Sequence[tuple[int, int]]) -> str | None:
    """What closes the last question, if it says enough to be told again, is not part of a quote, and does not begin in
    the middle of a name: "Person of the Year"."""
    phrase = pattern.search(last.rest)
    before = len(last.text) - len(last.rest)
    if phrase is None or _QUOTED.search(last.rest):
        return None
    if any(start < before + phrase.start() < end for start, end in named):
        return None
    telling = NAMES.search(phrase.group()) or re.search(r"\bthe\b", phrase.group()) or _CLAUSE.match(phrase.group())
    return phrase.group() if telling else None


def _with_event(question: str, last: Parts) -> str | None:
    """ "Who did it?" and "when did it happen?" with what was done or happened. Nobody does a place, and no figure
    happens: there the setting is added. None if what happened is rather the whole that the last question tells."""
    event, happened = referents.event(last), _HAPPENED.match(question)
    if event and not happened:
        return f"who did {event}"
    if happened and event.startswith("the "):
        return f"{happened['asked']} did {event} happen"
    return _with_setting(question, last) if not happened or referents.is_figure(referents.topic(last)) else None


def _setting_of_the_same(question: str, last: Parts) -> str:
    """The last question's closing phrase, if it is asked again of another name: "and how many seats did Labour win?"
    What else names what it is about needs none."""
    closing = _CLOSING.search(last.text, len(last.text) - len(last.rest))
    same = closing and _without_names(question) == _without_names(last.text[: closing.start()])
    return closing.group() if closing and same else ""


# Small questions about words


def _is_fragment(question: str) -> bool:
    """Whether it is no sentence, and goes on from the last answer: "at what cost?", "similar to what?", "up from?"."""
    if len(question.split()) > _LONGEST_FRAGMENT or _PRONOUN.search(question) or asks_for_more(question):
        return False
    if _PREPOSITION_LAST.search(question):
        return not ASKS.match(question) and not _HAS_VERB.search(question)
    goes_on = _LED_BY_PREPOSITION.match(question) or (_names_nothing(question) and _GOES_ON.match(question))
    asked = re.search(QUESTION_WORD, question, re.IGNORECASE)
    # "Based where?" begins as a verb does.
    return bool(goes_on) and asked is not None and not _HAS_VERB.search(question, question.find(" "))


def _is_short(question: str) -> bool:
    """Whether the question names nothing and says little."""
    content = [word for word in WORD.findall(question) if word.casefold() not in LIGHT]
    return _names_nothing(question) and not any(char.isdigit() for char in question) and len(content) <= _SHORT


def _names_nothing(question: str) -> bool:
    """Whether it has no name; its first word may have a capital all the same."""
    return not names(f"{question[:1].lower()}{question[1:]}")


def _says_not_of_what(question: str) -> bool:
    """Whether it asks what somebody says, and not of what: "and what does Moscow say?"."""
    said = DID_SAY.search(question)
    return said is not None and said.end() == len(question)


def _without_names(question: str) -> list[str]:
    """Its words, in lower case, but for names and articles."""
    for start, end in reversed(names(question)):
        question = question[:start] + question[end:]
    return [word for word in WORD.findall(question.casefold()) if word not in {"the", "a", "an"}]


def _question(text: str) -> str:
    body = re.sub(r"\s+", " ", text).strip()
    return f"{body[:1].upper()}{body[1:]}?"
