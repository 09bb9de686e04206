"""Reciprocal rank fusion."""

from collections.abc import Iterable, Sequence

# Cormack, Clarke and Buettcher (SIGIR 2009) took 60, which is for many rankings. Of two, what one has first and the
# other lacks should be read: 10 brings more of the passages that answer among the first ten (docs/quality.md).
DAMPING = 10


def reciprocal_rank_fusion(rankings: Iterable[Sequence[int]]) -> list[tuple[int, float]]:
    """(item, score) by falling score; an item's score is the sum of 1 / (DAMPING + rank) over the rankings.

    Ranks count from 1. Items with equal scores come in order of their number, so that the result is always the same.
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1 / (DAMPING + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
