"""A sentence without its figures: what two versions of it share where a figure was corrected."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from index.text.calendar_names import MONTH_OR_SHORT, WEEKDAY
from qa.compare.number_words import COUNTS
from qa.compare.units import SCALES


class Slot(Enum):
    """What stands where two versions may differ: a number, a day, whether it is a profit or a loss, how much time a
    rate is for."""

    NUMBER = "number"
    TIME = "time"
    SIGN = "sign"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Item:
    """A word, lower-case, or a slot with the words in it; characters `start` to `end` of the sentence."""

    start: int
    end: int
    words: str
    slot: Slot | None = None


# A month is one with a capital only: "may" and "march" are verbs.
_MONTH = rf"(?-i:(?=[A-Z])){MONTH_OR_SHORT}\b"
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_COUNT = (
    rf"(?:{'|'.join(COUNTS)}|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozen|hundred|thousand|million|billion)"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{_COUNT}(?:-{_COUNT})?)\b"
_BOUND = (
    r"at\s+least|at\s+most|up\s+to|more\s+than|less\s+than|fewer\s+than|over|nearly|almost|around|about|some|roughly"
    r"|approximately|an?\s+estimated"
)
_ITEM = re.compile(
    r"(?P<time>"
    rf"{_MONTH}\.?(?:\s+{_DAY})?(?:,?\s+(?:19|20)\d\d\b)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+(?:19|20)\d\d\b)?"
    rf"|{WEEKDAY}\b"
    r"|(?:19|20)\d\d\b(?![.,]\d)(?!\s*%))"
    rf"|(?P<number>(?:\b(?:{_BOUND})\s+)?(?:[$€£¥]\s?)?"
    rf"(?:\d+(?:[.,]\d+)*(?:[\s-]*(?:{_SCALE})\b|\b)|\b{_COUNT}\b(?:[\s-]+(?:and\s+)?{_COUNT}\b)*))"
    r"|(?P<rate>\b(?:an?|per|each|every)\s+(?:second|minute|hour|day|week|month|quarter|year)\b"
    r"(?!\s+(?:ago|earlier|later|before|after|old)\b))"
    r"|(?P<sign>\b(?:profit|loss|surplus|deficit|rise|fall|rose|fell|up|down|increase|decrease)\b)"
    r"|(?P<word>\d+(?:st|nd|rd|th)\b|[^\W_]+(?:['’-][^\W_]+)*|%)",
    re.IGNORECASE,
)
# Where a rate stands further on than this it is another's.
_BREAK = re.compile(r"[,;:()]")


@lru_cache(maxsize=4096)
def items(sentence: str) -> tuple[Item, ...]:
    """The words and slots of a sentence, in order."""
    found = []
    for match in _ITEM.finditer(sentence):
        kind = match.lastgroup or "word"
        slot = None if kind == "word" else Slot(kind)
        found.append(Item(match.start(), match.end(), " ".join(match[0].casefold().split()), slot))
    return tuple(found)


def frame(sentence: str) -> tuple[str | Slot, ...]:
    """The sentence with its slots left open."""
    return tuple(item.slot or item.words for item in items(sentence))


def slots_of(found: Sequence[Item], sentence: str, first: int, last: int) -> list[int]:
    """Which slots belong to the words from item `first` to `last`: those among them; the sign right before them, as in
    "a loss of six cents"; and the time of a rate after them, as in "46,000 barrels of crude a day"."""
    own = [number for number in range(first, last + 1) if found[number].slot]
    if not any(found[number].slot is Slot.NUMBER for number in own):
        return own
    before = first - 1
    while before >= 0 and found[before].words == "of":
        before -= 1
    if before >= 0 and found[before].slot is Slot.SIGN:
        own.insert(0, before)
    after = next((number for number in range(last + 1, len(found)) if found[number].slot), None)
    if after and found[after].slot is Slot.RATE and not _BREAK.search(sentence, found[last].end, found[after].start):
        own.append(after)
    return own
