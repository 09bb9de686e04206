"""An article: what is known about it, its text, a search in it."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from index.types import Article, Range
from qa.dates import day
from qa.lines import line_of
from qa.paths import shown
from qa.tui.article_text import ArticleText
from qa.tui.line import Line
from qa.tui.messages import EditRequested
from qa.views.text import visible


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
        yield Line(placeholder="Search in this article", classes="article-search", select_on_focus=False)

    def on_mount(self) -> None:
        """No article yet."""
        self.query_one(Input).display = False

    def show(self, article: Article, sentence: Range | None = None, span: Range | None = None) -> None:
        """Show an article, scrolled to the span if there is one."""
        known = [part for part in (article.source, day(article.published), shown(article.origin)) if part]
        self.query_one(".article-title", Static).update(Text(visible(article.title)))
        self.query_one(".article-facts", Static).update(Text(visible(" · ".join(known))))
        text = self.query_one(ArticleText)
        if text.show(article, sentence, span):  # what was searched for in another one
            self._forget_search()

    def clear(self) -> None:
        """Show nothing."""
        for part in self.query(".article-title, .article-facts").results(Static):
            part.update("")
        self.query_one(ArticleText).clear()
        self._forget_search()

    def _forget_search(self) -> None:
        line = self.query_one(Input)
        line.value = ""
        line.display = False

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
        self._forget_search()
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
        self.app.post_message(EditRequested(article, line_of(article.text, span.start if span else 0)))
