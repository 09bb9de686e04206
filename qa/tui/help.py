"""All keys on one page."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

KEYS = """\
[b]Asking[/b]
  Enter        ask; a question still being worked on is cancelled
  Up, Down     questions asked before
  Esc          cancel; after "asked as: …", ask exactly what was typed
  PgUp, PgDn   scroll the conversation; Ctrl+Home, Ctrl+End go to its ends

[b]Answers and sources[/b]
  Tab, ⇧Tab    next citation, citation before; after the last, the prompt
  1 … 9        a citation of the last answer by its number
  Enter        open the article in full
  /            search in the article; n and N go to the next match and back
  Esc          back to the prompt; letters that are no keys here go there

[b]Take away[/b] (on a citation)
  c, m         copy the answer with its citation: as text, as Markdown
  e            open the article in $VISUAL or $EDITOR, at the line
  Ctrl+S       save the conversation: .md or .json
  Mouse        select words of an answer or article; Ctrl+C copies them

[b]Collection[/b]
  F2           articles: filter, ask only some of them or a range of dates;
               there Space chooses, o opens, Esc or Ctrl+S asks only these
  F3           questions asked before: search, ask again
  F4           ask all articles again
  F5           index new and changed articles now

  F1  this page     Ctrl+P  every action     Ctrl+Q  quit"""


class HelpScreen(ModalScreen[None]):
    """Closed by the keys that opened it, or by Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back"),
        Binding("f1", "dismiss", show=False),
        Binding("q", "dismiss", show=False),
    ]

    def compose(self) -> ComposeResult:
        """The keys."""
        with VerticalScroll(classes="dialog"):
            yield Static(KEYS)
