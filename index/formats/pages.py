"""Saved web pages: the main text and what the page says of itself."""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from typing import TYPE_CHECKING

from index.formats.source import Format, Item, Raw, Source, Unreadable
from index.formats.text import decode
from index.types import Facts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# More is no page but a program or a dump.
MOST_PAGE = 10_000_000

# The parser compares every attribute of a tag with all others, and cannot be stopped while it does.
_MOST_ATTRIBUTES = 5_000
_LONG_TAG = 10_000

# White space and comments, then a tag that only HTML begins with; an XML declaration may come before.
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|div|article|main|section|header|h1|h2|p|span"
    rb"|table|center|img|ul|ol|a|b|i|em|strong|br|blockquote)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w-]+)", re.IGNORECASE
)
_TOLD = "//head/meta | //meta[@itemprop] | //link[@rel='canonical'] | //script[@type='application/ld+json']"
_HEADLINE = re.compile(r'"headline"\s*:\s*("(?:[^"\\]|\\.){1,300}")')
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")


def _read(source: Source) -> Iterator[Item]:
    yield page(source.whole(MOST_PAGE))


def page(data: bytes, url: str | None = None, member: str | None = None, declared: str | None = None) -> Raw:
    """The article on a page that was got from `url`, or from where it says that it was saved.

    Raises Unreadable if the page has none.
    """
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import Document

    _hush()
    html = decode(data, declared or declared_encoding(data))
    if url is None and (saved := _SAVED_FROM.search(html[:2000])):
        url = saved[1]
    if any(_attributes(tag) > _MOST_ATTRIBUTES for tag in html.split("<") if len(tag) > _LONG_TAG):
        raise Unreadable("is no page that could be read: a tag in it has thousands of attributes")
    tree = load_html(html)
    found = (
        None
        if tree is None
        else bare_extraction(
            deepcopy(tree),
            url=url,
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
    for part in tree.xpath(_TOLD):
        told.head.append(deepcopy(part))
    published, modified = (find_date(told, original_date=first, extensive_search=False) for first in (True, False))
    return published, modified if published and modified and modified > published else None


def _hush() -> None:
    """The libraries tell the terminal of every odd page."""
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False


FORMAT = Format(
    "a page",
    (".html", ".htm", ".xhtml", ".shtml"),
    told_by=lambda head: bool(_BEGINNING.match(head)),
    read=_read,
    unit="page",
)
