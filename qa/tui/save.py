"""Where to save the conversation."""

from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from qa.text import visible
from qa.tui.line import Line


class SaveScreen(ModalScreen[Path | None]):
    """Asks for a file; gives its path, or None. A file that is there is written over only after a second Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back")]

    def __init__(self) -> None:
        super().__init__()
        self._confirmed: Path | None = None

    def compose(self) -> ComposeResult:
        """A name to accept or to change."""
        name = datetime.now().astimezone().strftime("qa-%Y-%m-%d-%H%M.md")
        with Vertical(classes="dialog"):
            yield Static("Save the conversation to a .md or .json file · Esc goes back", classes="dialog-title")
            yield Line(name)
            yield Static(id="save-note", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save there."""
        note = self.query_one("#save-note", Static)
        try:
            path = Path(event.value).expanduser()
            there = path.exists()
        except (OSError, RuntimeError, ValueError) as error:  # a name too long, nobody's home, a closed folder
            note.update(visible(f"No file can be there: {getattr(error, 'strerror', None) or error}."))
            return
        if path.suffix not in {".md", ".json"}:
            note.update("The name must end with .md or .json.")
        elif there and path != self._confirmed:
            self._confirmed = path
            note.update("This file is there already. Enter again replaces it.")
        else:
            self.dismiss(path)
