"""JSON: an article, a list of articles, JSON lines, a JSON feed, what news-please writes."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TextIO

from index.formats.names import Names, normal
from index.formats.records import article_of, is_article
from index.formats.source import MOST_WHOLE, Bad, Format, Item, Source, Unreadable
from index.formats.text import lines_of

# Where an object keeps its articles.
_LISTS = frozenset("articles items entries data results docs documents news records rows response hits stories".split())

_BEGINNING = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*\{\s*")')
_ITEM_END = re.compile(r"\s*,?\s*")


def _read(source: Source) -> Iterator[Item]:
    """An object on a line of its own with more lines after it makes the file JSON lines, which are read one by one."""
    stream = lines_of(source)
    first = _line(stream)
    second = _line(stream)
    # A list may have its objects on lines of their own.
    single = source.suffix not in (".jsonl", ".ndjson") and (
        first.lstrip("\ufeff \t\r\n").startswith("[")
        or not any(isinstance(_parsed(line), Mapping) for line in (first, second))
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
            raise Unreadable("holds no article: no object in it has a text, body or content")
        for name, value in named:
            yield article_of({"id": name, **value}, str(name), names)
    elif isinstance(document, list):
        yield from _listed(document, {}, names)
    else:
        raise Unreadable("holds no article, only a single value")


def _listed(entries: list, feed: Mapping[str, object], names: Names, first: int = 1) -> Iterator[Item]:
    """A list of articles; what a JSON feed says of itself holds for its entries too."""
    is_feed = "jsonfeed.org" in str(feed.get("version", ""))
    known = {"source": feed.get("title"), "language": feed.get("language")} if is_feed else {}
    for number, entry in enumerate(entries, start=first):
        if isinstance(entry, Mapping):
            yield article_of({**known, **entry}, f"item {number}", names, rule="feed" if is_feed else "row")
        else:
            yield Bad(f"item {number}", "is not a JSON object")


def _before_the_break(text: str, error: Exception, names: Names) -> Iterator[Item]:
    """The whole articles at the beginning of a list that breaks off."""
    place, decoder, number = text.find("[") + 1, json.JSONDecoder(), 0
    if text.lstrip("\ufeff \t\r\n").startswith("["):
        while True:
            start = _ITEM_END.match(text, place)
            try:
                entry, place = decoder.raw_decode(text, start.end() if start else place)
            except (ValueError, RecursionError):
                break
            number += 1
            yield from _listed([entry], {}, names, number)
    where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
    raise Unreadable(f"is not valid JSON, or breaks off{where}")


FORMAT = Format(
    "JSON",
    (".json", ".jsonl", ".ndjson"),
    told_by=lambda head: bool(_BEGINNING.match(head)),
    read=_read,
)
