"""Spans that may answer, and groups of those that say the same."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.types import Hit
from qa.answers.evidence import Evidence
from qa.answers.voices import Report, voices
from qa.cite import cite, sentences_around
from qa.compare.amounts import amount
from qa.compare.answers import Said
from qa.compare.clocks import clocks
from qa.compare.counted import Counted, counted
from qa.compare.relation import Relation
from qa.reply import Answer, Citation

# What may well be an answer besides the first is as likely as one in four; in log-odds.
MAY_WELL = math.log(1 / 3)

_YEAR = re.compile(r"(?:19|20)\d\d")

# A source of the same answer has at least so much of what the best one has of the question's words.
_OF_THE_MATTER = 0.4


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

    @property
    def counted(self) -> Counted:
        """What its sentence says of those whom it counts."""
        return counted(self.hit.article.text, self.start, self.end)


def _is_year_within(best: Candidate, other: Candidate) -> bool:
    """Whether the other is a year and the best a bound that allows it by chance: "1995" and "more than 50"."""
    if not _YEAR.fullmatch(other.text):
        return False
    bound = amount(best.text)
    return bound is not None and (bound.low is None or bound.high is None)


def _is_allowed_by_chance(best: Candidate, other: Candidate) -> bool:
    """Whether the two give other figures or other times, one of which allows the other, and the other's sentence has
    little of what was asked: "more than 400" who were hurt allow the 1,200 who were sent."""
    if other.evidence.sentence >= _OF_THE_MATTER * best.evidence.sentence:
        return False
    mine, theirs = (Said(each.text, each.hit.article.published) for each in (best, other))
    if mine.time and theirs.time:
        from qa.compare import time  # many patterns to compile

        return time.relation_of(mine.time, theirs.time) is not Relation.SAME
    return bool(mine.amount and theirs.amount and mine.amount.figure != theirs.amount.figure)


def _tells_other_times(best: Candidate, other: Candidate) -> bool:
    """Whether the best tells an hour, and the other the day and nothing of the hour."""
    if not clocks(best.text.casefold())[0]:
        return False
    from qa.compare import time, times  # many patterns to compile

    mine = times.time(best.text, best.hit.article.published)
    theirs = times.time(other.text, other.hit.article.published)
    return mine is not None and theirs is not None and not time.supports(mine, theirs)


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
    def sources(self) -> Sequence[Candidate]:
        """The candidates of the best one's article, and of those that tell of the same matter: "at least a dozen" who
        died elsewhere are no source for 27 here. Nor are they one for 27 who were hurt."""
        best = self.members[0]
        least = _OF_THE_MATTER * best.evidence.passage
        matter = {each.hit.article.origin for each in self.members if each.evidence.passage >= least}
        meant = best.counted
        return [
            candidate
            for candidate in self.members
            if candidate.hit.article.origin in matter
            and not candidate.counted.is_other_than(meant)
            and not _tells_other_times(best, candidate)
            and not _is_year_within(best, candidate)
            and not _is_allowed_by_chance(best, candidate)
        ]

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Where each source stands, found once whatever answers the group is part of."""
        return tuple(cite(candidate.hit, candidate.start, candidate.end) for candidate in self.sources)

    @cached_property
    def voices(self) -> int:
        """How many independent voices there are."""
        return voices(
            [
                Report(
                    candidate.hit.article.digest,
                    candidate.hit.linked,
                    citation.quote,
                    citation.attribution,
                    citation.source,
                )
                for candidate, citation in zip(self.sources, self.citations, strict=True)
            ]
        )

    def answer(self, confidence: float) -> Answer:
        """The answer that the group is."""
        return Answer(
            text=self.text,
            confidence=confidence,
            citations=self.citations,
            sources=len({candidate.hit.article.digest for candidate in self.sources}),
            voices=self.voices,
        )
