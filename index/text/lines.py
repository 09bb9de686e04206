"""A text's lines, without what surrounds them."""

import re
from collections.abc import Iterator

from index.types import Range

_LINE = re.compile(r"[^\r\n]+")
_BREAK = re.compile(r"\r\n|\r|\n")

# What text is broken at, in characters, and how many lines tell that it was.
_MARGINS = range(40, 121)
_TELLING = 3


def lines(text: str) -> Iterator[Range]:
    """Every line's range, without its line end and the white space around it; empty lines are left out.

    A line ends where an editor ends it: at a line feed, a carriage return, or both.
    """
    for match in _LINE.finditer(text):
        if line := trimmed(text, match.start(), match.end()):
            yield line


def unwrapped(text: str) -> Iterator[Range]:
    """The lines, those of a paragraph that was broken at a margin, as in mail, together: within one, a line is no unit
    of anything. It takes three of them to tell that each was broken where its next word did not fit any more."""
    block: list[Range] = []
    for line in lines(text):
        if block and len(_BREAK.findall(text[block[-1].end : line.start])) > 1:
            yield from _joined(text, block)
            block = []
        block.append(line)
    yield from _joined(text, block)


def _joined(text: str, block: list[Range]) -> list[Range]:
    """A block of lines with no empty one between, as one where it is a broken paragraph."""
    if len(block) < _TELLING:
        return block
    margin = max(line.end - line.start for line in block)
    words = [text[line.start : line.end].split(maxsplit=1)[0] for line in block[1:]]
    broken = all(line.end - line.start + 1 + len(word) > margin for line, word in zip(block, words, strict=False))
    return [Range(block[0].start, block[-1].end)] if broken and margin in _MARGINS else block


def trimmed(text: str, start: int, end: int) -> Range | None:
    """The range without the white space and byte order mark at its ends; None if nothing is left."""
    body = text[start:end]
    bare = body.strip().strip("\ufeff").strip()
    if not bare:
        return None
    start += body.index(bare)
    return Range(start, start + len(bare))
