"""A text's lines, without what surrounds them."""

import re
from collections.abc import Iterator

from index.types import Range

_LINE = re.compile(r"[^\r\n]+")


def lines(text: str) -> Iterator[Range]:
    """Every line's range, without its line end and the white space around it; empty lines are left out.

    A line ends where an editor ends it: at a line feed, a carriage return, or both.
    """
    for match in _LINE.finditer(text):
        if line := trimmed(text, match.start(), match.end()):
            yield line


def trimmed(text: str, start: int, end: int) -> Range | None:
    """The range without the white space and byte order mark at its ends; None if nothing is left."""
    body = text[start:end]
    bare = body.strip().strip("\ufeff").strip()
    if not bare:
        return None
    start += body.index(bare)
    return Range(start, start + len(bare))
