"""Rows and objects with named fields → articles. The fields are known by their names."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from index.formats.dates import iso_date
from index.formats.fragment import looks_like_html, text_of
from index.formats.names import Names, normal
from index.formats.source import Bad, Item, Raw
from index.patience import TookTooLong
from index.types import Facts

# An object within the record, whose fields are the article's too.
_WITHIN = frozenset({"article", "fields", "story", "news", "post"})

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
    known = _known(fields)
    found = {what: _first(known, what, names) for what in names}
    published, dated_by = _date(known, names["published"], rule)
    modified, modified_by = _date(known, names["modified"], rule)
    title = found["title"]
    text = found["text"] or (title and (found["summary"] or ((published or found["url"]) and title)))
    if not text:
        return Bad(place, "has no text")
    member = found["id"] or found["url"] or place
    return Raw(
        text=text,
        title=found["title"],
        member=member if numbered else None,
        source=_outlet(found["source"]),
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
        if normal(name) in _WITHIN and isinstance(value, Mapping):
            known = _known(value) | known
        else:
            known.setdefault(normal(name), value)
    return known


def _first(known: Mapping[str, object], what: str, names: Names) -> str | None:
    for name in names[what]:
        if name in known and (value := _words(known[name], what)):
            return value
    return None


def _words(value: object, what: str) -> str | None:
    """A field's value as text: paragraphs one a line, several authors after one another, an outlet by its name."""
    if isinstance(value, Mapping):
        return next((str(value[key]) for key in ("name", "main", "title", "text", "content") if value.get(key)), None)
    if isinstance(value, list):
        parts = [part for part in (_words(entry, what) for entry in value) if part]
        return ("\n" if what == "text" else ", ").join(parts) or None
    if value is None or isinstance(value, bool):
        return None
    text = str(value).strip()
    if text.lower() in _NOTHING:
        return None
    if what in ("text", "summary"):
        return text_of(text) if looks_like_html(text) else str(value)
    return text


def _date(known: Mapping[str, object], names: Sequence[str], rule: str) -> tuple[str | None, str | None]:
    for name in names:
        date, found_by = iso_date(known.get(name), rule)
        if date:
            return date, found_by
    return None, None


def _outlet(source: str | None) -> str | None:
    """An outlet's name, or its host where an address stands for it."""
    if source and "://" in source:
        host = urlsplit(source).hostname if _is_url(source) else None
        return host.removeprefix("www.") if host else source
    return source


def _is_url(text: str) -> bool:
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False
