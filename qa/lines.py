"""The lines of a text, as an editor counts them: they end with LF, CR or both."""

import re
from collections.abc import Iterator

from index.types import Range

_LINE_END = re.compile(r"\r\n|\n|\r")


def lines(text: str) -> Iterator[Range]:
    """Every line's range without its line end; after a last line end an empty one."""
    start = 0
    for end in _LINE_END.finditer(text):
        yield Range(start, end.start())
        start = end.end()
    yield Range(start, len(text))


def line_of(text: str, place: int) -> int:
    """The line that a character is on, from 1."""
    return 1 + sum(1 for match in _LINE_END.finditer(text) if match.end() <= place)
