"""BM25 over the passages' words; the only place that knows rank-bm25."""

import math
from collections.abc import Sequence

import numpy as np
from rank_bm25 import BM25Okapi


class _Bm25(BM25Okapi):
    """BM25 with the idf of Lucene, ln(1 + (N - n + 0.5) / (n + 0.5)).

    Okapi's own is 0 for a word in half of the passages and negative beyond, which in a collection of two articles
    wipes out the very words a question is about. Lucene's is above zero for every word, and a passage that lacks
    a word still gets nothing for it.
    """

    def _calc_idf(self, nd: dict[str, int]) -> None:
        for word, holding in nd.items():
            self.idf[word] = math.log(1 + (self.corpus_size - holding + 0.5) / (holding + 0.5))


class Lexical:
    """Finds the passages that share words with a question."""

    def __init__(self, passages: Sequence[Sequence[str]]) -> None:
        """`passages` holds each passage's words, in the order of their rows."""
        # rank-bm25 divides by the number of passages and by their mean length.
        self._bm25 = _Bm25(passages) if any(passages) else None

    def rarity(self, word: str) -> float:
        """The word's inverse document frequency among the passages; one that stands nowhere is the rarest."""
        if self._bm25 is None:
            return 1.0
        return self._bm25.idf.get(word, math.log(1 + (self._bm25.corpus_size + 0.5) / 0.5))

    def knows(self, word: str) -> bool:
        """Whether the word stands in any passage."""
        return self._bm25 is not None and word in self._bm25.idf

    def search(self, question: Sequence[str], limit: int, among: Sequence[int] | None = None) -> list[int]:
        """Rows of up to `limit` passages, of those `among` if given, that hold any of the question's words, best
        first."""
        if self._bm25 is None or not question:
            return []
        scores = np.asarray(self._bm25.get_scores(question))
        if among is not None:
            allowed = np.zeros(len(scores), dtype=bool)
            allowed[list(among)] = True
            scores = np.where(allowed, scores, 0.0)
        order = np.argsort(-scores, kind="stable")[:limit]
        return [int(row) for row in order if scores[row] > 0]
