"""What can go wrong that the user can mend. Every message is one sentence or two and says what to do."""

import errno
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What `about_this_index` was given.
_options = ""


@contextmanager
def about_this_index(**options: Path | None) -> Iterator[None]:
    """Have the commands that messages propose meanwhile go with these options, such as `index`, where one was given:
    without them they would be about another index."""
    global _options
    before = _options
    _options = "".join(f" --{name} {shlex.quote(str(path))}" for name, path in options.items() if path)
    try:
        yield
    finally:
        _options = before


def command(words: str) -> str:
    """The command with these words as it is to be typed: "index FOLDER"."""
    return f"qa {words}{_options}"


class Error(Exception):
    """Base of every error that is shown to the user as it stands, without a traceback, and what qa then exits with."""

    exit_code = 2


class NoIndex(Error):
    """There is no index where one was expected."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no index at {folder} yet. Make one with: {command('index FOLDER')}")


class IndexMismatch(Error):
    """The index was written by another version, or with another encoder than the one asked for."""

    def __init__(self, folder: Path, found: str, wanted: str) -> None:
        super().__init__(
            f"The index at {folder} has {found}, but this is {wanted}. Bring it up to date with: {command('index')}"
        )


class DamagedIndex(Error):
    """A file of the index is missing or does not hold what it should."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"The index file {path} cannot be read ({reason}). Mend it with: {command('doctor --repair')}")
        self.path = path
        self.reason = reason


class CannotOpen(Error):
    """A file of the index cannot be opened for a reason that lies outside of it, such as a full disk or whose it is; it
    is as it was."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"The index file {path} cannot be opened ({reason}). Nothing in the index has changed: see that the disk"
            " has room and that you may read and write in the folder, then try again."
        )
        self.reason = reason


# What the system says where not the file is at fault: whose it is, or that too much is open.
_AROUND = {errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM}


def unread(path: Path, error: Exception) -> Error:
    """What to raise where a file of the index could not be read, or does not hold what it should."""
    reason = getattr(error, "strerror", None) or str(error) or "unreadable"
    return (CannotOpen if getattr(error, "errno", None) in _AROUND else DamagedIndex)(path, reason)


class BeyondRepair(Error):
    """The catalog itself cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} is beyond repair ({reason}). Read the articles again with: {command('index --rebuild')}"
        )


class CannotWrite(Error):
    """The index cannot be written, as on a full disk; it is as it was."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"The index file {path} cannot be written ({reason}). Nothing in the index has changed. "
            "See that the disk has room and that the folder may be written to, and try again."
        )


class IndexBusy(Error):
    """Another process is writing this index. Its exit code is EX_TEMPFAIL of sysexits.h."""

    exit_code = 75

    def __init__(self, folder: Path) -> None:
        super().__init__(f"Another process is updating the index at {folder}. Wait for it to end, then try again.")


class NothingToIndex(Error):
    """No folder was named, or the folders hold no article."""


class UnreadableFile(Error):
    """One file that cannot be indexed, or not all of it; the others go on without it. `kept` articles were read.
    `may_pass`: what is at fault lies outside the file, such as a library that is not installed."""

    def __init__(self, path: Path, reason: str, kept: int = 0, *, may_pass: bool = False) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
        self.kept = kept
        self.may_pass = may_pass


class MissingModel(Error):
    """A model is not on this machine, or is not what it should be."""


class NoCluster(Error):
    """There is no cluster to encode on."""


class ClusterFailed(Error):
    """A cluster did not encode what it was given."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            f"The Dask cluster at {address} failed ({reason}). See that qa is installed on its workers, then run qa"
            " index again."
        )
