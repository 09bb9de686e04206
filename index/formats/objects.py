"""JSON: an article, a list of articles, JSON lines, a JSON feed, linked data, what news-please writes."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TextIO

from index.formats.names import Names, is_called_article, normal, types_of
from index.formats.records import article_of, is_article
from index.formats.source import MOST_WHOLE, Bad, Format, Item, Raw, Source, Unreadable
from index.formats.text import lines_of

# Where an object keeps its articles.
_LISTS = frozenset(
    "articles items entries data results docs documents news records rows response hits stories graph objects".split()
)
_BEGINNING = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*\{\s*")')
_ITEM_END = re.compile(r"\s*,?\s*")
_AROUND = "\ufeff \t\r\n"


def _read(source: Source) -> Iterator[Item]:
    """An object on a line of its own with more lines after it makes the file JSON lines, which are read one by one."""
    stream = lines_of(source)
    first = _line(stream)
    second = _line(stream)
    beginning = first.strip(_AROUND)
    # A list may have its objects on lines of their own, and an object its fields.
    single = beginning in ("[", "{") or (
        source.suffix not in (".jsonl", ".ndjson")
        and (beginning.startswith("[") or not any(isinstance(_parsed(line), Mapping) for line in (first, second)))
    )
    if second and not single:
        yield from _lines(chain([first, second], iter(lambda: stream.readline(MOST_WHOLE), "")), source.names)
        return
    text = first + second + stream.read(MOST_WHOLE + 1)
    if len(text) > MOST_WHOLE:
        raise Unreadable(f"is one JSON text of more than {MOST_WHOLE // 10**6} MB; save it as JSON lines")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield from _before_the_break(text, error, source.names)
        return
    yield from _document(document, source.names)


def _line(stream: TextIO) -> str:
    """The next line that is not empty, after the empty ones before it."""
    lines = ""
    while line := stream.readline(MOST_WHOLE):
        lines += line
        if line.strip() or len(lines) > MOST_WHOLE:
            break
    return lines


def _lines(lines: Iterable[str], names: Names) -> Iterator[Item]:
    number = 0
    for line in lines:
        number += line.count("\n") or 1
        if not line.strip():
            continue
        fields = _parsed(line)
        if isinstance(fields, Mapping):
            yield article_of(fields, f"line {number}", names)
        else:
            yield Bad(f"line {number}", "is not a JSON object")


def _parsed(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _document(document: object, names: Names) -> Iterator[Item]:
    if isinstance(document, Mapping):
        if _is_list(document):
            yield from _listed([document], {}, names)
            return
        if rows := _rows(document, names):
            yield from _listed(rows, {}, names)
            return
        if is_article(document, names):
            yield article_of(document, "the article", names, numbered=False)
            return
        for name, value in document.items():
            if normal(name) in _LISTS and isinstance(value, (list, Mapping)):
                yield from _document(value, names) if isinstance(value, Mapping) else _listed(value, document, names)
                return
        named = [
            (name, value) for name, value in document.items() if isinstance(value, Mapping) and is_article(value, names)
        ]
        if not named:
            brief = article_of(document, "the article", names, numbered=False)
            if not isinstance(brief, Raw) or not brief.published:  # programs have titles and summaries too
                raise Unreadable("holds no article: no object in it has a text, body or content")
            yield brief
        for name, value in named:
            yield article_of({"id": name, **value}, str(name), names)
    elif isinstance(document, list):
        yield from _listed(document, {}, names)
    else:
        raise Unreadable("holds no article, only a single value")


def _rows(table: Mapping[str, object], names: Names) -> list[dict[str, object]]:
    """The rows of a table, as pandas writes one: column by column, or the names once for all; none of what is none."""
    columns, data = table.get("columns"), table.get("data")
    if isinstance(columns, list) and isinstance(data, list) and all(isinstance(row, list) for row in data):
        return [dict(zip(map(str, columns), row, strict=False)) for row in data]
    if not all(any(normal(name) in names[what] for name in table) for what in ("title", "text")):
        return []
    cells = [column for column in table.values() if isinstance(column, list)]
    if not cells:
        keyed = [column for column in table.values() if isinstance(column, dict)]
        cells = [[*column.values()] for column in keyed if column.keys() == keyed[0].keys()]
    if len(cells) < len(table) or len({len(column) for column in cells}) > 1:
        return []
    return [dict(zip(table, row, strict=True)) for row in zip(*cells, strict=True)]


def _listed(entries: list, feed: Mapping[str, object], names: Names, first: int = 1) -> Iterator[Item]:
    """A list of articles; what a JSON feed says of itself holds for its entries too."""
    is_feed = "jsonfeed.org" in str(feed.get("version", ""))
    known = {"source": feed.get("title"), "language": feed.get("language")} if is_feed else {}
    named = {str(entry["@id"]): entry for entry in entries if isinstance(entry, Mapping) and "@id" in entry}
    for number, entry in enumerate(entries, start=first):
        if isinstance(entry, Mapping):
            if _is_list(entry):
                yield from _listed([_in_list(place) for place in entry["itemListElement"]], {}, names)
                continue
            if _is_something_else(entry, names):
                yield None
                continue
            entry = {name: _meant(value, named) for name, value in entry.items()} if named else entry
            yield article_of({**known, **entry}, f"item {number}", names, rule="feed" if is_feed else "row")
        else:
            yield Bad(f"item {number}", "is not a JSON object")


def _is_list(entry: Mapping) -> bool:
    """Whether linked data says that an object is a list of others, and not a path to a page."""
    return "ItemList" in types_of(entry) and isinstance(entry.get("itemListElement"), list)


def _in_list(place: object) -> object:
    """What stands at a place of a list."""
    return place["item"] if isinstance(place, Mapping) and isinstance(place.get("item"), Mapping) else place


def _is_something_else(entry: Mapping, names: Names) -> bool:
    """Whether linked data says that an object is a site, a person, a path to the page or the like."""
    return bool(types_of(entry)) and not is_called_article(entry) and not is_article(entry, names)


def _meant(value: object, named: Mapping[str, object]) -> object:
    """The object that linked data means where it gives its name alone: {"@id": "https://post.example/#paper"}."""
    if isinstance(value, list):
        return [_meant(one, named) for one in value]
    return named.get(str(value["@id"]), value) if isinstance(value, Mapping) and set(value) == {"@id"} else value


def _before_the_break(text: str, error: Exception, names: Names) -> Iterator[Item]:
    """The whole articles at the beginning of a list that breaks off; or all of several that just follow each other."""
    beginning = text.lstrip(_AROUND)
    place, decoder, number = len(text) - len(beginning), json.JSONDecoder(), 0
    listed = beginning.startswith("[")
    if listed or (isinstance(error, json.JSONDecodeError) and error.msg == "Extra data"):
        place += listed
        while True:
            start = _ITEM_END.match(text, place)
            try:
                entry, place = decoder.raw_decode(text, start.end() if start else place)
            except (ValueError, RecursionError):
                break
            number += 1
            yield from _listed([entry], {}, names, number)
        if not listed and not text[place:].strip():
            return
    where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
    raise Unreadable(f"is not valid JSON, or breaks off{where}")


FORMAT = Format(
    "JSON",
    (".json", ".jsonl", ".ndjson", ".jsonld"),
    told_by=lambda head: bool(_BEGINNING.match(head)),
    read=_read,
)
