"""Plain text and Markdown: one article a file, its text untouched."""

import re
from collections.abc import Iterator

from index.formats.dates import iso_date
from index.formats.source import Format, Item, Raw, Source, Unreadable
from index.formats.text import decode
from index.lines import lines
from index.types import Facts, Range

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"#{1,6}\s+(?P<title>.+?)\s*#*")


def _plain_text(source: Source) -> Iterator[Item]:
    yield Raw(_text(source), extracted=False)


def _markdown(source: Source) -> Iterator[Item]:
    text = _text(source)
    front = _FRONT_MATTER.match(text)
    fields = _front_matter(front["fields"]) if front else {}
    body = front.end() if front else 0
    headings = (
        found["title"]
        for line in lines(text)
        if line.start >= body and (found := _HEADING.fullmatch(text[line.start : line.end]))
    )
    published, dated_by = iso_date(fields.get("published") or fields.get("date"), "front matter")
    modified, modified_by = iso_date(fields.get("modified") or fields.get("updated"), "front matter")
    yield Raw(
        text,
        title=fields.get("title") or next(headings, None),
        source=fields.get("source") or fields.get("outlet") or fields.get("publisher"),
        published=published,
        facts=Facts(
            author=fields.get("author"),
            modified=modified,
            dated_by=dated_by or modified_by,
            language=fields.get("language") or fields.get("lang"),
            section=fields.get("section"),
            url=fields.get("url") or fields.get("link"),
            canonical=fields.get("canonical"),
        ),
        extracted=False,
        head=Range(0, body) if front else None,
    )


def _text(source: Source) -> str:
    text = decode(source.whole())
    if not any(True for _ in lines(text)):
        raise Unreadable("is empty")
    return text


def _front_matter(block: str) -> dict[str, str]:
    """The block's plain fields as text, keys in lower case; a block that is not YAML gives none."""
    import yaml  # here, since few collections have front matter

    try:
        fields = yaml.safe_load(block)
    # ValueError: a date that is none, such as 2016-13-45; RecursionError: brackets without end.
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(fields, dict):
        return {}
    return {
        str(key).lower(): str(value) for key, value in fields.items() if value and not isinstance(value, (list, dict))
    }


def _never(head: bytes) -> bool:
    return False


PLAIN = Format("plain text", (".txt", ".text"), _never, _plain_text)
MARKDOWN = Format("Markdown", (".md", ".markdown"), _never, _markdown)
