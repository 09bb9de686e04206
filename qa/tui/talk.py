"""The main screen: a conversation, and the source of every answer beside it."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Footer, Input, ProgressBar, Static
from textual.worker import get_current_worker

from index.errors import Error
from index.types import Article, Range, Restriction
from qa.conversation.turns import Conversation, questions_of
from qa.history import History
from qa.live import LiveAssistant
from qa.loading import loading
from qa.reply import Citation, Step, Turn
from qa.tui.article import ArticlePane, ArticleScreen
from qa.tui.exchange import CitationView, Exchange
from qa.tui.messages import CitationChosen, Failed, Progressed, Replied
from qa.tui.moving import Moving
from qa.tui.prompt import Prompt
from qa.tui.taking_away import TakingAway
from qa.views.text import restriction_line, so_many, visible

WELCOME = """Ask your news a question. The answers are the articles' own words, each with its source.

Enter asks · Tab moves to the citations · F1 shows all keys"""


# Replies that stay on the screen: with hundreds each key would take long. The conversation keeps them all.
_MOUNTED = 40


class TalkScreen(TakingAway, Moving):
    """Ask on the left, read on the right; on a narrow terminal the article has a screen of its own."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  Textual declares it so
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "move(1)", "Citations", priority=True),
        Binding("shift+tab", "move(-1)", "Citation before", show=False, priority=True),
        Binding("escape", "back", "Back"),
        Binding("c", "copy", "Copy", show=False),
        Binding("m", "copy_markdown", "Copy as Markdown", show=False),
        Binding("e", "edit", "Edit", show=False),
        Binding("slash", "search", "Search article", show=False),
        Binding("pageup", "scroll('page_up')", show=False),
        Binding("pagedown", "scroll('page_down')", show=False),
        Binding("ctrl+home", "scroll('home')", show=False),
        Binding("ctrl+end", "scroll('end')", show=False),
        *(Binding(str(number), f"go({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, assistant: LiveAssistant, history: History) -> None:
        super().__init__()
        self._assistant = assistant
        self._history = history
        self._talk = Conversation(assistant)
        self._asked = 0
        self._working = False
        self._to_come: Sequence[str] = ()  # to be asked once the one that is worked on is answered
        self._shown: tuple[Article, Range, Range] | None = None
        self._cited: Citation | None = None  # what is shown
        self._taken_back: Turn | None = None  # what the answer that is awaited takes the place of

    def compose(self) -> ComposeResult:
        """The status line, conversation and article side by side, the keys."""
        with Horizontal(id="top"):
            yield Static(id="status")
            yield ProgressBar(id="indexing", show_eta=False)
        yield Static(id="restriction", markup=False)
        with Horizontal():
            with Vertical(id="talk"):
                with VerticalScroll(id="exchanges", can_focus=False):
                    yield Static(WELCOME, id="welcome")
                yield Prompt(self._history, placeholder="Ask a question", id="prompt", select_on_focus=False)
            yield ArticlePane(id="source")
        yield Footer()

    def on_mount(self) -> None:
        """The prompt can be typed in at once; the models load meanwhile."""
        self.say("loading …")
        self.restrict(None)
        self.show_progress(0, 0)
        self.prompt.focus()
        self.call_after_refresh(self._load)

    @property
    def turns(self) -> list[Turn]:
        """The conversation so far."""
        return self._talk.turns

    @work(thread=True)
    def _load(self) -> None:
        self.app.call_from_thread(self.say, self.load())

    def load(self) -> str:
        """Load the newest index and the models, which takes a while; what there is then, or what to do."""
        try:
            with loading():
                count = self._assistant.current().store.manifest.articles
        except Error as error:
            return str(error)
        return so_many(count, "article")

    def say(self, text: str) -> None:
        """Say in the status line what there is or what goes on; nowhere once the screen is being left."""
        for status in self.query("#status").results(Static):
            status.update(Text(f"qa · {visible(text)}"))

    def show_progress(self, done: int, total: int) -> None:
        """Show how far an update of the index is; with no total nothing shows."""
        for bar in self.query("#indexing").results(ProgressBar):
            bar.display = total > 0
            bar.update(total=total or None, progress=done)

    # Asking

    @on(Input.Submitted, "#prompt")
    async def on_prompt_submitted(self, event: Input.Submitted) -> None:
        """Ask what was typed, one question after the other where it holds several."""
        if text := event.value.strip():
            event.input.value = ""
            question, *others = questions_of(text)
            await self.ask(question, then=others)

    async def ask(self, question: str, *, alone: bool = False, then: Sequence[str] = ()) -> None:
        """Ask, and those of `then` once that is answered; a question that is still being worked on is cancelled.
        `alone`: not as a follow-up."""
        await self.query("#welcome").remove()
        await self._cancel()
        self._to_come = then
        self._asked += 1
        self._taken_back = None
        self._working = True
        exchange = Exchange(self._asked, question)
        exchanges = self.query_one("#exchanges", VerticalScroll)
        await exchanges.mount(exchange)
        for old in list(self.query(Exchange))[:-_MOUNTED]:
            await old.remove()
        exchanges.scroll_end(animate=False)
        self._answer(self._asked, question, alone)

    async def _cancel(self) -> None:
        self._to_come = ()
        if self._working:
            self.workers.cancel_group(self, "answer")
            self._working = False
            if last := self.last:
                await last.cancel()

    @work(thread=True, exclusive=True, group="answer")
    def _answer(self, number: int, question: str, alone: bool) -> None:
        worker = get_current_worker()
        try:
            for step in self._talk.steps(question, alone=alone):
                if worker.is_cancelled:
                    return
                self.post_message(Progressed(number, step) if isinstance(step, Step) else Replied(number, step))
        except Error as error:
            self.post_message(Failed(number, str(error)))

    def _exchange(self, number: int) -> Exchange | None:
        """The exchange with this number if it is still being worked on: late replies are dropped."""
        return self.last if self._working and number == self._asked else None

    def on_progressed(self, event: Progressed) -> None:
        """Show what is being done."""
        if (exchange := self._exchange(event.number)) is not None:
            exchange.progress(event.step)

    async def on_replied(self, event: Replied) -> None:
        """Show the answers, and the first one's source."""
        if (exchange := self._exchange(event.number)) is None:
            return
        self._working = False
        if self._taken_back in self.turns:
            self.turns.remove(self._taken_back)
        self._talk.add(event.turn)
        self._history.add(event.turn)
        await exchange.finish(event.turn)
        # Where it is on the screen is known only when all of it has been laid out.
        self.call_after_refresh(exchange.scroll_visible, top=True, animate=False)
        self._cited = None
        if exchange.citations:
            self._show(exchange.citations[0].citation)
        if self._to_come:
            question, *others = self._to_come
            await self.ask(question, then=others)

    async def on_failed(self, event: Failed) -> None:
        """Say what to do."""
        if (exchange := self._exchange(event.number)) is not None:
            self._working = False
            await exchange.fail(event.reason)
            self.call_after_refresh(exchange.scroll_visible, top=True, animate=False)

    # Looking at sources

    def on_citation_chosen(self, event: CitationChosen) -> None:
        """Show the citation beside the conversation, or in full."""
        self._show(event.citation)
        if event.opened and self._shown:
            self.app.push_screen(ArticleScreen(*self._shown))

    def _show(self, citation: Citation) -> None:
        """Show what is cited; nothing where its article has changed since: other words prove nothing."""
        opened = self._assistant.opened()  # not the newest: to open that here would hold the keyboard
        try:
            article = opened.store.article(citation.origin) if opened else None
        except Error:
            article = None
        if article is None or not citation.still_stands_in(article.text):
            self.notify(f"{citation.title} has changed or is gone; ask again.", severity="warning")
            self._shown = self._cited = None
            self.query_one("#source", ArticlePane).clear()
            return
        sentence = Range(citation.quote_start, citation.quote_start + len(citation.quote))
        self._shown, self._cited = (article, sentence, Range(citation.start, citation.end)), citation
        self.query_one("#source", ArticlePane).show(*self._shown)

    async def action_back(self) -> None:
        """At the prompt, cancel what is being worked on; or else close the search, or go back to the prompt; or else
        ask a question that was taken for a follow-up as it was typed."""
        article = self.query_one("#source", ArticlePane)
        if self._working and self.focused is self.prompt:
            await self._cancel()
        elif (article.display and article.close_search()) or self.focused is not self.prompt:
            self.set_focus(self.prompt)
        elif (turn := self._taken_for_a_follow_up) is not None:
            await self.ask(turn.question, alone=True)
            self._taken_back = turn

    @property
    def _taken_for_a_follow_up(self) -> Turn | None:
        """The last question, if it was completed from the one before and nothing was typed or asked since."""
        turn = self.last.turn if self.last else None
        return turn if turn and turn.asked != turn.question and not self.prompt.value else None

    def action_search(self) -> None:
        """Search in the article."""
        if self._shown is None:
            self.notify("No article is shown that could be searched.", severity="warning")
        elif self.has_class("-narrow"):
            self.app.push_screen(ArticleScreen(*self._shown, searching=True))
        else:
            self.query_one("#source", ArticlePane).action_search()

    # Restricting

    @property
    def restriction(self) -> Restriction | None:
        """What questions are restricted to."""
        return self._talk.restriction

    def restrict(self, restriction: Restriction | None) -> None:
        """Ask only these articles from now on; None asks all."""
        self._talk.restriction = restriction
        line = self.query_one("#restriction", Static)
        line.display = restriction is not None
        line.update(f"Only {restriction_line(restriction)} · F4 asks all again" if restriction else "")

    # Taking away

    @property
    def chosen(self) -> CitationView | None:
        """The citation with the focus, or the one whose article is shown."""
        if isinstance(self.focused, CitationView):
            return self.focused
        return next((view for view in self.query(CitationView) if view.citation is self._cited), None)
