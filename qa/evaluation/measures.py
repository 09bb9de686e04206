"""Figures of merit, as functions of what was observed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers whose confidence is from `low` up to but not including `high`: how many there are, their mean
    confidence, and the share of them that is right, from 0 to 1."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def auroc(positive: np.ndarray, score: np.ndarray) -> float | None:
    """The chance that a positive scores above a negative (Mann-Whitney), equal scores counting half.

    `positive`: bool, `score`: float, of shape (questions,). None where all are positive, or none.
    """
    count, others = int(np.sum(positive)), int(np.sum(~positive))
    if not count or not others:
        return None
    _, place, sizes = np.unique(score, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(sizes) - (sizes - 1) / 2)[place]  # equal scores share the mean of their ranks
    return float((ranks[positive].sum() - count * (count + 1) / 2) / (count * others))


def best_threshold(answerable: np.ndarray, margin: np.ndarray, gained: np.ndarray) -> tuple[float, float]:
    """The best mean score in percent, and the margin from which to answer for it; infinite if it is best to refuse all.

    `gained` is what each answer scores if it is given, nothing for an unanswerable question; refusing scores 1 there
    and nothing elsewhere. All of shape (questions,).
    """
    order = np.argsort(-margin, kind="stable")
    total = np.sum(~answerable) + np.concatenate([[0.0], np.cumsum(gained[order] - ~answerable[order])])
    falling = margin[order]
    # Of questions with one margin all are answered or none.
    ends = [0, *(np.flatnonzero(falling[1:] != falling[:-1]) + 1), len(falling)]
    best = max(ends, key=lambda count: total[count])
    return 100 * float(total[best]) / len(falling), float(falling[best - 1]) if best else float("inf")


def reliability(confidence: np.ndarray, right: np.ndarray, bins: int = 10) -> list[Bin]:
    """The bins of equal width, from 0 to 1, that hold any answer. `confidence`, `right`: of shape (answers,)."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    return [
        Bin(
            number / bins,
            (number + 1) / bins,
            int(np.sum(place == number)),
            float(confidence[place == number].mean()),
            float(right[place == number].mean()),
        )
        for number in range(bins)
        if np.any(place == number)
    ]


def expected_calibration_error(confidence: np.ndarray, right: np.ndarray) -> float:
    """The mean distance between confidence and accuracy over ten equal-width bins, weighted by their size."""
    found = reliability(confidence, right)
    return sum(abs(each.confidence - each.accuracy) * each.count for each in found) / len(confidence)


def recall_at(ranks: Sequence[int | None], depth: int) -> float:
    """The percentage of ranks, from 1, that are `depth` or better; None is what was not found."""
    return 100 * sum(rank is not None and rank <= depth for rank in ranks) / len(ranks)


def mean_reciprocal_rank(ranks: Sequence[int | None]) -> float:
    """The mean of 1 / rank; what was not found counts 0."""
    return sum(1 / rank for rank in ranks if rank is not None) / len(ranks)
