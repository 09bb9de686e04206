"""Copies and versions: texts that tell one story in the same words, more or less edited.

Two signatures of each text, of all its words and of those it begins with, are stored. A new text is looked up among the
stored signatures, and what may be alike is compared word for word. Whether two texts are linked depends on these two
alone, so that the links are the same in whatever order the articles come; but for texts that hundreds resemble, of
which only the first are linked.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from index.types import Article, Origin

if TYPE_CHECKING:
    from rensa import RMinHash

# Words in a row that are compared as one, and the words that a text begins with: a brief is the beginning of the report
# that follows it, and an outlet that adds its own words to a wire's adds them at the end.
_RUN = 4
_LEAD = 100

# Hash functions of a signature, and the bands that it is looked up by, three of them a band: of two texts that share
# half of their runs 94 in 100 are found, of those that share a twentieth 3 in 1,000.
_HASHES = 63
_BANDS = 21
_SEED = 1

# The shorter text shares this much of its runs with the longer, and at least so many: "Qtly div 10 cts vs 10 cts prior"
# is said of a hundred companies.
_SHARED = 0.5
_LEAST = 25

# So much of its names and of its figures may be missing in the longer, and in a short text a few: a correction changes
# one or two, and another story above the same gallery has its own. Only under much the same headline may names change.
_MISSING = 0.2
_FEW = 2
_FEW_NAMES = 1

# More days apart than this, only what is nearly word for word and has the same figures is linked: next week's report of
# a market is written like this week's.
_DAYS = 2
_NEARLY_ALL = 0.9

# What more texts than these have in common is no story but a form, and to compare all with all would never end.
_MOST = 500

_WORD = re.compile(r"\d[\d.,]*\d|\w+")


class Lookup:
    """Texts by their signatures, each by as many hashes as `hashes_of` gives."""

    def __init__(self) -> None:
        from rensa import RMinHashLSH  # here, since only indexing needs it

        self._lookup = RMinHashLSH(threshold=_SHARED, num_perm=_HASHES, num_bands=_BANDS)
        self._owners: list[str] = []

    def add(self, digest: str, hashes: Iterable["RMinHash"]) -> None:
        """Add a text, known by its digest."""
        for part in hashes:
            self._lookup.insert(len(self._owners), part)
            self._owners.append(digest)

    def near(self, hashes: Iterable["RMinHash"]) -> frozenset[str]:
        """The texts that may be alike; none where there are so many that what they have in common is a form."""
        found = frozenset(self._owners[number] for part in hashes for number in self._lookup.query(part))
        return found if len(found) <= _MOST else frozenset()


@dataclass(frozen=True, slots=True)
class Related:
    """The other articles that tell a story in an article's words: with the very same text and title; of the same
    outlet, or of none as it is; and of other outlets."""

    same: tuple[Origin, ...] = ()
    versions: tuple[Origin, ...] = ()
    copies: tuple[Origin, ...] = ()


class Relations:
    """Which articles of a collection are the same, versions or copies of each other."""

    def __init__(self, articles: Iterable[Article], pairs: Iterable[tuple[str, str]]) -> None:
        self._by_text: dict[str, list[Article]] = defaultdict(list)
        for article in articles:
            self._by_text[article.digest].append(article)
        self._linked: dict[str, list[str]] = defaultdict(list)
        for one, other in sorted(pairs):
            self._linked[one].append(other)
            self._linked[other].append(one)

    def of(self, article: Article) -> Related:
        """Those of an article of the collection."""
        same = [other for other in self._by_text[article.digest] if other.origin != article.origin]
        linked = [other for digest in self._linked.get(article.digest, ()) for other in self._by_text[digest]]
        return Related(
            tuple(other.origin for other in same if other.title == article.title),
            tuple(other.origin for other in linked if other.source == article.source),
            tuple(other.origin for other in linked if other.source != article.source),
        )


def own_words(article: Article) -> str:
    """The article's text without what is marked as noise."""
    kept, start = [], 0
    for mark in article.noise:
        kept.append(article.text[start : mark.start])
        start = mark.end
    return "".join([*kept, article.text[start:]])


@dataclass(frozen=True, slots=True)
class Words:
    """What two texts are compared by: runs of words, all words, and those that are names or figures."""

    day: str | None
    title: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    words: frozenset[str]
    names: frozenset[str]
    figures: frozenset[str]

    @classmethod
    def of(cls, article: Article) -> "Words":
        """Those of an article."""
        written = _WORD.findall(own_words(article))
        words = [word.casefold() for word in written]
        return cls(
            day=day_of(article),
            title=frozenset(_WORD.findall(article.title.casefold())),
            runs=frozenset(_runs(words)),
            words=frozenset(words),
            names=frozenset(word.casefold() for word in written if word[0].isupper()),
            figures=frozenset(word for word in written if word[0].isdigit()),
        )


def are_alike(one: Words, other: Words) -> bool:
    """Whether one is a version or copy of the other."""
    # By what they hold where they are as long, so that it does not matter which comes first.
    shorter, longer = sorted((one, other), key=lambda text: (len(text.runs), sorted(text.words)))
    shared = len(shorter.runs & longer.runs)
    if shared < max(_LEAST, _SHARED * len(shorter.runs)):
        return False
    headline = 2 * len(one.title & other.title) >= min(len(one.title), len(other.title))
    names, figures = shorter.names - longer.words, shorter.figures - longer.words
    if len(names) > max(_FEW if headline else _FEW_NAMES, _MISSING * len(shorter.names)):
        return False
    if len(figures) > max(_FEW, _MISSING * len(shorter.figures)):
        return False
    late = _days_between(one.day, other.day) > _DAYS
    return not late or (not figures and shared >= _NEARLY_ALL * len(shorter.runs))


def hashes_of(article: Article) -> list["RMinHash"]:
    """The signature of an article's text, of the whole and, where that is longer, of its beginning; none of a text that
    is too short to be compared."""
    from rensa import RMinHash

    words = [word.casefold() for word in _WORD.findall(own_words(article))]
    if len(words) < _LEAST + _RUN - 1:
        return []
    made = []
    for part in (words, words[:_LEAD]) if len(words) > _LEAD else (words,):
        hashes = RMinHash(num_perm=_HASHES, seed=_SEED)
        hashes.update([" ".join(run) for run in _runs(part)])
        made.append(hashes)
    return made


def stored(hashes: Iterable["RMinHash"]) -> list[bytes]:
    """A signature as rensa writes it."""
    return [part.__getstate__() for part in hashes]


def restored(parts: Iterable[bytes]) -> list["RMinHash"] | None:
    """A signature from what `stored` gave; None if another version of the library wrote it."""
    from rensa import RMinHash

    made = []
    for part in parts:
        hashes = RMinHash(num_perm=_HASHES, seed=_SEED)
        try:
            hashes.__setstate__(part)
        except ValueError:
            return None
        made.append(hashes)
    return made


def day_of(article: Article) -> str | None:
    """The day on which an article was published, if that is known."""
    return article.published[:10] if article.published else None


def _days_between(one: str | None, other: str | None) -> int:
    """0 where a day is not known."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) if one and other else 0


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[first:] for first in range(_RUN)), strict=False)
