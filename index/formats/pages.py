"""Saved web pages, bare or with all that belongs to them in one file (MHTML): the main text and what the page says of
itself."""

import json
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from email import message_from_bytes
from typing import TYPE_CHECKING

from index.formats.names import is_called_article
from index.formats.plain import MARKDOWN, PLAIN
from index.formats.source import Format, Item, Raw, Source, Unreadable
from index.formats.text import decode, head_in_utf8
from index.types import Facts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# More is no page but a program or a dump.
MOST_PAGE = 10_000_000

# The parser compares every attribute of a tag with all others, and cannot be stopped while it does.
_MOST_ATTRIBUTES = 5_000
_LONG_TAG = 10_000

# White space, comments and an XML declaration. Atomic: else each comment might end at any later one's end.
_BEFORE = rb"(?:\xef\xbb\xbf)?(?>\s+|<!--.*?-->|<\?xml[^>]{0,200}\?>)*+"
# A tag that only a page begins with; and one that only HTML does, which a text may too.
_WHOLE = re.compile(_BEFORE + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_BEGINNING = re.compile(
    _BEFORE + rb"<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|div|article|main|section|header|h1|h2"
    rb"|p|span|table|center|img|ul|ol|a|b|i|em|strong|br|blockquote)\b",
    re.IGNORECASE | re.DOTALL,
)

# A page in one file is written as a letter with pictures is, but was never sent.
_FIELDS = re.compile(rb"[A-Za-z][A-Za-z-]{1,40}:")
_SNAPSHOT = re.compile(rb"^Snapshot-Content-Location:", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_OF_MIME = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^(?:To|Message-ID|Received|Return-Path|Delivered-To):", re.IGNORECASE | re.MULTILINE)

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w-]+)", re.IGNORECASE
)
_LINKED_DATA = "//script[@type='application/ld+json']"
_TOLD = "//head/meta | //meta[@itemprop] | //link[@rel='canonical']"
_HEADLINE = re.compile(r'"headline"\s*:\s*("(?:[^"\\]|\\.){1,300}")')
# As browsers write it, and SingleFile.
_SAVED_FROM = re.compile(
    r"<!-- saved from url=\(\d+\)(?P<browser>https?:\S+) -->"
    r"|<!--\s+Page saved with SingleFile\s+url:\s+(?P<single_file>https?:\S+)"
)

# What the Wayback Machine puts before a page's own address, and before those that are linked to.
_ARCHIVED = r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:)"
_ARCHIVED_LINK = re.compile(rf"(?<==[\"']){_ARCHIVED}", re.IGNORECASE)

# Newspapers have put their old issues on the web; without this, what is older than the web has no date.
_FIRST_DAY = "1900-01-01"


def is_snapshot(head: bytes) -> bool:
    """Whether a file that begins so is a page in one file, and no letter."""
    if not _FIELDS.match(head):
        return False
    fields = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    related = _OF_MIME.search(fields) and _RELATED.search(fields) and not _SENT.search(fields)
    return bool(_SNAPSHOT.search(fields) or related)


def _told(head: bytes) -> bool:
    return bool(_BEGINNING.match(head)) or is_snapshot(head)


def _read(source: Source) -> Iterator[Item]:
    """The page. A file that its name calls a text is one even where it begins with a tag, as Markdown may."""
    head = head_in_utf8(source.head)
    text = next((one for one in (PLAIN, MARKDOWN) if source.suffix in one.suffixes), None)
    if is_snapshot(head):
        yield _snapshot(source.whole())
    elif text and not _WHOLE.match(head):
        yield from text.read(source)
    else:
        yield page(source.whole(MOST_PAGE))


def _snapshot(data: bytes) -> Raw:
    """The article on the page of an MHTML file, whose first part of HTML it is; frames and pictures follow."""
    parts = message_from_bytes(data)
    first = next((part for part in parts.walk() if part.get_content_type() == "text/html"), None)
    html = first.get_payload(decode=True) if first else None
    if first is None or not isinstance(html, bytes):
        raise Unreadable("holds no page")
    if len(html) > MOST_PAGE:
        raise Unreadable(f"holds a page of more than {MOST_PAGE // 10**6} MB")
    address = "".join(str(parts["Snapshot-Content-Location"] or first["Content-Location"] or "").split())
    return page(
        html, url=address if address.startswith(("http:", "https:")) else None, declared=first.get_content_charset()
    )


def page(data: bytes, url: str | None = None, member: str | None = None, declared: str | None = None) -> Raw:
    """The article on a page that was got from `url`, or from where it says that it was saved.

    Raises Unreadable if the page has none.
    """
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import Document

    _hush()
    html = decode(data, declared or declared_encoding(data))
    if url is None and (saved := _SAVED_FROM.search(html[:2000])):
        url = saved["browser"] or saved["single_file"]
    if any(_attributes(tag) > _MOST_ATTRIBUTES for tag in html.split("<") if len(tag) > _LONG_TAG):
        raise Unreadable("is no page that could be read: a tag in it has thousands of attributes")
    own = url and re.sub(f"^{_ARCHIVED}", "", url)
    tree = load_html(_ARCHIVED_LINK.sub("", html))
    found = (
        None
        if tree is None
        else bare_extraction(
            deepcopy(tree),
            url=own,
            include_comments=False,
            favor_recall=True,
            with_metadata=True,
            # An extensive search would try the date formats of two hundred languages, which takes seconds.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    )
    if tree is None or not isinstance(found, Document) or not (found.text or "").strip():
        raise Unreadable("holds no article: no main text was found on the page")
    published, modified = _dates(tree)
    return Raw(
        text=found.text or "",
        title=_title(tree, found.title),
        member=member,
        source=found.sitename or re.split("[/?#:]", found.hostname or "")[0] or None,
        published=published or found.date,
        facts=Facts(
            author=found.author,
            modified=modified,
            dated_by="meta" if published else "guessed" if found.date else None,
            language=next(iter(tree.xpath("//html/@lang | //html/@xml:lang")), None),
            section=next(iter(tree.xpath("//meta[@property='article:section']/@content")), None),
            url=url,
            canonical=found.url if found.url != url else None,
        ),
    )


def _title(tree: "HtmlElement", found: str | None) -> str | None:
    """The headline that was found, unless the browser's title holds another one of the page's and not that: the first
    heading may be a section's, and what is told to social media a tease."""
    title = _plain(tree.findtext(".//title") or "")
    if not title or (found and _plain(found) in title):
        return found
    headings = [" ".join(heading.text_content().split()) for heading in tree.xpath("//h1 | //h2")]
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        for headline in _HEADLINE.findall(script):
            with suppress(ValueError):  # "\\'" is no escape of JSON's, and common
                headings.append(json.loads(headline, strict=False))
    fitting = [heading for heading in headings if len(heading.split()) >= 3 and _plain(heading) in title]
    return max(fitting, key=len, default=found)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def _attributes(tag: str) -> int:
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", tag.partition(">")[0])
    return len(bare.split())


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the page says it is in."""
    found = _DECLARED.search(data[:4096])
    return (found[1] or found[2]).decode() if found else None


def _dates(tree: "HtmlElement") -> tuple[str | None, str | None]:
    """When the page says it was published and, if later, modified: in its head, its address or its linked data. A
    date that stands anywhere else on a page may be that of another story."""
    from htmldate import find_date
    from lxml.html import fromstring

    told = fromstring("<html><head></head><body></body></html>")
    for part in (*tree.xpath(_TOLD), *_linked_data(tree)):
        told.head.append(deepcopy(part))
    published, modified = (
        find_date(told, original_date=first, extensive_search=False, min_date=_FIRST_DAY) for first in (True, False)
    )
    return published, modified if published and modified and modified > published else None


def _linked_data(tree: "HtmlElement") -> list["HtmlElement"]:
    """The page's linked data: where it tells when an article was published, no more than that, since it may tell of
    other stories too."""
    from lxml.html import Element

    scripts = tree.xpath(_LINKED_DATA)
    for script in scripts:
        with suppress(ValueError, RecursionError):
            for thing in _things(json.loads(script.text or "", strict=False)):
                if is_called_article(thing) and thing.get("datePublished"):
                    own = Element("script", type="application/ld+json")
                    own.text = json.dumps({name: thing.get(name) for name in ("datePublished", "dateModified")})
                    return [own]
    return list(scripts)


def _things(told: object) -> Iterator[Mapping[str, object]]:
    """The objects that linked data consists of, but for those within others."""
    if isinstance(told, list):
        for one in told:
            yield from _things(one)
    elif isinstance(told, Mapping):
        yield told
        yield from _things(told.get("@graph"))


def _hush() -> None:
    """The libraries tell the terminal of every odd page."""
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False


FORMAT = Format(
    "a page",
    (".html", ".htm", ".xhtml", ".shtml"),
    told_by=_told,
    read=_read,
    unit="page",
)
