"""Rows and objects with named fields → articles. The fields are known by their names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import unescape
from urllib.parse import urlsplit

from index.formats.dates import iso_date
from index.formats.fragment import looks_like_html, text_of
from index.formats.names import Names, normal
from index.formats.patience import TookTooLong
from index.formats.source import Bad, Item, Raw
from index.types import Facts

# An object within the record, whose fields are the article's too.
_WITHIN = frozenset({"article", "fields", "story", "news", "post"})

# Where an object that stands for a value keeps it: the first that it has, for a text the last.
_INNER = ("name", "original", "main", "title", "rendered", "text", "content")

# What may be HTML, and what is taken as it is written.
_PROSE = frozenset({"title", "text", "summary"})
_MARKS = frozenset({"id", "url", "canonical"})

# With its semicolon: "?year=1&copy=2" is no sign.
_CHARACTER = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z\d]{1,30});", re.IGNORECASE)

# What stands where there is nothing.
_NOTHING = frozenset({"", "none", "null", "nan", "n/a", "no summary", "no description", "no content", "no text"})


def is_text_name(name: object, names: Names) -> bool:
    """Whether a field of this name holds an article's text."""
    return normal(name) in names["text"]


def is_known_name(name: object, names: Names) -> bool:
    """Whether a field of this name is one of an article's."""
    return any(normal(name) in known for known in names.values())


def is_article(fields: Mapping, names: Names) -> bool:
    """Whether one of the fields is an article's text."""
    return _first(_known(fields), "text", names) is not None


def article_of(fields: Mapping, place: str, names: Names, *, numbered: bool = True, rule: str = "row") -> Item:
    """The article in a record at a place such as "row 17", which is its name too where it has no id or address.

    A titled record without a text has its summary for one; without a summary its title, if it is dated or linked to.
    `rule` is what its dates are found by. One that no library can make sense of is bad, and the others are read.
    """
    try:
        return _article(fields, place, names, numbered=numbered, rule=rule)
    except TookTooLong:
        raise
    except Exception:
        return Bad(place, "is damaged")


def _article(fields: Mapping, place: str, names: Names, *, numbered: bool, rule: str) -> Item:
    told = described(fields, names, rule)
    known = _known(fields)
    text = _first(known, "text", names)
    if not text and told.title:
        text = _first(known, "summary", names) or (told.title if told.published or told.facts.url else None)
    if not text:
        return Bad(place, "has no text")
    member = _first(known, "id", names) or told.facts.url or place
    return replace(told, text=text, member=member if numbered else None)


def described(fields: Mapping, names: Names, rule: str) -> Raw:
    """What the fields say of an article, its text left empty. `rule` is what its dates are found by."""
    known = _known(fields)
    found = {what: _first(known, what, names) for what in names if what not in ("text", "summary", "id")}
    published, dated_by = _date(known, names["published"], rule)
    modified, modified_by = _date(known, names["modified"], rule)
    return Raw(
        text="",
        title=found["title"],
        source=outlet(found["source"]),
        published=published,
        facts=Facts(
            author=found["author"],
            modified=modified,
            dated_by=dated_by or modified_by,
            language=found["language"],
            section=found["section"],
            url=found["url"],
            canonical=found["canonical"],
        ),
    )


def _known(fields: Mapping) -> dict[str, object]:
    """The fields by their normal names, with those of an article that lies within."""
    known: dict[str, object] = {}
    for name, value in fields.items():
        # "_source" is Elasticsearch's; a "source" is an outlet.
        if isinstance(value, Mapping) and (normal(name) in _WITHIN or name == "_source"):
            known = _known(value) | known
        else:
            known.setdefault(normal(name), _bare(value))
    return known


def _bare(value: object) -> object:
    """The value within its type, as MongoDB writes it: {"$date": {"$numberLong": "1474502400000"}}."""
    while isinstance(value, Mapping) and len(value) == 1 and str(next(iter(value))).startswith("$"):
        (value,) = value.values()
    return value


def _first(known: Mapping[str, object], what: str, names: Names) -> str | None:
    for name in names[what]:
        if name in known and (value := _words(known[name], what)):
            return value
    return None


def _words(value: object, what: str) -> str | None:
    """A field's value as text: paragraphs one a line, several authors after one another, an outlet by its name."""
    if isinstance(value, Mapping):
        keys = _INNER[::-1] if what in ("text", "summary") else _INNER
        return next((words for key in keys if (words := _words(value.get(key), what))), None)
    if isinstance(value, list):
        parts = [part for part in (_words(entry, what) for entry in value) if part]
        return ("\n" if what == "text" else ", ").join(parts) or None
    # An author's number is no name.
    if value is None or isinstance(value, bool) or (what == "author" and isinstance(value, int)):
        return None
    text = str(value).strip()
    if text.lower() in _NOTHING:
        return None
    if what in _MARKS:
        return text
    if what in _PROSE and looks_like_html(text):
        return text_of(text) or None
    # A text without tags keeps its line ends.
    return _CHARACTER.sub(lambda found: unescape(found[0]), str(value) if what in ("text", "summary") else text)


def _date(known: Mapping[str, object], names: Sequence[str], rule: str) -> tuple[str | None, str | None]:
    for name in names:
        date, found_by = iso_date(known.get(name), rule)
        if date:
            return date, found_by
    return None, None


def outlet(source: str | None) -> str | None:
    """An outlet's name, or its host where an address stands for it."""
    if source and "://" in source:
        host = _host(source)
        return host.removeprefix("www.") if host else source
    return source


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
