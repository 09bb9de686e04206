"""A line to type in."""

from typing import Any

from textual.events import Paste
from textual.widgets import Input

from qa.views.text import visible

# Characters; far more than a question has. One of hundreds of pages would be thought about for many seconds.
MOST = 10_000

# Of what a filter finds so many are listed: a list of thousands, made anew at each key, would hold the keyboard.
MOST_LISTED = 500


class Line(Input):
    """Textual's, in which what was pasted or asked before shows and never acts on the terminal."""

    def __init__(self, value: str = "", **options: Any) -> None:
        super().__init__(value, max_length=MOST, **options)

    def validate_value(self, value: str) -> str:
        """The text in characters that show, as many as there were."""
        return visible(value)

    def on_paste(self, event: Paste) -> None:
        """Take all lines of what was copied, where Textual's takes the first, which may be empty."""
        event.prevent_default()
        event.stop()
        if text := self.on_one_line(event.text):
            self.replace(text, *self.selection)

    def on_one_line(self, text: str) -> str:
        """What was copied from several lines, without those ends of lines that are around it."""
        return text.strip()

    def restricted(self) -> None:
        """Say why the line stays as it was."""
        self.notify(f"Too long: a line takes {MOST:,} characters.", severity="warning")
