"""Passages that have no vector yet, encoded."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from index.articles.indexed import indexed_text
from index.storage import unfinished
from index.storage.changes import Changes
from index.summary import Summary
from index.types import NamedEncoder

# Passages encoded between two reports of progress, and those among which they are chosen by length: batches of equal
# length waste nothing.
_CHUNK = 64
_WINDOW = 2048


def encode_missing(
    changes: Changes, folder: Path, encoder: NamedEncoder, summary: Summary, progress: Callable[[int, int], None]
) -> None:
    """Give a vector to every passage that has none: one of zeros to those that are found by their words only."""
    if silent := changes.unencoded(words_only=True):
        nothing = np.zeros_like(encoder.encode(["any text"]))
        changes.encoded(silent, np.repeat(nothing, len(silent), axis=0))
    rows = changes.unencoded()
    if not rows:
        return
    progress(0, len(rows))
    with unfinished.opened(folder, encoder.fingerprint, worth_a_file=len(rows) > _WINDOW) as so_far:
        under_way: deque[_Batch] = deque()

        def done(batch: _Batch) -> None:
            changes.encoded(list(batch.texts), np.array([batch.vectors[text] for text in batch.texts.values()]))
            summary.resumed += len(batch.texts) - len(batch.rest)
            summary.encoded += len(batch.rest)
            progress(summary.resumed + summary.encoded, len(rows))

        def to_encode() -> Iterator[list[str]]:
            for texts in _chunks(changes, rows):
                batch = _Batch(texts, so_far.found(list(texts.values())))
                if batch.rest:
                    under_way.append(batch)
                    yield batch.rest
                else:
                    done(batch)

        for vectors in encoder.encode_each(to_encode()):
            batch = under_way.popleft()
            so_far.keep(batch.rest, vectors)
            batch.vectors |= zip(batch.rest, vectors, strict=True)
            done(batch)


class _Batch:
    """Passages that are encoded together: their indexed texts by their rows, what `vectors` there are of these, and
    the `rest`, which is encoded. Where an update was stopped between batches, these are cut as they were then."""

    def __init__(self, texts: dict[int, str], found: dict[str, np.ndarray]) -> None:
        self.texts = texts
        self.vectors = found
        self.rest = [text for text in texts.values() if text not in found]


def _chunks(changes: Changes, rows: Iterable[int]) -> Iterator[dict[int, str]]:
    """The passages that are encoded together, as rows and indexed texts."""
    for window in _in_turn(rows, _WINDOW):
        texts = {row: indexed_text(article, passage) for row, article, passage in changes.passages(window)}
        for chunk in _in_turn(sorted(window, key=lambda row: len(texts[row])), _CHUNK):
            yield {row: texts[row] for row in chunk}


def _in_turn(rows: Iterable[int], many: int) -> Iterator[list[int]]:
    rest = iter(rows)
    while some := list(islice(rest, many)):
        yield some
