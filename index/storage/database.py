"""One SQLite file: how it is opened for reading, and what it comes to where it cannot be read."""

import os
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from index.errors import CannotOpen, DamagedIndex, Error

# What SQLite says where not the file is at fault but what is around it, such as a full disk or another process; and
# what it says in nearly the same words of a file.
_AROUND = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
_WITHIN = {sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_CORRUPTFS}


class Database:
    """Reads what a connection to the file sees. Raises DamagedIndex wherever the file does not hold what it should,
    CannotOpen where it may but cannot be reached."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self._path = path
        self._db = db

    def broken(self) -> str | None:
        """What SQLite finds wrong with the file, after reading all of it; None if it is whole."""
        faults = [fault for (fault,) in self._rows("pragma integrity_check") if fault != "ok"]
        return faults[0].splitlines()[-1] if faults else None

    def is_locked_up(self) -> bool:
        """Whether SQLite will only ever read the file, since a bit of its header is flipped; False where that cannot be
        told. To look at the header oneself would let go of all locks that this process has on the file."""
        if not all(os.access(place, os.W_OK) for place in (self._path.parent, self._path)):
            return False
        try:
            with closing(sqlite3.connect(self._path, timeout=0, isolation_level=None)) as db:
                db.execute("begin immediate")
        except sqlite3.DatabaseError as error:
            return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY
        return False

    def format(self) -> int:
        """The format that its writer gave it."""
        ((found,),) = self._rows("pragma user_version")
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def _held(self) -> Iterator[None]:
        """While what the file holds is taken for what was written."""
        try:
            yield
        except (ValueError, TypeError) as error:
            raise DamagedIndex(self._path, str(error)) from error

    def _rows(self, query: str, *values: object) -> Iterator[tuple]:
        try:
            yield from self._db.execute(query, values)
        except sqlite3.DatabaseError as error:
            raise unreadable(self._path, error) from error


def opened_for_reading(path: Path) -> sqlite3.Connection:
    """A connection to the file, in the way in which this user can read it. Raises DamagedIndex or CannotOpen."""
    try:
        if not path.is_file():
            raise DamagedIndex(path, "missing")
        logged = path.with_name(f"{path.name}-wal").is_file()
    except PermissionError as error:
        raise CannotOpen(path, error.strerror or str(error)) from error
    # Readers share a log with the writer; where nobody can write, there may be none.
    readable = "mode=ro" if logged else "mode=ro&immutable=1"
    how = "mode=rw" if os.access(path.parent, os.W_OK) else readable
    # Opened by whichever thread asks.
    try:
        place = f"{path.absolute().as_uri()}?{how}"
        return sqlite3.connect(place, uri=True, check_same_thread=False, isolation_level=None)
    except sqlite3.DatabaseError as error:  # such as a file that this user may not read
        raise unreadable(path, error) from error


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether it tells of a file that does not hold what it should, and not of a full disk or the like."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)  # what is no text has no code
    return code in _WITHIN or code & 0xFF not in _AROUND


def unreadable(path: Path, error: sqlite3.DatabaseError) -> Error:
    """What to raise for SQLite's error in reading the file at `path`."""
    return (DamagedIndex if is_damage(error) else CannotOpen)(path, str(error))


def checksum(values: Sequence[Any], so_far: int = 0) -> int:
    """The CRC-32 of a row's values, bytes, numbers, texts or None, going on from that of others."""
    for value in values:
        held = value if isinstance(value, bytes) else repr(value).encode("utf-8", "surrogatepass")
        so_far = zlib.crc32(held, so_far)
    return so_far
