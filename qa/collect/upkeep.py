"""Keep an index up to date with its folders while it is being asked, in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from index.errors import CannotOpen, Error, IndexBusy
from index.formats.passed_over import is_hidden

# Changes are gathered until the folders have been quiet for so long, in milliseconds, but not beyond the longest.
_QUIET = 500
_LONGEST = 5000
# Milliseconds after which one looks whether the folders are still the same: what takes the place of one that is
# followed sends no events.
_LOOK = 1000
# Seconds until an index is looked for again where there is none.
_AGAIN = 2.0

# Seconds until an update that nobody waits for is tried again, where another process was busy with one.
PAUSE = 5.0


@dataclass(frozen=True, slots=True)
class Indexing:
    """How far an update is: `done` of `total` passages encoded."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an update did, in articles; `skipped` counts files that gave none."""

    articles: int
    new: int
    changed: int
    removed: int
    skipped: int

    @property
    def changed_anything(self) -> bool:
        """Whether there is anything new to know."""
        return bool(self.new or self.changed or self.removed)

    def __str__(self) -> str:
        counts = ((self.new, "new"), (self.changed, "changed"), (self.removed, "removed"), (self.skipped, "skipped"))
        return ", ".join(f"{count} {what}" for count, what in counts if count) or "nothing new"


@dataclass(frozen=True, slots=True)
class IndexingFailed:
    """An update came to nothing; the index is as it was, or another process is updating it (`busy`)."""

    reason: str
    busy: bool = False


class CannotFollow(Error):
    """The system does not tell of changes."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Changes of the folders are not followed ({reason}). Index new articles with F5 or qa index.")


class Upkeep:
    """Watches an index's folders and runs `qa index` when they change."""

    def __init__(self, folder: Path, config: Path | None = None) -> None:
        self._folder = folder
        self._named: tuple[Path, ...] = ()
        self._process: subprocess.Popen[str] | None = None
        self._command = [sys.executable, "-P", "-m", "qa", "index", "--json", "--index", str(folder)]
        if config is not None:
            self._command += ["--config", str(config)]

    def changes(self, stop: Event) -> Iterator[None]:
        """Comes back once when the folders are followed, since they may have changed before, and then each time they
        have changed and are quiet again; ends when `stop` is set. Folders that come to the index later are followed
        too.

        Where the system sends no events for a folder, as for network drives, it is looked at again and again. Raises
        CannotFollow.
        """
        from watchfiles import watch

        while not stop.is_set():
            followed = self._roots()
            if not followed:
                stop.wait(_AGAIN)
                continue
            changes = watch(
                *followed,
                watch_filter=partial(self._matters, followed),
                stop_event=stop,
                step=_QUIET,
                debounce=_LONGEST,
                rust_timeout=_LOOK,
                yield_on_timeout=True,
                ignore_permission_denied=True,
            )
            follows = False
            try:
                for changed in changes:
                    if changed or not follows:
                        follows = True
                        yield None
                    if self._roots() != followed:
                        break
            except OSError as error:  # such as too many folders for the system
                raise CannotFollow(str(error)) from error

    def _roots(self) -> dict[Path, tuple[int, int]]:
        """The folders and files of the index that are there, each with what tells it from another of its name."""
        from index.storage.generations import roots_of  # brings numpy: the app paints first

        with suppress(CannotOpen):  # such as a disk that is full for a moment: as it was before
            self._named = roots_of(self._folder)
        found = {}
        for root in self._named:
            with suppress(OSError):
                status = root.stat()
                found[root] = (status.st_dev, status.st_ino)
        return found

    def _matters(self, roots: Iterable[Path], _: object, path: str) -> bool:
        """Whether a change may be one of articles: the index itself may lie among them, and what is hidden is not
        read. The system may name a folder by another path than it was given."""
        changed = Path(path)
        if any(changed.is_relative_to(index) for index in (self._folder.absolute(), self._folder.resolve())):
            return False
        within = [changed.relative_to(root).parts for root in roots if changed.is_relative_to(root)]
        return not within or any(not is_hidden(*parts) for parts in within)

    def stop(self) -> None:
        """End the update that is running, if one is; the index is then as it was."""
        if self._process is not None:
            self._process.terminate()

    def update(self) -> Iterator[Indexing | Indexed | IndexingFailed]:
        """Bring the index up to date, and tell how far it is; what is being asked meanwhile has the computer first.

        To ask for no more stops it, and leaves the index as it was.
        """
        with tempfile.TemporaryFile() as complaints:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
                encoding="utf-8",
            )
            self._process = process
            with process:
                try:
                    _yield_to_others(process.pid)
                    assert process.stdout is not None
                    for line in process.stdout:
                        yield _report(json.loads(line))
                finally:
                    process.terminate()
            if process.returncode:
                complaints.seek(0)
                reason = complaints.read().decode(errors="replace").strip().removeprefix("qa: ")
                reason = reason or f"qa index ended with code {process.returncode}."
                yield IndexingFailed(reason, busy=process.returncode == IndexBusy.exit_code)


def _report(fields: dict) -> Indexing | Indexed:
    if "total" in fields:
        return Indexing(fields["done"], fields["total"])
    counts = {name: fields[name] for name in ("articles", "new", "changed", "removed")}
    return Indexed(**counts, skipped=sum(not left_out["articles"] for left_out in fields["skipped"]))


def _yield_to_others(process: int) -> None:
    """Lower the process's priority, where the system knows how."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process, 10)
