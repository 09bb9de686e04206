"""From the reader's logits to spans of a passage. Pure numpy.

A span's logit is the sum of its start's and its end's, chosen together. The null, "the passage does not say", is the
sum at the first token. Both are raw: a softmax over one passage would make the best guess of a passage that says
nothing look as sure as that of one that says it outright.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.reading.pairs import Window

# No answer is longer than this, in tokens.
MAX_ANSWER_TOKENS = 30

# Spans looked at in each window before overlapping ones are dropped.
_CANDIDATES = 40

_IMPOSSIBLE = -1e9

# Marks that come in pairs and of which the first is known from the second.
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
# "Rich but defensible," said Doe.
_BEFORE_CLOSING = (",", ".", "!", "?")
# What belongs to no words: before them, such as the end of another sentence, and after them.
_BEFORE = re.compile(r"(?:[\s,;:–—|•*]|[.!?](?=\s))+")
_AFTER = " \t\r\n,;:–—|"
# Of single quotation marks only the first is known: the last may be an apostrophe, "the workers’".
_OPENS = re.compile(r"(?<!\w)['‘](?=[^\W\d])")
_CLOSES = re.compile(r"['’](?!\w)")
# Between a heading and the text below it, and between two paragraphs.
_BLANK_LINE = re.compile(r"(?>\r\n?|\n)[^\S\r\n]*(?>\r\n?|\n)")
_IN_FIGURE = re.compile(r"\d[.,:]\d")
_INITIALS = re.compile(r"(?<![\w.])(?:[^\W\d_]\.)+[^\W\d_]\Z")
# What stands right before a figure and is part of it: a minus, a currency's sign with its country, "A$", "-£".
_SIGN = re.compile(r"(?:(?<![^\s(])[-−])?(?:(?<![A-Za-z])[A-Z]{1,3}(?=[$£€¥]))?[$£€¥₹₩₽₺₪₦฿]?\Z")
_LONGEST_SIGN = 5
_FIGURE = re.compile(r"[$£€¥]?(?=\d)")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a passage, and by how much their logit exceeds the passage's null."""

    start: int
    end: int
    margin: float


def decode(
    passage: str,
    windows: Sequence[Window],
    starts: Sequence[np.ndarray],
    ends: Sequence[np.ndarray],
    count: int,
    stops: Sequence[int] = (),
) -> list[Span]:
    """The `count` best spans of one passage that do not overlap, best first.

    `windows` are the passage's, `starts` and `ends` their logits, float32 of shape (tokens,) each, in the same order;
    no span runs over a character in `stops`, such as the last of a sentence. The passage's null is that of the window
    least sure of it: a window that does not hold the answer says nothing about the passage. No span begins or ends
    inside a word, parts a figure from its sign, runs over a blank line, or has at its edge one bracket or quotation
    mark of a pair and not the other.
    """
    null = min(float(start[0] + end[0]) for start, end in zip(starts, ends, strict=True))
    found: dict[tuple[int, int], float] = {}
    breaks = sorted([*stops, *(gap.start() for gap in _BLANK_LINE.finditer(passage))])
    for window, start, end in zip(windows, starts, ends, strict=True):
        for first, last, logit in _best(passage, window, start, end, breaks):
            place = _whole(passage, window.offsets[first][0], window.offsets[last][1])
            found[place] = max(logit, found.get(place, _IMPOSSIBLE))
    kept: list[Span] = []
    for (left, right), logit in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        if len(kept) == count:
            break
        if all(right <= span.start or left >= span.end for span in kept):
            kept.append(Span(left, right, logit - null))
    return kept


def _best(
    passage: str, window: Window, start: np.ndarray, end: np.ndarray, breaks: Sequence[int]
) -> list[tuple[int, int, float]]:
    """(first token, last token, logit) of the best spans of a window that run over no character in `breaks`, sorted."""
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
    between = np.searchsorted(breaks, [left for left, _ in window.offsets])
    for extra in range(longest):
        together = between[: len(window) - extra] == between[extra:]
        both = start[: len(window) - extra] + end[extra:]
        logits[extra, : len(window) - extra] = np.where(together, both, 2 * _IMPOSSIBLE)
    flat = logits.ravel()
    top = np.argpartition(-flat, min(_CANDIDATES, flat.size - 1))[:_CANDIDATES]
    best = []
    for place in top:
        extra, first = divmod(int(place), len(window))
        if flat[place] > _IMPOSSIBLE / 2:
            best.append((first, first + extra, float(flat[place])))
    return best


def _whole(passage: str, left: int, right: int) -> tuple[int, int]:
    """The span without a comma, dash or bullet at its edge and with the sign of its first or last figure, "A$5", "6%";
    with the full stop of an abbreviation at its end, "5:10 a.m.", with the mark right beside it that closes or
    opens what is opened or closed within it, and without a mark at its edge that has no other: "131 feet)"."""
    if (before := _BEFORE.match(passage, left, right)) and before.end() < right:
        left = before.end()
    right = left + (len(passage[left:right].rstrip(_AFTER)) or right - left)
    if (figure := _FIGURE.match(passage, left)) and (
        sign := _SIGN.search(passage, max(0, left - _LONGEST_SIGN), figure.end())
    ):
        left = sign.start()
    if passage[right : right + 1] in ("%", "‰") and passage[right - 1].isdigit():
        right += 1
    if passage[right : right + 1] == "." and _INITIALS.search(passage, left, right):
        return left, right + 1
    words, after, just_before = passage[left:right], passage[right : right + 1], passage[max(0, left - 1) : left]
    for opening, closing in _PAIRS:
        unclosed = words.count(opening) - words.count(closing)
        if unclosed == 1 and after == closing:
            return left, right + 1
        if unclosed == 1 and words[0] == opening and words[1:2].strip():
            return left + 1, right
        if unclosed == 1 and after in _BEFORE_CLOSING and passage[right + 1 : right + 2] == closing:
            return left, right + 2
        if unclosed == -1 and words[-1] == closing and words[-2:-1].strip():
            return left, right - 1
        if unclosed == -1 and just_before == opening:
            return left - 1, right
    if len(_OPENS.findall(words)) == 1 and not _CLOSES.search(words):
        if _CLOSES.match(passage, right):
            return left, right + 1
        if _OPENS.match(words):
            return left + 1, right
    if words.count('"') % 2 and len(words) > 1:
        last = words.rindex('"')
        opens = last == 0 or words[last - 1] in " (["
        if opens and after == '"':
            return left, right + 1
        if opens and last == 0:
            return left + 1, right
        if opens and after in _BEFORE_CLOSING and passage[right + 1 : right + 2] == '"':
            return left, right + 2
        if not opens and last == len(words) - 1 and not words[last - 1].isdigit():  # six inches: 6"
            return left, right - 1
        if not opens and just_before == '"':
            return left - 1, right
    elif just_before == after == '"' and words.count('"') and words[max(0, words.index('"') - 1)] not in '" ([':
        return left - 1, right + 1  # D" is for "disease
    return left, right


def _inside_word(text: str, place: int) -> bool:
    """Whether a word goes on there, or a figure: "6,000", "7.5", "5:10"."""
    if not 0 < place < len(text):
        return False
    if text[place - 1].isalnum() and text[place].isalnum():
        return True
    return any(_IN_FIGURE.match(text, place - before) for before in (1, 2) if place >= before)
