"""Where to save the conversation."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from qa.reply import Turn
from qa.tui.line import Line
from qa.views.text import visible
from qa.views.transcript import as_json, as_markdown


class SaveScreen(ModalScreen[Path | None]):
    """Asks for a file and writes the conversation there; gives its path, or None. A file that is there is written over
    only after a second Enter. Where nothing can be written, another name can be typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back")]

    def __init__(self, turns: Sequence[Turn]) -> None:
        super().__init__()
        self._turns = turns
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
            if path.suffix not in {".md", ".json"}:
                note.update("The name must end with .md or .json.")
            elif path.exists() and path != self._confirmed:
                self._confirmed = path
                note.update("This file is there already. Enter again replaces it.")
            else:
                path.write_text((as_json if path.suffix == ".json" else as_markdown)(self._turns), encoding="utf-8")
                self.dismiss(path)
        except (OSError, RuntimeError, ValueError) as error:  # a closed folder, a full disk, nobody's home
            note.update(visible(f"The file cannot be written: {getattr(error, 'strerror', None) or error}."))
