"""The app itself: what all screens share, and every action the palette offers.

Other screens than the first are imported when they open: the first paint waits for none of them.
"""

import asyncio
import os
from collections.abc import Iterable
from pathlib import Path
from threading import Event, Lock
from typing import Any, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Event as AppEvent
from textual.events import InputEvent, Key
from textual.screen import Screen

from index.errors import Error
from index.types import Article, Restriction
from qa.collect.upkeep import PAUSE, Indexed, Indexing, IndexingFailed, Upkeep
from qa.history import History
from qa.live import LiveAssistant
from qa.paths import shown
from qa.remembered import Remembered
from qa.tui import clipboard
from qa.tui.garbage import QUIET, Garbage
from qa.tui.keyboard import take_any_bytes
from qa.tui.messages import EditRequested
from qa.tui.talk import TalkScreen
from qa.views.text import visible

_OF_THE_CONVERSATION = frozenset({"sources", "history", "ask_all", "save"})


class QaApp(App[None]):
    """A conversation with an index."""

    TITLE = "qa"
    CSS_PATH = "style.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help"),
        Binding("f2", "sources", "Sources"),
        Binding("f3", "history", "History"),
        Binding("f4", "ask_all", "Ask all", show=False),
        Binding("f5", "index", "Index now", show=False),
        Binding("ctrl+s", "save", "Save", show=False),
        Binding("ctrl+q", "quit", "Quit", priority=True),
    ]

    def __init__(
        self, assistant: LiveAssistant, history: History, remembered: Remembered, upkeep: Upkeep | None = None
    ) -> None:
        """Without `upkeep` the index stays as it is."""
        super().__init__()
        take_any_bytes()
        self._upkeep = upkeep
        self._leaving = Event()
        self._updating = Lock()
        self._garbage = Garbage()
        self.assistant = assistant
        self._history = history
        self._remembered = remembered
        self.talk = TalkScreen(assistant, history)

    def on_mount(self) -> None:
        """Start talking, in the theme of last time."""
        if (theme := self._remembered.theme) in self.available_themes:
            self.theme = theme
        self.theme_changed_signal.subscribe(self, lambda chosen: self._remembered.keep_theme(chosen.name))
        self.push_screen(self.talk)
        self._garbage.put_off()
        self.set_interval(QUIET, self._garbage.look)
        if self._upkeep is not None:
            self.call_after_refresh(self._follow, self._upkeep)

    def on_unmount(self) -> None:
        """Stop watching, and an update that is running."""
        self._leaving.set()
        if self._upkeep is not None:
            self._upkeep.stop()
        self._garbage.as_before()

    async def on_event(self, event: AppEvent) -> None:
        """Every key and movement of the mouse passes here."""
        if isinstance(event, InputEvent):
            self._garbage.touched()
        if isinstance(event, Key) and not event.is_forwarded and self.screen is self.talk:
            self.talk.make_way(event)
        await super().on_event(event)

    def get_system_commands(self, screen: Screen) -> Iterable[SystemCommand]:
        """Every action, for the palette, but Textual's to maximize a part: Enter shows an article in full, and beside a
        prompt alone, or without one, nobody sees what is asked."""
        yield from (command for command in super().get_system_commands(screen) if command.title != "Maximize")
        yield SystemCommand("Keyboard", "All keys on one page", self.action_help)
        yield SystemCommand("Index now", "Index new and changed articles", self.action_index)
        if screen is not self.talk:  # what follows is done to the conversation, where it is seen
            return
        yield SystemCommand("Sources", "List the articles, choose which are asked", self.action_sources)
        yield SystemCommand("Ask all articles", "Drop the restriction", self.action_ask_all)
        yield SystemCommand("History", "Questions asked before", self.action_history)
        yield SystemCommand("Forget history", "Remove all questions asked before", self.action_forget)
        yield SystemCommand("Save conversation", "As Markdown or JSON", self.action_save)
        yield SystemCommand("Copy answer", "The answer with its citation, as text", self.talk.action_copy)
        yield SystemCommand("Copy answer as Markdown", "With its citation", self.talk.action_copy_markdown)
        yield SystemCommand("Edit article", "Open the cited article in $EDITOR", self.talk.action_edit)
        yield SystemCommand("Search article", "Search in the article shown", self.talk.action_search)

    @work(thread=True, group="follow")
    def _follow(self, upkeep: Upkeep) -> None:
        """Index what changes in the folders, as it changes."""
        try:
            for _ in upkeep.changes(self._leaving):
                while not self._update(upkeep):
                    self._leaving.wait(PAUSE)
        except Error as error:
            self.call_from_thread(self.notify, str(error), severity="warning")

    def action_index(self) -> None:
        """Index new and changed articles now, unless that is being done."""
        if self._upkeep is None:
            return
        if self._updating.locked():
            self.notify("New articles are being looked for already.")
            return
        self.notify("Looking for new articles …")
        self._index_now(self._upkeep)

    @work(thread=True, group="index")
    def _index_now(self, upkeep: Upkeep) -> None:
        self._update(upkeep, asked=True)

    def _update(self, upkeep: Upkeep, *, asked: bool = False) -> bool:
        """Run an update to its end, from a thread, one after another; False if another process was busy with one. What
        was not asked for is told only if there is something new."""
        with self._updating:
            for report in () if self._leaving.is_set() else upkeep.update():
                if self._leaving.is_set():
                    break
                match report:
                    case Indexing(done, total) if total:
                        self.call_from_thread(self.talk.show_progress, done, total)
                    case Indexed():
                        status = self.talk.load()  # here, so that the next question need not wait for it
                        self.call_from_thread(self.talk.say, status)
                        if asked or report.changed_anything:
                            self.call_from_thread(self.notify, f"Articles: {report}.")
                    case IndexingFailed(busy=True) if not asked:
                        return False
                    case IndexingFailed(reason):
                        self.call_from_thread(self.notify, reason, severity="error")
            if not self._leaving.is_set():
                self.call_from_thread(self.talk.show_progress, 0, 0)
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What acts on the conversation waits until that is on the screen."""
        return self.screen is self.talk if action in _OF_THE_CONVERSATION else super().check_action(action, parameters)

    def action_help_quit(self) -> None:
        """Ctrl+C copies what is selected; whoever wants to leave by it is told how."""
        self.notify("Ctrl+Q quits.")

    def action_help(self) -> None:
        """Show all keys."""
        from qa.tui.help import HelpScreen

        self.push_screen(HelpScreen())

    @work
    async def action_sources(self) -> None:
        """List the articles; what is chosen there restricts the questions."""
        from qa.tui.sources import SourcesScreen

        try:
            articles = await asyncio.to_thread(self._articles)
        except Error as error:
            self.notify(str(error), severity="error")
            return
        if self.screen is not self.talk:  # another screen came while the articles were read
            return
        chosen: Restriction | None = await self.push_screen_wait(SourcesScreen(articles, self.talk.restriction))
        self.talk.restrict(chosen)

    def _articles(self) -> list[tuple[Article, str]]:
        from qa.tui.sources import newest_first

        return newest_first(article for article, _ in self.assistant.current().store.listing())

    def action_ask_all(self) -> None:
        """Drop the restriction."""
        if self.talk.restriction is None:
            self.notify("All articles are asked already.")
        self.talk.restrict(None)

    def action_history(self) -> None:
        """Ask an earlier question again."""
        from qa.tui.history import HistoryScreen

        self.push_screen(HistoryScreen(self._history), self._ask_again)

    async def _ask_again(self, question: str | None) -> None:
        if question:
            await self.talk.ask(question, alone=True)

    def action_forget(self) -> None:
        """Remove the history."""
        try:
            self._history.clear()
        except Error as error:
            self.notify(str(error), severity="error")
        else:
            self.talk.prompt.forget()
            self.notify("The history is empty now.")

    def action_save(self) -> None:
        """Write the conversation to a file."""
        from qa.tui.save import SaveScreen

        if self.talk.turns:
            self.push_screen(SaveScreen(self.talk.turns), self._saved)
        else:
            self.notify("There is no conversation to save yet.", severity="warning")

    def _saved(self, path: Path | None) -> None:
        if path is not None:
            self.notify(f"Saved to {shown(path)}")

    def notify(self, message: str, **options: Any) -> None:
        """Tell the user something; what stands in it of files and articles is shown and never acts."""
        super().notify(visible(message), **(options | {"markup": False}))

    def copy_to_clipboard(self, text: str) -> None:
        """Copy with the desktop's tool, or else through the terminal, and say which."""
        self._clipboard = text  # what Ctrl+V pastes within the app
        self._copy_beside(text)

    @work(thread=True)
    def _copy_beside(self, text: str) -> None:
        self.call_from_thread(self._copied, text, clipboard.copy(text))

    def _copied(self, text: str, tool: str | None) -> None:
        if tool is None:
            super().copy_to_clipboard(text)
            self.notify("Copied through the terminal (OSC 52; not all terminals allow it).")
        else:
            self.notify(f"Copied with {tool}.")

    def on_edit_requested(self, event: EditRequested) -> None:
        """Leave the screen to the editor until it is done."""
        import subprocess

        from qa.tui.editor import editor_command, holds_its_text

        if event.article.extracted or not holds_its_text(event.article.origin):
            place = shown(event.article.path)
            self.notify(f"The article was taken out of {place}, which has other lines; Enter shows it here.")
            return
        if not event.article.path.exists():  # an editor would begin a new one
            self.notify(f"{shown(event.article.path)} is gone.", severity="warning")
            return
        try:
            command = editor_command(event.article.path, event.line, os.environ)
            with self.suspend():
                subprocess.run(command, check=False)
        except Error as error:
            self.notify(str(error), severity="error")
        except OSError as error:
            self.notify(f"The editor {command[0]} does not start: {error.strerror}.", severity="error")
        self.refresh()
