"""The words of an article on the screen, with what is marked in them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import work
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.worker import get_current_worker

from index.types import Article, Range
from qa.lines import lines
from qa.tui.wrapping import wrapped
from qa.views.text import visible

# A longer text is wrapped and searched beside the event loop: in 2 MB that takes a tenth of a second.
_LONG = 200_000

# What the mouse has selected has the screen's own style.
_SELECTED = "screen--selection"

# Cells before each line. They are drawn here: of the padding of a text that is scrolled the mouse is told another line.
_MARGIN = 1


class ArticleText(ScrollView, can_focus=True):
    """The words of an article, only those on the screen drawn: a text of megabytes scrolls as one of a page."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--sentence",
        "article--span",
        "article--match",
        "article--here",
        "article--noise",
    }

    class Searched(Message):
        """A search is done; it found so many places."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    def __init__(self, **options) -> None:
        super().__init__(**options)
        self._article: Article | None = None
        self._sentence: Range | None = None
        self._span: Range | None = None
        self._selected: Range | None = None
        # Where the words looked for begin, and how long they are. 20,000 objects instead would hold up the keyboard
        # whenever Python looks for garbage.
        self._matches: list[int] = []
        self._match_length = 0
        self._wanted = ""  # what is looked for
        self._lines: list[tuple[int, int]] = []
        self._width = 0
        self._goal: int | None = None  # a character to keep on the screen
        self._target = 0  # the line that it puts at the top
        self._styles: dict[str, Style] = {}

    def show(self, article: Article, sentence: Range | None, span: Range | None) -> bool:
        """Show an article with a span of a sentence marked, scrolled to it. Whether it is another one than before."""
        fresh = article != self._article
        self._sentence, self._span = sentence, span
        self._goal = span.start if span else 0
        if fresh:
            self._article = article  # an equal one stays: what is worked out beside is for its very text
            self._matches = []
            self._wrap()
        else:
            self._settle()
        return fresh

    def clear(self) -> None:
        """Show nothing."""
        self._article, self._sentence, self._span, self._goal = None, None, None, None
        self._matches, self._lines = [], []
        self._deselect()
        self._settle()

    def search(self, wanted: str) -> None:
        """Mark every place where the article says `wanted`, in any case, and go to the first one from here on; tell how
        many there are in a message."""
        text = self._article.text if self._article else ""
        self._wanted = wanted
        if wanted and len(text) > _LONG:
            self._search_beside(text, wanted)
        else:
            self._take_matches(text, wanted, _places(text, wanted))

    @work(thread=True, exclusive=True, group="search")
    def _search_beside(self, text: str, wanted: str) -> None:
        worker = get_current_worker()
        found = _places(text, wanted)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._take_matches, text, wanted, found)

    def _take_matches(self, text: str, wanted: str, found: list[int]) -> None:
        # A search beside may come late: the line was closed since, or another article is shown.
        if self._article is not None and self._article.text is text and self._wanted == wanted:
            self._matches, self._match_length = found, len(wanted)
            self.go_to_match(0)
            self.refresh()
            self.post_message(self.Searched(len(found)))

    def go_to_match(self, step: int) -> None:
        """Scroll to the next match, to the one before with step -1, or with step 0 to the first one from here on."""
        if not self._matches:
            return
        here = self._goal if self._goal is not None else self._top()
        bisect = bisect_right if step > 0 else bisect_left
        number = bisect(self._matches, here) - (step < 0)
        self._goal = self._matches[number % len(self._matches)]
        self._settle()

    def _top(self) -> int:
        """The first character on the screen."""
        return self._lines[min(self.scroll_offset.y, len(self._lines) - 1)][0] if self._lines else 0

    def on_resize(self) -> None:
        """Wrap anew for another width, keeping the place; on fewer lines what is shown stays on the screen."""
        if self._article is not None and self._room() != self._width:
            if self._goal is None:
                self._goal = self._top()
            self._wrap()
        elif self._goal is not None:
            self._settle()

    def _room(self) -> int:
        """The cells that a line may take."""
        return max(0, self.scrollable_content_region.width - _MARGIN)

    def _wrap(self) -> None:
        self._deselect()
        self._lines, self._width = [], self._room()
        if self._article is None or not self._width:
            return
        if len(self._article.text) > _LONG:
            self._wrap_beside(self._article.text, self._width)
        else:
            self._lines = wrapped(self._article.text, self._width)
            self._settle()

    @work(thread=True, exclusive=True, group="wrap")
    def _wrap_beside(self, text: str, width: int) -> None:
        lines = wrapped(text, width)
        self.app.call_from_thread(self._take, text, width, lines)

    def _take(self, text: str, width: int, lines: list[tuple[int, int]]) -> None:
        if self._article is not None and self._article.text is text and self._width == width:
            self._lines = lines
            self._settle()

    def _settle(self) -> None:
        """Tell the scroll bars how long the text is, and go to the goal."""
        self.virtual_size = Size(self._width, len(self._lines))
        if self._goal is not None and self._lines:
            line = bisect_right(self._lines, self._goal, key=lambda found: found[0]) - 1
            self._target = max(0, min(line - self.size.height // 3, len(self._lines) - self.size.height))
            self.scroll_to(y=self._target, animate=False, force=True)
        self.refresh()

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Whoever scrolls leaves the goal."""
        super().watch_scroll_y(old, new)
        if round(new) != self._target:
            self._goal = None

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        number = y + self.scroll_offset.y
        width, plain = self.scrollable_content_region.width, self._style("")
        if self._article is None or number >= len(self._lines):
            return Strip.blank(width, plain)
        start, end = self._lines[number]
        line = Strip([Segment(" " * _MARGIN, plain), *self._segments(start, end)]).adjust_cell_length(width, plain)
        return line.apply_offsets(-_MARGIN, number)  # tells the mouse which character it is at

    def selection_updated(self, selection: Selection | None) -> None:
        """Mark what the mouse has selected."""
        self._selected = self._characters(selection) if selection else None
        self.refresh()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is selected, with the article's own line breaks, and none where a line is only wrapped."""
        if self._article is None or (selected := self._characters(selection)) is None:
            return None
        text = self._article.text[selected.start : selected.end]
        return "\n".join(visible(text[line.start : line.end]) for line in lines(text)), "\n"

    def _characters(self, selection: Selection) -> Range | None:
        """The characters of the article from one place on the screen to another; None is its beginning, or its end."""
        if not self._lines:
            return None
        start = 0 if selection.start is None else self._character(selection.start)
        end = self._lines[-1][1] if selection.end is None else self._character(selection.end)
        return Range(start, end)

    def _character(self, place: Offset) -> int:
        """The character at a place; in the margin the line's first, beyond its words its end."""
        start, end = self._lines[min(place.y, len(self._lines) - 1)]
        return min(start + max(0, place.x), end)

    def _deselect(self) -> None:
        """Another article, or other lines: the places that were selected are those of something else."""
        if self._selected is not None:
            self.screen.clear_selection()

    def _style(self, name: str) -> Style:
        """The text's style, with that of a mark added if one is named; worked out once."""
        if name not in self._styles:
            plain = self.rich_style
            self._styles[name] = plain + self._mark(name) if name else plain
        return self._styles[name]

    def _mark(self, name: str) -> Style:
        """The style of a mark. Text that is to stand out from its background gets a colour that does."""
        if name == _SELECTED:
            style = self.screen.get_component_rich_style(name)
            # In most themes the words keep their colour; what is given for it then is the background's own.
            return style if self.screen.get_component_styles(name).color.a else Style(bgcolor=style.bgcolor)
        styles = self.get_component_styles(name)
        style = self.get_component_rich_style(name, partial=True)
        if not styles.has_rule("auto_color") or not styles.auto_color:
            return style
        return style + Style(color=styles.background.get_contrast_text().rich_color)

    def notify_style_update(self) -> None:
        """Another theme, or the focus: work the styles out again."""
        super().notify_style_update()
        self._styles = {}

    def _segments(self, start: int, end: int) -> Iterator[Segment]:
        """The characters of a line in the styles of what marks them."""
        assert self._article is not None
        kinds = (
            (self._article.noise, "article--noise"),
            ((self._sentence,) if self._sentence else (), "article--sentence"),
            ((self._span,) if self._span else (), "article--span"),
            (matches := self._matches_in(start, end), "article--match"),
            ([match for match in matches if match.start == self._goal], "article--here"),  # the one that n went to
            ((self._selected,) if self._selected else (), _SELECTED),
        )
        here = [(mark, name) for marks, name in kinds for mark in _touching(marks, start, end)]
        places = {edge for mark, _ in here for edge in (mark.start, mark.end) if start < edge < end}
        edges = sorted({start, end} | places)
        for left, right in pairwise(edges):
            names = [name for mark, name in here if mark.start <= left and mark.end >= right]
            style = self._style(names[-1] if names else "")
            yield Segment(visible(self._article.text[left:right]), style)

    def _matches_in(self, start: int, end: int) -> list[Range]:
        """The matches that share a character with start to end."""
        first = bisect_right(self._matches, start - self._match_length)
        last = bisect_left(self._matches, end)
        return [Range(match, match + self._match_length) for match in self._matches[first:last]]


def _places(text: str, wanted: str) -> list[int]:
    """Where the text says `wanted`, in any case; what ends a line of it, or no-break space, is a space too."""
    found = re.finditer(re.escape(wanted).replace(r"\ ", r"\s"), text, re.IGNORECASE) if wanted else ()
    return [match.start() for match in found]


def _touching(ranges: Sequence[Range], start: int, end: int) -> list[Range]:
    """Those of the ranges, in order and apart, that share a character with start to end."""
    last = bisect_left(ranges, end, key=lambda found: found.start)
    first = last
    while first and ranges[first - 1].end > start:
        first -= 1
    return list(ranges[first:last])
