"""Nearest passages by meaning; the only place that knows faiss."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np


class Dense:
    """An exact inner-product index over the passages' vectors."""

    def __init__(self, vectors: np.ndarray) -> None:
        """`vectors`: float32 of shape (passages, dimensions)."""
        import faiss  # here, so that a command that never searches need not load it

        self._index: Any = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    @classmethod
    def open(cls, path: Path) -> "Dense":
        """Raises ValueError if the file is not a faiss index, OSError if it cannot be read."""
        import faiss

        dense = cls.__new__(cls)
        try:
            index: Any = faiss.deserialize_index(np.frombuffer(path.read_bytes(), dtype=np.uint8))
        except RuntimeError as error:
            raise ValueError("not a faiss index") from error
        dense._index = index
        return dense

    def save(self, path: Path) -> None:
        """Write the index to `path`."""
        import faiss

        path.write_bytes(faiss.serialize_index(self._index).tobytes())

    def __len__(self) -> int:
        return self._index.ntotal

    def vectors(self) -> np.ndarray:
        """All vectors, float32 of shape (passages, dimensions)."""
        return self._index.reconstruct_n(0, len(self))

    def search(self, question: np.ndarray, limit: int, among: Sequence[int] | None = None) -> list[int]:
        """Rows of the `limit` nearest passages, of those `among` if given, nearest first.

        `question`: float32 of shape (dimensions,). A passage whose vector is zero is near to nothing.
        """
        import faiss

        if not len(self):
            return []
        allowed = None
        if among is not None:
            selector = faiss.IDSelectorBatch(np.asarray(among, dtype=np.int64))
            allowed = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # faiss adds it in Python
        (scores,), (rows,) = self._index.search(question[np.newaxis, :], min(limit, len(self)), params=allowed)
        return [int(row) for score, row in zip(scores, rows, strict=True) if row >= 0 and score]
