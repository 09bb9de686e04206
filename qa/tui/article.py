"""An article, scrolled to what is cited in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Footer, Input, Static
from textual.worker import get_current_worker

from index.types import Article, Range
from qa.cite import line_of
from qa.paths import shown
from qa.text import visible
from qa.tui.messages import EditRequested
from qa.tui.wrapping import wrapped

# A longer text is wrapped beside the event loop: 2 MB take a tenth of a second.
_LONG = 200_000


class ArticleText(ScrollView, can_focus=True):
    """The words of an article, only those on the screen drawn: a text of megabytes scrolls as one of a page."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"article--sentence", "article--span", "article--match", "article--noise"}

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
        self._matches: list[Range] = []
        self._lines: list[tuple[int, int]] = []
        self._width = 0
        self._goal: int | None = None
        self._styles: dict[str, Style] = {}

    def show(self, article: Article, sentence: Range | None, span: Range | None) -> None:
        """Show an article with a span of a sentence marked, scrolled to it."""
        fresh = article != self._article
        self._article, self._sentence, self._span = article, sentence, span
        self._goal = span.start if span else 0
        if fresh:
            self._matches = []
            self._wrap()
        else:
            self._settle()

    def search(self, wanted: str) -> None:
        """Mark every place where the article says `wanted`, in any case, and go to the first one from here on; tell how
        many there are in a message."""
        text = self._article.text if self._article else ""
        if len(text) > _LONG:
            self._search_beside(text, wanted)
        else:
            self._take_matches(text, _places(text, wanted))

    @work(thread=True, exclusive=True, group="search")
    def _search_beside(self, text: str, wanted: str) -> None:
        worker = get_current_worker()
        found = _places(text, wanted)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._take_matches, text, found)

    def _take_matches(self, text: str, found: list[Range]) -> None:
        if self._article is not None and self._article.text is text:
            self._matches = found
            self.go_to_match(1)
            self.refresh()
            self.post_message(self.Searched(len(found)))

    def go_to_match(self, step: int) -> int | None:
        """Scroll to the next match, or the one before with step -1, from what the screen shows; its number from 0."""
        if not self._matches:
            return None
        top = self._lines[min(len(self._lines) - 1, self.scroll_offset.y + self.size.height // 2)]
        starts = [match.start for match in self._matches]
        here = bisect_right(starts, top[1])
        if self._goal in starts:  # go on from the match that was gone to
            here = starts.index(self._goal) + 1
        number = (here if step > 0 else here - 2) % len(starts)
        self._goal = starts[number]
        self._settle()
        return number

    def on_resize(self) -> None:
        """Wrap anew for another width, keeping the place."""
        if self._article is not None and self.scrollable_content_region.width != self._width:
            if self._goal is None and self._lines:
                self._goal = self._lines[min(self.scroll_offset.y, len(self._lines) - 1)][0]
            self._wrap()

    def _wrap(self) -> None:
        if self._article is None or not self.size.width:
            return
        self._width = self.scrollable_content_region.width
        if len(self._article.text) > _LONG:
            self._lines = []
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
            line = max(0, bisect_right(self._lines, (self._goal, len(self._article.text) if self._article else 0)) - 1)
            third = max(1, self.size.height // 3)
            self.scroll_to(y=max(0, line - third), animate=False, force=True)
        self.refresh()

    def watch_scroll_y(self, old: float, new: float) -> None:
        """A reader who scrolls sets the place that a resize keeps."""
        super().watch_scroll_y(old, new)
        if round(old) != round(new) and not self._matches:
            self._goal = None

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        number = y + self.scroll_offset.y
        width, plain = self.scrollable_content_region.width, self._style("")
        if self._article is None or number >= len(self._lines):
            return Strip.blank(width, plain)
        start, end = self._lines[number]
        return Strip(list(self._segments(start, end))).adjust_cell_length(width, plain)

    def _style(self, name: str) -> Style:
        """The text's style, with that of a mark added if one is named; worked out once."""
        if name not in self._styles:
            plain = self.rich_style
            self._styles[name] = plain + self.get_component_rich_style(name, partial=True) if name else plain
        return self._styles[name]

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
            (self._matches, "article--match"),
        )
        here = [(mark, name) for marks, name in kinds for mark in _touching(marks, start, end)]
        places = {edge for mark, _ in here for edge in (mark.start, mark.end) if start < edge < end}
        edges = sorted({start, end} | places)
        for left, right in pairwise(edges):
            names = [name for mark, name in here if mark.start <= left and mark.end >= right]
            style = self._style(names[-1] if names else "")
            yield Segment(visible(self._article.text[left:right]), style)


def _places(text: str, wanted: str) -> list[Range]:
    """Where the text says `wanted`, in any case."""
    found = re.finditer(re.escape(wanted), text, re.IGNORECASE) if wanted else ()
    return [Range(match.start(), match.end()) for match in found]


def _touching(ranges: Sequence[Range], start: int, end: int) -> list[Range]:
    """Those of the ranges, in order and apart, that share a character with start to end."""
    last = bisect_left(ranges, end, key=lambda found: found.start)
    first = last
    while first and ranges[first - 1].end > start:
        first -= 1
    return list(ranges[first:last])


class ArticlePane(Vertical):
    """An article with what is known about it above, and a line to search in it below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search"),
        Binding("n", "match(1)", "Next match", show=False),
        Binding("N", "match(-1)", "Match before", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Title, facts, text, search line."""
        yield Static(classes="article-title")
        yield Static(classes="article-facts")
        yield ArticleText()
        yield Input(placeholder="Search in this article", classes="article-search")

    def on_mount(self) -> None:
        """No article yet."""
        self.query_one(Input).display = False

    def show(self, article: Article, sentence: Range | None = None, span: Range | None = None) -> None:
        """Show an article, scrolled to the span if there is one."""
        known = [part for part in (article.source, article.published, shown(article.path)) if part]
        self.query_one(".article-title", Static).update(Text(visible(article.title)))
        self.query_one(".article-facts", Static).update(Text(visible(" · ".join(known))))
        self.query_one(ArticleText).show(article, sentence, span)

    def action_search(self) -> None:
        """Open the search line."""
        line = self.query_one(Input)
        line.display = True
        line.focus()

    def close_search(self) -> bool:
        """Close the search line; false if it was not open."""
        line = self.query_one(Input)
        if not line.display:
            return False
        line.value = ""
        line.display = False
        self.query_one(ArticleText).search("")
        self.query_one(ArticleText).focus()
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        """Mark what is being typed."""
        event.stop()
        self.query_one(ArticleText).search(event.value)

    def on_article_text_searched(self, event: ArticleText.Searched) -> None:
        """Say how many places there are."""
        line = self.query_one(Input)
        line.border_subtitle = f"{event.count} found" if line.value else ""

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On to the next match; n and N go on from there."""
        event.stop()
        self.query_one(ArticleText).focus()

    def action_match(self, step: int) -> None:
        """Go to another match."""
        self.query_one(ArticleText).go_to_match(step)


class ArticleScreen(Screen[None]):
    """An article in full; all there is room for on a narrow terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back"),
        Binding("e", "edit", "Edit"),
    ]

    def __init__(
        self, article: Article, sentence: Range | None = None, span: Range | None = None, *, searching: bool = False
    ) -> None:
        super().__init__()
        self._shown = (article, sentence, span)
        self._searching = searching

    def compose(self) -> ComposeResult:
        """The article over the whole screen."""
        yield ArticlePane()
        yield Footer()

    def on_mount(self) -> None:
        """Show it."""
        pane = self.query_one(ArticlePane)
        pane.show(*self._shown)
        if self._searching:
            pane.action_search()
        else:
            self.query_one(ArticleText).focus()

    def action_back(self) -> None:
        """Close the search line, or else the article."""
        if not self.query_one(ArticlePane).close_search():
            self.dismiss()

    def action_edit(self) -> None:
        """Open the article in the editor, at the span."""
        article, _, span = self._shown
        self.app.post_message(EditRequested(article.path, line_of(article.text, span.start if span else 0)))
