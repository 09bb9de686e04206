"""Nearest passages by meaning; the only place that knows faiss."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

# Up to so many passages vectors are kept as they are. Beyond, a dimension takes eight bits instead of 32: a quarter of
# the memory, and several times as fast. docs/store.md tells what that finds, and what else was measured.
EXACT = 50_000

# Vectors that are worth a thread of their own: faiss compares one question with all of them on one.
_PART = 25_000

# Vectors from which the range of every dimension is learned.
_LEARNED = 50_000


class Dense:
    """An inner-product index over the passages' vectors, memory-mapped. Like `Lexical`, it searches what came since
    beside it."""

    def __init__(self, index: Any, fresh: np.ndarray | None = None, gone: np.ndarray | None = None) -> None:
        """`index` is faiss's, or None. `fresh`: float32 of shape (passages, dimensions), whose positions follow those
        of the index. `gone` marks, with a bool each, the passages of the index that are no more."""
        self._index = index
        self._fresh = fresh if fresh is not None and len(fresh) else None
        self._gone = gone if gone is not None and gone.any() else None

    @classmethod
    def open(cls, path: Path, fresh: np.ndarray | None = None, gone: np.ndarray | None = None) -> "Dense":
        """Raises ValueError if the file is not a faiss index, OSError if it cannot be read."""
        import faiss  # here, so that a command that never searches need not load it

        with path.open("rb"):  # faiss tells a file that is not there from one that is no index by words only
            pass
        try:
            index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC | faiss.IO_FLAG_READ_ONLY)
        except RuntimeError as error:
            raise ValueError("not a faiss index") from error
        return cls(index, fresh, gone)

    @staticmethod
    def write(path: Path, vectors: Callable[[], Iterable[np.ndarray]], count: int) -> None:
        """Write the index of `count` vectors, which come in blocks whenever asked for: float32 of shape (some,
        dimensions). Raises OSError."""
        import faiss

        index: Any = None
        for block in vectors():
            if index is None:
                index = faiss.IndexFlatIP(block.shape[1]) if count <= EXACT else _in_bytes(vectors(), count)
            index.add(np.ascontiguousarray(block, dtype=np.float32))
        try:
            faiss.write_index(index, str(path))
        except RuntimeError as error:  # faiss has no other
            raise OSError(str(error)) from error

    def __len__(self) -> int:
        """How many vectors the index holds, without the fresh ones."""
        return self._index.ntotal if self._index is not None else 0

    def search(self, question: np.ndarray, limit: int, among: np.ndarray | None = None) -> list[int]:
        """Positions of the `limit` nearest passages, nearest first; only those that `among`, if given, marks with a
        bool each.

        `question`: float32 of shape (dimensions,).
        """
        scores, positions = self._frozen(question, limit, among)
        if self._fresh is not None:
            near = self._fresh @ question
            places = np.arange(len(self), len(self) + len(near))
            if among is not None:
                near, places = near[among[len(self) :]], places[among[len(self) :]]
            scores, positions = np.concatenate([scores, near]), np.concatenate([positions, places])
        order = np.argsort(-scores, kind="stable")[:limit]
        return positions[order].tolist()

    def _frozen(self, question: np.ndarray, limit: int, among: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        """Scores and positions of the nearest in the index, and of some that are not among the nearest."""
        allowed = None if among is None else among[: len(self)]
        if self._gone is not None:
            allowed = ~self._gone if allowed is None else allowed & ~self._gone
        if not len(self) or (allowed is not None and not allowed.any()):
            return np.empty(0, dtype=np.float32), np.empty(0, dtype=np.int64)
        import faiss

        bits = None if allowed is None else np.packbits(allowed, bitorder="little")
        count = max(1, min(faiss.omp_get_max_threads(), len(self) // _PART))
        edges = pairwise(len(self) * part // count for part in range(count + 1))
        if count == 1:
            return self._part(question, limit, bits, next(edges))
        with ThreadPoolExecutor(count) as threads:
            found = list(threads.map(lambda edge: self._part(question, limit, bits, edge), edges))
        scores, positions = zip(*found, strict=True)
        return np.concatenate(scores), np.concatenate(positions)

    def _part(
        self, question: np.ndarray, limit: int, bits: np.ndarray | None, edge: tuple[int, int]
    ) -> tuple[np.ndarray, np.ndarray]:
        """Scores and positions of the nearest from one position up to, without, another; of those whose bit is set, if
        there are bits."""
        import faiss

        parameters = None
        if bits is not None or edge != (0, len(self)):
            selector: faiss.IDSelector = faiss.IDSelectorRange(*edge)
            if bits is not None:
                marked = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
                selector = faiss.IDSelectorAnd(selector, marked)
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # faiss adds it in Python
        scores, positions = self._index.search(question[np.newaxis, :], min(limit, len(self)), params=parameters)
        real = positions[0] >= 0
        return scores[0][real], positions[0][real]


def _in_bytes(blocks: Iterable[np.ndarray], count: int) -> Any:
    """An empty index with a byte a dimension, for so many vectors, of which some are looked at."""
    import faiss

    chooser = np.random.default_rng(1)
    sample = np.concatenate([block[chooser.random(len(block)) < _LEARNED / count] for block in blocks])
    index: Any = faiss.IndexScalarQuantizer(sample.shape[1], faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
    index.train(sample)
    return index
