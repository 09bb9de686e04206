"""Break an article into the lines of a screen, without changing or moving a character."""

from collections.abc import Iterator

from rich.cells import cell_len, get_character_cell_size

from qa.lines import lines


def wrapped(text: str, width: int) -> list[tuple[int, int]]:
    """Screen lines as character ranges of the text, each at most `width` cells wide. What lies between two of them is
    white space or a line end."""
    return [piece for line in lines(text) for piece in _broken(text, line.start, line.end, max(1, width))]


def _broken(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """One line of the text, broken at spaces, or inside a word that is wider than the screen."""
    while True:
        fits = _fitting(text, start, end, width)
        if fits == end:
            yield start, end
            return
        space = text.rfind(" ", start, fits + 1)
        if space <= start:
            yield start, fits
            start = fits
        else:
            yield start, space
            start = space + 1


def _fitting(text: str, start: int, end: int, width: int) -> int:
    """The end of the longest piece from `start` that is no wider than the screen; at least one character."""
    piece = text[start : min(end, start + width)]
    if cell_len(piece) <= width and start + len(piece) == end:
        return end
    if cell_len(piece) == len(piece):
        return start + len(piece)
    used = 0
    for place in range(start, end):  # no further than needed: the line may be all of a text of megabytes
        used += get_character_cell_size(text[place])
        if used > width:
            return max(start + 1, place)
    return end
