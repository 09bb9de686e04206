"""Changes to the catalog: all of them, or none."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from uuid import uuid4

import numpy as np

from index.catalog import FIELDS, NAME, Catalog, Collection, FileRead, checksum
from index.errors import CannotWrite, DamagedIndex
from index.generations import FORMAT
from index.types import Article, Facts, Passage, Range

_SCHEMA = """
create table collection (
    identity text not null, version integer not null, encoder text not null, encoder_fingerprint text not null,
    articles integer not null, passages integer not null, next_row integer not null, roots text not null,
    checksum integer not null
);
create table articles (
    id integer primary key,
    first integer not null, passages integer not null,  -- the row of its first passage, and how many follow in line
    checksum integer,  -- of the article and of its passages, their words and vectors
    path text not null, member text, digest text not null, title text not null, source text, published text,
    extracted integer not null, facts text not null, noise text not null, text text not null
);
create index articles_by_origin on articles (path, member);
create index articles_by_digest on articles (digest);
create index articles_by_date on articles (published, first, passages);
create index articles_by_outlet on articles (source, published, first, passages);
create index articles_unfinished on articles (id) where checksum is null;
create table passages (
    row integer primary key, article integer not null references articles (id),
    start integer not null, end integer not null, sentences text not null, words text not null
);
create table vectors (row integer primary key, vector blob not null);
create table files (
    path text primary key, digest text not null, stamp text, articles integer not null, trouble text
);
create table gone (first integer primary key, passages integer not null, version integer not null);
"""

# Three passages and their vectors fill a page of this many bytes.
_PAGE = 8192

# What a log may keep of its length when it starts anew, in bytes.
_LOG = 1 << 26


class Changes(Catalog):
    """A catalog within a transaction: what it reads holds what it has changed. Made by `changing`."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        super().__init__(path, db)
        self._next_row = 0

    def encoder_fingerprint(self) -> str | None:
        """Which encoder made the vectors; None if the catalog was only just made."""
        return next((found for (found,) in self._rows("select encoder_fingerprint from collection")), None)

    def start(self, encoder: str, encoder_fingerprint: str) -> None:
        """Begin anew, with an empty catalog that no search files belong to."""
        for table in ("articles", "passages", "vectors", "files", "gone"):
            self._do(f"delete from {table}")
        self._write(Collection(uuid4().hex, 0, encoder, encoder_fingerprint, 0, 0, 0, ()))

    def same_text(self, article: Article) -> int | None:
        """The number of an article with the same text and title, whose passages and vectors are the same then."""
        query = "select id from articles where digest = ? and title = ? and checksum is not null"
        return next((number for (number,) in self._rows(query, article.digest, article.title)), None)

    def add(self, article: Article, passages: Sequence[tuple[Passage, Sequence[str]]]) -> None:
        """Add an article with its passages and their words; their vectors are to come."""
        number, first = self._add(article, len(passages))
        self._many(
            "insert into passages values (?, ?, ?, ?, ?, ?)",
            (
                (row, number, passage.start, passage.end, _ranges_out(passage.sentences), " ".join(words))
                for row, (passage, words) in enumerate(passages, start=first)
            ),
        )

    def add_like(self, article: Article, other: int) -> None:
        """Add an article with the passages, words and vectors of another one."""
        ((source, count),) = self._rows("select first, passages from articles where id = ?", other)
        number, first = self._add(article, count)
        run = (first - source, source, source + count - 1)
        self._do(
            "insert into passages select row + ?, ?, start, end, sentences, words from passages"
            " where row between ? and ?",
            run[0],
            number,
            *run[1:],
        )
        self._do("insert into vectors select row + ?, vector from vectors where row between ? and ?", *run)
        self._seal(number)

    def unencoded(self) -> list[int]:
        """The rows of the passages that have no vector yet, in order."""
        query = (
            "select row from articles join passages on row between first and first + articles.passages - 1"
            " where checksum is null order by row"
        )
        return [row for (row,) in self._rows(query)]

    def encoded(self, rows: Sequence[int], vectors: np.ndarray) -> None:
        """Set passages' vectors, float32 of shape (rows, dimensions)."""
        self._many(
            "insert into vectors values (?, ?)",
            zip(rows, (vector.astype("<f4").tobytes() for vector in vectors), strict=True),
        )

    def remove(self, articles: Iterable[int]) -> None:
        """Remove articles, and note which passages went with them."""
        version = self.collection().version + 1
        for number in articles:
            ((first, count),) = self._rows("select first, passages from articles where id = ?", number)
            for table in ("passages", "vectors"):
                self._do(f"delete from {table} where row between ? and ?", first, first + count - 1)
            self._do("delete from articles where id = ?", number)
            if count:
                self._do("insert into gone values (?, ?, ?)", first, count, version)

    def is_empty(self) -> bool:
        """Whether there is no passage."""
        return not list(self._rows("select 1 from passages limit 1"))

    def set_file(self, path: Path, read: FileRead) -> None:
        """Note what a file gave."""
        values = (str(path), read.digest, read.stamp, read.articles, read.trouble)
        self._do("insert or replace into files values (?, ?, ?, ?, ?)", *values)

    def forget_file(self, path: Path) -> None:
        """Note nothing of a file any more."""
        self._do("delete from files where path = ?", str(path))

    def forget_gone(self, version: int) -> None:
        """Drop the notes of what was removed up to a version: no search files hold it any more."""
        self._do("delete from gone where version <= ?", version)

    def drop_damaged(self) -> int:
        """Remove the articles that are not as they were written, and whatever belongs to none; their number. Their
        files count as changed, so that the next update reads them again."""
        version = self.collection().version + 1
        lost = (
            "row not in (select row from articles join passages as held"
            " on held.row between first and first + articles.passages - 1 and held.article = articles.id)"
        )
        dropped = 0
        self._do("reindex")
        while damaged := self.damaged():
            dropped += len(damaged)
            for number in damaged:
                self._do("delete from articles where id = ?", number)
            self._do(f"insert or ignore into gone select row, 1, ? from passages where {lost}", version)
            self._do(f"delete from passages where {lost}")
            self._do("delete from vectors where row not in (select row from passages)")
        count = "(select count(*) from articles where articles.path = files.path)"
        self._do(f"update files set digest = '', stamp = null, articles = {count} where articles <> {count}")
        self._do(
            "insert into files select path, '', null, count(*), null from articles"
            " where path not in (select path from files) group by path"
        )
        self._do("delete from files where articles = 0")
        return dropped

    def finish(self, roots: Sequence[Path]) -> Collection:
        """Complete what was added, and count; the next version. All passages must have vectors."""
        for (number,) in list(self._rows("select id from articles where checksum is null")):
            self._seal(number)
        before = self.collection()
        ((articles, passages),) = self._rows("select count(*), total(passages) from articles")
        after = replace(
            before,
            version=before.version + 1,
            articles=articles,
            passages=int(passages),
            next_row=self._free_row(),
            roots=tuple(map(str, roots)),
        )
        self._write(after)
        return after

    def commit(self) -> None:
        """Have all changes last, and every reader that comes now see them."""
        self._do("commit")

    def _add(self, article: Article, count: int) -> tuple[int, int]:
        """The article's number and its first row."""
        first = self._free_row()
        self._next_row = first + count
        values = (
            str(article.path),
            article.text,
            article.title,
            article.digest,
            article.source,
            article.published,
            _ranges_out(article.noise),
            article.member,
            int(article.extracted),
            _facts_out(article.facts),
        )
        marks = ", ".join("?" * (len(values) + 2))
        cursor = self._do(f"insert into articles ({FIELDS}, first, passages) values ({marks})", *values, first, count)
        return int(cursor.lastrowid or 0), first

    def _free_row(self) -> int:
        self._next_row = max(self._next_row, self.collection().next_row)
        return self._next_row

    def _seal(self, number: int) -> None:
        self._do("update articles set checksum = ? where id = ?", self.checksum_of(number), number)

    def _write(self, collection: Collection) -> None:
        *values, roots = asdict(collection).values()
        stored = [*values, json.dumps(roots)]
        self._do("delete from collection")
        self._do("insert into collection values (?, ?, ?, ?, ?, ?, ?, ?, ?)", *stored, checksum(stored))

    def _do(self, statement: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._db.execute(statement, values)
        except sqlite3.OperationalError as error:
            raise CannotWrite(self._path, str(error)) from error

    def _many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        try:
            self._db.executemany(statement, rows)
        except sqlite3.OperationalError as error:
            raise CannotWrite(self._path, str(error)) from error


@contextmanager
def changing(folder: Path) -> Iterator[Changes]:
    """The catalog of the index in `folder`, made anew where there is none or none that can be read. What is not
    committed when the block ends has not been. To be used while `generations.writing`."""
    path = folder / NAME
    if path.exists() and not _is_whole(path):
        for name in (NAME, f"{NAME}-wal", f"{NAME}-shm"):
            (folder / name).unlink(missing_ok=True)
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute(f"pragma page_size = {_PAGE}")
        db.execute("pragma journal_mode = wal")
        db.execute(f"pragma journal_size_limit = {_LOG}")
        db.execute("pragma synchronous = full")
        db.execute("begin immediate")
        if not db.execute("select count(*) from sqlite_schema").fetchone()[0]:
            for statement in _SCHEMA.split(";"):
                db.execute(statement)
            db.execute(f"pragma user_version = {FORMAT}")
        yield Changes(path, db)
    except sqlite3.OperationalError as error:
        raise CannotWrite(path, str(error)) from error
    finally:
        db.close()


def _is_whole(path: Path) -> bool:
    """Whether the file is a catalog of this format that can be built upon."""
    db = sqlite3.connect(path)
    try:
        (version,) = db.execute("pragma user_version").fetchone()
        if version != FORMAT:
            return False
        Catalog(path, db).collection()
    except (sqlite3.DatabaseError, DamagedIndex):
        return False
    finally:
        db.close()
    return True


def _facts_out(facts: Facts) -> str:
    return json.dumps({name: value for name, value in asdict(facts).items() if value is not None}, ensure_ascii=False)


def _ranges_out(ranges: Iterable[Range]) -> str:
    return json.dumps([(mark.start, mark.end) for mark in ranges], separators=(",", ":"))
