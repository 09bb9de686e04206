"""The articles and passages of one generation, in SQLite. Passages are numbered from 0, as their vectors are."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import DamagedIndex
from index.types import Article, Facts, Origin, Passage, Range, Restriction

_SCHEMA = """
create table articles (
    id integer primary key, path text not null, text text not null, title text not null, digest text not null,
    source text, published text, noise text not null, member text, extracted integer not null, facts text not null,
    first integer not null, passages integer not null  -- the row of its first passage, and how many follow in line
);
create unique index articles_by_origin on articles (path, ifnull(member, ''));
create index articles_by_date on articles (published, first, passages);
create index articles_by_outlet on articles (source, published, first, passages);
create table passages (
    row integer primary key, article integer not null references articles (id),
    start integer not null, end integer not null, sentences text not null, words text not null
);
create table files (path text primary key, digest text not null, trouble text);
"""

# The columns that make an Article, in the order of `_article`.
_FIELDS = "path, text, title, digest, source, published, noise, member, extracted, facts"

# Comes after every character that a date may go on with.
_BEHIND_ALL = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its passages and, a list for each passage, the words it is found by."""

    article: Article
    passages: tuple[Passage, ...]
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that articles were read from: the SHA-256 of its bytes, and what could not be read of it and why."""

    digest: str
    trouble: str | None = None


class Catalog:
    """Reads a generation's articles and passages. Raises DamagedIndex wherever the file does not hold them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if not path.is_file():
            raise DamagedIndex(path, "missing")
        # Opened by whichever thread asks; the file never changes.
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    @staticmethod
    def write(path: Path, entries: Iterable[Entry], files: Mapping[Path, FileRead]) -> None:
        """Make a catalog of the entries, numbering their passages in order, and of the files they were read from."""
        db = sqlite3.connect(path)
        with db:
            db.executescript(_SCHEMA)
            rows = ((str(place), read.digest, read.trouble) for place, read in files.items())
            db.executemany("insert into files values (?, ?, ?)", rows)
            row = 0
            for number, entry in enumerate(entries):
                article = entry.article
                db.execute(
                    "insert into articles values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        number,
                        str(article.path),
                        article.text,
                        article.title,
                        article.digest,
                        article.source,
                        article.published,
                        _ranges_out(article.noise),
                        article.member,
                        article.extracted,
                        _facts_out(article.facts),
                        row,
                        len(entry.passages),
                    ),
                )
                for passage, words in zip(entry.passages, entry.words, strict=True):
                    db.execute(
                        "insert into passages values (?, ?, ?, ?, ?, ?)",
                        (row, number, passage.start, passage.end, _ranges_out(passage.sentences), " ".join(words)),
                    )
                    row += 1
        db.close()

    def articles(self) -> Iterator[tuple[int, Article]]:
        """Every article with its number, by path and in the order of the file."""
        for number, *fields in self._rows(f"select id, {_FIELDS} from articles order by path, id"):
            yield number, _article(fields)

    def files(self) -> dict[Path, FileRead]:
        """The files that the articles were read from."""
        return {Path(path): FileRead(digest, trouble) for path, digest, trouble in self._rows("select * from files")}

    def origins(self) -> list[Origin]:
        """Where the articles were read, by path."""
        found = self._rows("select path, member from articles order by path, id")
        return [Origin(Path(path), member) for path, member in found]

    def article(self, origin: Origin) -> Article:
        """The article that was read there."""
        query = f"select {_FIELDS} from articles where path = ? and ifnull(member, '') = ?"
        for fields in self._rows(query, str(origin.path), origin.member or ""):
            return _article(fields)
        raise DamagedIndex(self._path, f"the article {origin.member or ''} of {origin.path} is missing")

    def listing(self) -> list[tuple[Article, int]]:
        """Every article with the number of its passages, by path."""
        found = self._rows(f"select passages, {_FIELDS} from articles order by path, id")
        return [(_article(fields), count) for count, *fields in found]

    def rows_of(self, article: int) -> list[int]:
        """The rows of an article's passages, in order."""
        ((first, count),) = self._rows("select first, passages from articles where id = ?", article)
        return [*range(first, first + count)]

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
        return list(
            self._rows(f"select first, articles.passages from {table} where {' and '.join(conditions)}", *values)
        )

    def dates(self) -> tuple[str, str] | None:
        """The first and the last date, as ISO days, that any article has; None if none has one."""
        ((first, last),) = self._rows("select min(published), max(published) from articles")
        return (first[:10], last[:10]) if first else None

    def words(self) -> Iterator[list[str]]:
        """Every passage's words, by row."""
        for (words,) in self._rows("select words from passages order by row"):
            yield words.split(" ") if words else []

    def entry(self, number: int, article: Article) -> Entry:
        """An article together with its passages and their words."""
        rows = self.rows_of(number)
        found = list(
            self._rows(
                "select start, end, sentences, words from passages where row between ? and ? order by row",
                rows[0] if rows else 0,
                rows[-1] if rows else -1,
            )
        )
        return Entry(
            article,
            tuple(Passage(start, end, _ranges_in(sentences)) for start, end, sentences, _ in found),
            tuple(tuple(words.split(" ")) if words else () for *_, words in found),
        )

    def passage(self, row: int) -> tuple[Article, Passage]:
        """One passage and its article."""
        query = (
            f"select start, end, sentences, {_FIELDS} from passages"
            " join articles on articles.id = passages.article where row = ?"
        )
        for start, end, sentences, *fields in self._rows(query, row):
            return _article(fields), Passage(start, end, _ranges_in(sentences))
        raise DamagedIndex(self._path, f"passage {row} is missing")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _rows(self, query: str, *values: object) -> Iterator[tuple]:
        try:
            yield from self._db.execute(query, values)
        except sqlite3.DatabaseError as error:
            raise DamagedIndex(self._path, str(error)) from error


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


def _facts_out(facts: Facts) -> str:
    return json.dumps({name: value for name, value in asdict(facts).items() if value is not None}, ensure_ascii=False)


def _ranges_out(ranges: Iterable[Range]) -> str:
    return json.dumps([(mark.start, mark.end) for mark in ranges], separators=(",", ":"))


def _ranges_in(stored: str) -> tuple[Range, ...]:
    return tuple(Range(start, end) for start, end in json.loads(stored))
