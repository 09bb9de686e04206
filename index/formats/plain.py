"""Plain text and Markdown: one article a file, its text untouched."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.utils import parseaddr

from index.formats.dates import iso_date
from index.formats.names import USUAL, normal
from index.formats.records import described
from index.formats.source import Format, Item, Raw, Source, Unreadable
from index.formats.text import decode
from index.text.lines import lines
from index.types import Range

_FRONT_MATTER = re.compile(
    r"\ufeff?(?P<mark>---|\+\+\+)[ \t]*\r?\n(?P<fields>.*?)^(?:(?P=mark)|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE
)
_HEADING = re.compile(r"(?P<level>#{1,6})[ \t]+(?P<title>\S.*)")
_UNDERLINE = re.compile(r"=+")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")

# "Published on: May 3, 2016", and the most characters of such a line.
_FIELD = re.compile(r"(?P<name>[^\W\d_][\w -]{0,30}):(?:[ \t]+(?P<value>\S.*))?")
_LONGEST_FIELD = 400
_MOST_VALUES = 100
_ADDRESS = re.compile(r"https?://[^\s/]+/\S*", re.IGNORECASE)

# A note is created when it is written, and not when the article was.
_OF_THE_FILE = ("created", "createdat", "time", "timestamp")
_NAMES = {what: [name for name in names if name not in _OF_THE_FILE] for what, names in USUAL.items()}
_NAME_OF = {name: what for what, names in _NAMES.items() for name in names if what not in ("text", "summary")}

# The lines above a letter that was saved as text, of which the first tells from whom it is.
_FROM = "from"
_OF_A_LETTER = {name: name for name in ("to", "cc", "bcc", "replyto", "importance", "attachments")}
_OF_A_LETTER |= {_FROM: "source", "sent": "published", "subject": "title"}


def _plain_text(source: Source) -> Iterator[Item]:
    text = _text(source)
    yield _told_by_header(text) or Raw(text, extracted=False)


def _markdown(source: Source) -> Iterator[Item]:
    text = _text(source)
    front = _FRONT_MATTER.match(text)
    fields = (_toml if front["mark"] == "+++" else _yaml)(front["fields"]) if front else {}
    # What has no field is the article's own words between two rules.
    if front and (fields or not front["fields"].strip()):
        raw = _told(text, fields, "front matter", front.end())
    else:
        raw = _told_by_header(text) or Raw(text, extracted=False)
    yield replace(raw, title=raw.title or _heading(text, raw.head.end if raw.head else 0))


def _text(source: Source) -> str:
    text = decode(source.whole())
    if not any(True for _ in lines(text)):
        raise Unreadable("is empty")
    return text


def _told(text: str, fields: Mapping[str, object], rule: str, body: int) -> Raw:
    """The article whose facts are the fields that stand before its body."""
    raw = described({name: _shown(value) for name, value in fields.items()}, _NAMES, rule)
    source = next((str(value) for name, value in fields.items() if normal(name) == "source"), "")
    url = raw.facts.url or (source if _ADDRESS.fullmatch(source) else None)
    return replace(raw, text=text, facts=replace(raw.facts, url=url), extracted=False, head=Range(0, body))


def _shown(value: object, depth: int = 2) -> object:
    """A field's value, a note's links as the words that they show: "[[Jane Doe]]", which unquoted is a list in a list.
    YAML can have more in little room than memory holds, and no author needs it."""
    if isinstance(value, list):
        return [_shown(entry, depth - 1) for entry in value[:_MOST_VALUES]] if depth else None
    if isinstance(value, dict):
        value = value.get("name")
        return value if isinstance(value, str) else None
    return _LINK.sub(r"\1", value) if isinstance(value, str) else value


def _told_by_header(text: str) -> Raw | None:
    """The article that begins with its address, or with two or more lines such as "Source: Example News", or with those
    of a letter."""
    fields: dict[str, str] = {}
    names = _NAME_OF
    end = 0
    for line in lines(text):
        words = text[line.start : line.end]
        named = _FIELD.fullmatch(words) if len(words) <= _LONGEST_FIELD else None
        if not fields and named and normal(named["name"]) == _FROM:
            names = _NAME_OF | _OF_A_LETTER
        if not fields and _ADDRESS.fullmatch(words):
            what, value = "url", words
        elif named and normal(named["name"]) in names:
            what, value = names[normal(named["name"])], named["value"] or ""
        else:
            break
        # Speakers speak more than once, and what is said of a date is not yet one.
        if what in fields or (what in ("published", "modified") and iso_date(value, "") == (None, None)):
            break
        fields[what] = value
        end = line.end
    if len(fields) < 2 and not _ADDRESS.fullmatch(fields.get("url", "")):
        return None
    if names is not _NAME_OF:
        if not fields.keys() >= {"title", "published"}:
            return None
        if "@" in fields["source"]:
            name, address = parseaddr(fields["source"])
            fields["source"] = name or address
    return _told(text, fields, "header line", end)


def _yaml(block: str) -> Mapping[str, object]:
    """The block's fields; of a block that is not YAML, such as one with "title: Exampleville: a flood", those that
    stand on a line."""
    import yaml  # here, since few collections have front matter

    try:
        fields = yaml.safe_load(block)
    # ValueError: a date that is none, such as 2016-13-45; RecursionError: brackets without end.
    except (yaml.YAMLError, ValueError, RecursionError):
        found = (_FIELD.fullmatch(block, line.start, line.end) for line in lines(block))
        return {field["name"]: field["value"].strip("\"'") for field in found if field and field["value"]}
    return fields if isinstance(fields, dict) else {}


def _toml(block: str) -> Mapping[str, object]:
    """The block's fields, none of a block that is not TOML."""
    import tomllib

    try:
        return tomllib.loads(block)
    except (ValueError, RecursionError):
        return {}


def _heading(text: str, body: int) -> str | None:
    """The first heading of the first level from `body` on, or one of any level on the first line."""
    found = [line for line in lines(text) if line.start >= body]
    for number, line in enumerate(found):
        heading = _HEADING.fullmatch(text, line.start, line.end)
        if heading and (number == 0 or heading["level"] == "#"):
            return _without_closing(heading["title"])
        below = found[number + 1] if number + 1 < len(found) else None
        if below and _UNDERLINE.fullmatch(text, below.start, below.end) and _is_one_break(text[line.end : below.start]):
            return text[line.start : line.end]
    return None


def _is_one_break(between: str) -> bool:
    return len(between.strip(" \t").replace("\r\n", "\n")) == 1


def _without_closing(title: str) -> str:
    """A heading's words without the marks at their end: "A headline ##", but not "In C#"."""
    bare = title.rstrip("#")
    return bare.rstrip() if bare[-1:].isspace() else title


def _never(head: bytes) -> bool:
    return False


PLAIN = Format("plain text", (".txt", ".text"), _never, _plain_text)
MARKDOWN = Format("Markdown", (".md", ".markdown"), _never, _markdown)
