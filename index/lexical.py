"""BM25 over the passages' words; the only place that knows rank-bm25.

The passages of the last generation are frozen into postings, of which a question reads those of its own words. What
came since is searched by rank-bm25 itself. Both use the statistics of all passages, so that every score is the one that
rank-bm25 would give if it held them all.
"""

import math
from collections.abc import Sequence

import numpy as np
from rank_bm25 import BM25Okapi

from index.postings import Postings

# rank-bm25's own: how soon more of a word adds nothing, and how much a passage's length counts.
K1 = 1.5
B = 0.75


class _Fresh(BM25Okapi):
    """rank-bm25 over some of the passages. What it needs to know of all of them is set by `Lexical`."""

    def __init__(self, passages: Sequence[Sequence[str]]) -> None:
        super().__init__(passages, k1=K1, b=B)

    def _calc_idf(self, nd: dict[str, int]) -> None:
        self.holding = nd


class _Idf:
    """Where rank-bm25 looks a word's weight up."""

    def __init__(self, lexical: "Lexical") -> None:
        self._lexical = lexical

    def get(self, word: str) -> float | None:
        return self._lexical.rarity(word) if self._lexical.knows(word) else None


class Lexical:
    """Finds the passages that share words with a question.

    The idf is Lucene's, ln(1 + (N - n + 0.5) / (n + 0.5)). Okapi's own is 0 for a word in half of the passages and
    negative beyond, which in a collection of two articles wipes out the very words a question is about. Lucene's is
    above zero for every word, and a passage that lacks a word still gets nothing for it.
    """

    def __init__(
        self, fresh: Sequence[Sequence[str]], frozen: Postings | None = None, gone: np.ndarray | None = None
    ) -> None:
        """`fresh` holds the words of each passage that is not frozen; their positions follow those of the frozen ones.
        `gone` marks, with a bool each, the frozen passages that are no more."""
        self._frozen = frozen or Postings.none()
        self._gone = gone if gone is not None and gone.any() else None
        self._fresh = _Fresh(fresh) if fresh else None
        lost = self._frozen.lengths[self._gone] if self._gone is not None else self._frozen.lengths[:0]
        self._passages = len(self._frozen) - len(lost) + len(fresh)
        length = int(self._frozen.lengths.sum(dtype=np.int64)) - int(lost.sum(dtype=np.int64)) + sum(map(len, fresh))
        self._mean_length = length / self._passages if self._passages else 0.0
        if self._fresh:
            self._fresh.avgdl = self._mean_length
            self._fresh.idf = _Idf(self)

    def rarity(self, word: str) -> float:
        """The word's inverse document frequency among the passages; one that stands nowhere is the rarest."""
        if not self._mean_length:
            return 1.0
        holding = self._holding(word)
        return math.log(1 + (self._passages - holding + 0.5) / (holding + 0.5))

    def knows(self, word: str) -> bool:
        """Whether the word stands in any passage."""
        return self._holding(word) > 0

    def scores(self, question: Sequence[str]) -> np.ndarray:
        """The score of every passage by its position, 0 where it holds none of the question's words, float64."""
        scores = np.zeros(len(self._frozen) + (self._fresh.corpus_size if self._fresh else 0))
        if not self._mean_length:
            return scores
        for word in question:
            positions, frequencies = self._frozen.of(word)
            if len(positions):
                shape = K1 * (1 - B + B * self._frozen.lengths[positions] / self._mean_length)
                scores[positions] += self.rarity(word) * (frequencies * (K1 + 1) / (frequencies + shape))
        if self._gone is not None:
            scores[: len(self._frozen)][self._gone] = 0.0
        if self._fresh:
            scores[len(self._frozen) :] = self._fresh.get_scores(question)
        return scores

    def search(self, question: Sequence[str], limit: int, among: np.ndarray | None = None) -> list[int]:
        """Positions of up to `limit` passages that hold any of the question's words, best first; those of equal score
        in their order. Only those that `among`, if given, marks with a bool each."""
        scores = self.scores(question)
        if among is not None:
            scores[~among] = 0.0
        found = np.flatnonzero(scores)
        if len(found) > limit:
            least = np.partition(scores[found], -limit)[-limit]
            found = found[scores[found] >= least]
        return found[np.argsort(-scores[found], kind="stable")][:limit].tolist()

    def _holding(self, word: str) -> int:
        """How many passages hold the word."""
        positions, _ = self._frozen.of(word)
        lost = int(np.count_nonzero(self._gone[positions])) if self._gone is not None else 0
        return len(positions) - lost + (self._fresh.holding.get(word, 0) if self._fresh else 0)
