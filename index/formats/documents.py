"""PDF and Word documents, through libraries that are installed only where they are wanted."""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from index.formats.dates import DOCUMENT, iso_date
from index.formats.fragment import raised
from index.formats.source import FREE_BYTES, MOST_RATIO, Format, Item, NeedsLibrary, Raw, Source, Unreadable
from index.types import Facts

_LIBRARY = "needs a library that is not installed; install it with: pip install"
_ANOTHER = "is an office file, but no Word document (.docx); save it as one, as a PDF or, if it is a table, as CSV"

# What programs write where nobody did: titles, authors, and when python-docx's template was made.
_NO_TITLE = re.compile(
    r"Microsoft Word - .*|PowerPoint Presentation|(?:Layout|Slide) ?\d+|about:blank|https?://\S+"
    r"|untitled(?:[ -]?(?:document|\d+))?|(?:Word )?Document\d*|.*\.(?:docx?|pdf|indd|qxd|rtf)",
    re.IGNORECASE | re.DOTALL,
)
_NO_AUTHOR = re.compile(
    r"python-docx|(?:(?:PC|Windows|Microsoft Office)[ -])?User|Admin(?:istrator)?|Owner|Unknown", re.IGNORECASE
)
_TEMPLATE_MADE = datetime(2013, 12, 23, 23, 15)

# How files of office programs begin that are no archives: old ones, and RTF.
_NO_ARCHIVE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")

# A word broken at the end of a line, and what stands with its second half. Before "and" and the like a hyphen stands
# for the rest of a word: "small- and medium-sized".
_BROKEN = re.compile(
    r"(?<!\w)(?P<earlier>-?)(?P<before>\w++)(?P<hyphen>[-‐\xad])[ \t]*+\n(?!(?:and|or|to)\b)"
    r"(?P<after>[^\W\d_]++)(?P<rest>\S*+)(?P<end>[ \t]*+\n?)"
)
_COMPOUND = re.compile(r"\b(\w++)-(?=(\w++))")
_ENDS_COMPOUND = re.compile(r"based|backed|led|owned|related|style|term")

# Lines that may stand above or below the text of a page, what they tell the page's number by, and what no headline has.
_MOST_RUNNING = 3
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.IGNORECASE)
_NUMBER_AT_END = re.compile(r"^\d{1,4}\b|\b\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?$")
_LETTER = re.compile(r"[^\W\d_]")
_NO_HEADLINE = re.compile(rf"\d:\d\d|://|^{_PAGE_NUMBER.pattern}", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’)]*$")

# Runs of a paragraph whose words are the document's: not what was deleted or moved away, nor what stands in text boxes
# that hang on it; those that stand above the line, or are struck through; and these boxes, of which Word writes each
# twice.
_RUNS = ".//w:r[not(ancestor::w:del or ancestor::w:moveFrom) and count(ancestor::w:txbxContent) = {boxes}]"
_IS_RAISED = "boolean(w:rPr/w:vertAlign[@w:val = 'superscript'])"
_IS_STRUCK = "boolean((w:rPr/w:strike | w:rPr/w:dstrike)[not(@w:val = '0' or @w:val = 'false')])"
_BOXES = ".//w:txbxContent[not(ancestor::*[local-name() = 'Fallback'] or ancestor::w:txbxContent)]"
# What may stand around paragraphs, rows and cells: a content control, other markup, and what is tracked.
_AROUND = ("sdt", "sdtContent", "customXml", "ins", "moveTo")


def _read_pdf(source: Source) -> Iterator[Item]:
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError as error:
        raise NeedsLibrary(f"is a PDF, which {_LIBRARY} pypdf") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        reader = PdfReader(BytesIO(source.whole()))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("is a PDF that opens with a password only")
        text = _together([page.extract_text().strip() for page in reader.pages])
    except DependencyError as error:
        raise NeedsLibrary(f"is an encrypted PDF, which {_LIBRARY} cryptography") from error
    if not text:
        raise Unreadable("is a PDF without text, such as a scan")
    text = _without_broken_words(text)
    about = None
    with suppress(PyPdfError):  # what it says of itself may be damaged, and its pages whole
        about = reader.metadata
    if about is None:
        yield _document(text)
        return
    published = modified = None
    with suppress(ValueError):  # programs write dates in any manner
        published = about.creation_date
    with suppress(ValueError):
        modified = about.modification_date
    yield _document(text, about.title, about.author, published, modified)


def _together(pages: Sequence[str]) -> str:
    """The text of all pages, without what stands above and below it on most of them: a paper's name, the number of the
    page, when and from where it was printed. A sentence may go on from one page to the next."""
    parts = [page.split("\n") for page in pages if page]
    for end in (0, -1):
        for _ in range(_MOST_RUNNING):
            written = Counter(_as_on_other_pages(lines[end]) for lines in parts if lines)
            running = {line for line, pages in written.items() if 2 <= pages > len(parts) / 2}
            for number, lines in enumerate(parts):
                # On the first page it may be the headline that the others repeat, or date the issue.
                if lines and _as_on_other_pages(lines[end]) in running and (number or _NO_HEADLINE.search(lines[end])):
                    del lines[end]
    text = ""
    for part in ("\n".join(lines).strip() for lines in parts):
        if text and part:
            text += "\n" if part[0].islower() and not _ENDS_SENTENCE.search(text) else "\n\n"
        text += part
    return text


def _as_on_other_pages(line: str) -> str:
    """A line that may stand on each page, without the number of the page."""
    bare = line.strip()
    return "#" if _PAGE_NUMBER.fullmatch(bare) else _NUMBER_AT_END.sub("#", bare) if _LETTER.search(bare) else bare


def _without_broken_words(text: str) -> str:
    """The text with words that were broken at the end of a line whole, on that line.

    The hyphen stays where it is not only the break's: in a word that is written with one elsewhere in the text, that
    has another one or a figure, that begins with an abbreviation, or that ends as compounds do.
    """
    compounds = {(before.lower(), after) for before, after in _COMPOUND.findall(text)}

    def whole(word: re.Match[str]) -> str:
        before, after, hyphen = word["before"], word["after"], word["hyphen"]
        if not after[0].islower():
            return word[0]
        another = word["earlier"] or word["rest"].startswith("-") or (before.lower(), after) in compounds
        compound = another or not before.isalpha() or before.isupper() or _ENDS_COMPOUND.fullmatch(after)
        kept = "-" if compound and hyphen != "\xad" else ""
        return f"{word['earlier']}{before}{kept}{after}{word['rest']}" + ("\n" if word["end"] else "")

    return _BROKEN.sub(whole, text)


def _read_docx(source: Source) -> Iterator[Item]:
    if source.head.startswith(_NO_ARCHIVE):
        raise Unreadable(_ANOTHER)
    data = source.whole()
    with ZipFile(BytesIO(data)) as parts:
        if "word/document.xml" not in parts.namelist():
            raise Unreadable(_ANOTHER)
        if sum(part.file_size for part in parts.infolist()) > FREE_BYTES + MOST_RATIO * len(data):
            raise Unreadable(f"unpacks to more than {MOST_RATIO} times its size")
    try:
        from docx import Document
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.text.paragraph import Paragraph
    except ImportError as error:
        raise NeedsLibrary(f"is a Word document, which {_LIBRARY} python-docx") from error
    document = Document(BytesIO(data))
    body = document.element.body
    text = "\n".join(line for line in _lines(body) if line.strip())
    if not text:
        raise Unreadable("is a Word document without text")
    heading = None
    for paragraph in _within(body, "p"):
        style = Paragraph(paragraph, document).style
        if style is not None and (style.name or "").startswith(("Title", "Heading 1")) and _words(paragraph).strip():
            heading = _words(paragraph)
            break
    # Where the file does not tell of itself, python-docx makes something up.
    if all(part.reltype != RELATIONSHIP_TYPE.CORE_PROPERTIES for part in document.part.package.rels.values()):
        yield _document(text, heading=heading)
        return
    about = document.core_properties
    yield _document(text, about.title, about.author, about.created, about.modified, about.language, heading)


def _lines(holder: Any) -> Iterator[str]:
    """The paragraphs, and the rows of tables, in a Word document's body, in a cell or in a text box."""
    for block in _within(holder, "p", "tbl"):
        if _kind(block) == "p":
            yield _words(block)
            for box in block.xpath(_BOXES):
                yield from _lines(box)
            continue
        for row in _within(block, "tr"):
            yield "\t".join("\n".join(_lines(cell)) for cell in _within(row, "tc"))


def _within(holder: Any, *kinds: str) -> Iterator[Any]:
    """The elements of these kinds in another, whatever stands around them."""
    for element in holder:
        kind = _kind(element)
        if kind in kinds:
            yield element
        elif kind in _AROUND:
            yield from _within(element, *kinds)


def _kind(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _words(paragraph: Any) -> str:
    boxes = int(paragraph.xpath("count(ancestor::w:txbxContent)"))  # that it stands in
    runs = (run for run in paragraph.xpath(_RUNS.format(boxes=boxes)) if not run.xpath(_IS_STRUCK))
    return "".join(raised(run.text) if run.xpath(_IS_RAISED) else run.text for run in runs)


def _document(
    text: str,
    title: str | None = None,
    author: str | None = None,
    made: datetime | None = None,
    modified: datetime | None = None,
    language: str | None = None,
    heading: str | None = None,
) -> Raw:
    """What a document says of itself is when the file was made, which need not be when the news was published. What a
    program wrote there counts for nothing; without a title the heading is one."""
    published, changed = _date(made), _date(modified)
    return Raw(
        text,
        title=_unless(_NO_TITLE, title) or heading,
        published=published,
        facts=Facts(
            author=_unless(_NO_AUTHOR, author),
            modified=changed if changed != published else None,
            dated_by=DOCUMENT if published or changed else None,
            language=language or None,
        ),
    )


def _unless(programs: re.Pattern[str], value: str | None) -> str | None:
    """What the document says, unless it is what programs write."""
    return value if value and not programs.fullmatch(value.strip()) else None


def _date(moment: datetime | None) -> str | None:
    if moment is None or moment.replace(tzinfo=None) == _TEMPLATE_MADE:
        return None
    return iso_date(moment.isoformat(), DOCUMENT)[0]


# By its first part's name, which stands after 30 bytes: other archives hold crosswords. Others are told to say so.
_FIRST_PARTS = (
    b"[Content_Types].xml",
    b"_rels/",
    b"word/",
    b"docProps/",
    b"mimetypeapplication/vnd.oasis.opendocument",
)
PDF = Format("a PDF", (".pdf",), told_by=lambda head: head.startswith(b"%PDF-"), read=_read_pdf)
DOCX = Format(
    "a Word document",
    (".docx",),
    told_by=lambda head: (
        head.startswith(_NO_ARCHIVE) or (head.startswith(b"PK\x03\x04") and head[30:].startswith(_FIRST_PARTS))
    ),
    read=_read_docx,
)
