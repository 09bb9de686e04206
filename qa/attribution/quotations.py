"""Where an article's quotations are."""

import re
from functools import lru_cache

from index.types import Range

# A paragraph is looked at this far before and after a sentence.
REACH = 3000

_MARK = re.compile(r"[\"“”„]|(?:(?<=[\s(:,—–-])|(?<![\s\S]))['‘](?=\w)")
_SINGLE_END = re.compile(r"(?:[.,!?…]|[^\s\Ws])['’](?!\w)|s['’](?=[.,;:)\n]|$)")


def paragraph(text: str, sentence: Range) -> Range:
    """The line that a sentence is on; in hand-wrapped text, the lines up to an empty one."""
    end_of_line = "\n\n" if "\n" in text[sentence.start : sentence.end] else "\n"
    first = text.rfind(end_of_line, max(0, sentence.start - REACH), sentence.start)
    last = text.find(end_of_line, sentence.end, sentence.end + REACH)
    return Range(
        first + len(end_of_line) if first >= 0 else max(0, sentence.start - REACH),
        last if last >= 0 else min(len(text), sentence.end + REACH),
    )


def quotations(text: str, within: Range) -> tuple[Range, ...]:
    """The quotations of a paragraph with their marks, in order; one that is not closed reaches to its end."""
    return _quotations(text[within.start : within.end], within.start)


@lru_cache(maxsize=64)
def _quotations(body: str, offset: int) -> tuple[Range, ...]:
    found: list[Range] = []
    opened: int | None = None
    at = 0
    while match := _MARK.search(body, at):
        at = match.end()
        mark, place = match.group(), match.start()
        if mark in "'‘":
            if opened is None and (end := _SINGLE_END.search(body, at)):
                found.append(Range(offset + place, offset + end.end()))
                at = end.end()
            continue
        opens = mark in "“„" or (mark == '"' and _opens(body, place, opened is not None))
        if opens:
            if opened is not None:
                found.append(Range(offset + opened, offset + place))
            opened = place
        else:
            if opened is None and not found:
                opened = 0
            if opened is not None:
                found.append(Range(offset + opened, offset + at))
            opened = None
    if opened is not None:
        found.append(Range(offset + opened, offset + len(body)))
    return tuple(found)


def _opens(body: str, place: int, opened: bool) -> bool:
    """Whether a straight mark opens a quotation: it does before a word after a space."""
    before = body[place - 1 : place]
    after = body[place + 1 : place + 2]
    if before and not before.isspace() and before not in "([—–-" and (not after or not after.isalnum()):
        return False
    if after and not after.isspace() and (not before or before.isspace() or before in "([—–-"):
        return True
    return not opened
