"""CSV and other tables of text: an article a row."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from statistics import mean

from index.formats.records import article_of, is_known_name, is_text_name
from index.formats.source import Bad, Format, Item, Source, Unreadable
from index.formats.text import lines_of

# A longer field is an open quote that swallowed the rest of the file.
_LONGEST_FIELD = 5_000_000

# Rows that columns without names are known by.
_LOOK = 50


def _read(source: Source) -> Iterator[Item]:
    stream = lines_of(source)
    csv.field_size_limit(_LONGEST_FIELD)
    rows = _rows(csv.reader(stream, delimiter=_delimiter(source)))
    seen: list[tuple[int, list[str]]] = []
    broken: Unreadable | None = None
    try:
        seen.extend(islice(rows, _LOOK))
    except Unreadable as error:
        broken = error
    if not seen and broken is None:
        raise Unreadable("holds no row")
    names: Sequence[str] = seen[0][1] if seen else ()
    if (
        any(is_text_name(name, source.names) for name in names)
        or sum(is_known_name(name, source.names) for name in names) >= 2
    ):
        del seen[0]
    else:
        names = _guessed([row for _, row in seen]) if seen else ()
    for number, row in chain(seen, rows):
        if not any(field.strip() for field in row):
            continue
        if len(row) != len(names):
            yield Bad(f"row {number}", f"has {len(row)} columns, not {len(names)}")
            continue
        yield article_of(dict(zip(names, row, strict=True)), f"row {number}", source.names)
    if broken is not None:
        raise broken


def _rows(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers, from 1, the row of names included."""
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(f"cannot be read from row {number} on ({error})") from error


def _delimiter(source: Source) -> str:
    """What stands most often in the first line, outside of quotes."""
    line = re.sub(r'"[^"]*"', "", source.head.decode("latin-1").replace("\0", "").strip().split("\n")[0])
    return max(",\t;|", key=line.count)


def _guessed(rows: Sequence[Sequence[str]]) -> list[str]:
    """Names for columns that have none: the longest is the text, the next that has several words the title."""
    width = max(len(row) for row in rows)
    columns = [[row[place] for row in rows if len(row) == width] for place in range(width)]
    length = {place: mean(len(field) for field in column) for place, column in enumerate(columns)}
    words = [place for place, column in enumerate(columns) if mean(len(field.split()) for field in column) >= 3]
    longest = sorted(words, key=lambda place: -length[place])
    names = [f"column {place}" for place in range(width)]
    if not longest or length[longest[0]] < 40:
        raise Unreadable("has no column of text; name one text, body or content in its first row")
    names[longest[0]] = "text"
    if len(longest) > 1:
        names[longest[1]] = "title"
    return names


FORMAT = Format("a table", (".csv", ".tsv"), told_by=lambda head: False, read=_read, unit="row")
