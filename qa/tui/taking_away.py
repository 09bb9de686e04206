"""What a screen with citations lets one take away: the answer to the clipboard, the article to the editor."""

from collections.abc import Callable

from textual.screen import Screen

from qa.reply import Answer, Citation
from qa.tui.exchange import CitationView


class TakingAway(Screen[None]):
    """Copies and edits what is cited. The screen that is one says which citation is `chosen`."""

    @property
    def chosen(self) -> CitationView | None:
        """The citation that is taken; None if there is none."""
        raise NotImplementedError

    def action_copy(self) -> None:
        """Copy the answer with the chosen citation, as text."""
        from qa.views.transcript import chosen_as_text

        self._copy(chosen_as_text)

    def action_copy_markdown(self) -> None:
        """The same, as Markdown."""
        from qa.views.transcript import chosen_as_markdown

        self._copy(chosen_as_markdown)

    def _copy(self, written: Callable[[Answer | None, Citation], str]) -> None:
        if (view := self.chosen) is None:
            self.notify("There is nothing to copy yet.", severity="warning")
            return
        self.app.copy_to_clipboard(written(view.answer, view.citation))

    def action_edit(self) -> None:
        """Open the chosen citation's article in the editor."""
        from qa.tui.messages import EditRequested

        if (view := self.chosen) is None:
            self.notify("There is no article to open yet.", severity="warning")
            return
        self.app.post_message(EditRequested(view.citation, view.citation.line))
