"""What an update that has not ended has encoded so far, so that a stop loses its last batch and no more.

The catalog gets an update's vectors all at once, when it ends. Until then they lie in a file of their own beside it, by
what they are made of: the encoder and the words. The next update looks here before it encodes, and the first that
ends removes the file. All in it can be made again: where anything is wrong with it, it is begun anew.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from index.digests import digest
from index.errors import CannotWrite
from index.storage.database import checksum
from index.storage.generations import FORMAT

NAME = "unfinished.sqlite"

_SCHEMA = """
create table encoder (fingerprint text not null);
create table vectors (
    number integer primary key autoincrement, digest text not null unique, vector blob not null,
    checksum integer not null
);
"""


class Unfinished:
    """Vectors by the texts that they are of. Made by `opened`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        ((self._last_found,),) = db.execute("select ifnull(max(number), 0) from vectors")

    def found(self, texts: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors, float32 of shape (dimensions,), of those of the texts that the stopped update had encoded."""
        found = {}
        query = "select digest, vector, checksum from vectors where digest = ? and number <= ?"
        for text in texts:
            for known, vector, check in self._db.execute(query, (digest(text), self._last_found)):
                if checksum((known, vector)) == check:
                    found[text] = np.frombuffer(vector, dtype="<f4")
        return found

    def keep(self, texts: Sequence[str], vectors: np.ndarray) -> None:
        """Have the texts' vectors, float32 of shape (texts, dimensions), outlast this process."""
        with self._db:
            for text, vector in zip(texts, vectors, strict=True):
                values = (digest(text), vector.astype("<f4").tobytes())
                self._db.execute("insert or replace into vectors values (null, ?, ?, ?)", (*values, checksum(values)))


@contextmanager
def opened(folder: Path, encoder_fingerprint: str, *, worth_a_file: bool) -> Iterator[Unfinished]:
    """What the last update of the index in `folder` left behind, if it was stopped and had the same encoder; and room
    for what this one encodes: in a file if it is `worth_a_file` or there is one already, and otherwise in memory, where
    it is gone with the process. To be used while `generations.writing`. Raises CannotWrite."""
    path = folder / NAME
    if path.exists() and not _is_whole(path, encoder_fingerprint):
        remove(folder)
    try:
        with closing(sqlite3.connect(path if worth_a_file or path.exists() else ":memory:")) as db:
            # What this process has written survives its death without waiting for the disk. A power cut may leave a
            # damaged file, which is found.
            db.execute("pragma synchronous = off")
            if not db.execute("select count(*) from sqlite_schema").fetchone()[0]:
                db.executescript(f"begin; {_SCHEMA} pragma user_version = {FORMAT}; commit;")
                with db:
                    db.execute("insert into encoder values (?)", (encoder_fingerprint,))
            yield Unfinished(db)
    except sqlite3.DatabaseError as error:
        raise CannotWrite(path, str(error)) from error


def remove(folder: Path) -> None:
    """Remove the file, and what SQLite left beside it when it was stopped."""
    for name in (f"{NAME}-journal", NAME):
        (folder / name).unlink(missing_ok=True)


def _is_whole(path: Path, encoder_fingerprint: str) -> bool:
    """Whether the file holds that encoder's vectors in this format, after reading all of it."""
    try:
        with closing(sqlite3.connect(path)) as db:
            return (
                db.execute("pragma user_version").fetchone() == (FORMAT,)
                and db.execute("select fingerprint from encoder").fetchall() == [(encoder_fingerprint,)]
                and db.execute("pragma quick_check").fetchall() == [("ok",)]
            )
    except sqlite3.DatabaseError:
        return False
