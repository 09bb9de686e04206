"""Wires in SGML, as Reuters' collections of the 1980s and 90s have them."""

import re
from collections.abc import Iterator
from html import unescape

from index.formats.dates import iso_date
from index.formats.source import MOST_WHOLE, Bad, Format, Item, Raw, Source, Unreadable
from index.formats.text import lines_of
from index.types import Facts

_BEGINNING = re.compile(rb"\s*(?:<!DOCTYPE lewis|<REUTERS\b)", re.IGNORECASE)
_NUMBER = re.compile(r'NEWID="(\d+)"')
# Marks of the wire's own beginning and end.
_CONTROL = re.compile(r"&#(?:[0-8]|1[1-9]|2\d|3[01]);|[\x00-\x08\x0b-\x1f\x7f]")
_PARTS = re.compile(r"<(TITLE|DATELINE|AUTHOR)\b[^<>]*>.*?</\1>", re.DOTALL)


def _read(source: Source) -> Iterator[Item]:
    wire: list[str] = []
    size = number = 0
    for line in lines_of(source):
        if line.startswith("<REUTERS"):
            wire, size, number = [], 0, number + 1
        if number:
            wire.append(line)
            size += len(line)
        if "</REUTERS>" in line:
            yield _article("".join(wire), f"wire {number}")
            wire, size = [], 0
        if size > MOST_WHOLE:
            raise Unreadable(f"does not end its wire {number}")
    if wire and "".join(wire).strip():
        raise Unreadable("breaks off within a wire")


def _article(wire: str, place: str) -> Item:
    numbered = _NUMBER.search(wire)
    title = _element(wire, "TITLE")
    dateline, body = _element(wire, "DATELINE"), _element(wire, "BODY")
    # A wire that was not set out in parts has its words straight in the TEXT; a brief one has a title only.
    loose = _element(_PARTS.sub("", wire), "TEXT")
    text = f"{dateline} {body}".strip() if body else loose if re.search(r"\w", loose) else title
    if not text:
        return Bad(place, "has no text")
    published, dated_by = iso_date(_element(wire, "DATE"), "wire")
    return Raw(
        text=text,
        title=title or None,
        member=numbered[1] if numbered else place,
        source="Reuters",
        published=published,
        facts=Facts(author=_element(wire, "AUTHOR") or None, dated_by=dated_by, language="en"),
    )


def _element(wire: str, name: str) -> str:
    found = re.search(rf"<{name}\b[^<>]*>(.*?)</{name}>", wire, re.DOTALL)
    return unescape(_CONTROL.sub("", found[1].replace("\r\n", "\n"))).strip() if found else ""


FORMAT = Format("SGML", (".sgm", ".sgml"), told_by=lambda head: bool(_BEGINNING.match(head)), read=_read, unit="wire")
