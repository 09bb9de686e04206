"""Web archives (WARC and ARC, as Common Crawl News ships them): their pages, one record after the other."""

from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from typing import Any

from index.formats.pages import MOST_PAGE, page
from index.formats.patience import TookTooLong
from index.formats.source import BUFFER, Bad, Format, Item, Raw, Source, Unreadable
from index.formats.text import decode
from index.types import Facts

_PAGES = ("text/html", "application/xhtml+xml")
_RECORDS = frozenset({"response", "resource", "conversion"})


def _read(source: Source) -> Iterator[Item]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        records = iter(ArchiveIterator(source.stream))
        while True:
            with redirect_stderr(StringIO()):  # it tells the terminal of every odd record
                record = next(records, None)
            if record is None:
                return
            yield _article(record) if record.rec_type in _RECORDS else None
            while record.raw_stream.read(BUFFER):  # a film need not fit into memory
                pass
            if getattr(record.raw_stream, "limit", 0) > 0:  # fewer bytes than the record has by its own account
                raise Unreadable("breaks off within a record")
    except (ArchiveLoadFailed, ValueError, EOFError) as error:
        raise Unreadable("is damaged, or breaks off") from error


def _article(record: Any) -> Item:
    """The article in a record; None for pictures, redirections and the like."""
    about = record.rec_headers
    url = about.get_header("WARC-Target-URI") or about.get_header("uri")
    place = url or "a record without address"
    headers = record.http_headers
    kind = (headers or about).get_header("Content-Type") or ""
    media, _, rest = kind.lower().partition(";")
    if headers and headers.get_statuscode() and headers.get_statuscode() != "200":
        return None
    if media.strip() not in (*_PAGES, "text/plain"):
        return None
    if media.strip() == "text/plain" and record.rec_type != "conversion":
        return None
    try:
        data = record.content_stream().read(MOST_PAGE + 1)
    except Exception:  # a library for each way of packing, each with errors of its own
        return Bad(place, "is damaged")
    if len(data) > MOST_PAGE:
        return Bad(place, f"is larger than {MOST_PAGE // 10**6} MB")
    try:
        if record.rec_type == "conversion":
            return Raw(decode(data), member=place, facts=Facts(url=url))
        declared = rest.partition("charset=")[2].strip(" \"';") or None
        return page(data, url=url, member=place, declared=declared)
    except Unreadable as error:
        return Bad(place, str(error))
    except TookTooLong:
        raise
    except Exception:  # one page of thousands, whatever the libraries make of it
        return Bad(place, "is damaged")


FORMAT = Format(
    "a web archive",
    (".warc", ".arc"),
    told_by=lambda head: head.startswith((b"WARC/", b"filedesc://")),
    read=_read,
    unit="page",
)
