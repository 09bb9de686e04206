"""Questions that lean on the one before: "how many were wounded?", "who said that?", "and in Homs?".

What is missing is taken from the last question and its first answer, by rules over English question words, pronouns and
prepositions. The result is a plain question that a reader of the screen can check and take back.
"""

import re
from dataclasses import dataclass

from qa.question_parts import (
    ASKS,
    HELPERS,
    INVERTED,
    LIGHT,
    NAMES,
    PREPOSITIONS,
    VERBS,
    WORD,
    Parts,
    is_name,
    names,
    parts,
    statement,
)


@dataclass(frozen=True, slots=True)
class Before:
    """What a question may lean on: the last question as it was understood, and its first answer if there was one."""

    asked: str
    answer: str | None


def resolved(question: str, before: Before) -> str | None:
    """The question as it would be asked alone; None if it leans on nothing.

    The question itself comes back where it leans on the last one but nothing can be put in: it is then about the same
    articles.
    """
    last = parts(before.asked)
    lead = _LEAD.match(question)
    rest = (question[lead.end() :] if lead else question).strip().rstrip("?!. ")
    about = _ABOUT.match(rest)
    if about:
        return _question(_with_part(rest[about.end() :], last))
    if lead and not ASKS.match(rest):
        return _question(_with_part(rest, last))
    if _BARE.match(rest):
        return _question(f"{rest} was it that {statement(last, before.answer)}")
    if saying := _SAYS_SO.match(rest):
        return _question(f"{saying.group(1)} said that {statement(last, before.answer)}")
    if _OF_HOW_MANY.match(rest) and last.noun and last.counts:
        count = f" {before.answer}" if before.answer and before.answer.isdigit() else ""
        return _question(f"out of how many {last.noun} {last.verb}{count} {last.rest}")
    filled = _filled(rest, last, before.answer)
    if filled != rest:
        return _question(filled)
    if lead or _is_short(rest):
        full = _with_setting(rest, last)
        return question if full == rest else _question(full)
    return None


def asks_who_says_so(question: str) -> bool:
    """Whether it asks who said what was answered last: "who said that?"."""
    lead = _LEAD.match(question)
    return _SAYS_SO.match((question[lead.end() :] if lead else question).strip().rstrip("?!. ")) is not None


# Words

_LEAD = re.compile(r"^\s*(?:and|but|or|so|then|also|ok|okay)\b[\s,]*(?=\S)", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:what|how)\s+about\s+", re.IGNORECASE)
_BARE = re.compile(
    rf"^(?:(?:{PREPOSITIONS})\s+)?(?:who|whom|what|when|where|why|how|how\s+(?:long|much|old|so|come)|on\s+which\s+day"
    r"|(?:which|what)\s+(?:day|year|month|date|city|country|place))(?:\s+exactly)?$",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"^(who(?:\s+else)?)\s+(?:said|says|say|told(?:\s+\w+)?|claims?|claimed|announced|reported|confirmed)"
    r"(?:\s+(?:that|this|so|it))?$",
    re.IGNORECASE,
)
_OF_HOW_MANY = re.compile(r"^(?:out\s+)?of\s+how\s+many(?:\s+in\s+(?:all|total))?$", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_MANY = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
_THING = re.compile(
    r"\b(?:it|its)\b|\b(?:this|that)\b(?=\s*$|\s+(?:happen|occur|take|took|mean|was|is)\w*\b)", re.IGNORECASE
)
_THERE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?!\s+(?:is|are|was|were|be|been|any)\b)", re.IGNORECASE
)
_POINTED = re.compile(r"\b(?:this|that|these|those)\s+(?=[a-z])(?!(?:is|was|were|are|has|had|will)\b)", re.IGNORECASE)
# "Turkey's" offensive: what is owned is spoken of, as what has an article is.
_OWNER = r"[A-Z][\w-]*(?:'s|’s|s'|s’)"
_QUOTED = re.compile(r"[\"“”«»]")
_COUNTS_NOTHING = re.compile(rf"^(how\s+many)\s+(?={INVERTED}\b)", re.IGNORECASE)
_SUFFERED = re.compile(r"\b(?:killed|wounded|injured|hurt|dead|died|arrested|detained|missing|displaced|rescued)\b")
_PLACED = re.compile(r"^(?:in|at|for|from)\s+(?:the\s+)?(?=[A-Z])")
_AMONG = re.compile(r"^(?:from|of|among)\s+", re.IGNORECASE)
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_PARTICIPLE = re.compile(r"^(?:[a-z]+ed|hurt|dead|missing|arrested|injured)$")

# A question with no name in it and no more content words than this needs what the last one was about.
_SHORT = 3


# Putting in what is missing


def _with_part(fragment: str, last: Parts) -> str:
    """The last question with a part of it replaced by what is asked now: "and in Homs?"."""
    part = fragment.strip()
    preposition = re.match(rf"^({PREPOSITIONS})\b", part, re.IGNORECASE)
    if preposition:
        same = re.search(rf"\b{preposition.group()}\s+\S.*$", last.rest, re.IGNORECASE)
        owner = next((span for span in names(last.wanted) if last.wanted[slice(*span)].endswith(("'s", "’s"))), None)
        if not same and owner and (place := _PLACED.match(part)):
            return last.text.replace(last.wanted[slice(*owner)], f"{part[place.end() :]}'s", 1)
        if not same and last.noun and last.counts and _AMONG.match(part):
            return last.text.replace(last.noun, part, 1)
        head = last.text[: len(last.text) - len(last.rest)]
        return f"{head}{last.rest[: same.start()] if same else last.rest + ' '}{part}"
    bare = re.sub(r"^(?:the|a|an)\s+", "", part, flags=re.IGNORECASE)
    state = re.search(r"\b(?:was|were|is|are|been|be)\s+([a-z]+)\b", last.text)
    if state and _PARTICIPLE.match(bare) and _PARTICIPLE.match(state.group(1)):
        return f"{last.text[: state.start(1)]}{bare}{last.text[state.end(1) :]}"
    if last.noun and bare == part and not part[:1].isupper():
        return last.text.replace(last.noun, part, 1)
    named = names(last.text)
    if named and bare[:1].isupper() and " " not in last.text[named[-1][1] :].strip():
        start, end = named[-1]
        article = re.search(r"\bthe\s+$", last.text[:start], re.IGNORECASE)
        start = article.start() if article and bare != part else start
        return f"{last.text[:start]}{part}{last.text[end:]}"
    phrase = re.search(rf"\b(?:{PREPOSITIONS})\s+(?=(?:the|an?)\s)", last.rest)
    if phrase and bare != part and last.verb:
        head = last.text[: len(last.text) - len(last.rest)]
        return f"{head}{last.rest[: phrase.end()]}{part}" if last.noun else f"{head}{part}"
    if bare != part and last.wanted.casefold() in {"who", "what"} and last.verb:
        return f"{last.wanted} {last.verb} {part}"
    if named and bare[:1].isupper():
        start, end = named[-1]
        return f"{last.text[:start]}{part}{last.text[end:]}"
    return f"{last.text}: {part}"


def _filled(question: str, last: Parts, answer: str | None) -> str:
    """The question with its pronouns replaced."""
    filled = _counting(question, last)
    if person := _person(last, answer):
        filled = _PERSON.sub(lambda match: _in_case(person, match), filled)
    if _MANY.search(filled) and (many := _many(last, answer)):
        filled = _MANY.sub(lambda match: _in_case(many, match), filled)
    if filled == question and _THING.search(filled) and (thing := _thing(last, answer)):
        filled = _THING.sub(lambda match: _in_case(thing, match), filled, count=1)
    if place := _place(last, answer):
        filled = _THERE.sub(place, filled)
    if filled == question and _POINTED.search(question):
        filled = _with_setting(_POINTED.sub("the ", question), last)
    return filled


def _counting(question: str, last: Parts) -> str:
    """ "How many are still there?" after a count of rebels asks for rebels; who suffered needs no such word."""
    if last.noun and last.counts and not _SUFFERED.search(question):
        return _COUNTS_NOTHING.sub(rf"\1 {last.noun} ", question)
    return question


def _in_case(name: str, match: re.Match[str]) -> str:
    """The name, with 's where it stands for a possessive."""
    word = match.group().casefold()
    followed = re.match(r"\s+[a-z]", match.string[match.end() :])
    return f"{name}'s" if word in _POSSESSIVE and (word != "her" or followed) else name


def _person(last: Parts, answer: str | None) -> str | None:
    """Who the last answer names, or else the last question; there rather its subject than what follows "in" or "of"."""
    if answer and is_name(answer):
        return answer
    named = [(start, last.text[start:end]) for start, end in names(last.text) if is_name(last.text[start:end])]
    led = re.compile(rf"\b(?:{PREPOSITIONS})\s+(?:the\s+)?$", re.IGNORECASE)
    subjects = [name for start, name in named if not led.search(last.text[:start])]
    chosen = subjects or [name for _, name in named]
    return chosen[0].removesuffix("'s").removesuffix("’s") if chosen else None


def _many(last: Parts, answer: str | None) -> str | None:
    """Who or what "they" are: those counted, or those named."""
    if last.noun and last.counts:
        return f"the {last.noun}"
    return answer if answer and is_name(answer) else _topic(last)


def _thing(last: Parts, answer: str | None) -> str | None:
    """What "it" is: what was chosen in "which newspaper", or else what the last question turns on."""
    if last.noun and not (last.counts or last.lead) and answer and is_name(answer):
        return answer
    return _topic(last) or answer


def _topic(last: Parts) -> str:
    """The noun phrase that the last question turns on: "the Magnitogorsk apartment collapse"."""
    stop = rf"\s+(?:{PREPOSITIONS}|that|which|who|whose|when|{VERBS})(?=\s|$)"
    phrases = re.findall(rf"(?<![\w’'-])(?:(?:the|an?)|{_OWNER})\s+[\w’'-]+(?:\s+[\w’'-]+)*", last.rest)
    for phrase in phrases[:1]:
        first = re.match(r"^\S+\s+\S+", phrase)
        assert first is not None
        tail = re.split(stop, phrase[first.end() :], maxsplit=1)[0]
        found = first.group() + tail
        # "When did the earthquake strike": the verb comes last, and no preposition tells it from a noun.
        if re.fullmatch(HELPERS, last.verb, re.IGNORECASE) and last.rest.endswith(found) and found.count(" ") > 1:
            found = found.rpartition(" ")[0]
        return re.sub(r"^an?\s", "the ", found, flags=re.IGNORECASE)
    named = names(last.text)
    return last.text[slice(*named[0])] if named else ""


def _place(last: Parts, answer: str | None) -> str | None:
    """Where the last question is set: "in Homs"."""
    if answer and re.match(r"^(?:where|which\s+(?:city|town|country|place|village))\b", last.wanted, re.IGNORECASE):
        return answer if re.match(rf"^(?:{PREPOSITIONS})\b", answer) else f"in {answer}"
    found = re.search(rf"\b(?:in|at|near|on|from|of|to)\s+((?:the\s+)?{NAMES.pattern})", last.text)
    return f"in {found.group(1)}" if found else None


def _with_setting(question: str, last: Parts) -> str:
    """The question with the last one's closing phrase, "in the Magnitogorsk collapse", or else its names."""
    spoken = _QUOTED.search(last.rest)
    phrase = None if spoken else re.search(rf"\b(?:{PREPOSITIONS})\s+\S.*$", last.rest, re.IGNORECASE)
    named = names(last.text)
    if phrase and (NAMES.search(phrase.group()) or re.search(r"\bthe\b", phrase.group())):
        setting = phrase.group()
    elif named:
        name, topic = last.text[slice(*named[-1])], _topic(last)
        setting = f"({topic if name in topic else name})"
    else:
        return question
    return question if setting.casefold() in question.casefold() else f"{question} {setting}"


# Small questions about words


def _is_short(question: str) -> bool:
    """Whether the question names nothing and says little."""
    content = [word for word in WORD.findall(question) if word.casefold() not in LIGHT]
    return not names(question) and not any(char.isdigit() for char in question) and len(content) <= _SHORT


def _question(text: str) -> str:
    body = re.sub(r"\s+", " ", text).strip()
    return f"{body[:1].upper()}{body[1:]}?"
