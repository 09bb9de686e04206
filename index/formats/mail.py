"""Newsletters: a letter (.eml) and a box of letters (mbox)."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from index.formats.dates import iso_date
from index.formats.fragment import text_of
from index.formats.source import MOST_WHOLE, Bad, Format, Item, Raw, Source
from index.formats.text import decode
from index.types import Facts

# Lines that only a letter begins with; two of them, since a text may begin with "From:".
_HEADER = re.compile(
    rb"^(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To|DKIM-Signature|X-Mailer|List-Unsubscribe):",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(rb"[A-Za-z][A-Za-z-]{1,40}:")
# An address and a date, or what stands for an address and a date that begins with its day: a letter may have other
# lines that begin with "From".
_POSTMARK = re.compile(
    rb"From (?:[^\s@]+@[^\s@]+ (?=.{0,80}\b(?:19|20)\d\d\b)|\S+(?: at \S+)? +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)"
    rb".{0,60}\d\d:\d\d"
)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)

_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)

# Of a letter in two forms the plain one is read, unless it is but a hint at the other.
_HINT = 0.3


def _is_box(head: bytes) -> bool:
    postmark, _, fields = head.partition(b"\n")
    return bool(_POSTMARK.match(postmark) and _FIELD.match(fields))


def _is_letter(head: bytes) -> bool:
    fields = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return bool(_FIELD.match(fields)) and len(_HEADER.findall(fields)) >= 2


def _read_letter(source: Source) -> Iterator[Item]:
    item = _letter(source.whole(), "the letter")
    yield Raw(**{**_fields(item), "member": None}) if isinstance(item, Raw) else item


def _read_box(source: Source) -> Iterator[Item]:
    """One letter after the other, each of which begins with a postmark after an empty line."""
    lines: list[bytes] = []
    size, number, empty = 0, 0, True
    for line in source.stream:
        if empty and _POSTMARK.match(line):
            if number:
                yield _boxed(lines, size, number)
            lines, size, number = [], 0, number + 1
        elif size <= MOST_WHOLE:
            lines.append(line)
            size += len(line)
        empty = not line.strip()
    if number:
        yield _boxed(lines, size, number)


def _boxed(lines: list[bytes], size: int, number: int) -> Item:
    if size > MOST_WHOLE:
        return Bad(f"letter {number}", "is too large")
    return _letter(_ESCAPED.sub(rb"\1", b"".join(lines)), f"letter {number}")


def _letter(data: bytes, place: str) -> Item:
    try:
        letter = message_from_bytes(_with_readable_head(data), policy=policy.default)
        text = _text(letter)
    except Exception:  # email raises what comes, for letters that keep to no rule
        return Bad(place, "cannot be taken apart")
    if not text:
        return Bad(place, "has no text")
    name, address = parseaddr(_header(letter, "From") or "")
    published, dated_by = iso_date(_header(letter, "Date"), "mail")
    return Raw(
        text=text,
        title=_header(letter, "Subject"),
        member=(_header(letter, "Message-ID") or "").strip("<> ") or place,
        source=name or address or None,
        published=published,
        facts=Facts(dated_by=dated_by, language=_header(letter, "Content-Language")),
    )


def _with_readable_head(data: bytes) -> bytes:
    """The letter, its head in UTF-8 where old programs wrote it in the encoding of the words below."""
    head = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]
    declared = _CHARSET.search(head)
    try:
        head.decode()
    except UnicodeDecodeError:
        return decode(head, declared[1].decode() if declared else None).encode() + data[len(head) :]
    return data


def _text(letter: EmailMessage) -> str:
    plain, html = (_content(letter.get_body((kind,))) for kind in ("plain", "html"))
    html = text_of(html)
    return html if len(plain) < _HINT * len(html) else plain


def _content(part: object) -> str:
    """A part's text, in whatever encoding it really is."""
    if not isinstance(part, EmailMessage):
        return ""
    payload = part.get_payload(decode=True)
    text = decode(payload, part.get_content_charset()) if isinstance(payload, bytes) else ""
    return text.replace("\r\n", "\n").strip()


def _header(letter: EmailMessage, name: str) -> str | None:
    try:
        return str(letter[name]).strip() or None if letter[name] is not None else None
    except Exception:  # as above
        return None


def _fields(raw: Raw) -> dict:
    return {name: getattr(raw, name) for name in raw.__slots__}


LETTER = Format("a letter", (".eml",), told_by=_is_letter, read=_read_letter, unit="letter")
BOX = Format("a mailbox", (".mbox",), told_by=_is_box, read=_read_box, unit="letter")
