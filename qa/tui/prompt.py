"""Where questions are typed."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.screen import Screen
from textual.widgets import Input

from qa.history import History
from qa.tui.line import MOST, Line


class Prompt(Line):
    """A line to type in; up and down bring back the questions asked before, those too that got no reply."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "recall(1)", "Question before", show=False),
        Binding("down", "recall(-1)", "Next question", show=False),
    ]

    def __init__(self, history: History, **options) -> None:
        super().__init__(**options)
        self._history = history
        self._back = 0
        self._draft = ""
        self._typed: list[str] = []

    def action_recall(self, step: int) -> None:
        """Put an earlier question into the line; past the latest one stands what was being typed."""
        if not self._back:
            self._draft = self.value
        asked = dict.fromkeys([*reversed(self._typed), *(entry.question for entry in self._history.entries())])
        known = [question for question in asked if len(question) <= MOST]  # a longer one could not be changed here
        self._back = max(0, min(len(known), self._back + step))
        self.value = known[self._back - 1] if self._back else self._draft
        self.cursor_position = len(self.value)

    def forget(self) -> None:
        """Bring back nothing that was asked up to now."""
        self._typed.clear()
        self._back = 0

    async def action_submit(self) -> None:
        """The next recall begins with this question."""
        self._back = 0
        if question := self.value.strip():
            self._typed.append(question)
        await super().action_submit()

    def on_one_line(self, text: str) -> str:
        """What was copied from several lines is one question."""
        return " ".join(text.split())


class Prompted(Screen[None]):
    """A screen with a prompt. What is typed or pasted elsewhere on it goes there, unless it is a key of what has the
    focus: whoever looks at a citation can ask on without going back first."""

    @property
    def prompt(self) -> Prompt:
        """Where questions are typed."""
        return self.query_one(Prompt)

    def make_way(self, event: Key) -> None:
        """Before a key goes to what has the focus: if it is to be typed, the prompt is to have it. White space begins
        no question; some want to scroll by it."""
        typed = event.character
        if isinstance(self.focused, Input) or not typed or not typed.isprintable() or typed.isspace():
            return
        if event.key not in self.active_bindings:
            self.set_focus(self.prompt)

    def on_paste(self, event: Paste) -> None:
        """Paste it into the prompt."""
        self.set_focus(self.prompt)
        self.prompt.on_paste(event)
