"""A question and what came of it, as part of the conversation on the screen."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Click
from textual.widgets import Static

from qa.reply import Answer, Citation, Step, Turn
from qa.tui.messages import CitationChosen
from qa.views.text import (
    MAX_CITATIONS,
    difference_line,
    more_places,
    place,
    quoted,
    refusal_lines,
    support,
    unseen_sides,
    visible,
)

# Of a longer question the beginning is shown: pasted pages would leave no room for the answer.
_MAX_QUESTION = 400


class CitationView(Static, can_focus=True):
    """One place that says an answer. To move onto it shows it in its article."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Open article")]

    def __init__(self, citation: Citation, number: int, answer: Answer | None) -> None:
        label = Text(f"[{number}] ", style="bold")
        super().__init__(Text.assemble(label, quoted(citation), "\n", place(citation)))
        self.citation = citation
        self.number = number
        self.answer = answer

    def on_focus(self) -> None:
        """Show it."""
        self.post_message(CitationChosen(self.citation))

    def on_click(self, event: Click) -> None:
        """A click moves here, a second one opens the article."""
        if event.chain > 1:
            self.action_open()

    def action_open(self) -> None:
        """Open the article in full."""
        self.post_message(CitationChosen(self.citation, opened=True))


class Exchange(Vertical):
    """The question, then what is being done, then the answers with their citations."""

    def __init__(self, number: int, question: str) -> None:
        super().__init__()
        self.number = number
        self.question = question
        self.turn: Turn | None = None

    def compose(self) -> ComposeResult:
        """The question, and that it is being worked on."""
        yield Static(Text(shortened(self.question)), classes="question")
        yield Static("…", classes="step")

    def progress(self, step: Step) -> None:
        """Say what is being done."""
        text = "searching …" if step.doing == "searching" else f"reading {step.done} of {step.total} …"
        self.query_one(".step", Static).update(text)

    async def finish(self, turn: Turn) -> None:
        """Put the answers in the place of what was being done."""
        self.turn = turn
        reply = turn.reply
        widgets: list[Static] = []
        if turn.asked != turn.question:
            widgets.append(Static(Text(f"asked as: {shortened(turn.asked)}"), classes="asked"))
        number = 1
        whole = reply.kind.wants_sentences
        if reply.answered:
            for answer in reply.answers:
                facts = Text(support(answer), style="dim")
                head = facts if whole else Text.assemble((visible(answer.text), "bold"), "   ", facts)
                widgets.append(Static(head, classes="answer"))
                for citation in answer.citations[:MAX_CITATIONS]:
                    widgets.append(CitationView(citation, number, answer))
                    number += 1
                if more := more_places(answer):
                    widgets.append(Static(more, classes="note"))
        else:
            first, *notes = refusal_lines(reply)
            widgets.append(Static(first, classes="refusal"))
            widgets += [Static(Text(note), classes="note") for note in notes]
            for citation in reply.refusal.nearest if reply.refusal else ():
                widgets.append(CitationView(citation, number, None))
                number += 1
        for disagreement in reply.disagreements:
            widgets.append(Static(Text(difference_line(disagreement)), classes="difference"))
            for citation in unseen_sides(reply, disagreement):
                widgets.append(CitationView(citation, number, None))
                number += 1
        await self._end(widgets)

    async def fail(self, reason: str) -> None:
        """Say what went wrong."""
        await self._end([Static(Text(visible(reason)), classes="failure")])

    async def cancel(self) -> None:
        """The question is not being worked on any more."""
        if self.query(".step"):
            await self._end([Static("cancelled", classes="note")])

    async def _end(self, widgets: list[Static]) -> None:
        await self.query(".step").remove()
        await self.mount(*widgets)

    @property
    def citations(self) -> list[CitationView]:
        """The citations on the screen, by number."""
        return list(self.query(CitationView))


def shortened(question: str) -> str:
    """The question on one line, or the beginning of a long one, in characters that show."""
    text = visible(question)
    return text if len(text) <= _MAX_QUESTION else f"{text[: _MAX_QUESTION - 1].rstrip()}…"
