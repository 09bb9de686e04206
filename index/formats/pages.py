"""Web pages: the main text, and what the page says of itself."""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from typing import TYPE_CHECKING

from index.formats.page_dates import LINKED_DATA, dates
from index.formats.page_story import story_only
from index.formats.plain import MARKDOWN, PLAIN
from index.formats.records import outlet
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

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w-]+)", re.IGNORECASE
)
_HEADLINE = re.compile(r'"headline"\s*:\s*("(?:[^"\\]|\\.){1,300}")')
# As browsers write it, and SingleFile.
_SAVED_FROM = re.compile(
    r"<!-- saved from url=\(\d+\)(?P<browser>https?:\S+) -->"
    r"|<!--\s+Page saved with SingleFile\s+url:\s+(?P<single_file>https?:\S+)"
)

# What the Wayback Machine puts before a page's own address, and before those that are linked to.
_ARCHIVED = r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:)"
_ARCHIVED_LINK = re.compile(rf"(?<==[\"']){_ARCHIVED}", re.IGNORECASE)

# Words: what stands around a byline may be taken for a part of it.
_LONGEST_NAME = 7


def _read(source: Source) -> Iterator[Item]:
    """The page. A file that its name calls a text is one even where it begins with a tag, as Markdown may."""
    head = head_in_utf8(source.head)
    text = next((one for one in (PLAIN, MARKDOWN) if source.suffix in one.suffixes), None)
    if text and not _WHOLE.match(head):
        yield from text.read(source)
    else:
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
        url = saved["browser"] or saved["single_file"]
    if any(_attributes(tag) > _MOST_ATTRIBUTES for tag in html.split("<") if len(tag) > _LONG_TAG):
        raise Unreadable("is no page that could be read: a tag in it has thousands of attributes")
    own = url and re.sub(f"^{_ARCHIVED}", "", url)
    tree = load_html(_ARCHIVED_LINK.sub("", html))
    found = (
        None
        if tree is None
        else bare_extraction(
            story_only(tree),
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
    published, modified = dates(tree)
    return Raw(
        text=found.text or "",
        title=unescape(_title(tree, found.title, found.sitename) or ""),  # some escape it twice
        member=member,
        source=outlet(found.sitename) or re.split("[/?#:]", found.hostname or "")[0] or None,
        published=published or found.date,
        facts=Facts(
            author=_each_once(found.author),
            modified=modified if modified and (not published or modified > published) else None,
            dated_by="meta" if published else "guessed" if found.date else None,
            language=next(iter(tree.xpath("//html/@lang | //html/@xml:lang")), None),
            section=next(iter(tree.xpath("//meta[@property='article:section']/@content")), None),
            url=url,
            canonical=found.url if found.url != url else None,
        ),
    )


def _title(tree: "HtmlElement", found: str | None, outlet: str | None) -> str | None:
    """The headline that was found, unless the browser's title holds another one of the page's and not that, or that is
    the outlet's name: the first heading may be a section's, and what is told to social media a tease."""
    title = _plain(tree.findtext(".//title") or "")
    is_outlets = found and outlet and _plain(found) == _plain(outlet)
    if not title or (found and _plain(found) in title and not is_outlets):
        return found
    headings = [" ".join(heading.text_content().split()) for heading in tree.xpath("//h1 | //h2")]
    for script in tree.xpath(f"{LINKED_DATA}/text()"):
        for headline in _HEADLINE.findall(script):
            with suppress(ValueError):  # "\\'" is no escape of JSON's, and common
                headings.append(json.loads(headline, strict=False))
    fitting = [heading for heading in headings if len(heading.split()) >= 3 and _plain(heading) in title]
    return max(fitting, key=len, default=found)


def _each_once(names: str | None) -> str | None:
    """The authors, none of them twice, as where a byline is in capitals, and nothing that is too long for a name."""
    found: dict[str, str] = {}
    for name in (names or "").split("; "):
        if len(name.split()) <= _LONGEST_NAME:
            found.setdefault(name.casefold(), name)
    return "; ".join(found.values()) or None


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def _attributes(tag: str) -> int:
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", tag.partition(">")[0])
    return len(bare.split())


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the page says it is in."""
    found = _DECLARED.search(data[:4096])
    return (found[1] or found[2]).decode() if found else None


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
