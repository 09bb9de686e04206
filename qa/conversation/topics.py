"""What a question turns on: the noun phrases that follow its verb, and the names that are more than a description."""

import re
from collections.abc import Iterator

from qa.conversation import nouns
from qa.question.parts import HELPERS, NAMES, PREPOSITIONS, VERBS, Parts, names

# Verbs as they stand after "did", where no ending tells them from nouns.
BASE = (
    "get|give|win|take|make|have|go|die|say|throw|kill|want|call|become|leave|lose|hold|meet|sign|send|lead|build|buy"
    "|sell|find|catch|beat|strike|hit|cost|happen|start|begin|end|open|close|move|run|come|fall|rise|stand|pay|bring|keep|think"
    "|appoint|receive|earn|deliver|approve|reject|accuse|allow|discover|develop|produce|create|expect|predict|propose"
    r"|donate|acquire|survive|replace|appear|resign|waive|extend|promise"
    "|know|see|use|need|work|play|spend|reach|join|serve|score|destroy|announce|publish|report|plan|agree|decide"
    "|lower|raise|speak|tell|ask|lend|own|consider|defend|urge|seek|draw|carry|grow|argue|describe|include|contain"
    "|remain|belong|arrive|occur|hope|aim|invest|look"
    r"|\w+(?:ize|ise|ify)"
)
_OWNER = rf"{NAMES.pattern}(?:'s|’s|s'|s’)"
_TOKEN = r"(?:(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)+|[\w’'£$€&-]+)"
_WORDS = rf"{_TOKEN}(?:\s+{_TOKEN})*"
_PHRASE = re.compile(rf"(?<![\w’'-])(?:(?:the|an?)|{_OWNER}|(?<=s['’])|(?<=['’]s))\s+{_WORDS}")
ADVERBS = (
    "jointly|recently|reportedly|allegedly|initially|originally|finally|actually|really|officially|formally|publicly"
    "|personally|currently|previously|now|also|still|once|already"
)
_STOP = rf"(?:(?!of\b)(?:{PREPOSITIONS})|{ADVERBS}|{HELPERS}|that|which|who|whose|when|as|while|because|{VERBS})"
# Where a noun phrase ends. What follows "of the" describes: "the value of the forged notes".
_ENDS, _ENDS_AFTER_DID = (
    re.compile(rf"(?<!\bof)(?<!\bthe)(?<!\d)\s+(?:the|an?|{stop})(?=\s|$)", re.IGNORECASE)
    for stop in (_STOP, f"{_STOP}|{BASE}")
)
# What comes after a preposition.
LED = re.compile(rf"\b(?:{PREPOSITIONS})\s+(?:the\s+)?$", re.IGNORECASE)
# "Did Exampleville's furry convention Fur Days raise": what comes after the name is the verb.
_NAMED_AFTER_OWNER = re.compile(rf"{_OWNER}(?:\s+[a-z][\w-]*){{1,3}}\s+{NAMES.pattern}(?=\s+[a-z])")
# "Did Trump say about NATO": "it" is what was spoken of.
_SPOKEN_OF = re.compile(r"^.*?\b(?:say|think|claim|report|believe)\b(?:.*?\sabout|\s+of)\s+(?=\S)", re.IGNORECASE)
# "When will the bank open", and not "who will open": there the subject is what is asked for.
_MODAL = re.compile(r"will|would|can|could|should|may|might|must", re.IGNORECASE)
_SUBJECT = re.compile(rf"(?:the|an?)\s|{NAMES.pattern}")
OWNS = re.compile(r"['’]s$")  # a name that owns what comes after it
# "Where is Heathrow airport": the noun is part of what is asked about, and no participle, as in "where was Doe buried".
_IS_OR_WAS = re.compile(r"(?:where|what)\s+(?:is|was)", re.IGNORECASE)
_NAMED_THING = re.compile(
    rf"{NAMES.pattern}(?:\s+(?!(?:{_STOP}|like|now|today|\w+(?:ing|ly|wn|en))(?:\s|$))[a-z]+){{1,2}}"
)


def topic(last: Parts, besides: str = "") -> str:
    """The noun phrase that the last question turns on: "the Magnitogorsk apartment collapse", "Turkey's offensive";
    none with a name that is also in `besides`. Empty if there is none."""
    named_besides = [besides[slice(*span)] for span in names(besides)]
    for found in _noun_phrases(last):
        phrase = found.partition(" of ")[2] if nouns.is_figure(found) and " of " in found else found
        if not any(re.match(rf"(?:the\s+)?{re.escape(name)}\b", phrase) for name in named_besides):
            return phrase
    if _IS_OR_WAS.fullmatch(f"{last.wanted} {last.verb}") and _NAMED_THING.fullmatch(last.rest):
        return last.rest
    start = _spoken_of(last)
    text = last.rest[start:] if start else last.text
    if is_helped(last) and not start:
        # Nor does the verb that closes "did Storm Barry form" make of the name before it a mere description.
        text = text.rpartition(" ")[0]
    named = [span for span in names(text) if not describes(text, span)]
    return text[slice(*named[0])] if named else ""


def event(last: Parts) -> str:
    """What the last question speaks of that may have happened or been done: its first noun phrase that is no figure,
    as "the death toll" is; empty if there is none, or if that is a person or a place."""
    found = next((found for found in _noun_phrases(last) if not nouns.is_figure(found)), "")
    return "" if nouns.is_person(found) or nouns.noun_of(found) in nouns.PLACES else found


def _noun_phrases(last: Parts) -> Iterator[str]:
    """The noun phrases with an article or an owner that follow the last question's verb, one after the other."""
    helped = is_helped(last)
    stop = _ENDS_AFTER_DID if helped else _ENDS
    for start, phrase in _phrases(last.rest, _spoken_of(last)):
        first = re.match(r"^\S+\s+\S+", phrase)
        assert first is not None
        end = stop.search(phrase, first.end())
        found = phrase[: end.start()] if end else phrase
        found = re.sub(rf"(?:\s+of(?:\s+the)?)?(?:\s+(?:{PREPOSITIONS}))?$", "", found)
        # "When did the earthquake strike": the verb comes last, and no preposition tells it from a noun.
        if helped and last.rest.endswith(found) and found.count(" ") > 1 and not _has_verb(last.rest[:start]):
            found = found.rpartition(" ")[0]
        elif helped and (owned := _NAMED_AFTER_OWNER.match(found)):
            found = owned.group()
        yield re.sub(r"^an?\s", "the ", found, flags=re.IGNORECASE)


def _phrases(text: str, start: int) -> Iterator[tuple[int, str]]:
    """What has an article or an owner, and where it begins, but no mere name of a place: "in the Philippines"."""
    while found := _PHRASE.search(text, start):
        named = re.match(rf"the\s+{NAMES.pattern}", found.group())
        end = found.start() + named.end() if named else 0
        if not (named and LED.search(text[: found.start()])) or describes(text, (found.start(), end)):
            yield found.start(), found.group()
        start = found.start() + 1 + len(re.match(r"\S*", found.group()).group())  # type: ignore[union-attr]


def _spoken_of(last: Parts) -> int:
    """Where in the last question's rest that begins of which somebody spoke; 0 if it asks for no such words."""
    found = _SPOKEN_OF.match(last.rest) if is_helped(last) else None
    return found.end() if found else 0


def _has_verb(before: str) -> bool:
    """Whether the words between "did" and an object hold the verb: "Russia bomb", "the rebels leave"."""
    words = [
        word for word in before.split() if not re.fullmatch(rf"{PREPOSITIONS}|the|an?|and|or", word, re.IGNORECASE)
    ]
    return len(words) > 1 and words[-1].islower()


def is_helped(last: Parts) -> bool:
    """Whether its verb stands after "did" or "would": the subject comes first."""
    return re.fullmatch(HELPERS, last.verb, re.IGNORECASE) is not None or (
        _MODAL.fullmatch(last.verb) is not None and _SUBJECT.match(last.rest) is not None
    )


def describes(text: str, span: tuple[int, int]) -> bool:
    """Whether a name only describes what comes after it, or owns it."""
    after = re.match(r"\s+([a-z]\w*)", text[span[1] :])
    if OWNS.search(text[slice(*span)]):
        return True
    return after is not None and not re.fullmatch(rf"{PREPOSITIONS}|{_STOP}|{BASE}|and|or", after.group(1))
