"""The catalog: one SQLite file that is the truth about an index. It holds the articles, their passages, the words and
vectors that these are found by, which texts are versions or copies of each other, and the files that all was read from.

A reader sees the catalog as it was when it was opened, whatever is written meanwhile (SQLite's write-ahead log). Rows
of passages are never used twice, and an article's follow one another: its run. The same text under the same title has
one run, wherever it lies.
"""

import json
from collections.abc import Collection as Several
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from index.digests import digest
from index.errors import DamagedIndex
from index.storage.database import Database, checksum, opened_for_reading
from index.types import Article, Facts, Mark, Origin, Passage, Place, Range, Restriction

NAME = "catalog.sqlite"

# The columns that make an Article, in the order of `_article`.
FIELDS = "path, text, title, digest, source, published, noise, member, extracted, facts"

# The day on which an article was published; null if it is not known.
DAY = "substr(nullif(published, ''), 1, 10)"

# Comes after every character that a date may go on with.
_BEHIND_ALL = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Collection:
    """What a catalog holds and what made its vectors. `identity` is its own, which search files made from it bear too;
    `version` counts its changes; rows from `next_row` on are free; `roots` are the folders and files that the user
    named, `fields` the fields of rows and objects that config.toml names."""

    identity: str
    version: int
    encoder: str
    encoder_fingerprint: str
    articles: int
    passages: int
    next_row: int
    roots: tuple[str, ...]
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that articles were read from: the SHA-256 of its bytes, what its folder said of it then (`stamp`), how
    many articles it gave, and what could not be read of it and why."""

    digest: str
    stamp: str | None
    articles: int
    trouble: str | None = None


class Catalog(Database):
    """Reads what a connection to the catalog sees."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The catalog of the index in `folder`, as it is now and for as long as it is open."""
        path = folder / NAME
        catalog = cls(path, opened_for_reading(path))
        list(catalog._rows("pragma query_only = on"))
        list(catalog._rows("begin"))
        catalog.collection()  # what is read first fixes what is seen
        return catalog

    def collection(self) -> Collection:
        """What the catalog holds."""
        for *values, check in self._rows("select * from collection"):
            if check == checksum(values):
                with self._held():  # a catalog of another format may have said other things of itself
                    values[-2:] = [tuple(json.loads(values[-2])), json.loads(values[-1])]
                    return Collection(*values)
        raise DamagedIndex(self._path, "what it says of itself is not whole")

    def articles(self) -> Iterator[tuple[int, Article]]:
        """Every article with its number, by path and in the order of the file."""
        for number, *fields in self._rows(f"select id, {FIELDS} from articles order by path, id"):
            yield number, self._article(fields)

    def articles_of(self, path: Path) -> Iterator[tuple[int, Article]]:
        """The articles of one file with their numbers."""
        for number, *fields in self._rows(f"select id, {FIELDS} from articles where path = ?", str(path)):
            yield number, self._article(fields)

    def members_of(self, path: Path) -> list[tuple[str | None, int]]:
        """The members of one file, of which there may be a million, with the numbers of their articles."""
        return list(self._rows("select member, id from articles where path = ?", str(path)))

    def numbered(self, number: int) -> Article:
        """The article with a number."""
        for fields in self._rows(f"select {FIELDS} from articles where id = ?", number):
            return self._article(fields)
        raise DamagedIndex(self._path, f"article {number} is missing")

    def first_with(self, digest: str) -> Article:
        """Of the articles with a text that which was published first."""
        query = f"select {FIELDS} from articles where digest = ? order by {DAY} is null, {DAY}, path, id limit 1"
        for fields in self._rows(query, digest):
            return self._article(fields)
        raise DamagedIndex(self._path, f"the text {digest} is missing")

    def files(self) -> dict[str, FileRead]:
        """The files that articles were read from, by path."""  # as text: a hundred thousand Paths take a second
        return {path: FileRead(*fields) for path, *fields in self._rows("select * from files")}

    def origins(self) -> list[Origin]:
        """Where the articles were read, by path."""
        found = self._rows("select path, member from articles order by path, id")
        return [Origin(Path(path), member) for path, member in found]

    def article(self, origin: Origin) -> Article:
        """The article that was read there."""
        query = f"select {FIELDS} from articles where path = ? and member is ?"
        for fields in self._rows(query, str(origin.path), origin.member):
            return self._whole(self._article(fields))
        raise DamagedIndex(self._path, f"the article {origin.member or ''} of {origin.path} is missing")

    def listing(self) -> list[tuple[Article, int]]:
        """Every article with the number of its passages, by path."""
        found = self._rows(f"select passages, {FIELDS} from articles order by path, id")
        return [(self._article(fields), count) for count, *fields in found]

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
            chosen = [[str(origin.path), origin.member] for origin in restriction.origins]
            table = "json_each(?) as chosen cross join articles"
            conditions += [
                "articles.path = json_extract(chosen.value, '$[0]')",
                "member is json_extract(chosen.value, '$[1]')",
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
        """One passage and an article that has it."""
        for _, article, passage in self.passages([row]):
            return article, passage
        raise DamagedIndex(self._path, f"passage {row} is missing")

    def passages(self, rows: Several[int]) -> Iterator[tuple[int, Article, Passage]]:
        """Passages by row, each with an article that has it, which is read once for those that follow each other."""
        query = (
            "select row, start, end, sentences, (select min(id) from articles where articles.first = passages.first"
            " and articles.passages > 0) from passages where row in (select value from json_each(?)) order by row"
        )
        read: tuple[int, Article] | None = None
        for row, start, end, sentences, number in self._rows(query, json.dumps(list(rows))):
            if number is None:
                raise DamagedIndex(self._path, f"passage {row} belongs to no article")
            if read is None or read[0] != number:
                read = number, self._whole(self.numbered(number))
            yield row, read[1], Passage(start, end, self._ranges_in(sentences))

    def places(self, article: Article) -> list[Place]:
        """Where the article's text stands under its title, itself included: first what was published first."""
        query = (
            "select path, member, source, published from articles where passages > 0 and first ="
            " (select first from articles where path = ? and member is ?)"
            " order by published is null, published, path, id"
        )
        found = self._rows(query, str(article.path), article.member)
        return [Place(Origin(Path(path), member), source, published) for path, member, source, published in found]

    def linked(self, article: Article) -> frozenset[str]:
        """The digests of the texts that are versions or copies of the article's."""
        return frozenset(other for (other,) in self._rows("select other from linked where one = ?", article.digest))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The pairs of digests, in order, of linked texts."""
        yield from self._rows("select one, other from linked where one < other")

    def captions(self) -> list[tuple[int, int]]:
        """The passages that are pictures' captions, as runs of one."""
        return list(self._rows("select row, 1 from passages where caption"))

    def captions_among(self, rows: Several[int]) -> frozenset[int]:
        """Which of some passages are pictures' captions."""
        query = "select row from passages where caption and row in (select value from json_each(?))"
        return frozenset(row for (row,) in self._rows(query, json.dumps(list(rows))))

    def told_again(self) -> tuple[int, int, int]:
        """How many articles have the very text and title of another one, and how many tell in much the same words what
        another of the same outlet, or of another outlet, does."""
        ((same,),) = self._rows("select count(*) - count(distinct first) from articles where passages > 0")
        query = (
            "select count(*) from (select distinct one from linked) join articles on digest = one where exists"
            # The cross join and the plus keep SQLite from looking through all articles of an outlet for each.
            " (select 1 from linked cross join articles as others on others.digest = linked.other"
            " where linked.one = articles.digest and +others.source {} articles.source)"
        )
        ((versions,),), ((copies,),) = (self._rows(query.format(how)) for how in ("is", "is not"))
        return same, versions, copies

    def words_only(self) -> list[tuple[int, int]]:
        """The passages of the articles that are found by their words only, a run for each article."""
        return list(self._rows("select first, passages from articles where words_only"))

    def signatures(self) -> Iterator[tuple[str, tuple[bytes, ...]]]:
        """The signatures of all texts by the texts' digests: of the whole and of the beginning, as index/copies.py has
        them stored; none of a text that is too short to be compared."""
        for text, *parts in self._rows("select digest, whole, beginning from signatures"):
            yield text, tuple(part for part in parts if part is not None)

    def _article(self, fields: Iterable) -> Article:
        path, text, title, digest, source, published, noise, member, extracted, facts = fields
        with self._held():
            return Article(
                path=Path(path),
                text=text,
                title=title,
                digest=digest,
                source=source,
                published=published,
                noise=tuple(Mark(start, end, bool(caption)) for start, end, caption in json.loads(noise)),
                member=member,
                extracted=bool(extracted),
                facts=Facts(**json.loads(facts)),
            )

    def _whole(self, article: Article) -> Article:
        """The article, if its text is what was indexed: nothing else is cited."""
        if article.digest != digest(article.text):
            raise DamagedIndex(self._path, f"{article.path} is not what was written")
        return article

    def _ranges_in(self, stored: str) -> tuple[Range, ...]:
        with self._held():
            return tuple(Range(start, end) for start, end in json.loads(stored))
