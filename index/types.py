"""The values that pass between the parts. Ranges are half-open character ranges in `Article.text`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Range:
    """Characters `start` up to but not including `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark(Range):
    """A range that is not the article's own words; `caption`: those of a picture, with facts and dates of their own."""

    caption: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article was read, which tells it from all others: a file and, where the file holds several articles,
    which of them: an entry's id, "row 17", an archive's inner path."""

    path: Path
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What else is known of an article, where its format says so. Dates are ISO dates, with or without a time.

    `dated_by` is the rule that found the dates, such as "feed", "row" or "guessed"; `url` is where the article was
    got, `canonical` where its publisher says it belongs.
    """

    author: str | None = None
    modified: str | None = None
    dated_by: str | None = None
    language: str | None = None
    section: str | None = None
    url: str | None = None
    canonical: str | None = None


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read. `text` is the file's decoded text, untouched, line ends and all; or, where
    `extracted`, the text that was taken out of a format that is not plain text.

    `source` is the outlet and `published` an ISO date, with or without a time, where the article says so. `noise` are
    the ranges, in order and apart, that are not the article's own words. `digest` is the SHA-256 of the text.
    """

    path: Path
    text: str
    title: str
    digest: str
    source: str | None = None
    published: str | None = None
    noise: tuple[Mark, ...] = ()
    member: str | None = None
    extracted: bool = False
    facts: Facts = NO_FACTS

    @property
    def origin(self) -> Origin:
        """Where it was read."""
        return Origin(self.path, self.member)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article was read, and by whom and when it was published."""

    origin: Origin
    source: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences: `article.text[start:end]`. `sentences` are ranges in the article's text."""

    start: int
    end: int
    sentences: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Restriction:
    """Which articles to search: those of the `origins`, if there are any, published from `since` to `until` by an
    `outlet` whose name holds these letters, in upper or lower case, if these are set.

    Dates are ISO days, months or years, both included; an article without a date is outside of any.
    """

    origins: frozenset[Origin] = frozenset()
    since: str | None = None
    until: str | None = None
    outlet: str | None = None

    def allows(self, origin: Origin, published: str | None, source: str | None) -> bool:
        """Whether an article that was read there, with that date and outlet, is searched."""
        day = (published or "")[:10]
        if (self.since or self.until) and not day:
            return False
        if self.since and day < self.since:
            return False
        if self.until and day[: len(self.until)] > self.until:
            return False
        if self.outlet and self.outlet.casefold() not in (source or "").casefold():
            return False
        return not self.origins or origin in self.origins


@dataclass(frozen=True, slots=True)
class Found:
    """The row of a passage that a search found, with the score and the ranks of its `Hit`, and the two figures that the
    score is made of (`index.search.fuse`)."""

    row: int
    score: float
    lexical_rank: int | None
    dense_rank: int | None
    likeness: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found, best first; `score` is the fused score and only orders hits of one search.

    `lexical_rank` and `dense_rank` are its ranks by words alone and by meaning alone, from 1; None if it is not among
    those that were looked at. `also` are the other places where the same text stands, and `linked` the digests of texts
    that tell its story in much the same words: versions and copies.
    """

    article: Article
    passage: Passage
    score: float
    lexical_rank: int | None = None
    dense_rank: int | None = None
    also: tuple[Place, ...] = ()
    linked: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The passage's words."""
        return self.article.text[self.passage.start : self.passage.end]

    @property
    def caption(self) -> bool:
        """Whether it is a picture's caption."""
        return is_caption(self.article, self.passage)

    @property
    def heading(self) -> str:
        """The article's title, which says what "the strikes" were; empty where the passage itself begins with it."""
        return heading(self.article, self.passage)


def heading(article: Article, passage: Passage) -> str:
    """The title, unless the passage begins with it."""
    return "" if article.text.startswith(article.title, passage.start) else article.title


def is_caption(article: Article, passage: Passage) -> bool:
    """Whether the passage lies in a picture's caption."""
    return any(mark.caption and mark.start <= passage.start < mark.end for mark in article.noise)


class Encoder(Protocol):
    """Turns texts into vectors whose inner product tells how near they are in meaning."""

    def encode(self, texts: Sequence[str], *, question: bool = False) -> "np.ndarray":
        """Unit vectors, float32 of shape (len(texts), dimensions). Some models encode questions in another way."""
        ...


class NamedEncoder(Encoder, Protocol):
    """An encoder of many texts, which says what it is, so that the index can record it."""

    name: str
    fingerprint: str

    def encode_each(self, batches: Iterable[Sequence[str]]) -> "Iterator[np.ndarray]":
        """The vectors of each batch of texts, in order. May take batches ahead of those that it gives."""
        ...
