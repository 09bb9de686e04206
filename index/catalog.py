"""The catalog: one SQLite file that is the truth about an index. It holds the articles, their passages, the words and
vectors that these are found by, and the files that all was read from.

A reader sees the catalog as it was when it was opened, whatever is written meanwhile (SQLite's write-ahead log). Rows
of passages are never used twice, and an article's follow one another.
"""

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import DamagedIndex
from index.types import Article, Facts, Origin, Passage, Range, Restriction

NAME = "catalog.sqlite"

# The columns that make an Article, in the order of `_article`.
FIELDS = "path, text, title, digest, source, published, noise, member, extracted, facts"

# Comes after every character that a date may go on with.
_BEHIND_ALL = "\U0010ffff"

# Each counts what must not be there.
_COUNTS = (
    ("select count(*) from passages where article not in (select id from articles)", "passages of no article"),
    ("select count(*) from vectors where row not in (select row from passages)", "vectors of no passage"),
    ("select count(*) from passages where row not in (select row from vectors)", "passages without a vector"),
    (
        "select count(*) from (select 1 from articles group by path, ifnull(member, '') having count(*) > 1)",
        "articles that are there twice",
    ),
    (
        "select count(*) from files where articles <> (select count(*) from articles where articles.path = files.path)",
        "files with another number of articles than they gave",
    ),
    (
        "select count(*) from articles where path not in (select path from files)",
        "articles of files that are not noted",
    ),
)


@dataclass(frozen=True, slots=True)
class Collection:
    """What a catalog holds and what made its vectors. `identity` is its own, which search files made from it bear too;
    `version` counts its changes; rows from `next_row` on are free; `roots` are the folders and files that the user
    named."""

    identity: str
    version: int
    encoder: str
    encoder_fingerprint: str
    articles: int
    passages: int
    next_row: int
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that articles were read from: the SHA-256 of its bytes, what its folder said of it then (`stamp`), how
    many articles it gave, and what could not be read of it and why."""

    digest: str
    stamp: str | None
    articles: int
    trouble: str | None = None


class Catalog:
    """Reads what a connection to the catalog sees. Raises DamagedIndex wherever the file does not hold it."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self._path = path
        self._db = db

    @classmethod
    def open(cls, folder: Path) -> "Catalog":
        """The catalog of the index in `folder`, as it is now and for as long as it is open."""
        path = folder / NAME
        if not path.is_file():
            raise DamagedIndex(path, "missing")
        # Readers share a log with the writer; where nobody can write, there is none.
        how = "mode=rw" if os.access(folder, os.W_OK) else "mode=ro&immutable=1"
        # Opened by whichever thread asks.
        db = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, check_same_thread=False)
        db.isolation_level = None
        catalog = cls(path, db)
        list(catalog._rows("pragma query_only = on"))
        list(catalog._rows("begin"))
        catalog.collection()  # what is read first fixes what is seen
        return catalog

    def collection(self) -> Collection:
        """What the catalog holds."""
        for *fields, check in self._rows("select * from collection"):
            if check == checksum(fields):
                fields[-1] = tuple(json.loads(fields[-1]))
                return Collection(*fields)
        raise DamagedIndex(self._path, "what it says of itself is not whole")

    def articles(self) -> Iterator[tuple[int, Article]]:
        """Every article with its number, by path and in the order of the file."""
        for number, *fields in self._rows(f"select id, {FIELDS} from articles order by path, id"):
            yield number, _article(fields)

    def articles_of(self, path: Path) -> Iterator[tuple[int, Article]]:
        """The articles of one file with their numbers."""
        for number, *fields in self._rows(f"select id, {FIELDS} from articles where path = ?", str(path)):
            yield number, _article(fields)

    def files(self) -> dict[str, FileRead]:
        """The files that articles were read from, by path."""  # as text: a hundred thousand Paths take a second
        return {path: FileRead(*fields) for path, *fields in self._rows("select * from files")}

    def origins(self) -> list[Origin]:
        """Where the articles were read, by path."""
        found = self._rows("select path, member from articles order by path, id")
        return [Origin(Path(path), member) for path, member in found]

    def article(self, origin: Origin) -> Article:
        """The article that was read there."""
        query = f"select {FIELDS} from articles where path = ? and ifnull(member, '') = ?"
        for fields in self._rows(query, str(origin.path), origin.member or ""):
            return _article(fields)
        raise DamagedIndex(self._path, f"the article {origin.member or ''} of {origin.path} is missing")

    def listing(self) -> list[tuple[Article, int]]:
        """Every article with the number of its passages, by path."""
        found = self._rows(f"select passages, {FIELDS} from articles order by path, id")
        return [(_article(fields), count) for count, *fields in found]

    def rows(self) -> dict[Path, list[int]]:
        """The rows of every article's passages, in order, by the article's path."""
        found: dict[Path, list[int]] = {}
        for path, first, count in self._rows("select path, first, passages from articles order by path, id"):
            found.setdefault(Path(path), []).extend(range(first, first + count))
        return found

    def runs_within(self, restriction: Restriction) -> list[tuple[int, int]]:
        """The passages of the articles that a restriction allows: for each article its first row and their number."""
        conditions: list[str] = ["articles.passages > 0"]
        values: list[str] = []
        table = "articles"
        if restriction.origins:
            # As JSON, since a statement takes only so many values.
            chosen = [[str(origin.path), origin.member or ""] for origin in restriction.origins]
            table = "json_each(?) as chosen cross join articles"
            conditions += [
                "articles.path = json_extract(chosen.value, '$[0]')",
                "ifnull(member, '') = json_extract(chosen.value, '$[1]')",
            ]
            values.append(json.dumps(chosen))
        if restriction.outlet:
            wanted = restriction.outlet.casefold()
            outlets = [name for (name,) in self._rows("select distinct source from articles") if name]
            conditions.append("source in (select value from json_each(?))")
            values.append(json.dumps([name for name in outlets if wanted in name.casefold()]))
        if restriction.since or restriction.until:
            conditions.append("published > ''")
        if restriction.since:
            conditions.append("published >= ?")
            values.append(restriction.since)
        if restriction.until:
            conditions.append("published < ?")
            values.append(restriction.until + _BEHIND_ALL)  # a month's last day begins with the month
        query = f"select first, articles.passages from {table} where {' and '.join(conditions)}"
        return list(self._rows(query, *values))

    def runs_gone(self, since: int) -> list[tuple[int, int]]:
        """The passages that were removed after a version: first rows and numbers."""
        return list(self._rows("select first, passages from gone where version > ?", since))

    def dates(self) -> tuple[str, str] | None:
        """The first and the last date, as ISO days, that any article has; None if none has one."""
        ((first, last),) = self._rows("select min(published), max(published) from articles where published > ''")
        return (first[:10], last[:10]) if first else None

    def row_numbers(self, first: int = 0) -> np.ndarray:
        """The rows of all passages, from row `first` on, rising, int64."""
        found = self._rows("select row from passages where row >= ? order by row", first)
        return np.fromiter((row for (row,) in found), dtype=np.int64)

    def words(self, first: int = 0) -> Iterator[list[str]]:
        """The words of every passage from row `first` on, by row."""
        for (words,) in self._rows("select words from passages where row >= ? order by row", first):
            yield words.split(" ") if words else []

    def vectors(self, first: int = 0) -> Iterator[np.ndarray]:
        """The vector of every passage from row `first` on, by row: float32 of shape (dimensions,)."""
        for (vector,) in self._rows("select vector from vectors where row >= ? order by row", first):
            yield np.frombuffer(vector, dtype="<f4")

    def passage(self, row: int) -> tuple[Article, Passage]:
        """One passage and its article."""
        query = (
            f"select start, end, sentences, {FIELDS} from passages"
            " join articles on articles.id = passages.article where row = ?"
        )
        for start, end, sentences, *fields in self._rows(query, row):
            return _article(fields), Passage(start, end, _ranges_in(sentences))
        raise DamagedIndex(self._path, f"passage {row} is missing")

    def faults(self) -> Iterator[str]:
        """What is wrong with the catalog, after reading all of it; nothing if it is whole."""
        try:
            broken = [fault for (fault,) in self._rows("pragma integrity_check") if fault != "ok"]
            if broken:
                yield broken[0]
                return
            for number in self.damaged():
                yield f"article {number} is not what was written"
            for query, what in _COUNTS:
                for (wrong,) in self._rows(query):
                    if wrong:
                        yield f"{wrong} {what}"
            held = self.collection()
            counted = list(self._rows("select count(*), total(passages) from articles"))
            if counted != [(held.articles, held.passages)]:
                yield f"{counted[0][0]} articles, not {held.articles}"
        except DamagedIndex as error:
            yield error.reason

    def damaged(self) -> list[int]:
        """The articles that are not as they were written, they or their passages, words or vectors."""
        written = list(self._rows("select id, checksum from articles"))
        return [number for number, check in written if check != self.checksum_of(number)]

    def checksum_of(self, number: int) -> int:
        """The checksum of an article with all that belongs to it, as it is now."""
        found = 0
        for row in self._rows(f"select first, passages, {FIELDS} from articles where id = ?", number):
            found = checksum(row, found)
        query = (
            "select row, article, start, end, sentences, words, vector from passages join vectors using (row)"
            " where row between ? and ? order by row"
        )
        for first, count in list(self._rows("select first, passages from articles where id = ?", number)):
            for row in self._rows(query, first, first + count - 1):
                found = checksum(row, found)
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _rows(self, query: str, *values: object) -> Iterator[tuple]:
        try:
            yield from self._db.execute(query, values)
        except sqlite3.DatabaseError as error:
            raise DamagedIndex(self._path, str(error)) from error


def checksum(values: Sequence[Any], so_far: int = 0) -> int:
    """The CRC-32 of a row's values, bytes, numbers, texts or None, going on from that of others."""
    for value in values:
        held = value if isinstance(value, bytes) else repr(value).encode("utf-8", "surrogatepass")
        so_far = zlib.crc32(held, so_far)
    return so_far


def _article(fields: Iterable) -> Article:
    path, text, title, digest, source, published, noise, member, extracted, facts = fields
    return Article(
        path=Path(path),
        text=text,
        title=title,
        digest=digest,
        source=source,
        published=published,
        noise=_ranges_in(noise),
        member=member,
        extracted=bool(extracted),
        facts=Facts(**json.loads(facts)),
    )


def _ranges_in(stored: str) -> tuple[Range, ...]:
    return tuple(Range(start, end) for start, end in json.loads(stored))
