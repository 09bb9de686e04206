"""The questions asked before, to search and to ask again."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qa.history import Entry, History
from qa.tui.exchange import shortened
from qa.tui.line import MOST_LISTED, Line
from qa.views.text import holding


class HistoryScreen(ModalScreen[str | None]):
    """A list of questions, filtered as one types; gives the one to ask again, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("down", "list", show=False),
    ]

    def __init__(self, history: History) -> None:
        super().__init__()
        self._entries = history.entries()
        self._told = [f"{entry.question} {entry.answer or ''}".casefold() for entry in self._entries]
        self._empty = "No question was asked yet." if history.is_kept else "Questions are not kept: history = false."
        self._listed: list[Entry] = []

    def compose(self) -> ComposeResult:
        """A filter above the list."""
        with Vertical(classes="dialog"):
            yield Static("Questions asked before · Enter asks again · Esc goes back", classes="dialog-title")
            yield Line(placeholder="Filter")
            yield OptionList()

    def on_mount(self) -> None:
        """All of them."""
        self._list("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Those that hold what was typed, in the question or in the answer."""
        self._list(event.value)

    def _list(self, wanted: str) -> None:
        found = holding(self._told, wanted)
        self._listed = [self._entries[number] for number in found[:MOST_LISTED]]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(_line(entry)) for entry in self._listed])
        if self._listed:
            options.highlighted = 0
        if more := len(found) - len(self._listed):
            options.add_option(Option(f"… and {more} more", disabled=True))
        elif not found:
            nothing = "No question and no answer holds these words." if self._entries else self._empty
            options.add_option(Option(nothing, disabled=True))

    def action_list(self) -> None:
        """From the filter to the list."""
        self.set_focus(self.query_one(OptionList))

    def on_input_submitted(self) -> None:
        """Enter in the filter takes the first one."""
        if self._listed:
            self._take(self.query_one(OptionList).highlighted or 0)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click takes this one."""
        self._take(event.option_index)

    def _take(self, number: int) -> None:
        """What leaned on another question is asked again as it was understood."""
        entry = self._listed[number]
        self.dismiss(entry.asked or entry.question)


def _line(entry: Entry) -> Text:
    answer = shortened(entry.answer) if entry.answer else "no answer"
    return Text.assemble(shortened(entry.question), "  ", (f"{answer} · {entry.asked_at[:10]}", "dim"))
