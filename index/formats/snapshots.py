"""Saved web pages with all that belongs to them in one file: MHTML, or Safari's."""

import re
from collections.abc import Iterator
from email import message_from_bytes

from index.formats.pages import MOST_PAGE, page
from index.formats.source import Format, Item, Raw, Source, Unreadable
from index.formats.text import head_in_utf8

# A page in one file is written as a letter with pictures is, but was never sent.
_FIELDS = re.compile(rb"[A-Za-z][A-Za-z-]{1,40}:")
_SNAPSHOT = re.compile(rb"^Snapshot-Content-Location:", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_OF_MIME = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^(?:To|Message-ID|Received|Return-Path|Delivered-To):", re.IGNORECASE | re.MULTILINE)

# Safari's is a list of properties, in bytes or in XML.
_OF_SAFARI = re.compile(rb"(?:bplist00|\s*<\?xml.{0,400}<plist\b).*WebMainResource", re.DOTALL)


def _told(head: bytes) -> bool:
    """Whether a file that begins so is a page in one file, and no letter."""
    return bool(_OF_SAFARI.match(head)) or _is_mhtml(head)


def _is_mhtml(head: bytes) -> bool:
    if not _FIELDS.match(head):
        return False
    fields = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    related = _OF_MIME.search(fields) and _RELATED.search(fields) and not _SENT.search(fields)
    return bool(_SNAPSHOT.search(fields) or related)


def _read(source: Source) -> Iterator[Item]:
    safari = _OF_SAFARI.match(head_in_utf8(source.head))
    yield (_of_safari if safari else _of_mhtml)(source.whole())


def _of_safari(data: bytes) -> Raw:
    """The article on the page of a Safari web archive; what else it holds are frames and pictures."""
    import plistlib

    main = plistlib.loads(data)["WebMainResource"]
    return _in_one_file(main["WebResourceData"], main.get("WebResourceURL"), main.get("WebResourceTextEncodingName"))


def _of_mhtml(data: bytes) -> Raw:
    """The article on the page of an MHTML file, whose first part of HTML it is; frames and pictures follow."""
    parts = message_from_bytes(data)
    first = next((part for part in parts.walk() if part.get_content_type() == "text/html"), None)
    html = first.get_payload(decode=True) if first else None
    if first is None or not isinstance(html, bytes):
        raise Unreadable("holds no page")
    address = "".join(str(parts["Snapshot-Content-Location"] or first["Content-Location"] or "").split())
    return _in_one_file(html, address, first.get_content_charset())


def _in_one_file(html: bytes, address: str | None, declared: str | None) -> Raw:
    if len(html) > MOST_PAGE:
        raise Unreadable(f"holds a page of more than {MOST_PAGE // 10**6} MB")
    on_the_web = address and address.startswith(("http:", "https:"))
    return page(html, url=address if on_the_web else None, declared=declared)


FORMAT = Format("a page", (), told_by=_told, read=_read, unit="page")
