"""Questions that lean on the one before: "how many were wounded?", "who said that?", "and in Homs?".

What is missing is taken from the last question and its first answer, by rules over English question words, pronouns and
prepositions. The result is a plain question that a reader of the screen can check and take back.
"""

import re
from dataclasses import replace

from qa.conversation import topics
from qa.conversation.before import Before
from qa.conversation.ellipsis import DID_SAY, TIME, asking_what_is, with_part
from qa.conversation.pronouns import filled_in, replaced, with_people
from qa.conversation.referents import asks_for_person
from qa.conversation.setting import HAPPENED, IT_HAPPENED, setting_of_the_same, with_event, with_setting
from qa.question.parts import (
    ASKING,
    ASKS,
    HELPERS,
    INVERTED,
    LIGHT,
    PREPOSITIONS,
    QUESTION_WORD,
    VERBS,
    WORD,
    Parts,
    asked_of,
    is_name,
    is_of_a_thing,
    names,
    parts,
    statement,
)


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
        return _question(filled_in(f"{asking_what_is(last)} {owned.group()}", last, before))
    if lead and not ASKS.match(rest):
        return _question(with_part(rest, last))
    if (again := _COUNT_OF_THE_SAME.match(rest)) and last.counts and not last.lead:
        return _question(with_part(rest[again.end() :], last))
    if _WHY.match(rest):
        rest = "why"
    unnamed = _OF_A_PRONOUN.match(last.text)
    if unnamed and (same := _OF_A_PRONOUN.match(rest)) and same["of"].casefold() == unnamed["of"].casefold():
        return question
    if (HAPPENED.match(rest) or _WHO_DID_IT.match(rest)) and (done := with_event(rest, last)):
        return question if done == rest else _question(done)
    if (degree := _DEGREE.match(rest)) and not unnamed:
        return _question(_to_what_degree(degree, last, before))
    if bare := _BARE.match(rest) or _WAS_IT.match(rest):
        asked = bare.groupdict().get("asked") or rest
        if unnamed:
            return _question(f"{asked} {unnamed['of']}")
        if is_of_a_thing(last):
            return _question(f"{asked} {last.verb} {last.rest}")
        return _question(asked_of(asked, last, before.answer))
    if saying := _SAYS_SO.match(rest):
        return _question(f"{saying.group(1) or 'who'} said that {statement(last, before.answer)}")
    fact = _FACT.match(rest)
    if fact and (sayer := _SAYER.search(fact["asked"])) and (sayer["pronoun"] or DID_SAY.search(last.text)):
        return _question(with_people(rest, last, before))
    if fact and (fact["what"] != "it" or not topics.topic(last)):
        return _question(f"{fact['asked']} that {statement(last, before.answer)}")
    if _OF_HOW_MANY.match(rest) and last.noun and last.counts:
        count = f" {before.answer}" if before.answer and before.answer.isdigit() else ""
        return _question(f"out of how many {last.noun} {last.verb}{count} {last.rest}")
    if _is_fragment(rest):
        if _LED_BY_PREPOSITION.match(rest) and re.search(QUESTION_WORD, rest, re.IGNORECASE):
            return _question(asked_of(rest, last, before.answer))
        joined = " was it that" if _LED_BY_PREPOSITION.match(rest) else ":"
        return _question(f"{rest}{joined} {statement(last, before.answer)}")
    filled = filled_in(rest, last, before)
    if filled != rest:
        return _question(filled)
    if _is_short(rest) or (lead and _says_not_of_what(rest)):
        full = with_setting(rest, last)
        return question if full == rest else _question(full)
    # A whole question after "and" needs no more than that.
    return _question(f"{rest} {setting_of_the_same(rest, last)}") if lead else None


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
_OWNED = re.compile(r"(?:its|their|his|her)\s+\S.*", re.IGNORECASE)
_ELSE = re.compile(r"\b(?:else|besides|apart\s+from|other\s+than)\b", re.IGNORECASE)
_BARE = re.compile(
    rf"^(?:(?:{PREPOSITIONS})\s+)?(?:who|whom|what|when|where|why|how|how\s+(?:long|much|so|come)|on\s+which\s+day"
    r"|(?:which|what)\s+(?:day|year|month|date|city|country|place))(?:\s+exactly)?$"
    r"|^from\s+when(?:\s+on)?$|^since\s+when$|^(?:in|on|at|from|by|for|to)\s+how\s+many\s+\w+$",
    re.IGNORECASE,
)
# "How fast?" is asked of what was done, "how big?" of somebody or something.
_DEGREE = re.compile(
    r"^how\s+(?:(?P<done>fast|far|often|badly|seriously|severely|quickly|soon|close|hard|late|early|long(?=\s+ago))|old|big|large|small"
    r"|tall|high|low|wide|deep|thick|heavy|strong|powerful|rich|expensive|hot|cold)(?:\s+(?:away|exactly|ago))?$",
    re.IGNORECASE,
)
_ASKED_DEGREE = re.compile(r"^how\s+(?!(?:many|much|long)\b)\w+$", re.IGNORECASE)
# The same in more words: "where did that happen?", "what time was it?".
_WAS_IT = re.compile(
    r"^(?P<asked>(?:in\s+|on\s+|at\s+)?(?:when|where|(?:which|what)\s+\w+)(?:\s+exactly)?)\s+(?:(?:is|was)\s+(?:it|that|this)"
    rf"(?:\s+done)?|{IT_HAPPENED})$",
    re.IGNORECASE,
)
# "When did it happen?", whose own words do not name what it is asked of.
_OF_A_PRONOUN = re.compile(
    rf"^{ASKING}\s+"
    rf"(?P<of>(?:{HELPERS}|{INVERTED})\s+(?:(?:he|she|they|this)\b|(?:it|that)\b(?!\s+that\b)).*)$",
    re.IGNORECASE,
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

# A question with no name in it and no more content words than this needs what the last one was about.
_SHORT = 3


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
        return replaced(_TAKEN_UP, of, asked, count=1)
    return None if _HAS_VERB.search(asked) else f"{asked} {of}: {statement(last, before.answer)}"


def _to_what_degree(degree: re.Match[str], last: Parts, before: Before) -> str:
    """ "How fast?" with what was done, or, after another such question, with what that was asked of; "how old?" with
    whom or what it is asked of."""
    if _ASKED_DEGREE.match(last.wanted):
        return f"{degree.group()} {last.verb} {last.rest}"
    if degree["done"]:
        return asked_of(degree.group(), last, before.answer)
    if asks_for_person(last) and before.answer and is_name(before.answer):
        return f"{degree.group()} {_is_or_was(last)} {before.answer}"
    one = "he" if asks_for_person(last) else "it"
    filled = filled_in(f"{degree.group()} {_is_or_was(last)} {one}", last, before)
    return filled if filled.split()[-1] not in ("he", "it") else with_setting(degree.group(), last)


def _is_or_was(last: Parts) -> str:
    return "is" if re.match(r"(?:is|are|does|do|has|have|will)\b|(?!was$)\w+s$", last.verb, re.IGNORECASE) else "was"


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


def _question(text: str) -> str:
    body = re.sub(r"\s+", " ", text).strip()
    return f"{body[:1].upper()}{body[1:]}?"
