"""Questions that lean on the one before: "how many were wounded?", "who said that?", "and in Homs?".

What is missing is taken from the last question and its first answer, by rules over English question words, pronouns and
prepositions. The result is a plain question that a reader of the screen can check and take back.
"""

import re
from dataclasses import dataclass


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
    last = _parsed(before.asked)
    lead = _LEAD.match(question)
    rest = (question[lead.end() :] if lead else question).strip().rstrip("?!. ")
    about = _ABOUT.match(rest)
    if about:
        return _question(_with_part(rest[about.end() :], last))
    if lead and not _ASKS.match(rest):
        return _question(_with_part(rest, last))
    if _BARE.match(rest):
        return _question(f"{rest} was it that {_statement(last, before.answer)}")
    if saying := _SAYS_SO.match(rest):
        return _question(f"{saying.group(1)} said that {_statement(last, before.answer)}")
    filled = _filled(rest, last, before.answer)
    if filled != rest:
        return _question(filled)
    if lead or _is_short(rest):
        full = _with_setting(rest, last)
        return question if full == rest else _question(full)
    return None


# Words

_VERBS = (
    r"(?:is|are|was|were|be|been|has|have|had|will|would|can|could|should|may|might|died|killed|said|says?|told|took|won"
    r"|lost|made|came|went|left|began|broke|fell|hit|struck|gave|got|became|leads?|led|speaks?|runs?|heads?|directs?|met"
    r"|brokered|called|owns?|wrote|built|found|held|kept|knew|paid|put|sent|set|shot|sold|spoke|stood|stole|thought"
    r"|(?!need|speed|seed|feed|breed)[a-z]{2,}ed)"
)
_HELPERS = r"(?:did|does|do)"
_INVERTED = r"(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might)"
_PREPOSITIONS = (
    "in|at|on|during|after|before|near|for|from|by|with|against|over|to|of|about|into|under|since|according to"
)
_NAME = r"(?:(?:(?:al|el|an|as|ash|ad|abu)-)?[A-Z][\w’'-]*|\d{4})"
_NAMES = re.compile(rf"(?<![\w’'-]){_NAME}(?:\s+(?:(?:of|the|and|de|al|bin|van|von)\s+)?{_NAME})*")
_NOT_PEOPLE = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december us uk un eu usa nato""".split()
)

_LEAD = re.compile(r"^\s*(?:and|but|or|so|then|also|ok|okay)\b[\s,]*(?=\S)", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:what|how)\s+about\s+", re.IGNORECASE)
_ASKS = re.compile(
    rf"^(?:(?:{_PREPOSITIONS}|out of)\s+)?(?:who|whom|whose|what|when|where|why|how|which)\b"
    rf"|^(?:{_HELPERS}|{_INVERTED})\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"^(?:(?:{_PREPOSITIONS})\s+)?(?:who|whom|what|when|where|why|how|how\s+(?:long|much|old|so|come)|on\s+which\s+day"
    r"|(?:which|what)\s+(?:day|year|month|date|city|country|place))(?:\s+exactly)?$",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"^(who(?:\s+else)?)\s+(?:said|says|say|told(?:\s+\w+)?|claims?|claimed|announced|reported|confirmed)"
    r"(?:\s+(?:that|this|so|it))?$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_MANY = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
_THING = re.compile(
    r"\b(?:it|its)\b|\b(?:this|that)\b(?=\s*$|\s+(?:happen|occur|take|took|mean|was|is)\w*\b)", re.IGNORECASE
)
_THERE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?!\s+(?:is|are|was|were|be|been|any)\b)", re.IGNORECASE
)
_POINTED = re.compile(r"\b(?:this|that|these|those)\s+(?=[a-z])(?!(?:is|was|were|are|has|had|will)\b)", re.IGNORECASE)
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_PARTICIPLE = re.compile(r"^(?:[a-z]+ed|hurt|dead|missing|arrested|injured)$")

# A question with no name in it and no more content words than this needs what the last one was about.
_SHORT = 3
_LIGHT = frozenset(
    """a an the and or of in on at to for from by with as about into over out is are was were be been do does did has
    have had will would can could may might what which who whom whose when where why how many much long old far often
    there any people person persons else more other others exactly say said happen happened it he she they that this
    still now so""".split()
)
_WORD = re.compile(r"[\w’'-]+")


# The last question, taken apart


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A question as `lead wanted verb rest`: "in | which eastern province | did | an airstrike kill 62 troops".

    `lead` is a preposition or empty, `wanted` the question word with its noun, `verb` the first verb or auxiliary.
    """

    text: str
    lead: str
    wanted: str
    verb: str
    rest: str

    @property
    def noun(self) -> str:
        """What is counted or chosen from: "people" in "how many people"."""
        found = re.match(r"^(?:how\s+(?:many|much)|which|what)\s+(.+)$", self.wanted, re.IGNORECASE)
        return found.group(1) if found else ""


def _parsed(question: str) -> _Parsed:
    text = question.strip().rstrip("?!. ")
    match = re.match(
        rf"^(?P<lead>(?:{_PREPOSITIONS})\s+)?(?P<wanted>(?:who|whom|whose|what|when|where|why|how|which)\b.*?)"
        rf"\s+(?P<verb>{_HELPERS}|{_VERBS})\b\s*(?P<rest>.*)$",
        text,
        re.IGNORECASE | re.DOTALL,
    )
    if match is None:
        return _Parsed(text, "", "", "", text)
    return _Parsed(text, (match["lead"] or "").strip(), match["wanted"], match["verb"], match["rest"])


def _statement(last: _Parsed, answer: str | None) -> str:
    """The last question and its answer as one clause: "45 was the death toll"."""
    if not last.wanted:
        return last.text
    what = answer or "it"
    if answer and answer[-1:].isdigit() and last.noun:
        what = f"{answer} {last.noun}"
    asks = last.wanted.split()[0].casefold()
    adverbial = bool(last.lead) or (asks in {"when", "where", "why", "how"} and not last.noun)
    if re.fullmatch(_HELPERS, last.verb, re.IGNORECASE):
        tail = what if answer and asks not in {"why", "how"} else ""
        return " ".join(part for part in (last.rest, _link(last.lead, asks, tail), tail) if part)
    if adverbial and re.fullmatch(_INVERTED, last.verb, re.IGNORECASE):
        return last.rest
    return f"{what} {last.verb} {last.rest}".strip()


def _link(lead: str, asks: str, answer: str) -> str:
    """The preposition between a clause and a time or place: the question's own, or the usual one."""
    if lead or not answer or re.match(rf"^(?:{_PREPOSITIONS})\b", answer, re.IGNORECASE):
        return lead if answer else ""
    if asks == "when":
        return "on" if answer.split()[0].casefold().endswith("day") else "in"
    return "in" if asks == "where" else ""


# Putting in what is missing


def _with_part(fragment: str, last: _Parsed) -> str:
    """The last question with a part of it replaced by what is asked now: "and in Homs?"."""
    part = fragment.strip()
    preposition = re.match(rf"^({_PREPOSITIONS})\b", part, re.IGNORECASE)
    if preposition:
        same = re.search(rf"\b{preposition.group()}\s+\S.*$", last.rest, re.IGNORECASE)
        head = last.text[: len(last.text) - len(last.rest)]
        return f"{head}{last.rest[: same.start()] if same else last.rest + ' '}{part}"
    bare = re.sub(r"^(?:the|a|an)\s+", "", part, flags=re.IGNORECASE)
    state = re.search(r"\b(?:was|were|is|are|been|be)\s+([a-z]+)\b", last.text)
    if state and _PARTICIPLE.match(bare) and _PARTICIPLE.match(state.group(1)):
        return f"{last.text[: state.start(1)]}{bare}{last.text[state.end(1) :]}"
    if last.noun and bare == part and not part[:1].isupper():
        return last.text.replace(last.noun, part, 1)
    names = _names(last.text)
    if names and bare[:1].isupper() and " " not in last.text[names[-1][1] :].strip():
        start, end = names[-1]
        article = re.search(r"\bthe\s+$", last.text[:start], re.IGNORECASE)
        start = article.start() if article and bare != part else start
        return f"{last.text[:start]}{part}{last.text[end:]}"
    phrase = re.search(rf"\b(?:{_PREPOSITIONS})\s+(?=(?:the|an?)\s)", last.rest)
    if phrase and bare != part and last.verb:
        head = last.text[: len(last.text) - len(last.rest)]
        return f"{head}{last.rest[: phrase.end()]}{part}" if last.noun else f"{head}{part}"
    if bare != part and last.wanted.casefold() in {"who", "what"} and last.verb:
        return f"{last.wanted} {last.verb} {part}"
    if names and bare[:1].isupper():
        start, end = names[-1]
        return f"{last.text[:start]}{part}{last.text[end:]}"
    return f"{last.text}: {part}"


def _filled(question: str, last: _Parsed, answer: str | None) -> str:
    """The question with its pronouns replaced."""
    filled = question
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


def _in_case(name: str, match: re.Match[str]) -> str:
    """The name, with 's where it stands for a possessive."""
    word = match.group().casefold()
    followed = re.match(r"\s+[a-z]", match.string[match.end() :])
    return f"{name}'s" if word in _POSSESSIVE and (word != "her" or followed) else name


def _person(last: _Parsed, answer: str | None) -> str | None:
    """Who the last answer names, or else the last question; there rather its subject than what follows "in" or "of"."""
    if answer and _is_name(answer):
        return answer
    names = [(start, last.text[start:end]) for start, end in _names(last.text) if _is_name(last.text[start:end])]
    led = re.compile(rf"\b(?:{_PREPOSITIONS})\s+(?:the\s+)?$", re.IGNORECASE)
    subjects = [name for start, name in names if not led.search(last.text[:start])]
    chosen = subjects or [name for _, name in names]
    return chosen[0].removesuffix("'s").removesuffix("’s") if chosen else None


def _many(last: _Parsed, answer: str | None) -> str | None:
    """Who or what "they" are: those counted, or those named."""
    if last.noun and last.wanted.casefold().startswith("how"):
        return f"the {last.noun}"
    return answer if answer and _is_name(answer) else _topic(last)


def _thing(last: _Parsed, answer: str | None) -> str | None:
    """What "it" is: what was chosen in "which newspaper", or else what the last question turns on."""
    if last.noun and not last.wanted.casefold().startswith("how") and answer and not last.lead and _is_name(answer):
        return answer
    return _topic(last) or answer


def _topic(last: _Parsed) -> str:
    """The noun phrase that the last question turns on: "the Magnitogorsk apartment collapse"."""
    stop = rf"\s+(?:{_PREPOSITIONS}|that|which|who|whose|when|{_VERBS})(?=\s|$)"
    phrases = re.findall(r"\b(?:the|an?)\s+[\w’'-]+(?:\s+[\w’'-]+)*", last.rest, re.IGNORECASE)
    for phrase in phrases[:1]:
        first = re.match(r"^\S+\s+\S+", phrase)
        assert first is not None
        tail = re.split(stop, phrase[first.end() :], maxsplit=1)[0]
        found = first.group() + tail
        # "When did the earthquake strike": the verb comes last, and no preposition tells it from a noun.
        if re.fullmatch(_HELPERS, last.verb, re.IGNORECASE) and last.rest.endswith(found) and found.count(" ") > 1:
            found = found.rpartition(" ")[0]
        return found
    names = _names(last.text)
    if names:
        start, end = names[0]
        return last.text[start:end]
    return ""


def _place(last: _Parsed, answer: str | None) -> str | None:
    """Where the last question is set: "in Homs"."""
    if answer and re.match(r"^(?:where|which\s+(?:city|town|country|place|village))\b", last.wanted, re.IGNORECASE):
        return answer if re.match(rf"^(?:{_PREPOSITIONS})\b", answer) else f"in {answer}"
    found = re.search(rf"\b(?:in|at|near|on|from|of|to)\s+((?:the\s+)?{_NAMES.pattern})", last.text)
    return f"in {found.group(1)}" if found else None


def _with_setting(question: str, last: _Parsed) -> str:
    """The question with the last one's closing phrase, "in the Magnitogorsk collapse", or else its names."""
    phrase = re.search(rf"\b(?:{_PREPOSITIONS})\s+\S.*$", last.rest, re.IGNORECASE)
    names = _names(last.text)
    if phrase and (_NAMES.search(phrase.group()) or re.search(r"\bthe\b", phrase.group())):
        setting = phrase.group()
    elif names:
        start, end = names[-1]
        setting = f"({last.text[start:end]})"
    else:
        return question
    return question if setting.casefold() in question.casefold() else f"{question} {setting}"


# Small questions about words


def _is_name(text: str) -> bool:
    """Whether the words may name someone: capitalised, without figures, no day or month."""
    tokens = text.split()
    return (
        0 < len(tokens) <= 6
        and _NAMES.match(text) is not None
        and not any(char.isdigit() for char in text)
        and not any(
            token.casefold().strip(".,'’s") in _NOT_PEOPLE or token.casefold() in _NOT_PEOPLE for token in tokens
        )
    )


def _is_short(question: str) -> bool:
    """Whether the question names nothing and says little."""
    content = [word for word in _WORD.findall(question) if word.casefold() not in _LIGHT]
    return not _names(question) and not any(char.isdigit() for char in question) and len(content) <= _SHORT


def _names(question: str) -> list[tuple[int, int]]:
    """Where the question has names: capitalised words that do not merely begin it."""
    found = []
    for match in _NAMES.finditer(question):
        start = match.start()
        first = _WORD.match(question)
        if start == 0 and first and (_ASKS.match(question) or first.group().casefold() in _LIGHT):
            start = first.end()
            while start < match.end() and not question[start].isalnum():
                start += 1
        if start < match.end():
            found.append((start, match.end()))
    return found


def _question(text: str) -> str:
    body = re.sub(r"\s+", " ", text).strip()
    return f"{body[:1].upper()}{body[1:]}?"
