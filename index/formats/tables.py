"""CSV and other tables of text: an article a row."""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, dropwhile, islice
from statistics import mean
from typing import Any

from index.formats.names import Names, normal
from index.formats.records import article_of, is_known_name, is_text_name
from index.formats.source import BUFFER, Bad, Format, Item, Source, Unreadable
from index.formats.tally import plural
from index.formats.text import lines_of

# A longer field is an open quote that swallowed the rest of the file.
_LONGEST_FIELD = 5_000_000

# Rows that open a quote by mistake; where there are more, quotes are something else in the table.
_MOST_OPEN = 100

# Lines that tell whether what stands between two quotes are rows, and the fewest columns by which rows are told from
# lines of prose.
_TELLING = 10
_FEWEST = 3
_FEWEST_COLUMNS = 3

# The first quote within a field between quotes, as programs write it that do not double it: no quote that ends a field
# stands before a word.
_ESCAPED = re.compile(rb'(?:^|[,;\t|])"[^"]*\\"[^",;\t|\r\n]', re.MULTILINE)
_ESCAPE = re.compile(r'(?<!\\)((?:\\\\)*)\\"')

# Rows that columns without names are known by.
_LOOK = 50

# Lines that may stand above the row of names: what the table is of, who made it.
_ABOVE = 5

# The most words of a column's name.
_LONGEST_NAME = 4

_DELIMITERS = ",\t;|"

# So many usual names make a row of names.
_KNOWN = 2

# A line for Excel before the names: "sep=;". Byte order marks may stand before it.
_SEPARATOR = re.compile(r'\W*sep=([^\w\s"]|\t)"?\r?', re.ASCII | re.IGNORECASE)
_BEFORE_LINES = "\r \t\xef\xbb\xbf\xff\xfe"


def _read(source: Source) -> Iterator[Item]:
    stream = lines_of(source)
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter = _delimiter(source)
    quoting = csv.QUOTE_NONE if delimiter == "\t" and _quotes_are_words(source) else csv.QUOTE_MINIMAL
    escaped = quoting != csv.QUOTE_NONE and _ESCAPED.search(source.stream.peek(BUFFER).replace(b"\0", b""))
    lines = _Lines(_ESCAPE.sub(r'\1""', line) for line in stream) if escaped else _Lines(stream)
    rows = dropwhile(_is_before_names, _rows(lines, delimiter=delimiter, quoting=quoting))
    seen: list[tuple[int, list[str] | None]] = []
    broken: Unreadable | None = None
    try:
        seen.extend(islice(rows, _LOOK))
    except Unreadable as error:
        broken = error
    if not seen and broken is None:
        raise Unreadable("holds no row")
    seen = _from_names_on(seen, source.names)
    names: Sequence[str] = ()
    if seen:
        names, in_first_row = _names([row for _, row in seen if row is not None], source.names)
        if in_first_row:
            del seen[0]
    for number, row in chain(seen, rows):
        if row is None:
            yield Bad(f"row {number}", "opens a quote that it does not close")
            continue
        if not any(field.strip() for field in row):
            continue
        fields = _without_empty_end(row, len(names))
        if len(fields) != len(names):
            yield Bad(f"row {number}", f"has {len(fields)} {plural('column', len(fields))}, not {len(names)}")
            continue
        yield article_of(dict(zip(names, fields, strict=True)), f"row {number}", source.names)
    if broken is not None:
        raise broken


class _Lines:
    """The lines of a table. `taken` are those of a row since it began."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._ahead: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else next(self._lines)
        self.taken.append(line)
        return line

    def begin_row(self) -> None:
        """Forget the lines of the row before."""
        self.taken.clear()

    def give_back(self) -> None:
        """Have the row's lines but the first come again."""
        self._ahead.extendleft(reversed(self.taken[1:]))


def _rows(lines: _Lines, **dialect: Any) -> Iterator[tuple[int, list[str] | None]]:
    """The rows with their numbers, from 1, the row of names included; None for a line that opens a quote by mistake:
    up to the next quote, or to the end, there are rows."""
    reader = csv.reader(lines, **dialect)
    number = mistaken = width = 0
    while True:
        number += 1
        lines.begin_row()
        row: list[str] | None = None
        broken: csv.Error | None = None
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            broken = error
        if mistaken < _MOST_OPEN and _are_rows(lines.taken[1:], width, dialect) and not _closes(lines.taken, dialect):
            lines.give_back()
            mistaken += 1
            row = None
        elif broken:
            raise Unreadable(f"cannot be read from row {number} on ({broken})") from broken
        yield number, row
        width = len(row) if row else width


def _are_rows(lines: Sequence[str], width: int, dialect: Mapping[str, Any]) -> bool:
    """Whether nearly all lines, were they rows, would have so many columns, as no lines of prose do."""
    if len(lines) < _FEWEST or width < _FEWEST_COLUMNS:
        return False
    some = lines[:_TELLING]
    fitting = sum(any(len(row) == width for row in csv.reader([line], **dialect)) for line in some)
    return 5 * fitting >= 4 * len(some)


def _closes(lines: Sequence[str], dialect: Mapping[str, Any]) -> bool:
    """Whether all quotes in a row of several lines stand around fields, as they do not where one closes another's."""
    try:
        return bool(list(csv.reader(lines, strict=True, **dialect)))
    except csv.Error:
        return False


def _is_before_names(numbered: tuple[int, list[str] | None]) -> bool:
    """Whether a row is empty or tells the delimiter."""
    _, row = numbered
    if row is None:
        return False
    return not any(field.strip() for field in row) or re.fullmatch("sep=.?", row[0], re.IGNORECASE) is not None


def _from_names_on(rows: list[tuple[int, list[str] | None]], usual: Names) -> list[tuple[int, list[str] | None]]:
    """The rows without those above the names, each of which has one field at most."""
    for place, (_, row) in enumerate(rows[: _ABOVE + 1]):
        if row is not None and sum(is_known_name(name, usual) for name in row) >= _KNOWN:
            return rows[place:]
        if row is None or sum(bool(field.strip()) for field in row) > 1:
            break
    return rows


def _without_empty_end(row: list[str], width: int) -> list[str]:
    """The row without its empty fields at the end, as long as it has more than `width`: each row of some tables ends
    in a delimiter."""
    end = len(row)
    while end > width and not row[end - 1].strip():
        end -= 1
    return row[:end]


def _delimiter(source: Source) -> str:
    """What the first line tells, what stands between names, or else what stands most often in the first line outside of
    quotes."""
    lines = source.head.decode("latin-1").replace("\0", "").split("\n")
    first = next((line for line in lines if line.strip(_BEFORE_LINES)), "")
    if told := _SEPARATOR.fullmatch(first):
        return told[1]
    for line in lines[: _ABOVE + 1]:
        for delimiter in _DELIMITERS:
            names = [name.strip(' "') for name in line.split(delimiter)]
            if sum(is_known_name(name, source.names) for name in names) >= _KNOWN:
                return delimiter
    return max(_DELIMITERS, key=re.sub(r'"[^"]*"', "", first.strip()).count)


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
    if known >= _KNOWN or any(is_text_name(name, usual) for name in first):
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
