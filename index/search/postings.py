"""Which passages hold a word, and how often: written once while indexing, memory-mapped while searching.

    words.bin         the words in the order of their bytes (UTF-8), one after the other
    starts.bin        where each word begins in words.bin, and where the last one ends
    postings.bin      where each word's postings begin in the next two, and where the last one's end
    positions.bin     the passages that hold the word, rising
    frequencies.bin   how often each of them does
    lengths.bin       how many words each passage has

All but the first are plain little-endian integers. A question reads its own words' postings and nothing else of the
large files. Passages are counted from 0, in the order they were written.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from index.errors import DamagedIndex, unread

LENGTHS = "lengths.bin"
FILES = ("words.bin", "starts.bin", "postings.bin", "positions.bin", "frequencies.bin", LENGTHS)

PLACE, NUMBER = np.dtype("<i8"), np.dtype("<u4")

# Passages whose words are counted at a time: bounds the memory that writing takes.
_BLOCK = 20_000


class Postings:
    """The postings of one generation. Raises IndexError where their numbers lead out of the files."""

    def __init__(self, words: np.ndarray, arrays: Sequence[np.ndarray]) -> None:
        self._words = words
        self._starts, self._postings, self._positions, self._frequencies, self.lengths = arrays

    @classmethod
    def open(cls, folder: Path) -> "Postings":
        """What `write` wrote to a folder. Raises DamagedIndex."""
        words, starts = opened(folder / "words.bin", np.dtype("u1")), opened(folder / "starts.bin", PLACE)
        postings = opened(folder / "postings.bin", PLACE)
        positions, lengths = opened(folder / "positions.bin", NUMBER), opened(folder / LENGTHS, NUMBER)
        frequencies = folder / "frequencies.bin"
        # As few bytes each as the largest takes.
        size = len(opened(frequencies, np.dtype("u1")))
        often = opened(frequencies, np.dtype(f"<u{size // max(len(positions), 1) or 1}"))
        if not len(starts) or len(postings) != len(starts):
            raise DamagedIndex(folder / "postings.bin", f"{len(postings)} places of {len(starts)} words")
        if (len(words), len(positions)) != (starts[-1], postings[-1]) or len(often) != len(positions):
            raise DamagedIndex(folder / "positions.bin", "does not belong to the words")
        return cls(words, [starts, postings, positions, often, lengths])

    @classmethod
    def none(cls) -> "Postings":
        """Those of no passage."""
        return cls(np.zeros(0, dtype="u1"), [np.zeros(1, dtype=PLACE)] * 2 + [np.zeros(0, dtype=NUMBER)] * 3)

    @staticmethod
    def write(folder: Path, passages: Iterable[Sequence[str]]) -> None:
        """Write the postings of the passages, each given by its words."""
        numbers: dict[str, int] = {}
        lengths: list[int] = []
        blocks = list(_counted(passages, numbers, lengths))
        words = sorted((word.encode(), number) for word, number in numbers.items())
        rank = np.empty(len(words), dtype=np.int64)  # of a word, by the number it was given when it was first seen
        rank[[number for _, number in words]] = np.arange(len(words))
        holding = np.zeros(len(words), dtype=np.int64)
        for block, _, _ in blocks:
            holding += np.bincount(rank[block], minlength=len(words))
        ends = np.cumsum(holding)
        positions = np.empty(int(holding.sum()), dtype=NUMBER)
        most = max((int(frequencies.max()) for _, _, frequencies in blocks if len(frequencies)), default=0)
        frequencies = np.empty(len(positions), dtype=np.min_scalar_type(most))
        free = ends - holding  # where each word's next posting goes
        for block, where, often in blocks:
            heads = np.flatnonzero(np.diff(block, prepend=-1))  # where each word's run in the block begins
            runs = np.diff(heads, append=len(block))
            goes = np.repeat(free[rank[block[heads]]] - heads, runs) + np.arange(len(block))
            positions[goes], frequencies[goes] = where, often
            free[rank[block[heads]]] += runs
        (folder / "words.bin").write_bytes(b"".join(word for word, _ in words))
        write_array(folder / "starts.bin", np.cumsum([0, *(len(word) for word, _ in words)]).astype(PLACE))
        write_array(folder / "postings.bin", np.concatenate([[0], ends]).astype(PLACE))
        write_array(folder / "positions.bin", positions)
        write_array(folder / "frequencies.bin", frequencies.astype(frequencies.dtype.newbyteorder("<")))
        write_array(folder / LENGTHS, np.array(lengths, dtype=NUMBER))

    def __len__(self) -> int:
        return len(self.lengths)

    def of(self, word: str) -> tuple[np.ndarray, np.ndarray]:
        """The positions of the passages that hold the word, rising, and how often each does; empty if none does."""
        wanted = word.encode("utf-8", "surrogatepass")
        place = bisect_left(range(len(self._starts) - 1), wanted, key=self._word)
        if place == len(self._starts) - 1 or self._word(place) != wanted:
            return self._positions[:0], self._frequencies[:0]
        run = slice(int(self._postings[place]), int(self._postings[place + 1]))
        return self._positions[run], self._frequencies[run]

    def _word(self, place: int) -> bytes:
        return self._words[self._starts[place] : self._starts[place + 1]].tobytes()


def _counted(
    passages: Iterable[Sequence[str]], numbers: dict[str, int], lengths: list[int]
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Block by block: word numbers, positions and frequencies, ordered by word and position. Numbers new words and
    notes the passages' lengths."""
    rest = iter(passages)
    while block := list(islice(rest, _BLOCK)):
        first = len(lengths)
        lengths += map(len, block)
        found = np.fromiter(
            (numbers.setdefault(word, len(numbers)) for words in block for word in words), dtype=np.int64
        )
        holders = np.repeat(np.arange(len(block)), lengths[first:])
        # One number a word in a passage, so that one sort brings equal ones together.
        pairs, often = np.unique(found * len(block) + holders, return_counts=True)
        words, where = np.divmod(pairs, len(block))
        yield (
            words.astype(np.int32),
            (where + first).astype(np.uint32),
            often.astype(np.min_scalar_type(often.max(initial=0))),
        )


def write_array(path: Path, array: np.ndarray) -> None:
    """Write the numbers one after the other, and nothing else."""
    with path.open("wb") as file:
        array.tofile(file)


def opened(path: Path, kind: np.dtype) -> np.ndarray:
    """What `write_array` wrote, memory-mapped. Raises DamagedIndex."""
    try:
        size = path.stat().st_size
        if size % kind.itemsize:
            raise DamagedIndex(path, f"{size} bytes are no numbers of {kind.itemsize} bytes")
        if not size:  # no empty file can be mapped
            return np.zeros(0, dtype=kind)
        return np.memmap(path, dtype=kind, mode="r").view(np.ndarray)  # to take a part of a memmap takes long
    except OSError as error:
        raise unread(path, error) from error
