"""PDF and Word documents, through libraries that are installed only where they are wanted."""

import logging
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from index.formats.dates import iso_date
from index.formats.source import FREE_BYTES, MOST_RATIO, Format, Item, NeedsLibrary, Raw, Source, Unreadable
from index.types import Facts

_EXTRA = "needs a library that is not installed; install it with: pip install 'qa[documents]'"


def _read_pdf(source: Source) -> Iterator[Item]:
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise NeedsLibrary(f"is a PDF, which {_EXTRA}") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    reader = PdfReader(BytesIO(source.whole()))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("is a PDF that opens with a password only")
    text = "\n\n".join(part for part in (page.extract_text().strip() for page in reader.pages) if part)
    if not text:
        raise Unreadable("is a PDF without text, such as a scan")
    about = reader.metadata
    published, modified = (about.creation_date, about.modification_date) if about else (None, None)
    yield _document(text, about.title if about else None, about.author if about else None, published, modified)


def _read_docx(source: Source) -> Iterator[Item]:
    try:
        from docx import Document
    except ImportError as error:
        raise NeedsLibrary(f"is a Word document, which {_EXTRA}") from error
    data = source.whole()
    with ZipFile(BytesIO(data)) as parts:
        if "word/document.xml" not in parts.namelist():
            raise Unreadable("is an office file, but no Word document")
        if sum(part.file_size for part in parts.infolist()) > FREE_BYTES + MOST_RATIO * len(data):
            raise Unreadable(f"unpacks to more than {MOST_RATIO} times its size")
    document = Document(BytesIO(data))
    lines: list[str] = []
    headings: list[str] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
            continue
        lines.append(block.text)
        if block.style is not None and (block.style.name or "").startswith(("Title", "Heading 1")):
            headings.append(block.text)
    text = "\n".join(line for line in lines if line.strip())
    if not text:
        raise Unreadable("is a Word document without text")
    about = document.core_properties
    title = about.title or next((heading for heading in headings if heading.strip()), None)
    yield _document(text, title, about.author, about.created, about.modified, about.language)


def _document(
    text: str,
    title: str | None,
    author: str | None,
    made: datetime | None,
    modified: datetime | None,
    language: str | None = None,
) -> Raw:
    """What a document says of itself is when the file was made, which need not be when the news was published."""
    published, _ = iso_date(made.isoformat() if made else None, "document")
    changed, _ = iso_date(modified.isoformat() if modified else None, "document")
    dated_by = "document" if published or changed else None
    facts = Facts(
        author=author or None,
        modified=changed if changed != published else None,
        dated_by=dated_by,
        language=language or None,
    )
    return Raw(text, title=title or None, published=published, facts=facts)


_FIRST_PARTS = (b"[Content_Types].xml", b"_rels/", b"word/", b"docProps/")
PDF = Format("a PDF", (".pdf",), told_by=lambda head: head.startswith(b"%PDF-"), read=_read_pdf)
DOCX = Format(
    "a Word document",
    (".docx",),
    # By its first part's name, which stands after 30 bytes: other archives hold crosswords.
    told_by=lambda head: head.startswith(b"PK\x03\x04") and head[30:].startswith(_FIRST_PARTS),
    read=_read_docx,
)
