"""An assistant that follows its index: every question is asked of the newest version, and of that one only."""

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from qa.config import Config

if TYPE_CHECKING:
    from qa.assistant import Assistant


class LiveAssistant:
    """Opens the assistant when it is first needed, and again when the index has changed. For any thread."""

    def __init__(self, config: Config, folder: Path, cache: Path) -> None:
        self.config = config
        self.folder = folder
        self.cache = cache
        self._lock = Lock()
        self._assistant: Assistant | None = None

    def current(self) -> "Assistant":
        """The assistant for the index as it is now. Whoever waits for it while it loads may take a second.

        Raises NoIndex, IndexMismatch, DamagedIndex or MissingModel.
        """
        from qa.opening import open_assistant  # brings more than the app needs to paint

        with self._lock:
            if self._assistant is None or not self._assistant.store.is_current():
                self._assistant = open_assistant(self.config, self.folder, self.cache)
            return self._assistant

    def opened(self) -> "Assistant | None":
        """The assistant that was opened last, at once and without looking for a newer index; None if there is none."""
        return self._assistant
