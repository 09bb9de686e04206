"""EPUB, as which papers sell their issues and programs bind a day's news: an article a chapter, which is a page."""

import posixpath
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from index.formats.dates import DOCUMENT, iso_date
from index.formats.fragment import text_of
from index.formats.source import MOST_WHOLE, Bad, Format, Item, Raw, Source, Unreadable
from index.formats.text import decode

if TYPE_CHECKING:
    from lxml.etree import _Element

_SEALED = "META-INF/encryption.xml"

# What is wrong with an archive, or with a file in it, or how it is packed, or that it is not there.
_DAMAGED = (BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError, KeyError)

# Behind the name of a paper: "Arden Post [Thu, 04 Mar 2021]".
_ISSUE = re.compile(r"\s*[\[(][^\[\]()]*\d[^\[\]()]*[\])]$")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a book says of itself, and the paths of its chapters in order."""

    title: str | None
    published: str | None
    language: str | None
    chapters: tuple[str, ...]


def _read(source: Source) -> Iterator[Item]:
    try:
        book = ZipFile(source.seekable())
        told = _told(book)
        sealed = unquote(_content(book, _SEALED).decode("utf-8", "replace")) if _SEALED in book.namelist() else ""
    except _DAMAGED as error:
        raise Unreadable("is a damaged EPUB, or not all of one") from error
    if any(chapter in sealed for chapter in told.chapters):  # fonts may be, in a book that is open
        raise Unreadable("is an EPUB that only its seller's program opens")
    with book:
        for path in told.chapters:
            source.budget.member()
            try:
                data = _content(book, path)
            except _DAMAGED:
                yield Bad(path, "is damaged or missing")
                continue
            source.budget.unpack(len(data))
            for item in () if _is_bare(data) else source.member(path, BytesIO(data), unpacked=False):
                yield _of_book(item, told) if isinstance(item, Raw) else item


def _told(book: ZipFile) -> _Told:
    """Raises one of _DAMAGED where it is not told."""
    (package_path, *_) = _tree(book, "META-INF/container.xml").xpath("//*[local-name() = 'rootfile']/@full-path")
    package = _tree(book, package_path)
    folder = posixpath.dirname(package_path)
    files = {
        file.get("id"): posixpath.normpath(posixpath.join(folder, unquote(file.get("href", ""))))
        for file in package.xpath("//*[local-name() = 'item']")
        if file.get("href") and "html" in file.get("media-type", "") and "nav" not in file.get("properties", "").split()
    }
    chapters = package.xpath("//*[local-name() = 'itemref']/@idref")
    title, date, language = (
        next(iter(package.xpath(f"//*[local-name() = 'metadata']//*[local-name() = '{name}']/text()")), "").strip()
        for name in ("title", "date", "language")
    )
    published, _ = iso_date(date, DOCUMENT)
    return _Told(
        title=_ISSUE.sub("", title) or None,
        published=published,
        language=language or None,
        chapters=tuple(files[chapter] for chapter in chapters if chapter in files),
    )


def _tree(book: ZipFile, path: str) -> "_Element":
    from lxml.etree import XMLParser, fromstring

    tree = fromstring(_content(book, path), XMLParser(resolve_entities=False, no_network=True, recover=True))
    if tree is None:
        raise ValueError(path)
    return tree


def _content(book: ZipFile, path: str) -> bytes:
    file = book.getinfo(path)
    if file.file_size > MOST_WHOLE:
        raise ValueError(path)
    return book.read(file)


def _is_bare(data: bytes) -> bool:
    """Whether a chapter is without words, as a cover is."""
    try:
        return not text_of(decode(data))
    except Unreadable:  # as will be told when it is read
        return False


def _of_book(chapter: Raw, told: _Told) -> Raw:
    """The chapter with what the book says that it does not say itself."""
    dated_by = chapter.facts.dated_by if chapter.published or not told.published else DOCUMENT
    return replace(
        chapter,
        title=chapter.title if chapter.title != told.title else None,
        source=chapter.source or told.title,
        published=chapter.published or told.published,
        facts=replace(chapter.facts, dated_by=dated_by, language=chapter.facts.language or told.language),
    )


FORMAT = Format(
    "an EPUB",
    (".epub",),
    # The first file of an EPUB tells that it is one.
    told_by=lambda head: head.startswith(b"PK\x03\x04") and head[30:].startswith(b"mimetypeapplication/epub+zip"),
    read=_read,
    unit="chapter",
)
