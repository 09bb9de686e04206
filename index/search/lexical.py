"""BM25 over the passages' words; the only place that knows rank-bm25.

The passages of the last generation are frozen into postings, of which a question reads those of its own words. What
came since is searched by rank-bm25 itself. Both use the statistics of all passages, so that every score is the one that
rank-bm25 would give if it held them all.
"""

import math
from collections.abc import Sequence

import numpy as np
from rank_bm25 import BM25Okapi

from index.search.postings import Postings

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

    def scores(self, question: Sequence[str], places: np.ndarray) -> np.ndarray:
        """The scores of the passages at these rising positions, 0 where one holds none of the words, float64."""
        scores = np.zeros(len(places))
        if not self._mean_length:
            return scores
        ends = int(np.searchsorted(places, len(self._frozen)))
        old = places[:ends]
        for word in question:
            positions, frequencies = self._frozen.of(word)
            held, found = _common(old, positions)
            scores[held] += self._part(self.rarity(word), old[held], frequencies[found])
        if self._gone is not None:
            scores[:ends][self._gone[old]] = 0.0
        if self._fresh and ends < len(places):
            scores[ends:] = self._fresh.get_scores(question)[places[ends:] - len(self._frozen)]
        return scores

    def coverage(self, question: Sequence[str], places: np.ndarray) -> np.ndarray:
        """How much of the question's words, by their rarity, the passages at these rising positions hold, from 0 to 1,
        float64. How often they hold one, and how long they are, does not matter."""
        held = np.zeros(len(places))
        ends = int(np.searchsorted(places, len(self._frozen)))
        rarities = {word: self.rarity(word) for word in question}
        for word, rarity in rarities.items():
            positions, _ = self._frozen.of(word)
            held[_common(places[:ends], positions)[0]] += rarity
            if self._fresh:
                fresh = places[ends:] - len(self._frozen)
                held[ends:] += [rarity if word in self._fresh.doc_freqs[place] else 0.0 for place in fresh]
        whole = sum(rarities.values())
        return held / whole if whole else held

    def search(self, question: Sequence[str], limit: int, among: np.ndarray | None = None) -> list[int]:
        """Positions of up to `limit` passages that hold any of the question's words, best first; those of equal score
        in their order. Only those that `among`, if given, marks with a bool each."""
        if not self._mean_length:
            return []
        fresh = np.arange(len(self._frozen), len(self._frozen) + (self._fresh.corpus_size if self._fresh else 0))
        places = np.concatenate([self._promising(question, limit, among), fresh])
        if among is not None:
            places = places[among[places]]
        scores = self.scores(question, places)
        order = np.argsort(-scores, kind="stable")[:limit]
        return places[order[scores[order] > 0]].tolist()

    def _promising(self, question: Sequence[str], limit: int, among: np.ndarray | None) -> np.ndarray:
        """Positions, rising, of the frozen passages that may be among the best, and that may be searched.

        Rare words come first. As soon as all words that are left cannot lift a passage into the best by themselves, the
        passages that hold none but these need not be looked at, and common words are in most passages (MaxScore, after
        Turtle and Flood, 1995).
        """
        sums, held = np.zeros(len(self._frozen)), np.zeros(len(self._frozen), dtype=bool)
        rarities = [self.rarity(word) for word in question]
        left = (K1 + 1) * sum(rarities)  # the most that all words can add
        most = least = 0.0
        found = np.zeros(0, dtype=np.int64)
        for rarity, word in sorted(zip(rarities, question, strict=True), reverse=True):
            positions, frequencies = self._frozen.of(word)
            if len(positions):
                sums[positions] += self._part(rarity, positions, frequencies)
                held[positions] = True
                most = max(most, float(sums[positions].max()))
            left -= (K1 + 1) * rarity
            if most > left:
                found = self._searched(np.flatnonzero(held), among)
                least = _largest(sums[found], limit)
                if least > left:
                    break
        return found[sums[found] + left >= least * (1 - 1e-9)]  # sums in another order differ in their last bits

    def _searched(self, places: np.ndarray, among: np.ndarray | None) -> np.ndarray:
        """Those of the places that may be searched."""
        if self._gone is not None:
            places = places[~self._gone[places]]
        return places if among is None else places[among[places]]

    def _part(self, rarity: float, places: np.ndarray, frequencies: np.ndarray) -> np.ndarray:
        """What a word so rare that these frozen passages hold so often adds to their scores."""
        shape = K1 * (1 - B + B * self._frozen.lengths[places] / self._mean_length)
        return rarity * (frequencies * (K1 + 1) / (frequencies + shape))

    def _holding(self, word: str) -> int:
        """How many passages hold the word."""
        positions, _ = self._frozen.of(word)
        lost = int(np.count_nonzero(self._gone[positions])) if self._gone is not None else 0
        return len(positions) - lost + (self._fresh.holding.get(word, 0) if self._fresh else 0)


def _common(places: np.ndarray, positions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which of the places are among the rising positions, and where there: two arrays of indices."""
    if not len(positions):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    found = np.searchsorted(positions, places.astype(positions.dtype))
    found[found == len(positions)] = 0
    held = np.flatnonzero(positions[found] == places)
    return held, found[held]


def _largest(values: np.ndarray, number: int) -> float:
    """The largest, second largest, ... of the values, by its number; 0 if there are not so many."""
    return float(np.partition(values, -number)[-number]) if len(values) >= number else 0.0
