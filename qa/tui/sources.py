"""The collection: filter it, open an article, choose what questions are asked of."""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.strip import Strip
from textual.validation import Function
from textual.widgets import Footer, Input, SelectionList, Static
from textual.widgets.selection_list import Selection

from index.types import Article, Restriction
from qa.dates import day, is_date
from qa.paths import shown
from qa.tui.article import ArticleScreen
from qa.tui.line import MOST_LISTED, Line
from qa.views.text import holding, so_many, visible


class Choices(SelectionList[int]):
    """A list whose X stands where something is chosen, and only there: else a colour alone would tell."""

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        line = super().render_line(y)
        number = y + self.scroll_offset.y
        if number >= self.option_count or self.get_option_at_index(number).value in self.selected:
            return line
        left, mark, *rest = line
        return Strip([left, Segment(" ", mark.style), *rest], line.cell_length)


class SourcesScreen(Screen[Restriction | None]):
    """All articles, newest first. Gives the restriction that was chosen; None is no restriction."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "apply", "Ask only these", priority=True),
        Binding("ctrl+r", "drop", "Ask all", priority=True),
        Binding("o", "open", "Open article"),
        Binding("escape", "back", "Back"),
        Binding("down", "list", show=False),
    ]

    def __init__(self, articles: list[tuple[Article, str]], restriction: Restriction | None) -> None:
        """The articles are those that `newest_first` gives."""
        super().__init__()
        self._articles = [article for article, _ in articles]
        self._facts = [facts for _, facts in articles]
        self._before = restriction
        # Without those that are gone from the index since: nobody could see them here, and leave them out.
        self._chosen = {it.origin for it in self._articles if restriction and it.origin in restriction.origins}
        self._found: list[int] = []
        self._listed: list[int] = []
        self._dates = (restriction.since or "", restriction.until or "") if restriction else ("", "")

    def compose(self) -> ComposeResult:
        """Filter and dates above the list."""
        yield Static("", id="sources-title")
        yield Line(placeholder="Filter by title, outlet, date or path", id="filter")
        with Horizontal(id="dates"):
            dates = [Function(lambda text: not text or is_date(text), "A date looks like 2016-09-22, 2016-09 or 2016")]
            yield Line(self._dates[0], placeholder="From, such as 2016-09-01", id="since", validators=dates)
            yield Line(self._dates[1], placeholder="To, such as 2016-09-30", id="until", validators=dates)
        with Vertical():
            yield Choices()
        yield Footer()

    def on_mount(self) -> None:
        """All of them."""
        self._list("")

    @on(Input.Changed, "#filter")
    def on_filter_changed(self, event: Input.Changed) -> None:
        """Filter."""
        self._list(event.value)

    def _list(self, wanted: str) -> None:
        found = self.query_one(SelectionList)
        self._found = holding(self._facts, wanted)
        self._listed = self._found[:MOST_LISTED]
        listed = ((number, self._articles[number]) for number in self._listed)
        with self.prevent(SelectionList.SelectedChanged):
            found.clear_options()
            found.add_options(
                [Selection(_line(article), number, article.origin in self._chosen) for number, article in listed]
            )
        if self._listed:
            found.highlighted = 0
        self._count()

    def _count(self) -> None:
        chosen = f"{len(self._chosen)} chosen" if self._chosen else "all asked; Space chooses"
        more = f"the first {MOST_LISTED} listed · " if len(self._found) > MOST_LISTED else ""
        listed = more if self._found else "none holds these words · "
        count = so_many(len(self._articles), "article")
        self.query_one("#sources-title", Static).update(f"{count} · {listed}{chosen}")

    def on_selection_list_selected_changed(self, event: SelectionList.SelectedChanged) -> None:
        """Choose or leave out an article."""
        listed = {self._articles[number].origin for number in self._listed}
        chosen = {self._articles[number].origin for number in event.selection_list.selected}
        self._chosen = (self._chosen - listed) | chosen
        self._count()

    def on_input_submitted(self) -> None:
        """Enter goes on to what was filtered."""
        self.action_list()

    def action_list(self) -> None:
        """From the filter to the list."""
        if isinstance(self.focused, Input):
            self.set_focus(self.query_one(SelectionList))

    def action_open(self) -> None:
        """Read the article under the cursor."""
        found = self.query_one(SelectionList)
        if found.highlighted is not None:
            self.app.push_screen(ArticleScreen(self._articles[self._listed[found.highlighted]]))

    def action_drop(self) -> None:
        """Ask all articles."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Ask only what was chosen here; with a date that is none, what was asked before."""
        if all(date.is_valid for date in self._bounds()):
            self.action_apply()
        else:
            self.dismiss(self._before)

    def _bounds(self) -> tuple[Input, Input]:
        return self.query_one("#since", Input), self.query_one("#until", Input)

    def action_apply(self) -> None:
        """Ask only what was chosen here."""
        since, until = self._bounds()
        if not (since.is_valid and until.is_valid):
            self.notify("A date looks like 2016-09-22.", severity="error")
            return
        if self._chosen or since.value or until.value:
            self.dismiss(Restriction(frozenset(self._chosen), since.value or None, until.value or None))
        else:
            self.dismiss(None)


def newest_first(articles: Iterable[Article]) -> list[tuple[Article, str]]:
    """The articles, each with the words that a filter looks at. For the 20,000 of a large index that takes a second."""
    found = sorted(articles, key=lambda article: (article.published or "", article.title), reverse=True)
    return [(article, _facts(article).casefold()) for article in found]


def _facts(article: Article) -> str:
    return " ".join(part for part in (article.title, article.source, article.published, shown(article.origin)) if part)


def _line(article: Article) -> Text:
    known = " · ".join(part for part in (day(article.published), article.source) if part)
    return Text.assemble(visible(article.title), "  ", (visible(known or shown(article.origin)), "dim"))
