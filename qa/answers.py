"""From spans to answers: group what says the same, rank by support, tell how sure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from index.types import Hit
from qa.calibration import Calibration
from qa.cite import cite, sentences_around
from qa.evidence import Evidence
from qa.reply import Answer
from qa.values import same_answer


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


def answers_of(candidates: Sequence[Candidate], calibration: Calibration, count: int) -> list[Answer]:
    """The `count` best answers, best first.

    Answers are ordered by the chance that not all of their sources are wrong, taken as independent: two reports that
    are right seven times in ten make an answer that is right nine times in ten. How often such an answer really is
    right, the calibration says.
    """
    ordered = sorted(candidates, key=lambda candidate: -calibration.log_odds(candidate.evidence))
    groups = _grouped(_without_overlaps(ordered))
    supported = sorted(((_support(group, calibration), group) for group in groups), key=lambda pair: -pair[0])
    return [
        Answer(
            text=group[0].text,
            confidence=calibration.confidence(support),
            citations=tuple(cite(candidate.hit, candidate.start, candidate.end) for candidate in group),
            sources=len({candidate.hit.article.digest for candidate in group}),
        )
        for support, group in supported[:count]
    ]


def _without_overlaps(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, which come best first, without those that overlap a better one in the same article.

    Passages share sentences, and "45" inside "at least 45" is one place, not two.
    """
    kept: list[Candidate] = []
    for candidate in candidates:
        if all(
            candidate.hit.article.origin != other.hit.article.origin
            or candidate.end <= other.start
            or candidate.start >= other.end
            for other in kept
        ):
            kept.append(candidate)
    return kept


def _grouped(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Candidates that say the same, each group and each group's members best first. A candidate joins a group only if
    it says the same as every member: "45" goes with "45 people" or with "45 trucks", which stay two answers."""
    groups: list[list[Candidate]] = []
    for candidate in candidates:
        for group in groups:
            if all(same_answer(candidate.text, member.text) for member in group):
                group.append(candidate)
                break
        else:
            groups.append([candidate])
    return groups


def _support(group: Sequence[Candidate], calibration: Calibration) -> float:
    """Minus the logarithm of the chance that every source of the group is wrong.

    Each article counts once, with its best span. A copy adds nothing: neither the same text in another place, nor the
    same sentence in another text.
    """
    heard: set[str] = set()
    support = 0.0
    for candidate in group:
        marks = {candidate.hit.article.digest, " ".join(_sentence(candidate).split()).casefold()}
        if not marks & heard:
            support += math.log1p(math.exp(min(calibration.log_odds(candidate.evidence), 30.0)))
        heard |= marks
    return support


def _sentence(candidate: Candidate) -> str:
    found = sentences_around(candidate.hit, candidate.start, candidate.end)
    return candidate.hit.article.text[found.start : found.end]
