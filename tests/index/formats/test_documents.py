import io
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from tests.index.formats.conftest import PARAGRAPHS, Read, reading_of


def a_pdf(*pages: str, password: str = "") -> bytes:
    """A PDF in Helvetica, a line a page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for words in pages:
        made = writer.add_blank_page(600, 800)
        drawn = DecodedStreamObject()
        drawn.set_data(f"BT /F1 8 Tf 20 700 Td ({words}) Tj ET".encode())
        made[NameObject("/Contents")] = writer._add_object(drawn)
        made[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
    writer.add_metadata({"/Title": "Flood in Arden", "/Author": "Jo Berg", "/CreationDate": "D:20210304060000+01'00'"})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def a_docx(*paragraphs: str) -> bytes:
    made = Document()
    made.add_heading("Flood in Arden", 0)
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.add_table(1, 2).rows[0].cells[1].text = "in a table"
    made.core_properties.author = "Jo Berg"
    made.core_properties.created = datetime(2021, 3, 4, 6, tzinfo=UTC)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a"])
def test_the_pages_of_a_pdf_are_read_in_order(read: Read, name: str):
    article = read(name, a_pdf(*PARAGRAPHS)).article
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert (article.title, article.facts.author) == ("Flood in Arden", "Jo Berg")
    assert (article.published, article.facts.dated_by) == ("2021-03-04T06:00:00+01:00", "document")


@pytest.mark.parametrize("name", ["a.docx", "a.zip"])
def test_the_paragraphs_and_tables_of_a_word_document_are_read(read: Read, name: str):
    article = read(name, a_docx(*PARAGRAPHS)).article
    assert article.text == "\n".join(("Flood in Arden", *PARAGRAPHS, "\tin a table"))
    assert (article.title, article.facts.author) == ("Flood in Arden", "Jo Berg")
    assert article.published is not None
    assert article.published.startswith("2021-03-04")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", a_pdf(""), "is a PDF without text, such as a scan"),
        ("a.pdf", a_pdf("Words", password="secret"), "is a PDF that opens with a password only"),
        ("a.pdf", b"%PDF-1.7\nnonsense", "was taken for a PDF, but is damaged"),
        ("a.docx", a_docx()[:3000], "was taken for a Word document, but is damaged (BadZipFile)"),
    ],
)
def test_what_cannot_be_read_says_why(read: Read, name: str, data: bytes, said: str):
    assert (read(name, data).said or "").startswith(said)


@pytest.mark.parametrize(
    ("name", "data", "library"), [("a.pdf", a_pdf("Words"), "pypdf"), ("a.docx", a_docx(), "docx")]
)
def test_without_the_extra_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, library: str
):
    monkeypatch.setitem(sys.modules, library, None)
    (tmp_path / name).write_bytes(data)
    assert "pip install 'qa[documents]'" in (reading_of(tmp_path / name).said or "")
