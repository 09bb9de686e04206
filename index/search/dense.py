"""Nearest passages by meaning; the only place that knows faiss."""

import math
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

# Up to so many passages vectors are kept as they are. Beyond, each is kept twice: in half a byte for every four
# dimensions, all of which are looked at, and in a byte a dimension, which decides among the best of these.
# docs/store.md tells what that finds, and what else was measured.
EXACT = 20_000

# Vectors that are compared by their bytes.
_COMPARED = 1000

# Where only some are allowed, how many times as many are chosen by their half bytes as would leave enough of them, were
# they evenly spread; and the share of all from which on to choose is no faster than to compare all that are allowed.
_SPARE = 2
_TOO_MANY = 0.1

# Vectors from which half bytes and bytes are learned.
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
                index = faiss.IndexFlatIP(block.shape[1]) if count <= EXACT else _in_two_steps(vectors(), count)
            index.add(np.ascontiguousarray(block, dtype=np.float32))
        try:
            faiss.write_index(index, str(path))
        except RuntimeError as error:  # faiss has no other
            raise OSError(str(error)) from error

    def __len__(self) -> int:
        """How many vectors the index holds, without the fresh ones."""
        return self._index.ntotal if self._index is not None else 0

    def likeness(self, question: np.ndarray, places: np.ndarray) -> np.ndarray:
        """The inner products of the question's vector, as `search` takes it, and of the passages at these rising
        positions; float32, shape of `places`."""
        ends = int(np.searchsorted(places, len(self)))
        old = self._compared(question, places[:ends]) if ends else np.empty(0, dtype=np.float32)
        new = self._fresh[places[ends:] - len(self)] @ question if self._fresh is not None else old[:0]
        return np.concatenate([old, new])

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
        near = self._promising(question, max(limit, _COMPARED), allowed)
        if near is None:
            return self._exhaustively(question, limit, allowed)
        return self._compared(question, near), near

    def _promising(self, question: np.ndarray, count: int, allowed: np.ndarray | None) -> np.ndarray | None:
        """Positions of the `count` nearest by their half bytes; None where these would be no faster to find than by
        comparing all, or too few of those that were chosen are allowed.

        faiss cannot pass over any while it looks at half bytes. But the allowed ones among the nearest are the nearest
        of the allowed ones, so a restriction loses nothing.
        """
        import faiss

        chosen = count if allowed is None else int(_SPARE * count * len(self) / np.count_nonzero(allowed))
        if chosen > _TOO_MANY * len(self) or not isinstance(self._index, faiss.IndexRefine):
            return None
        _, (near,) = self._index.base_index.search(question[np.newaxis, :], chosen)
        if allowed is not None:
            near = near[allowed[near]]
        return near[:count] if len(near) >= count else None

    def _compared(self, question: np.ndarray, near: np.ndarray) -> np.ndarray:
        """The scores of the vectors at these positions, from their bytes where they are held in two steps."""
        import faiss

        if not isinstance(self._index, faiss.IndexRefine):
            return self._index.reconstruct_batch(near) @ question
        held: Any = faiss.downcast_index(self._index.refine_index)
        # faiss's own reconstruct_batch takes three times as long.
        codes = faiss.rev_swig_ptr(held.codes.data(), held.ntotal * held.code_size).reshape(held.ntotal, -1)
        return held.sa_decode(codes[near]) @ question

    def _exhaustively(
        self, question: np.ndarray, limit: int, allowed: np.ndarray | None
    ) -> tuple[np.ndarray, np.ndarray]:
        """Scores and positions of the nearest after comparing all that are allowed."""
        import faiss

        index = self._index.refine_index if isinstance(self._index, faiss.IndexRefine) else self._index
        parameters = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            marked = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
            parameters = faiss.SearchParameters(sel=marked)  # type: ignore[call-arg]  # faiss adds it in Python
        scores, positions = index.search(question[np.newaxis, :], min(limit, len(self)), params=parameters)
        real = positions[0] >= 0
        return scores[0][real], positions[0][real]


def _in_two_steps(blocks: Iterable[np.ndarray], count: int) -> Any:
    """An empty index with half bytes and bytes, for so many vectors, of which some are looked at."""
    import faiss

    chooser = np.random.default_rng(1)
    sample = np.concatenate([block[chooser.random(len(block)) < _LEARNED / count] for block in blocks])
    dimensions = sample.shape[1]
    pieces = dimensions // math.gcd(dimensions, 4)
    index = faiss.index_factory(dimensions, f"PQ{pieces}x4fs,Refine(SQ8)", faiss.METRIC_INNER_PRODUCT)
    index.train(sample)
    return index
