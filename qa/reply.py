"""What an assistant replies: everything a view needs, and nothing that only one view needs."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.types import NO_FACTS, Facts, Origin


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer stands: characters `start` to `end` of the article at `path`, on line `line` (from 1).

    `quote` is the whole sentence, or the sentences that the answer runs over, and begins at `quote_start`. `member`
    tells which of the file's articles it is; where the article was `extracted`, characters and lines are those of the
    extracted text.
    """

    path: Path
    title: str
    source: str | None
    published: str | None
    start: int
    end: int
    line: int
    quote: str
    quote_start: int
    member: str | None = None
    extracted: bool = False
    facts: Facts = NO_FACTS

    @property
    def origin(self) -> Origin:
        """Which article it is."""
        return Origin(self.path, self.member)

    @property
    def text(self) -> str:
        """The cited words."""
        return self.quote[self.start - self.quote_start : self.end - self.quote_start]


@dataclass(frozen=True, slots=True)
class Answer:
    """The exact words of the first citation, how likely they are to be right, and every place that says the same.

    `sources` counts the articles, copies of one text as one.
    """

    text: str
    confidence: float
    citations: tuple[Citation, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Reply:
    """The answers to a question, best first. Where `answered` is false they are guesses below the threshold, and
    `nearest` is the sentence nearest to the question."""

    question: str
    answered: bool
    answers: tuple[Answer, ...]
    nearest: Citation | None
    elapsed_ms: float


@dataclass(frozen=True, slots=True)
class Step:
    """What an assistant does at the moment; `done` of `total` passages are read."""

    doing: Literal["searching", "reading"]
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation as it was typed, as it was understood, and its reply."""

    question: str
    asked: str
    reply: Reply
