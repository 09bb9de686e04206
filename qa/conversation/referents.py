"""What "he", "they", "it" and "there" stand for, after a question and its answer."""

import re

from qa.attribution import first_names
from qa.conversation import nouns, topics
from qa.question.parts import NAMES, PREPOSITIONS, VERBS, Parts, is_name, names

# What asks for a name: "the name of the school", "what is the campaign called?".
_ASKS_NAME = re.compile(r"^the\s+(?:\w+\s+)?(?:name|title)\b|\b(?:called|named|dubbed|titled)$", re.IGNORECASE)
_ENDS_IN_ADVERB = re.compile(rf"\s+(?:{topics.ADVERBS})$", re.IGNORECASE)
# The subject after "did", where it is several: "did scientists call", "did the two rescuers find".
_SEVERAL = re.compile(r"(?:the\s+)?(?:(?:two|three|four|five|six)\s+)?(?!this|his|its)[a-z]{3,}(?<!s)s(?=\s+[a-z])")
# "Did Russia bomb the convoy", "did Google buy YouTube": the name acts, and describes no noun.
_ACTS = re.compile(rf"{NAMES.pattern}(?=\s+[a-z][\w-]*\s+(?:(?:the|an?|its|their|his|her|that)\s|{NAMES.pattern}))")
_INITIALS = re.compile(r"[A-Z]{2,}(?:\s+and\s+[A-Z]{2,})*")  # of no person
_NEAR = re.compile(r"\b(?:in|near)\s+(?:the\s+)?$", re.IGNORECASE)  # a name after it is a place's
_OF_HIM, _OF_HER = (re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in ("he|his|himself", "she|her|hers"))
_HE_AND_SHE = (
    first_names.MEN | {"king", "prince", "duke", "lord", "sir", "mr", "pope"},
    first_names.WOMEN | {"queen", "princess", "duchess", "lady", "dame", "mrs", "ms", "miss"},
)
_FIGURE = re.compile(r"(?<![\w-])\d")  # "K2-18b" has none
# What kind a thing is answers what it is: "it" is the thing.
_KIND = re.compile(r"^(?:which|what)\s+(?:type|kind|sort|make|brand)\s+of\s+(\w+(?<!s))$", re.IGNORECASE)
_PLURAL = re.compile(
    r"\b(?:the\s+)?(?:\w+\s+)?(?:(?!this|his|its|was|is|has|does)\w{3,}(?<!s)s|people|children|men|women)\b"
)
# An answer that is several, "impeachment managers", and one that is one thing, "a drone attack".
_NOUNS = rf"(?!(?:{PREPOSITIONS}|that)\b)(?:[a-z][\w’'-]*\s+){{0,4}}[a-z][\w-]*"
_SEVERAL_THINGS = re.compile(rf"{_NOUNS}[^siu\W]s")
_ONE_THING = re.compile(rf"{_NOUNS}(?:[^s\W]|[siu]s)")
_OWNED = re.compile(r"^(?:its|their|his|her|the|these|those|some|other)\s+")


def person(last: Parts, answer: str | None, pronoun: str) -> str | None:
    """Whom the last answer names, if a person was asked for, or else the last question: there rather a full name than a
    short one, and rather its subject than what follows "in" or "of". First names that are not of the `pronoun`'s sex
    are passed over."""
    if last.wanted.casefold() == "who" and last.verb.casefold() in {"is", "was"} and is_name(last.rest):
        return last.rest
    he = pronoun.casefold() in {"he", "him", "his"}
    fitting, other = _HE_AND_SHE if he else _HE_AND_SHE[::-1]
    of_another = (_OF_HER if he else _OF_HIM).search(last.text)
    if of_another and not any(start < of_another.start() for start, _ in names(last.text)):
        answer = None  # "his engagement to Jane Doe" is told of the answer, and "she" is not he
    if answer and (last_word := answer.rpartition(" ")[2]).islower() and nouns.is_several(last_word):
        answer = None  # nor is he "Norlandic farmers"
    # "Which Doe" is a person too, if "Jane Doe" answers it.
    asks_for_one = asks_for_person(last) or (last.noun[:1].isupper() and last.noun in (answer or "").split())
    if answer and is_name(answer) and asks_for_one and _first_name(answer) not in other:
        return answer
    named = [
        span
        for span in names(last.text)
        for name in [last.text[slice(*span)]]
        if is_name(name) and _first_name(name) not in other and not _INITIALS.fullmatch(name)
    ]
    after_verb = len(last.text) - len(last.rest)
    for span in named:
        subject = topics.is_helped(last) and span[0] == after_verb  # the verb follows it
        if _first_name(last.text[slice(*span)]) in fitting and (subject or not topics.describes(last.text, span)):
            return topics.OWNS.sub("", last.text[slice(*span)])
    if answer and is_name(answer) and (_asks_for_name(last) or _first_name(answer) in fitting):
        return answer
    for span in named:
        name = last.text[slice(*span)]
        # Whoever has two names is followed by what they did, and "British" by "police".
        full_name = topics.is_helped(last) and " " in name and not topics.OWNS.search(name)
        if last.verb and span[0] == after_verb and (full_name or not topics.describes(last.text, span)):
            return name
    # "French" policemen, "Tonga's" minister: these words name no person.
    alone = [span for span in named if not topics.describes(last.text, span) and not _NEAR.search(last.text[: span[0]])]
    subjects = [span for span in alone if not topics.LED.search(last.text[: span[0]])]
    full = [span for span in subjects if " " in last.text[slice(*span)]] or subjects
    spoken = topics.topic(last)
    if not full and nouns.is_person(spoken):
        return spoken
    if not full and last.wanted.casefold() == "who" and last.verb:
        return f"the one who {last.verb} {last.rest}"
    chosen = full or alone
    if chosen:
        return last.text[slice(*chosen[0])]
    return None if spoken else _subject(last) or None  # an attack is nobody


def _first_name(name: str) -> str:
    """The first word of a full name, or a title, in lower case; empty for another word alone, which may be a surname or
    a place."""
    first, _, others = name.casefold().partition(" ")
    return first if others or first in {"queen", "king"} else ""


def asks_for_person(last: Parts) -> bool:
    """Whether the last question asked for a person."""
    wanted = last.wanted.casefold().split()
    if wanted[:1] in (["who"], ["whom"], ["whose"]):
        return True
    closing = _ENDS_IN_ADVERB.sub("", last.wanted).split()[-1:]  # "which member of the club", "which Oxford chemist"
    return bool(last.noun) and not last.counts and any(map(nouns.is_person, [last.noun, *filter(str.islower, closing)]))


def _asks_for_name(last: Parts) -> bool:
    """Whether the last question asked what somebody or something is called."""
    return last.wanted.casefold() == "what" and _ASKS_NAME.search(last.rest) is not None


def many(last: Parts, answer: str | None) -> str | None:
    """Who or what "they" are: those counted, the several that the question speaks of, or those named."""
    if last.noun and last.counts:
        return f"the {last.noun}"
    spoken = topics.topic(last)
    if spoken and (_PLURAL.fullmatch(spoken) or nouns.is_several(nouns.noun_of(spoken))):
        return spoken
    if topics.is_helped(last) and (several := _SEVERAL.match(last.rest)):
        return several.group()
    if answer and is_name(answer) and (asks_for_person(last) or last.noun.endswith("s")):
        return answer
    if answer and _SEVERAL_THINGS.fullmatch(answer):
        return f"the {_OWNED.sub('', answer)}"
    if topics.is_helped(last) and (actor := _actor(last.rest)):
        return actor
    return _subject(last) or spoken or (answer if answer and is_name(answer) else None)


def _actor(rest: str) -> str | None:
    """The name that begins what follows "did", if it is who acts: "Brazil win the World Cup"."""
    if acts := _ACTS.match(rest):
        return acts.group()
    name = NAMES.match(rest)
    return name.group() if name and not topics.describes(rest, name.span()) else None


def _subject(last: Parts) -> str:
    """The few words after an auxiliary, without what closes them: "magellanic penguins | tagged"."""
    words = last.rest.split() if last.verb else []
    while words and re.fullmatch(rf"{PREPOSITIONS}|{VERBS}", words[-1], re.IGNORECASE):
        words.pop()
    return " ".join(words) if 0 < len(words) <= 3 else ""


def thing(last: Parts, answer: str | None, besides: str = "") -> str | None:
    """What "it" is: what was chosen in "which newspaper", or else what the last question turns on. Whoever is named
    `besides` is asked about apart from it: what Trump says of it is not what he says of "Trump's conduct"."""
    if kind := _KIND.match(last.wanted):
        return f"the {kind.group(1)}"
    chosen = last.noun and not last.counts and not asks_for_person(last)
    if chosen and not (last.lead and last.noun.split()[-1] in nouns.PLACES):
        if answer is None and not last.noun.endswith("s"):  # "it" is not "two countries"
            return re.sub(r"^(?:which|what)\b", "the", last.wanted, flags=re.IGNORECASE)
        # "An indirect tax" is what was asked for with "which tax idea".
        named = answer and (is_name(answer) or any(word in answer for word in last.noun.split()))
        if named and not nouns.is_several(last.noun):  # nor one of several
            return answer
    if answer and is_name(answer) and _asks_for_name(last):
        return answer
    # "Mandatory buyback program" is what "what program did O'Rourke propose?" turns on, and not O'Rourke.
    does = topics.is_helped(last) and (last.noun or last.wanted.casefold() == "what")
    if does and answer and _ONE_THING.fullmatch(answer) and _is_first_name(NAMES.match(last.rest)):
        return answer
    return topics.topic(last, besides) or (answer if answer and not _FIGURE.search(answer) else None)


def _is_first_name(found: re.Match[str] | None) -> bool:
    """Whether a name is a person's, by its first name."""
    return found is not None and _first_name(found.group()) in first_names.MEN | first_names.WOMEN


def place(last: Parts, answer: str | None) -> str | None:
    """Where the last question is set: "in Homs"."""
    where = r"^(?:where|which\s+(?:\w+\s+)?(?:" + "|".join(sorted(nouns.PLACES)) + r"))\b"
    if answer and re.match(where, last.wanted, re.IGNORECASE):
        return answer if re.match(rf"^(?:{PREPOSITIONS})\b", answer) else f"in {answer}"
    found = re.search(rf"\b(?:in|at|near|on|from|of|to)\s+((?:the\s+)?{NAMES.pattern})", last.text)
    return f"in {found.group(1)}" if found else None
