"""A line to type in."""

from textual.widgets import Input

from qa.text import visible


class Line(Input):
    """Textual's, in which what was pasted or asked before shows and never acts on the terminal."""

    def validate_value(self, value: str) -> str:
        """The text in characters that show, as many as there were."""
        return visible(value)
