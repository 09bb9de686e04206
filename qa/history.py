"""The questions asked before, kept from one run to the next."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.errors import Error
from qa.reply import Turn

# The file is cut to this many entries when it has grown to twice as many.
_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Entry:
    """A question, the first answer if there was one, when (ISO, UTC), and how the question was understood."""

    question: str
    answer: str | None
    asked_at: str
    asked: str | None = None


class HistoryStays(Error):
    """The history cannot be removed."""


class History:
    """A file of JSON lines, oldest first. With no path nothing is kept."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._writable = path is not None

    @property
    def is_kept(self) -> bool:
        """Whether questions are remembered at all."""
        return self._path is not None

    def add(self, turn: Turn) -> None:
        """Remember a turn. A disk that cannot be written costs the history, not the conversation."""
        if self._path is None or not self._writable:
            return
        answer = turn.reply.answers[0].text if turn.reply.answered else None
        entry = Entry(turn.question, answer, datetime.now(UTC).isoformat(timespec="seconds"), turn.asked)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
            self._cut()
        except (OSError, ValueError):
            self._writable = False

    def entries(self) -> list[Entry]:
        """Every question once, as it was last answered, newest first; lines that are no entries are passed over."""
        latest: dict[str, Entry] = {}
        for entry in reversed(list(self._read())):
            latest.setdefault(entry.question, entry)
        return list(latest.values())

    def clear(self) -> None:
        """Forget everything. Raises HistoryStays."""
        try:
            if self._path is not None:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            raise HistoryStays(f"{self._path} cannot be removed: {error.strerror}. Remove it by hand.") from error

    def _read(self) -> Iterator[Entry]:
        try:
            lines = self._lines()
        except OSError:
            return
        for line in lines:
            try:
                entry = Entry(**json.loads(line))
            except (ValueError, TypeError):
                continue
            if _holds_words(entry):
                yield entry

    def _lines(self) -> list[str]:
        """The lines without their ends. Only a line feed ends one: an answer may hold what else ends lines of text."""
        text = self._path.read_text(encoding="utf-8", errors="replace") if self._path else ""
        return [line for line in text.split("\n") if line]

    def _cut(self) -> None:
        assert self._path is not None
        lines = self._lines()
        if len(lines) > 2 * _KEPT:
            beside = self._path.with_suffix(".new")
            beside.write_text("".join(f"{line}\n" for line in lines[-_KEPT:]), encoding="utf-8")
            beside.replace(self._path)


def _holds_words(entry: Entry) -> bool:
    """Whether the fields are what they should be: the file may have been edited."""
    always, sometimes = (entry.question, entry.asked_at), (entry.answer, entry.asked)
    return all(isinstance(text, str) for text in always) and all(isinstance(text, str | None) for text in sometimes)
