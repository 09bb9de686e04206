"""RSS and Atom feeds: the entries' own content, or their summaries."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from index.formats.dates import iso_date
from index.formats.fragment import looks_like_html, text_of
from index.formats.source import HEAD, Bad, Format, Item, Raw, Source, Unreadable
from index.formats.text import head_in_utf8
from index.types import Facts

# Instructions, comments and a document type, then the root. Atomic: else each might end at any later one's end.
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->|<![a-z][^\[>]*(?:\[.*?\]\s*)?>)*+<([\w:.-]+)",
    re.DOTALL | re.IGNORECASE,
)
_ROOTS = frozenset({b"rss", b"feed", b"rdf:rdf", b"channel", b"atom:feed"})


def _told(head: bytes) -> bool:
    root = _ROOT.match(head)
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") or bool(root and root[1].lower() in _ROOTS)


def _read(source: Source) -> Iterator[Item]:
    import feedparser

    data = source.whole()
    # As a stream: a text that looks like an address would be fetched.
    feed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries and not feed.version:
        root = _ROOT.match(head_in_utf8(data[:HEAD]))
        if root and root[1].lower() in (b"urlset", b"sitemapindex"):
            raise Unreadable("is a site map, which lists pages but holds none")
        name = f" (<{root[1].decode('latin-1')}>)" if root else ""
        raise Unreadable(f"is XML of a kind that is not read{name}")
    for number, entry in enumerate(feed.entries, start=1):
        yield _article(entry, feed.feed, f"entry {number}")


def _article(entry: Mapping[str, Any], feed: Mapping[str, Any], place: str) -> Item:
    contents = [part.get("value", "") for part in entry.get("content", ())] + [entry.get("summary", "")]
    title = _plain(entry.get("title", ""))
    # An entry without content has its headline, which is news too.
    text = next((words for words in map(_plain, contents) if words), title)
    if not text:
        return Bad(place, "has no text")
    published, dated_by = _date(entry, "published")
    modified, modified_by = _date(entry, "updated")
    published = published or modified
    tags = [tag.get("term") for tag in entry.get("tags", ()) if tag.get("term")]
    # Podcasts name one several times.
    authors = {name.casefold(): name for name in (author.get("name") for author in entry.get("authors", ())) if name}
    link = entry.get("link") or None
    if link and link == entry.get("id") and "://" not in link:
        link = None  # an id, which is taken for an address where there is none
    return Raw(
        text=text,
        title=title or None,
        member=entry.get("id") or entry.get("link") or place,
        source=_plain((entry.get("source") or {}).get("title") or feed.get("title", "")) or None,
        published=published,
        facts=Facts(
            author=", ".join(authors.values()) or entry.get("author") or feed.get("author") or None,
            modified=modified if modified != published else None,
            dated_by=dated_by or modified_by,
            language=feed.get("language") or None,
            section=_plain(tags[0]) if tags else None,
            url=link,
            canonical=entry.get("feedburner_origlink") or None,
        ),
    )


def _date(entry: Mapping[str, Any], name: str) -> tuple[str | None, str | None]:
    # The entry's own method would give the one date for the other.
    return iso_date(dict.get(dict(entry), name), "feed")


def _plain(html: str) -> str:
    return text_of(html) if looks_like_html(html) or "&" in html else html.strip()


FORMAT = Format("a feed", (".rss", ".atom", ".xml", ".rdf"), told_by=_told, read=_read, unit="entry")
