"""Where questions are typed."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from qa.history import History


class Prompt(Input):
    """A line to type in; up and down bring back the questions asked before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "recall(1)", "Question before", show=False),
        Binding("down", "recall(-1)", "Next question", show=False),
    ]

    def __init__(self, history: History, **options) -> None:
        super().__init__(**options)
        self._history = history
        self._back = 0

    def action_recall(self, step: int) -> None:
        """Put an earlier question into the line; past the latest one, the line is empty again."""
        known = [entry.question for entry in self._history.entries()]
        self._back = max(0, min(len(known), self._back + step))
        self.value = known[self._back - 1] if self._back else ""
        self.cursor_position = len(self.value)

    async def action_submit(self) -> None:
        """The next recall begins with the latest question."""
        self._back = 0
        await super().action_submit()
