"""From the reader's logits to spans of a passage. Pure numpy.

A span's logit is the sum of its start's and its end's, chosen together. The null, "the passage does not say", is the
sum at the first token. Both are raw: a softmax over one passage would make the best guess of a passage that says
nothing look as sure as that of one that says it outright.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.pairs import Window

# No answer is longer than this, in tokens.
MAX_ANSWER_TOKENS = 30

# Spans looked at in each window before overlapping ones are dropped.
_CANDIDATES = 40

_IMPOSSIBLE = -1e9


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a passage, and by how much their logit exceeds the passage's null."""

    start: int
    end: int
    margin: float


def decode(
    passage: str, windows: Sequence[Window], starts: Sequence[np.ndarray], ends: Sequence[np.ndarray], count: int
) -> list[Span]:
    """The `count` best spans of one passage that do not overlap, best first.

    `windows` are the passage's, `starts` and `ends` their logits, float32 of shape (tokens,) each, in the same order.
    The passage's null is that of the window least sure of it: a window that does not hold the answer says nothing
    about the passage. No span begins or ends inside a word.
    """
    null = min(float(start[0] + end[0]) for start, end in zip(starts, ends, strict=True))
    found: dict[tuple[int, int], float] = {}
    for window, start, end in zip(windows, starts, ends, strict=True):
        for first, last, logit in _best(passage, window, start, end):
            place = (window.offsets[first][0], window.offsets[last][1])
            found[place] = max(logit, found.get(place, _IMPOSSIBLE))
    kept: list[Span] = []
    for (left, right), logit in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        if len(kept) == count:
            break
        if all(right <= span.start or left >= span.end for span in kept):
            kept.append(Span(left, right, logit - null))
    return kept


def _best(passage: str, window: Window, start: np.ndarray, end: np.ndarray) -> list[tuple[int, int, float]]:
    """(first token, last token, logit) of the best spans of a window."""
    opens = np.zeros(len(window), dtype=bool)
    closes = np.zeros(len(window), dtype=bool)
    for token, (left, right) in enumerate(window.offsets):
        if window.inside[token] and left < right:
            opens[token] = not _inside_word(passage, left)
            closes[token] = not _inside_word(passage, right)
    start = np.where(opens, start[: len(window)], _IMPOSSIBLE)
    end = np.where(closes, end[: len(window)], _IMPOSSIBLE)
    # Row d holds the spans of d + 1 tokens.
    longest = min(MAX_ANSWER_TOKENS, len(window))
    logits = np.full((longest, len(window)), 2 * _IMPOSSIBLE)
    for extra in range(longest):
        logits[extra, : len(window) - extra] = start[: len(window) - extra] + end[extra:]
    flat = logits.ravel()
    top = np.argpartition(-flat, min(_CANDIDATES, flat.size - 1))[:_CANDIDATES]
    best = []
    for place in top:
        extra, first = divmod(int(place), len(window))
        if flat[place] > _IMPOSSIBLE / 2:
            best.append((first, first + extra, float(flat[place])))
    return best


def _inside_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()
