"""CSV and other tables of text: an article a row."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain, dropwhile, islice
from statistics import mean

from index.formats.names import Names, normal
from index.formats.records import article_of, is_known_name, is_text_name
from index.formats.source import BUFFER, Bad, Format, Item, Source, Unreadable
from index.formats.text import lines_of

# A longer field is an open quote that swallowed the rest of the file.
_LONGEST_FIELD = 5_000_000

# Rows that columns without names are known by.
_LOOK = 50

# The most words of a column's name.
_LONGEST_NAME = 4

# A line for Excel before the names: "sep=;". Byte order marks may stand before it.
_SEPARATOR = re.compile(r'\W*sep=([^\w\s"]|\t)"?\r?', re.ASCII | re.IGNORECASE)
_BEFORE_LINES = "\r \t\xef\xbb\xbf\xff\xfe"


def _read(source: Source) -> Iterator[Item]:
    stream = lines_of(source)
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter = _delimiter(source)
    if delimiter == "\t" and _quotes_are_words(source):
        reader = csv.reader(stream, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(stream, delimiter=delimiter)
    rows = dropwhile(_is_before_names, _rows(reader))
    seen: list[tuple[int, list[str]]] = []
    broken: Unreadable | None = None
    try:
        seen.extend(islice(rows, _LOOK))
    except Unreadable as error:
        broken = error
    if not seen and broken is None:
        raise Unreadable("holds no row")
    names: Sequence[str] = ()
    if seen:
        names, in_first_row = _names([row for _, row in seen], source.names)
        if in_first_row:
            del seen[0]
    for number, row in chain(seen, rows):
        if not any(field.strip() for field in row):
            continue
        fields = _without_empty_end(row, len(names))
        if len(fields) != len(names):
            yield Bad(f"row {number}", f"has {len(fields)} columns, not {len(names)}")
            continue
        yield article_of(dict(zip(names, fields, strict=True)), f"row {number}", source.names)
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


def _is_before_names(numbered: tuple[int, list[str]]) -> bool:
    """Whether a row is empty or tells the delimiter."""
    _, row = numbered
    return not any(field.strip() for field in row) or re.fullmatch("sep=.?", row[0], re.IGNORECASE) is not None


def _without_empty_end(row: list[str], width: int) -> list[str]:
    """The row without its empty fields at the end, as long as it has more than `width`: each row of some tables ends
    in a delimiter."""
    end = len(row)
    while end > width and not row[end - 1].strip():
        end -= 1
    return row[:end]


def _delimiter(source: Source) -> str:
    """What the first line tells, or what stands most often in it outside of quotes."""
    lines = source.head.decode("latin-1").replace("\0", "").split("\n")
    first = next((line for line in lines if line.strip(_BEFORE_LINES)), "")
    if told := _SEPARATOR.fullmatch(first):
        return told[1]
    return max(",\t;|", key=re.sub(r'"[^"]*"', "", first.strip()).count)


def _quotes_are_words(source: Source) -> bool:
    """Whether the quotes in a table of tabs hold nothing together: each line is a row by itself, and in one of them a
    quote is never closed."""
    sample = source.stream.peek(BUFFER)
    whole = sample if len(sample) < BUFFER else sample[: sample.rfind(b"\n") + 1]
    lines = [line for line in whole.split(b"\n") if line.strip()]
    return len({line.count(b"\t") for line in lines}) == 1 and any(line.count(b'"') % 2 for line in lines)


def _names(rows: Sequence[list[str]], usual: Names) -> tuple[list[str], bool]:
    """The columns' names, and whether the first row has them: several usual ones, that of a text, or one among others
    that are short too."""
    first = _without_empty_end(rows[0], 0)
    known = sum(is_known_name(name, usual) for name in first)
    if known >= 2 or any(is_text_name(name, usual) for name in first):
        return first, True
    if known and len(rows) > 1 and all(len(name.split()) <= _LONGEST_NAME for name in first):
        return _guessed(rows[1:], first, usual), True
    return _guessed(rows, [f"column {place}" for place in range(max(map(len, rows)))], usual), False


def _guessed(rows: Sequence[list[str]], names: Sequence[str], usual: Names) -> list[str]:
    """The names with those that say too little replaced: the longest column is the text, the next that has several
    words the title."""
    cut = (_without_empty_end(row, len(names)) for row in rows)
    columns = list(zip(*(row for row in cut if len(row) == len(names)), strict=True))
    length = {place: mean(len(field) for field in column) for place, column in enumerate(columns)}
    words = [place for place, column in enumerate(columns) if mean(len(field.split()) for field in column) >= 3]
    longest = sorted(words, key=lambda place: -length[place])
    if not longest or length[longest[0]] < 40:
        raise Unreadable("has no column of text; name one text, body or content in its first row")
    guessed = [*names]
    guessed[longest[0]] = "text"
    unknown = [place for place in longest[1:] if not is_known_name(names[place], usual)]
    if unknown and not any(normal(name) in usual["title"] for name in names):
        guessed[unknown[0]] = "title"
    return guessed


FORMAT = Format("a table", (".csv", ".tsv"), told_by=lambda head: False, read=_read, unit="row")
