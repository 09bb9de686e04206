"""Spans that may answer, and groups of those that say the same."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.types import Hit
from qa.cite import cite, sentences_around
from qa.evidence import Evidence
from qa.reply import Answer, Citation
from qa.voices import Report, voices

# What may well be an answer besides the first is as likely as one in four; in log-odds.
MAY_WELL = math.log(1 / 3)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of a hit's passage with what speaks for it; `start` and `end` are places in the article."""

    hit: Hit
    start: int
    end: int
    evidence: Evidence

    @property
    def text(self) -> str:
        """The span's words."""
        return self.hit.article.text[self.start : self.end]

    @property
    def sentence(self) -> str:
        """The words of the sentence, or sentences, that it stands in."""
        found = sentences_around(self.hit, self.start, self.end)
        return self.hit.article.text[found.start : found.end]


@dataclass(frozen=True)
class Group:
    """Candidates that say the same, best first, and the log-odds that not all of them are wrong."""

    support: float
    members: Sequence[Candidate]

    @property
    def text(self) -> str:
        """The words of the best candidate."""
        return self.members[0].text

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Where each stands, found once whatever answers the group is part of."""
        return tuple(cite(candidate.hit, candidate.start, candidate.end) for candidate in self.members)

    @cached_property
    def voices(self) -> int:
        """How many independent voices there are."""
        return voices(
            [
                Report(candidate.hit.article.digest, candidate.hit.linked, citation.quote, citation.attribution)
                for candidate, citation in zip(self.members, self.citations, strict=True)
            ]
        )

    def answer(self, confidence: float) -> Answer:
        """The answer that the group is."""
        return Answer(
            text=self.text,
            confidence=confidence,
            citations=self.citations,
            sources=len({candidate.hit.article.digest for candidate in self.members}),
            voices=self.voices,
        )
