"""Nearest passages by meaning; the only place that knows faiss."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np


class Dense:
    """An exact inner-product index over the passages' vectors, memory-mapped. Like `Lexical`, it searches what came
    since beside it."""

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
    def write(path: Path, blocks: Iterable[np.ndarray]) -> None:
        """Write the index of vectors, which come in blocks: float32 of shape (some, dimensions)."""
        import faiss

        index: Any = None
        for block in blocks:
            if index is None:
                index = faiss.IndexFlatIP(block.shape[1])
            index.add(np.ascontiguousarray(block, dtype=np.float32))
        faiss.write_index(index, str(path))

    def __len__(self) -> int:
        """How many vectors the index holds, without the fresh ones."""
        return self._index.ntotal if self._index is not None else 0

    def vectors(self) -> np.ndarray:
        """All vectors of the index, float32 of shape (passages, dimensions)."""
        return self._index.reconstruct_n(0, len(self))

    def search(self, question: np.ndarray, limit: int, among: np.ndarray | None = None) -> list[int]:
        """Positions of the `limit` nearest passages, nearest first; only those that `among`, if given, marks with a
        bool each.

        `question`: float32 of shape (dimensions,). A passage whose vector is of NaN is near to
        nothing and never found.
        """
        scores, positions = self._frozen(question, limit, among)
        if self._fresh is not None:
            near = self._fresh @ question
            places = np.arange(len(self), len(self) + len(near))
            if among is not None:
                near, places = near[among[len(self) :]], places[among[len(self) :]]
            real = ~np.isnan(near)
            scores, positions = np.concatenate([scores, near[real]]), np.concatenate([positions, places[real]])
        order = np.argsort(-scores, kind="stable")[:limit]
        return positions[order].tolist()

    def _frozen(self, question: np.ndarray, limit: int, among: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        """Scores and positions of the nearest in the index."""
        import faiss

        allowed = None if among is None else among[: len(self)]
        if self._gone is not None:
            allowed = ~self._gone if allowed is None else allowed & ~self._gone
        if not len(self) or (allowed is not None and not allowed.any()):
            return np.empty(0, dtype=np.float32), np.empty(0, dtype=np.int64)
        parameters = None
        if allowed is not None:
            selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))  # type: ignore[call-arg, arg-type]
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # faiss adds it in Python
        scores, positions = self._index.search(question[np.newaxis, :], min(limit, len(self)), params=parameters)
        real = positions[0] >= 0
        return scores[0][real], positions[0][real]
