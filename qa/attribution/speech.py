"""Somebody's words in a sentence, and how far they reach."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.types import Range
from qa.attribution import speech_words as words
from qa.attribution.addressees import outlet_told
from qa.attribution.parties import Party
from qa.attribution.speech_verbs import end_of_speech, ends_after
from qa.attribution.tokens import MARKS, QUOTES, Token, low

_THOUGHTS = frozenset(
    "believe believes believed think thinks thought hope hopes hoped expect expects expected fear feared".split()
)
_OF_SPEAKER = frozenset(["who", "whose"])


@dataclass(frozen=True, slots=True)
class Speech:
    """Somebody's words: what stands between `start` and `end` is said, or relayed, by `party`, to `outlet`.

    `trails` where the words come first and the speaker after them; `main` where the whole sentence is theirs, not a
    side clause; `thought` where they only believe it.
    """

    party: Party
    outlet: Range | None
    start: int
    end: int
    trails: bool = False
    main: bool = False
    thought: bool = False


def reaching(sentence: Sequence[Token], who: Party, first: int, verb: int, *, trails: bool = False) -> Speech:
    """The speech of `who`, whose phrase begins at `first`, as far as it reaches: over the whole sentence, unless it is
    a clause within it."""
    told = outlet_told(sentence, verb)
    trails = trails or (first > 0 and ends_after(sentence, verb, to_outlet=told is not None))
    begins = sentence[0].start
    lead = sentence[:first]
    if len(lead) == 1 and lead[0].low in words.SUBORDINATORS:
        return Speech(who, told, sentence[first].start, _end_of_clause(sentence, verb))
    main = True
    pronoun = None
    if any(token.low not in words.LEADING and token.text != "," for token in lead):
        before = lead[-1]
        if sentence[first].low == "and":  # "…,” and Jane Doe said: “…"
            return Speech(who, told, sentence[first].start, _end(sentence, verb, None), trails, main=False)
        if before.small and before.low in words.CLAUSE_WORDS | {"and"}:
            main, begins, pronoun = False, before.start, first - 1
            if first == 1 and before.low in {"as", "but", "and", "so", "yet"}:
                main, begins = True, sentence[0].start
        elif (before.small and before.low in words.SAYS) or not (
            trails or before.quoted or before.text in QUOTES or is_adverbial(lead)
        ):
            main, begins = False, sentence[first].start
    return Speech(who, told, begins, _end(sentence, verb, pronoun), trails, main, sentence[verb].low in _THOUGHTS)


def side_clause(sentence: Sequence[Token], who: Party, at: int, verb: int) -> Speech:
    """The speech of a clause from a word on, in a sentence that is not itself reported."""
    return Speech(who, outlet_told(sentence, verb, by_one=True), sentence[at].start, _end(sentence, verb, at))


def without_aside(sentence: Sequence[Token], speech: Speech, stop: int) -> Speech:
    """The speech without what is told of a speaker named last: "…,” said Jane Doe, who scored 45 goals"."""
    pronoun = next((at for at in range(stop, len(sentence)) if sentence[at].low in _OF_SPEAKER), len(sentence))
    if low(sentence, pronoun - 1) != "," or any(token.quoted for token in sentence[stop:]):
        return speech
    return replace(speech, end=min(speech.end, sentence[pronoun - 1].start))


def _end(sentence: Sequence[Token], verb: int, link: int | None) -> int:
    """The character before which the speech of a verb ends; `link` begins the clause within a sentence that it is."""
    end = end_of_speech(sentence, verb, link)
    return sentence[end].start if end < len(sentence) else sentence[-1].end


def _end_of_clause(sentence: Sequence[Token], verb: int) -> int:
    """The character before which the clause of a verb ends that stands before the main one: that of its first comma."""
    return next((token.start for token in sentence[verb:] if token.text == "," and not token.quoted), sentence[-1].end)


def is_adverbial(lead: Sequence[Token]) -> bool:
    """Whether the words before a subject only say when, where or why."""
    at = next((at for at, token in enumerate(lead) if token.text not in MARKS), None)
    if at is None:
        return True
    first = lead[at]
    if first.low in words.OPENS_ADVERBIAL:
        return first.low != "at" or low(lead, at + 1) not in {"least", "most"}
    if all(token.capital or token.text in MARKS or token.low in words.DAYS or token.text.isdigit() for token in lead):
        return True
    return first.low.endswith(("ing", "ed", "ly")) and lead[-1].text == ","
