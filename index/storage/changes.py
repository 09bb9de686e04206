"""Changes to the catalog: all of them, or none."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from uuid import uuid4

import numpy as np

from index.errors import CannotWrite, DamagedIndex, Error
from index.storage.catalog import DAY, FIELDS, Collection, FileRead
from index.storage.checks import CheckedCatalog
from index.storage.database import checksum, is_damage
from index.types import Article, Facts, Mark, Passage, Range, is_caption


class Changes(CheckedCatalog):
    """A catalog within a transaction: what it reads holds what it has changed. Made by `changing.changing`."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        super().__init__(path, db)
        self._next_row = 0

    def encoder_fingerprint(self) -> str | None:
        """Which encoder made the vectors; None if the catalog was only just made."""
        return next((found for (found,) in self._rows("select encoder_fingerprint from collection")), None)

    def start(self, encoder: str, encoder_fingerprint: str) -> None:
        """Begin anew, with an empty catalog that no search files belong to."""
        for table in ("articles", "passages", "vectors", "files", "signatures", "linked", "gone"):
            self._do(f"delete from {table}")
        self._write(Collection(uuid4().hex, 0, encoder, encoder_fingerprint, 0, 0, 0, (), {}))

    def add(
        self, article: Article, passages: Sequence[tuple[Passage, Sequence[str]]], *, words_only: bool = False
    ) -> None:
        """Add an article with its passages and their words; their vectors are to come. `words_only`: in a language
        that the encoder does not know."""
        first = self._free_row()
        self._next_row = first + len(passages)
        self._insert(article, first, len(passages), words_only)
        self._many(
            "insert into passages values (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    row,
                    first,
                    passage.start,
                    passage.end,
                    _ranges_out(passage.sentences),
                    " ".join(words),
                    int(is_caption(article, passage)),
                )
                for row, (passage, words) in enumerate(passages, start=first)
            ),
        )

    def add_place(self, article: Article, *, words_only: bool = False) -> bool:
        """Add an article whose text stands elsewhere under the same title, with the passages that it has there. Whether
        it does."""
        query = "select first, passages from articles where digest = ? and title = ? and noise = ? and words_only = ?"
        values = (article.digest, article.title, _marks_out(article.noise), int(words_only))
        found = list(self._rows(f"{query} limit 1", *values))
        for first, count in found:
            self._insert(article, first, count, words_only)
        return bool(found)

    def unencoded(self, *, words_only: bool = False) -> list[int]:
        """The rows of the passages that have no vector yet, in order: of articles that are found by their words only,
        or of all others."""
        query = (  # the cross join keeps SQLite from looking through all articles for every passage
            "select distinct row from articles cross join passages"
            " on row between articles.first and articles.first + articles.passages - 1 where checksum is null"
            " and words_only = ? and not exists (select 1 from vectors where vectors.row = passages.row) order by row"
        )
        return [row for (row,) in self._rows(query, int(words_only))]

    def encoded(self, rows: Sequence[int], vectors: np.ndarray) -> None:
        """Set passages' vectors, float32 of shape (rows, dimensions)."""
        self._many(
            "insert into vectors values (?, ?)",
            zip(rows, (vector.astype("<f4").tobytes() for vector in vectors), strict=True),
        )

    def remove(self, articles: Iterable[int]) -> None:
        """Remove articles, and note which passages went with them: those of texts that stand nowhere else."""
        version = self.collection().version + 1
        for number in articles:
            ((first, count, digest),) = self._rows("select first, passages, digest from articles where id = ?", number)
            self._do("delete from articles where id = ?", number)
            self._do("insert or ignore into touched values (?)", digest)
            if count and not list(self._rows("select 1 from articles where first = ? and passages > 0 limit 1", first)):
                for table in ("passages", "vectors"):
                    self._do(f"delete from {table} where row between ? and ?", first, first + count - 1)
                self._do("insert into gone values (?, ?, ?)", first, count, version)

    def unsigned(self) -> list[str]:
        """The digests of texts that came, or are of another day than before; of these, and of those that are gone, the
        signatures and links are dropped."""
        day = f"ifnull(min({DAY}), '')"
        self._do(
            "delete from signatures where digest in touched and (digest, ifnull(day, '')) not in"
            f" (select digest, {day} from articles where digest in touched group by digest)"
        )
        # Both directions, by the one that is known.
        lost = "select {} from linked where one in touched and one not in (select digest from signatures)"
        self._do(f"delete from linked where (one, other) in ({lost.format('other, one')})")
        self._do(f"delete from linked where (one, other) in ({lost.format('one, other')})")
        query = (
            "select digest from touched where exists (select 1 from articles where articles.digest = touched.digest)"
            " and digest not in (select digest from signatures) order by digest"
        )
        return [digest for (digest,) in self._rows(query)]

    def sign(self, digest: str, day: str | None, parts: Sequence[bytes]) -> None:
        """Set a text's signature."""
        whole, beginning, *_ = (*parts, None, None)
        values = (digest, day, whole, beginning)
        self._do("insert or replace into signatures values (?, ?, ?, ?, ?)", *values, checksum(values))

    def link(self, one: str, other: str) -> None:
        """Link two texts, by their digests."""
        self._many("insert or ignore into linked values (?, ?)", ((one, other), (other, one)))

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
            " on held.row between articles.first and articles.first + articles.passages - 1"
            " and held.first = articles.first)"
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
        self._drop_damaged_signatures()
        return dropped

    def finish(self, roots: Sequence[str], fields: Mapping[str, str], encoder: str | None = None) -> Collection:
        """Complete what was added, and count; the next version. `encoder` is the encoder's name, where it has another
        than before. All passages must have vectors, and all texts signatures."""
        for (number,) in list(self._rows("select id from articles where checksum is null")):
            self._seal(number)
        before = self.collection()
        articles, passages = self.counted()
        after = replace(
            before,
            version=before.version + 1,
            encoder=encoder or before.encoder,
            articles=articles,
            passages=passages,
            next_row=self._free_row(),
            roots=tuple(roots),
            fields=dict(fields),
        )
        self._write(after)
        return after

    def commit(self) -> None:
        """Have all changes last, and every reader that comes now see them."""
        self._do("commit")

    def _insert(self, article: Article, first: int, count: int, words_only: bool) -> None:
        values = (
            str(article.path),
            article.text,
            article.title,
            article.digest,
            article.source,
            article.published,
            _marks_out(article.noise),
            article.member,
            int(article.extracted),
            _facts_out(article.facts),
            first,
            count,
            int(words_only),
        )
        marks = ", ".join("?" * len(values))
        self._do(f"insert into articles ({FIELDS}, first, passages, words_only) values ({marks})", *values)
        self._do("insert or ignore into touched values (?)", article.digest)

    def _free_row(self) -> int:
        self._next_row = max(self._next_row, self.collection().next_row)
        return self._next_row

    def _seal(self, number: int) -> None:
        self._do("update articles set checksum = ? where id = ?", self.checksum_of(number), number)

    def _drop_damaged_signatures(self) -> None:
        """Drop the signatures that are not as they were written, and those of texts that are gone or whose links lead
        one way only, and have what is left be signed and linked anew."""
        for digest in self.damaged_signatures():
            self._do("delete from signatures where digest = ?", digest)
        for one, other in list(self._rows("select * from linked where (other, one) not in (select * from linked)")):
            self._do("delete from linked where (one, other) = (?, ?)", one, other)
            self._do("delete from signatures where digest in (?, ?)", one, other)
        for query in (
            "select digest from articles where digest not in (select digest from signatures)",
            "select digest from signatures where digest not in (select digest from articles)",
            "select one from linked where one not in (select digest from signatures)",
        ):
            self._do(f"insert or ignore into touched {query}")

    def _write(self, collection: Collection) -> None:
        *values, roots, fields = asdict(collection).values()
        stored = [*values, json.dumps(roots), json.dumps(fields)]
        self._do("delete from collection")
        self._do("insert into collection values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", *stored, checksum(stored))

    def _do(self, statement: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._db.execute(statement, values)
        except sqlite3.DatabaseError as error:
            raise unwritable(self._path, error) from error

    def _many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        try:
            self._db.executemany(statement, rows)
        except sqlite3.DatabaseError as error:
            raise unwritable(self._path, error) from error


def unwritable(path: Path, error: sqlite3.DatabaseError) -> Error:
    """What SQLite says while it writes, as an error that tells what to do."""
    return (DamagedIndex if is_damage(error) else CannotWrite)(path, str(error))


def _facts_out(facts: Facts) -> str:
    return json.dumps({name: value for name, value in asdict(facts).items() if value is not None}, ensure_ascii=False)


def _ranges_out(ranges: Iterable[Range]) -> str:
    return json.dumps([(mark.start, mark.end) for mark in ranges], separators=(",", ":"))


def _marks_out(marks: Iterable[Mark]) -> str:
    return json.dumps([(mark.start, mark.end, int(mark.caption)) for mark in marks], separators=(",", ":"))
