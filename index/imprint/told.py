"""What one line of an article tells of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.imprint.words import YEAR

# A line that is longer tells of nothing but its story, in characters.
LONGEST = 160

# The rule of a date that stands alone, and of one that allows another reading.
DATE_LINE = "date line"
GUESSED = "guessed"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as it is written, and the rule that found it. A dateline may have no year."""

    written: str
    rule: str

    @property
    def has_year(self) -> bool:
        """Whether it is a date in full."""
        return re.search(YEAR, self.written) is not None


@dataclass(frozen=True, slots=True)
class Told:
    """What one line tells; `alone` where it says nothing else."""

    author: str | None = None
    outlet: str | None = None
    published: Stamp | None = None
    modified: Stamp | None = None
    alone: bool = False


NOTHING = Told()


def together(found: Iterable[Told], *, alone: bool = False) -> Told:
    """All of them as one; what is told first counts."""
    whole = Told(alone=alone)
    for told in found:
        whole = replace(
            whole,
            author=whole.author or told.author,
            outlet=whole.outlet or told.outlet,
            published=whole.published or told.published,
            modified=whole.modified or told.modified,
        )
    return whole


def in_order(names: str) -> str:
    """Names on one line."""
    return " ".join(names.split())
