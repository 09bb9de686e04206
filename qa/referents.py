"""What "he", "they", "it" and "there" stand for, after a question and its answer."""

import re
from collections.abc import Iterator

from qa.question_parts import HELPERS, NAMES, PREPOSITIONS, VERBS, Parts, is_name, names

# Nouns for people: the answer to "which minister" is a person, to "which hospital" it is none.
_PEOPLE = frozenset(
    """people man men woman women boy girl child children person persons president minister premier chancellor
    governor senator congressman congresswoman representative mayor leader politician candidate official secretary
    ambassador diplomat king queen prince princess pope bishop archbishop cardinal priest imam judge lawyer
    attorney general prosecutor officer soldier sergeant colonel commander spokesman spokeswoman spokesperson
    doctor surgeon nurse director chairman chairwoman chair chief boss head founder owner manager executive
    employee worker engineer pilot driver astronaut scientist researcher professor teacher student physicist
    chemist economist analyst expert author writer poet novelist journalist photojournalist reporter editor critic
    actor actress singer musician guitarist drummer rapper composer director comedian artist painter player
    footballer striker goalkeeper athlete runner swimmer boxer wrestler champion coach trainer chef farmer
    fisherman hunter activist campaigner protester victim survivor suspect gunman attacker killer murderer witness
    prisoner refugee migrant tourist passenger customer voter billionaire millionaire businessman businesswoman
    entrepreneur designer inventor winner host presenter wife husband son daughter mother father brother sister
    friend neighbour neighbor member lawmaker legislator deputy monarch celebrity star""".split()
)
# Where one can be: the answer to "in which town" is a place, not the thing that the question is about.
_PLACES = frozenset(
    """city town country village place province state region district county borough street road part area hospital
    prison hospice airport building island continent nation suburb""".split()
)
# Verbs as they stand after "did", where no ending tells them from nouns.
_BASE = (
    "get|give|win|take|make|have|go|die|say|throw|kill|want|call|become|leave|lose|hold|meet|sign|send|lead|build|buy"
    "|sell|find|catch|beat|strike|hit|cost|happen|start|begin|end|open|close|move|run|come|fall|rise|stand|pay|bring|keep|think"
    "|know|see|use|need|work|play|spend|reach|join|serve|score|destroy|announce|publish|report|plan|agree|decide"
    r"|\w+(?:ize|ise|ify)"
)
_OWNER = rf"{NAMES.pattern}(?:'s|’s|s'|s’)"
_WORDS = r"[\w’'-]+(?:\s+[\w’'-]+)*"
_PHRASE = re.compile(rf"(?<![\w’'-])(?:(?:the|an?)|{_OWNER}|(?<=s['’])|(?<=['’]s))\s+{_WORDS}")
_STOP = rf"(?:{PREPOSITIONS}|that|which|who|whose|when|as|while|because|{VERBS})"
_LED = re.compile(rf"\b(?:{PREPOSITIONS})\s+(?:the\s+)?$", re.IGNORECASE)
# "Did Exampleville's furry convention Fur Days raise": what comes after the name is the verb.
_NAMED_AFTER_OWNER = re.compile(rf"{_OWNER}(?:\s+[a-z][\w-]*){{1,3}}\s+{NAMES.pattern}(?=\s+[a-z])")
# The subject after "did", where it is several: "did scientists call", "did the two rescuers find".
_SEVERAL = re.compile(r"(?:the\s+)?(?:(?:two|three|four|five|six)\s+)?(?!this|his|its)[a-z]{3,}(?<!s)s(?=\s+[a-z])")
_FIGURE = re.compile(r"(?<![\w-])\d")  # "K2-18b" has none
# What kind a thing is answers what it is: "it" is the thing.
_KIND = re.compile(r"^(?:which|what)\s+(?:type|kind|sort|make|brand)\s+of\s+(\w+(?<!s))$", re.IGNORECASE)
_PLURAL = re.compile(
    r"\b(?:the\s+)?(?:\w+\s+)?(?:(?!this|his|its|was|is|has|does)\w{3,}(?<!s)s|people|children|men|women)\b"
)


def person(last: Parts, answer: str | None) -> str | None:
    """Whom the last answer names, if a person was asked for, or else the last question: there rather a full name than a
    short one, and rather its subject than what follows "in" or "of"."""
    if last.wanted.casefold() == "who" and last.verb.casefold() in {"is", "was"} and is_name(last.rest):
        return last.rest
    if answer and is_name(answer) and asks_for_person(last):
        return answer
    named = [span for span in names(last.text) if is_name(last.text[slice(*span)])]
    after_verb = len(last.text) - len(last.rest)
    for span in named:
        if last.verb and span[0] == after_verb and not describes(last.text, span):
            return last.text[slice(*span)]
    # "French" policemen, "Tonga's" minister: these words name no person.
    alone = [span for span in named if not describes(last.text, span)]
    subjects = [span for span in alone if not _LED.search(last.text[: span[0]])]
    full = [span for span in subjects if " " in last.text[slice(*span)]] or subjects
    if not full and (spoken := topic(last)) and _is_person(spoken):
        return spoken
    if not full and last.wanted.casefold() == "who" and last.verb:
        return f"the one who {last.verb} {last.rest}"
    chosen = full or alone
    return last.text[slice(*chosen[0])] if chosen else topic(last) or _subject(last) or None


def asks_for_person(last: Parts) -> bool:
    """Whether the last question asked for a person."""
    wanted = last.wanted.casefold().split()
    if wanted[:1] in (["who"], ["whom"], ["whose"]):
        return True
    return bool(last.noun) and not last.counts and _is_person(last.noun)


def _is_person(phrase: str) -> bool:
    """Whether a noun phrase is about a person: "the former vice-president"."""
    return re.split(r"[\s-]", phrase.casefold())[-1] in _PEOPLE


def many(last: Parts, answer: str | None) -> str | None:
    """Who or what "they" are: those counted, the several that the question speaks of, or those named."""
    if last.noun and last.counts:
        return f"the {last.noun}"
    spoken = topic(last)
    if spoken and _PLURAL.fullmatch(spoken):
        return spoken
    if _helped(last) and (several := _SEVERAL.match(last.rest)):
        return several.group()
    if answer and is_name(answer) and (asks_for_person(last) or last.noun.endswith("s")):
        return answer
    return _subject(last) or spoken or None


def thing(last: Parts, answer: str | None, besides: str = "") -> str | None:
    """What "it" is: what was chosen in "which newspaper", or else what the last question turns on. Whoever is named
    `besides` is asked about apart from it: what Trump says of it is not what he says of "Trump's conduct"."""
    if kind := _KIND.match(last.wanted):
        return f"the {kind.group(1)}"
    chosen = last.noun and not last.counts and not asks_for_person(last)
    if chosen and not (last.lead and last.noun.split()[-1] in _PLACES):
        if answer is None and not last.noun.endswith("s"):  # "it" is not "two countries"
            return re.sub(r"^(?:which|what)\b", "the", last.wanted, flags=re.IGNORECASE)
        if answer and is_name(answer):
            return answer
    return topic(last, besides) or (answer if answer and not _FIGURE.search(answer) else None)


def topic(last: Parts, besides: str = "") -> str:
    """The noun phrase that the last question turns on: "the Magnitogorsk apartment collapse", "Turkey's offensive";
    none with a name that is also in `besides`."""
    named_besides = [besides[slice(*span)] for span in names(besides)]
    helped = _helped(last)
    stop = re.compile(rf"\s+(?:{_STOP}{'|' + _BASE if helped else ''})(?=\s|$)", re.IGNORECASE)
    for phrase in _phrases(last.rest):
        if any(re.match(rf"(?:the\s+)?{re.escape(name)}\b", phrase) for name in named_besides):
            continue
        first = re.match(r"^\S+\s+\S+", phrase)
        assert first is not None
        found = first.group() + stop.split(phrase[first.end() :], maxsplit=1)[0]
        # "When did the earthquake strike": the verb comes last, and no preposition tells it from a noun.
        if helped and last.rest.endswith(found) and found.count(" ") > 1:
            found = found.rpartition(" ")[0]
        elif helped and (owned := _NAMED_AFTER_OWNER.match(found)):
            found = owned.group()
        return re.sub(r"^an?\s", "the ", found, flags=re.IGNORECASE)
    # Nor does the verb that closes "did Storm Barry form" make of the name before it a mere description.
    text = last.text.rpartition(" ")[0] if helped else last.text
    named = [span for span in names(text) if not describes(text, span)]
    return text[slice(*named[0])] if named else ""


def _helped(last: Parts) -> bool:
    """Whether its verb stands after "did": the subject comes first."""
    return re.fullmatch(HELPERS, last.verb, re.IGNORECASE) is not None


def place(last: Parts, answer: str | None) -> str | None:
    """Where the last question is set: "in Homs"."""
    where = r"^(?:where|which\s+(?:\w+\s+)?(?:" + "|".join(sorted(_PLACES)) + r"))\b"
    if answer and re.match(where, last.wanted, re.IGNORECASE):
        return answer if re.match(rf"^(?:{PREPOSITIONS})\b", answer) else f"in {answer}"
    found = re.search(rf"\b(?:in|at|near|on|from|of|to)\s+((?:the\s+)?{NAMES.pattern})", last.text)
    return f"in {found.group(1)}" if found else None


def _phrases(text: str) -> Iterator[str]:
    """What has an article or an owner, but no mere name of a place: "in the Philippines"."""
    start = 0
    while found := _PHRASE.search(text, start):
        named = re.match(rf"the\s+{NAMES.pattern}", found.group())
        end = found.start() + named.end() if named else 0
        if not (named and _LED.search(text[: found.start()])) or describes(text, (found.start(), end)):
            yield found.group()
        start = found.start() + 1 + len(re.match(r"\S*", found.group()).group())  # type: ignore[union-attr]


def _subject(last: Parts) -> str:
    """The few words after an auxiliary, without what closes them: "magellanic penguins | tagged"."""
    words = last.rest.split() if last.verb else []
    while words and re.fullmatch(rf"{PREPOSITIONS}|{VERBS}", words[-1], re.IGNORECASE):
        words.pop()
    return " ".join(words) if 0 < len(words) <= 3 else ""


def describes(text: str, span: tuple[int, int]) -> bool:
    """Whether a name only describes what comes after it, or owns it."""
    after = re.match(r"\s+([a-z]\w*)", text[span[1] :])
    if text[slice(*span)].endswith(("'s", "’s")):
        return True
    return after is not None and not re.fullmatch(rf"{PREPOSITIONS}|{_STOP}|{_BASE}|and|or", after.group(1))
