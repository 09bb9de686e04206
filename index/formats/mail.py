"""Newsletters: a letter (.eml, .emlx) and a box of letters (mbox), with what is attached to them."""

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from io import BytesIO
from pathlib import PurePosixPath

from index.formats.dates import DOCUMENT, iso_date
from index.formats.fragment import text_of
from index.formats.passed_over import is_passed_over
from index.formats.patience import TookTooLong
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

# Apple's Mail writes how many bytes the letter has before it, and what it knows of it behind.
_COUNTED = re.compile(rb"^(\d{1,9})[ \t]*\r?\n(?=[A-Za-z][A-Za-z-]{1,40}:)")

# What programs enclose for each other.
_NOT_TO_READ = re.compile(
    r"(?:image|audio|video|font)/.*|text/(?:calendar|(?:x-)?vcard|directory|css|x-amp-html|rfc822-headers)"
    r"|message/(?!rfc822).*|application/(?:ics|pgp-.*|(?:x-)?pkcs7-.*)",
)

# Of a letter in two forms the plain one is read, unless it is but a hint at the other.
_HINT = 0.3


def _is_box(head: bytes) -> bool:
    postmark, _, fields = head.partition(b"\n")
    return bool(_POSTMARK.match(postmark) and _FIELD.match(fields))


def _is_letter(head: bytes) -> bool:
    fields = re.split(rb"\r?\n\r?\n", _COUNTED.sub(b"", head, count=1), maxsplit=1)[0]
    return bool(_FIELD.match(fields)) and len(_HEADER.findall(fields)) >= 2


def _read_letter(source: Source) -> Iterator[Item]:
    data = source.whole()
    if counted := _COUNTED.match(data):
        data = data[counted.end() :][: int(counted[1])]
    yield from _letter(data, "the letter", source, boxed=False)


def _read_box(source: Source) -> Iterator[Item]:
    """One letter after the other, each of which begins with a postmark after an empty line."""
    lines: list[bytes] = []
    size, number, empty = 0, 0, True
    for line in source.stream:
        if empty and _POSTMARK.match(line):
            if number:
                yield from _boxed(lines, size, number, source)
            lines, size, number = [], 0, number + 1
        elif size <= MOST_WHOLE:
            lines.append(line)
            size += len(line)
        empty = not line.strip()
    if number:
        yield from _boxed(lines, size, number, source)


def _boxed(lines: list[bytes], size: int, number: int, source: Source) -> Iterator[Item]:
    if size > MOST_WHOLE:
        yield Bad(f"letter {number}", "is too large")
        return
    yield from _letter(_ESCAPED.sub(rb"\1", b"".join(lines)), f"letter {number}", source, boxed=True)


def _letter(data: bytes, place: str, source: Source, *, boxed: bool) -> Iterator[Item]:
    """The article that a letter is, and those that are attached to it; in a box they go by the letter's name too."""
    attached: list[MIMEPart] = []
    try:
        letter = message_from_bytes(_with_readable_head(data), policy=policy.default)
        text = _words(letter) if letter.get_content_maintype() == "text" else _text(letter, attached)
        files = [(_name(part), _bytes(part)) for part in attached]
    except TookTooLong:
        raise
    except Exception:  # email raises what comes, for letters that keep to no rule
        yield Bad(place, "cannot be taken apart")
        return
    files = [(name, data) for name, data in files if data.strip() and not is_passed_over(name)]
    own = (_header(letter, "Message-ID") or "").strip("<> ") or place
    published, dated_by = iso_date(_header(letter, "Date"), "mail")
    if text:
        name, address = parseaddr(_header(letter, "From") or "")
        yield Raw(
            text=text,
            title=_header(letter, "Subject"),
            member=own if boxed else None,
            source=name or address or None,
            published=published,
            facts=Facts(dated_by=dated_by, language=_header(letter, "Content-Language")),
        )
    elif not files:
        yield Bad(place, "has no text")
    for name, data in files:
        for item in source.member(name, BytesIO(data), unpacked=False):
            if item and boxed:
                item = replace(item, member=f"{own}#{item.member}")
            if isinstance(item, Raw) and published and not item.published:
                item = replace(item, published=published, facts=replace(item.facts, dated_by=DOCUMENT))
            yield item


def _with_readable_head(data: bytes) -> bytes:
    """The letter, its head in UTF-8 where old programs wrote it in the encoding of the words below."""
    head = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]
    declared = _CHARSET.search(head)
    try:
        head.decode()
    except UnicodeDecodeError:
        return decode(head, declared[1].decode() if declared else None).encode() + data[len(head) :]
    return data


def _text(part: MIMEPart, attached: list[MIMEPart]) -> str:
    """The words of a letter or of a part of it; the parts that are files are added to `attached`."""
    kind = part.get_content_type()
    if part.get_content_maintype() == "multipart":
        if not part.is_multipart():  # it does not say what stands between its parts
            return _words(part)
        parts = [(one.get_content_type(), _text(one, attached)) for one in part.iter_parts()]
        if kind != "multipart/alternative":
            return "\n\n".join(words for _, words in parts if words)
        plain = next((words for form, words in parts if form == "text/plain"), "")
        rich = max((words for form, words in parts if form != "text/plain"), key=len, default="")
        return rich if len(plain) < _HINT * len(rich) else plain
    if kind in ("text/plain", "text/html") and not part.is_attachment() and not part.get_filename():
        return _words(part)
    if not _NOT_TO_READ.fullmatch(kind):
        attached.append(part)
    return ""


def _words(part: MIMEPart) -> str:
    text = _decoded(part).replace("\r\n", "\n").strip()
    return text_of(text) if part.get_content_type() == "text/html" else text


def _decoded(part: MIMEPart) -> str:
    """A part's text, in whatever encoding it really is."""
    payload = part.get_payload(decode=True)
    return decode(payload, part.get_content_charset()) if isinstance(payload, bytes) else ""


def _name(part: MIMEPart) -> str:
    """What an attached file is called, with a suffix that tells what it is."""
    name = PurePosixPath((part.get_filename() or "attached").replace("\\", "/")).name
    return name if PurePosixPath(name).suffix else name + (mimetypes.guess_extension(part.get_content_type()) or "")


def _bytes(part: MIMEPart) -> bytes:
    """What is in an attached file: a letter, a text in UTF-8, or anything else as it was; nothing in one without words,
    as some programs add."""
    if part.get_content_type() == "message/rfc822":
        return b"".join(letter.as_bytes() for letter in part.iter_parts())
    if part.get_content_maintype() == "text":
        return _decoded(part).encode() if _words(part) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(letter: EmailMessage, name: str) -> str | None:
    try:
        return str(letter[name]).strip() or None if letter[name] is not None else None
    except Exception:  # as above
        return None


LETTER = Format("a letter", (".eml", ".emlx"), told_by=_is_letter, read=_read_letter)
BOX = Format("a mailbox", (".mbox",), told_by=_is_box, read=_read_box)
