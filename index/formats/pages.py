"""Saved web pages, bare or with all that belongs to them in one file (MHTML, or Safari's): the main text and what the
page says of itself."""

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from email import message_from_bytes
from html import unescape
from typing import TYPE_CHECKING

from index.formats.fragment import STRUCK, raised
from index.formats.names import is_called_article
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

# A page in one file is written as a letter with pictures is, but was never sent.
_FIELDS = re.compile(rb"[A-Za-z][A-Za-z-]{1,40}:")
_SNAPSHOT = re.compile(rb"^Snapshot-Content-Location:", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_OF_MIME = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^(?:To|Message-ID|Received|Return-Path|Delivered-To):", re.IGNORECASE | re.MULTILINE)

# Safari's is a list of properties, in bytes or in XML.
_OF_SAFARI = re.compile(rb"(?:bplist00|\s*<\?xml.{0,400}<plist\b).*WebMainResource", re.DOTALL)

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w-]+)", re.IGNORECASE
)
_LINKED_DATA = "//script[@type='application/ld+json']"
_TOLD = "//head/meta | //meta[@itemprop] | //link[@rel='canonical']"
_CHANGED = re.compile("modif|updat|revis", re.IGNORECASE)
# Its address may have a date in it, from years before.
_OF_A_PICTURE = re.compile("image|photo|thumb|video|audio|icon|logo", re.IGNORECASE)
_PUBLISHED = re.compile("publish|created|upload", re.IGNORECASE)
_HEADLINE = re.compile(r'"headline"\s*:\s*("(?:[^"\\]|\\.){1,300}")')
# As browsers write it, and SingleFile.
_SAVED_FROM = re.compile(
    r"<!-- saved from url=\(\d+\)(?P<browser>https?:\S+) -->"
    r"|<!--\s+Page saved with SingleFile\s+url:\s+(?P<single_file>https?:\S+)"
)

# What the Wayback Machine puts before a page's own address, and before those that are linked to.
_ARCHIVED = r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:)"
_ARCHIVED_LINK = re.compile(rf"(?<==[\"']){_ARCHIVED}", re.IGNORECASE)

# What asks for consent to cookies, as it is called by those who make it.
_ASKS_CONSENT = re.compile(r"cookie|consent|gdpr|onetrust|didomi|usercentrics|qc-cmp|sp_message", re.IGNORECASE)
_MAY_ASK = "//body//*[@id or @class][not(ancestor-or-self::article or ancestor-or-self::main)]"
_STORY = "boolean(.//article | .//main | .//h1)"

# Tables within which there are others, or paragraphs in a cell, with their rows and cells.
_TABLE = "//table[.//table or ./descendant::td[count(p | h1 | h2 | h3 | ul | blockquote) > 1]]"
_SETS_OUT = " | ".join(f"{_TABLE}{path}" for path in ("", "/tr", "/tr/td", "/tbody", "/tbody/tr", "/tbody/tr/td"))

# Words: what stands around a byline may be taken for a part of it.
_LONGEST_NAME = 7

# Characters: a longer text is struck through by a tag that was forgotten.
_LONG_STRUCK = 300

# Newspapers have put their old issues on the web; without this, what is older than the web has no date.
_FIRST_DAY = "1900-01-01"


def is_snapshot(head: bytes) -> bool:
    """Whether a file that begins so is a page in one file, and no letter."""
    return bool(_OF_SAFARI.match(head)) or _is_mhtml(head)


def _is_mhtml(head: bytes) -> bool:
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
    if _OF_SAFARI.match(head):
        yield _of_safari(source.whole())
    elif _is_mhtml(head):
        yield _of_mhtml(source.whole())
    elif text and not _WHOLE.match(head):
        yield from text.read(source)
    else:
        yield page(source.whole(MOST_PAGE))


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
            _prepared(tree),
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


def _prepared(tree: "HtmlElement") -> "HtmlElement":
    """A copy of the page without what asks for consent to cookies, which may be longer than the story; tables that set
    out the page are none in it, for they would be read as one row; what is struck through is gone, and what is raised
    stays so."""
    tree = deepcopy(tree)
    for part in tree.xpath(_MAY_ASK):
        called = f"{part.get('id')} {part.get('class')}"
        if _ASKS_CONSENT.search(called) and not part.xpath(_STORY):
            part.drop_tree()
    for part in tree.xpath(_SETS_OUT):
        part.tag = "div"
    for part in list(tree.iter(*STRUCK)):
        if len(part.text_content()) < _LONG_STRUCK:
            part.text, part[:] = "", []
    for part in tree.xpath("//sup/descendant-or-self::*[not(*)]"):
        part.text = raised(part.text or "")
    return tree


def _title(tree: "HtmlElement", found: str | None, outlet: str | None) -> str | None:
    """The headline that was found, unless the browser's title holds another one of the page's and not that, or that is
    the outlet's name: the first heading may be a section's, and what is told to social media a tease."""
    title = _plain(tree.findtext(".//title") or "")
    is_outlets = found and outlet and _plain(found) == _plain(outlet)
    if not title or (found and _plain(found) in title and not is_outlets):
        return found
    headings = [" ".join(heading.text_content().split()) for heading in tree.xpath("//h1 | //h2")]
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
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


def _dates(tree: "HtmlElement") -> tuple[str | None, str | None]:
    """When the page says it was published and when modified: in its head, its address or its linked data. A
    date that stands anywhere else on a page may be that of another story."""
    parts = [part for part in (*tree.xpath(_TOLD), *_linked_data(tree)) if not _OF_A_PICTURE.search(_called(part))]
    published = _date_in([part for part in parts if not _tells_of_a_change(part)], first=True)
    return published, _date_in(parts, first=False)


def _called(part: "HtmlElement") -> str:
    return " ".join(part.get(name, "") for name in ("name", "property", "itemprop", "http-equiv"))


def _tells_of_a_change(part: "HtmlElement") -> bool:
    """Whether a part of a page's head tells when it was changed, and not when it was published."""
    if part.tag == "script":
        return not _PUBLISHED.search(part.text or "")
    return bool(_CHANGED.search(_called(part)))


def _date_in(parts: Iterable["HtmlElement"], *, first: bool) -> str | None:
    """The first or the last date that parts of a page tell."""
    from htmldate import find_date
    from lxml.html import fromstring

    told = fromstring("<html><head></head><body></body></html>")
    for part in parts:
        told.head.append(deepcopy(part))
    return find_date(told, original_date=first, extensive_search=False, min_date=_FIRST_DAY)


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
