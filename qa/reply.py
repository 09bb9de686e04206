"""What an assistant replies: everything a view needs, and nothing that only one view needs."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from index.types import NO_FACTS, Facts, Origin, Place
from qa.question.kind import Kind


@dataclass(frozen=True, slots=True)
class SaidBy:
    """Who asserts what is cited, in the article's words; at least speaker or outlet is set.

    `outlet` is whom the speaker told it, or who relays it.
    """

    speaker: str | None
    role: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer stands: characters `start` to `end` of the article at `path`, on line `line` (from 1).

    `quote` is the whole sentence, or the sentences that the answer runs over, and begins at `quote_start`.
    `attribution` is None where the article says it in its own voice, or where that is not clear. `member` tells which
    of the file's articles it is; where the article was `extracted`, characters and lines are those of the extracted
    text. `also` are the other places where the same text stands. `caption`: it stands below a picture, and what it says
    and when is the picture's.
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
    attribution: SaidBy | None = None
    member: str | None = None
    extracted: bool = False
    facts: Facts = NO_FACTS
    also: tuple[Place, ...] = ()
    caption: bool = False

    @property
    def origin(self) -> Origin:
        """Which article it is."""
        return Origin(self.path, self.member)

    @property
    def text(self) -> str:
        """The cited words."""
        return self.quote[self.start - self.quote_start : self.end - self.quote_start]

    def still_stands_in(self, text: str) -> bool:
        """Whether the quote is where it was cited from: an article may have changed since."""
        return text[self.quote_start :][: len(self.quote)] == self.quote


@dataclass(frozen=True, slots=True)
class Answer:
    """The exact words of the first citation, how likely they are to be right, and every place that says the same; or,
    where whole sentences answer, the first of them, and the others of the same article.

    `sources` counts the articles, those of one text as one; `voices` those that are independent: reports of one
    speaker, and versions and copies of one article, are one voice.
    """

    text: str
    confidence: float
    citations: tuple[Citation, ...]
    sources: int
    voices: int = 1


class Difference(StrEnum):
    """How two sides differ: a later report has another figure; one is a bound on the other; they count other things or
    people; two speakers say so; or none of these can be told."""

    UPDATED = "updated"
    BOUND = "bound"
    SCOPE = "different scope"
    ATTRIBUTION = "different attribution"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Side:
    """What one side of a disagreement says, and where."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sides that do not say the same; the earlier first where one updates the other."""

    kind: Difference
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What helps where the articles do not say: the sentence of a guess that may well be right, and those nearest to
    the question, best first; the question's words that stand nowhere in them; the first and last date, ISO, that any
    article has, None if none has one; and whether there is no article within what the search was bound to."""

    nearest: tuple[Citation, ...] = ()
    unknown_words: tuple[str, ...] = ()
    dates: tuple[str, str] | None = None
    none_within: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage that was read, and its best words, characters `start` to `end` of the article.

    `lexical_rank` and `dense_rank` are its ranks in the two searches, None beyond those looked at. `parts` are what
    speaks for the words, by name: the figure, and what it adds to the log-odds; `likely` is what they come to, as the
    chance that the words are right, before other passages that say the same count.
    """

    origin: Origin
    title: str
    text: str
    start: int
    end: int
    lexical_rank: int | None
    dense_rank: int | None
    parts: dict[str, tuple[float, float]]
    likely: float


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds that went into a reply: to encode the question, to search with that, to read the passages and weigh
    what was found, and to group it into answers and cite them."""

    encode: float = 0.0
    search: float = 0.0
    read: float = 0.0
    group: float = 0.0


# A guess that is right one time in seven is worth a look.
_WORTH_A_LOOK = 0.15


@dataclass(frozen=True, slots=True)
class Reply:
    """The answers to a question, best first. Where `answered` is false they are guesses below the threshold, and
    `refusal` is set. `elapsed_ms` is the sum of `timing`. `passages` are all that were read, as the search ranks
    them; `values` all answers that may well be right, more than are shown; `disagreements` are between these."""

    question: str
    kind: Kind
    answered: bool
    answers: tuple[Answer, ...]
    refusal: Refusal | None
    elapsed_ms: float
    timing: Timing = Timing()
    passages: tuple[Weighed, ...] = ()
    values: tuple[Answer, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def guess(self) -> Answer | None:
        """The first answer, where it is not sure enough to be one and yet may well be right."""
        return next(filter(is_worth_a_look, () if self.answered else self.answers[:1]), None)

    def agreement(self, answer: Answer) -> Literal["single", "agree", "differ"]:
        """Whether other reports say what the answer says, or something else; a bound on a figure differs from none."""
        differing = [entry for entry in self.disagreements if entry.kind is not Difference.BOUND]
        sides = [side for entry in differing for side in entry.sides]
        if any(side.text == answer.text or _is_within(answer, side) for side in sides):
            return "differ"
        return "agree" if answer.voices > 1 else "single"


def is_worth_a_look(guess: Answer) -> bool:
    """Whether the guess may well be right."""
    return guess.confidence >= _WORTH_A_LOOK


def _is_within(answer: Answer, side: Side) -> bool:
    """Whether the answer stands in the clause that a side is."""
    return any(
        cited.origin == place.origin and place.start <= cited.start and cited.end <= place.end
        for cited in answer.citations
        for place in side.citations
    )


@dataclass(frozen=True, slots=True)
class Step:
    """What an assistant does at the moment; `done` of `total` passages are read."""

    doing: Literal["searching", "reading"]
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered before and is no answer now: these places, and these names wherever they stand."""

    citations: Collection[Citation] = ()
    names: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation as it was typed, as it was understood, and its reply."""

    question: str
    asked: str
    reply: Reply
