"""The articles and passages of one generation, in SQLite. Passages are numbered from 0, as their vectors are."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from index.copies import Signature, Signed
from index.errors import DamagedIndex
from index.types import Article, Facts, Mark, Origin, Passage, Place, Range, Restriction, is_caption

_SCHEMA = """
create table articles (
    id integer primary key, path text not null, text text not null, title text not null, digest text not null,
    source text, published text, noise text not null, member text, extracted integer not null, facts text not null,
    home integer not null  -- the article of the same text and title that has the passages; mostly itself
);
create unique index articles_by_origin on articles (path, ifnull(member, ''));
create index articles_by_home on articles (home);
create table passages (
    row integer primary key, article integer not null references articles (id),
    start integer not null, end integer not null, sentences text not null, words text not null
);
create index passages_by_article on passages (article);
create table captions (row integer primary key references passages (row));
create table files (path text primary key, digest text not null, trouble text);
create table signatures (digest text primary key, day text, whole blob, beginning blob);
create table linked (one text not null, other text not null);
create index linked_by_one on linked (one);
create index linked_by_other on linked (other);
"""

# The columns that make an Article, in the order of `_article`; and the home of the article with a number.
_FIELDS = "path, text, title, digest, source, published, noise, member, extracted, facts"
_HOME = "(select home from articles where id = ?)"

_UNSIGNED = Signed()


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its passages and, a list for each passage, the words it is found by. Of articles with the same
    text and title only the first has any."""

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
    def write(path: Path, entries: Iterable[Entry], files: Mapping[Path, FileRead], signed: Signed = _UNSIGNED) -> None:
        """Make a catalog of the entries, numbering their passages in order, of the files they were read from, and of
        the signatures and links of their texts."""
        db = sqlite3.connect(path)
        with db:
            db.executescript(_SCHEMA)
            rows = ((str(place), read.digest, read.trouble) for place, read in files.items())
            db.executemany("insert into files values (?, ?, ?)", rows)
            for digest, signature in signed.signatures.items():
                whole, beginning, *_ = (*signature.parts, None, None)
                db.execute("insert into signatures values (?, ?, ?, ?)", (digest, signature.day, whole, beginning))
            db.executemany("insert into linked values (?, ?)", sorted(signed.pairs))
            row = 0
            homes: dict[tuple[str, str], int] = {}
            for number, entry in enumerate(entries):
                article = entry.article
                db.execute(
                    "insert into articles values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        number,
                        str(article.path),
                        article.text,
                        article.title,
                        article.digest,
                        article.source,
                        article.published,
                        _marks_out(article.noise),
                        article.member,
                        article.extracted,
                        _facts_out(article.facts),
                        homes.setdefault((article.digest, article.title), number),
                    ),
                )
                for passage, words in zip(entry.passages, entry.words, strict=True):
                    db.execute(
                        "insert into passages values (?, ?, ?, ?, ?, ?)",
                        (row, number, passage.start, passage.end, _ranges_out(passage.sentences), " ".join(words)),
                    )
                    if is_caption(article, passage):
                        db.execute("insert into captions values (?)", (row,))
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
        counts = dict(
            self._rows("select id, count(*) from articles join passages on article = home group by articles.id")
        )
        return [(article, counts.get(number, 0)) for number, article in self.articles()]

    def rows_of(self, article: int) -> list[int]:
        """The rows of an article's passages, in order."""
        query = f"select row from passages where article = {_HOME} order by row"
        return [row for (row,) in self._rows(query, article)]

    def rows(self) -> dict[Path, list[int]]:
        """The rows of every article's passages, in order, by the article's path."""
        found: dict[Path, list[int]] = {}
        rows = self._rows(
            "select passages.row, articles.path from passages join articles on articles.home = passages.article"
            " order by row"
        )
        for row, path in rows:
            found.setdefault(Path(path), []).append(row)
        return found

    def rows_within(self, restriction: Restriction) -> list[int]:
        """The rows of the passages of the articles that a restriction allows, in order."""
        allowed = {
            home
            for home, path, member, published, source in self._rows(
                "select home, path, member, published, source from articles"
            )
            if restriction.allows(Origin(Path(path), member), published, source)
        }
        return [
            row for row, number in self._rows("select row, article from passages order by row") if number in allowed
        ]

    def captions(self) -> frozenset[int]:
        """The rows of the passages that are pictures' captions."""
        return frozenset(row for (row,) in self._rows("select row from captions"))

    def dates(self) -> tuple[str, str] | None:
        """The first and the last date, as ISO days, that any article has; None if none has one."""
        ((first, last),) = self._rows("select min(published), max(published) from articles")
        return (first[:10], last[:10]) if first else None

    def words(self) -> list[list[str]]:
        """Every passage's words, by row."""
        return [words.split(" ") if words else [] for (words,) in self._rows("select words from passages order by row")]

    def entry(self, number: int, article: Article) -> Entry:
        """An article together with its passages and their words."""
        query = f"select start, end, sentences, words from passages where article = {_HOME} order by row"
        found = list(self._rows(query, number))
        return Entry(
            article,
            tuple(Passage(start, end, _ranges_in(sentences)) for start, end, sentences, _ in found),
            tuple(tuple(words.split(" ")) if words else () for *_, words in found),
        )

    def passage(self, row: int) -> tuple[Article, Passage]:
        """One passage and its article."""
        found = list(
            self._rows(
                f"select start, end, sentences, {_FIELDS} from passages"
                " join articles on articles.id = passages.article where row = ?",
                row,
            )
        )
        if not found:
            raise DamagedIndex(self._path, f"passage {row} is missing")
        ((start, end, sentences, *fields),) = found
        return _article(fields), Passage(start, end, _ranges_in(sentences))

    def places(self, article: Article) -> list[Place]:
        """Where the article's text stands under its title, itself included: first what was published first."""
        found = self._rows(
            "select path, member, source, published from articles where home = (select home from articles"
            " where path = ? and ifnull(member, '') = ?) order by published is null, published, path, id",
            str(article.path),
            article.member or "",
        )
        return [Place(Origin(Path(path), member), source, published) for path, member, source, published in found]

    def linked(self, article: Article) -> frozenset[str]:
        """The digests of the texts that are versions or copies of the article's."""
        digest = article.digest
        query = "select other from linked where one = ? union select one from linked where other = ?"
        return frozenset(other for (other,) in self._rows(query, digest, digest))

    def signed(self) -> Signed:
        """The signatures and links of all texts."""
        signatures = {
            digest: Signature(day, tuple(part for part in parts if part is not None))
            for digest, day, *parts in self._rows("select * from signatures")
        }
        return Signed(signatures, frozenset(self.pairs()))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The pairs of digests of linked texts."""
        yield from self._rows("select * from linked")

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
        noise=tuple(Mark(start, end, bool(caption)) for start, end, caption in json.loads(noise)),
        member=member,
        extracted=bool(extracted),
        facts=Facts(**json.loads(facts)),
    )


def _facts_out(facts: Facts) -> str:
    return json.dumps({name: value for name, value in asdict(facts).items() if value is not None}, ensure_ascii=False)


def _ranges_out(ranges: Iterable[Range]) -> str:
    return json.dumps([(mark.start, mark.end) for mark in ranges], separators=(",", ":"))


def _marks_out(marks: Iterable[Mark]) -> str:
    return json.dumps([(mark.start, mark.end, int(mark.caption)) for mark in marks], separators=(",", ":"))


def _ranges_in(stored: str) -> tuple[Range, ...]:
    return tuple(Range(start, end) for start, end in json.loads(stored))
