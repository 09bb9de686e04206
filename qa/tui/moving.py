"""Moving through a conversation: from the prompt to the citations and back, and up and down."""

from textual.containers import VerticalScroll

from qa.tui.exchange import CitationView, Exchange
from qa.tui.prompt import Prompted


class Moving(Prompted):
    """A screen with a prompt and replies above it, in `#exchanges`."""

    @property
    def last(self) -> Exchange | None:
        """The last question with its reply."""
        found = list(self.query(Exchange))
        return found[-1] if found else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Behind a dialog, where the keys can be seen, Tab goes nowhere."""
        return self.is_active if action == "move" else super().check_action(action, parameters)

    def action_move(self, step: int) -> None:
        """From the prompt to the last reply's citations and on; past the last one back to the prompt."""
        citations = list(self.query(CitationView))
        if isinstance(self.focused, CitationView):
            place = citations.index(self.focused) + step
        else:
            mine = self.last.citations if self.last else []
            place = citations.index(mine[0]) if mine and step > 0 else len(citations) - 1
        self.set_focus(citations[place] if citations and 0 <= place < len(citations) else self.prompt)

    def action_go(self, number: int) -> None:
        """Go to a citation of the last reply by its number."""
        for view in self.last.citations if self.last else []:
            if view.number == number:
                self.set_focus(view)

    def action_scroll(self, how: str) -> None:
        """Scroll the conversation, by a page or to an end."""
        getattr(self.query_one("#exchanges", VerticalScroll), f"scroll_{how}")(animate=False)

    def on_resize(self) -> None:
        """On a terminal too narrow for the article beside, what is typed goes to the prompt."""
        self.call_after_refresh(self._leave_what_is_hidden)

    def _leave_what_is_hidden(self) -> None:
        if self.has_class("-narrow") and (self.focused is None or self.query("#source *:focus")):
            self.prompt.focus()
