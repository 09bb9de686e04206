"""Open the catalog to change it: made anew where there is none, or one of another format."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.errors import CannotOpen, CannotWrite, DamagedIndex
from index.storage import generations
from index.storage.catalog import NAME, Catalog
from index.storage.changes import Changes, unwritable
from index.storage.generations import FORMAT
from index.storage.schema import LOG, PAGE, SCHEMA, TOUCHED


@contextmanager
def changing(folder: Path) -> Iterator[Changes]:
    """The catalog of the index in `folder`, made anew where there is none or one of another format. What is not
    committed when the block ends has not been. To be used while `generations.writing`. Raises DamagedIndex, CannotOpen
    or CannotWrite."""
    path = folder / NAME
    if path.exists() and not _is_of_this_format(path):
        if generations.is_of_this_format(folder) and not _is_new(path):
            raise DamagedIndex(path, "says that it is of another format than its search files")
        _remove(folder)
    db = _connected(path)
    try:
        db.execute(f"pragma page_size = {PAGE}")
        db.execute("pragma journal_mode = wal")
        db.execute(f"pragma journal_size_limit = {LOG}")
        db.execute("pragma synchronous = full")
        db.execute("begin immediate")
        if not db.execute("select count(*) from sqlite_schema").fetchone()[0]:
            for statement in SCHEMA.split(";"):
                db.execute(statement)
            db.execute(f"pragma user_version = {FORMAT}")
        db.execute(TOUCHED)
        yield Changes(path, db)
    except sqlite3.DatabaseError as error:
        raise unwritable(path, error) from error
    finally:
        db.close()


def remove_broken(folder: Path) -> None:
    """Remove a catalog that is no whole database, which is to be made anew. Reads all of it. To be used while
    `generations.writing`."""
    path = folder / NAME
    try:
        broken = path.exists() and not _is_of_this_format(path, whole=True)
    except DamagedIndex:
        broken = True
    if broken:
        _remove(folder)


def _is_of_this_format(path: Path, *, whole: bool = False) -> bool:
    """Whether the file is a catalog of this format, and with `whole` also one that nothing is wrong with as a file.
    Raises DamagedIndex where it cannot tell."""
    db = _connected(path)
    catalog = Catalog(path, db)
    try:
        if catalog.format() != FORMAT:
            return False
        catalog.collection()
        return not (whole and (catalog.is_locked_up() or catalog.broken()))
    except CannotOpen as error:
        raise CannotWrite(path, error.reason) from error
    finally:
        db.close()


def _is_new(path: Path) -> bool:
    """Whether nothing has ever been committed to the file."""
    with closing(_connected(path)) as db:
        return not db.execute("select count(*) from sqlite_schema").fetchone()[0]


def _connected(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(path, isolation_level=None)
    except sqlite3.DatabaseError as error:
        raise unwritable(path, error) from error


def _remove(folder: Path) -> None:
    for name in (NAME, f"{NAME}-wal", f"{NAME}-shm"):
        (folder / name).unlink(missing_ok=True)
