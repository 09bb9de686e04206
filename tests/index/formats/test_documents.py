import io
import re
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfWriter
from pypdf._crypt_providers._fallback import CryptAES
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from tests.index.formats.conftest import PARAGRAPHS, Read, reading_of

TOLD = {"/Title": "Flood in Arden", "/Author": "Jo Berg", "/CreationDate": "D:20210304060000+01'00'"}


def a_pdf(*pages: str, password: str = "", told: dict[str, str] = TOLD) -> bytes:
    """A PDF in Helvetica, with what it tells of itself."""
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
        lines = ") Tj 0 -10 Td (".join(words.split("\n"))
        drawn.set_data(f"BT /F1 8 Tf 20 700 Td ({lines}) Tj ET".encode())
        made[NameObject("/Contents")] = writer._add_object(drawn)
        made[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
    writer.add_metadata(told)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def an_odt() -> bytes:
    """A text of another office."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        parts.writestr("content.xml", "<document-content/>")
    return out.getvalue()


def a_pdf_in_aes(*pages: str) -> bytes:
    """A PDF that anybody may open, encrypted in a manner that pypdf needs another library for."""
    writer = PdfWriter(clone_from=io.BytesIO(a_pdf(*pages)))
    writer.encrypt("", "owner", algorithm="RC4-128")
    told = writer._encrypt_entry
    assert told is not None
    for name in ("/V", "/R"):
        told[NameObject(name)] = NumberObject(4)
    for name in ("/StmF", "/StrF"):
        told[NameObject(name)] = NameObject("/StdCF")
    aes = DictionaryObject({NameObject("/CFM"): NameObject("/AESV2"), NameObject("/Length"): NumberObject(16)})
    told[NameObject("/CF")] = DictionaryObject({NameObject("/StdCF"): aes})
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
    ("above", "below"),
    [
        ("9/30/26, 10:15 AM Flood in Arden - Arden Post", "https://post.example/flood {number}/3"),
        ("9/30/26, 10:15 AM\nFlood in Arden - Arden Post", "https://post.example/flood\n{number}/3"),
        ("{number} of 3\nArden Post, 4 March 2021, 6:00", "Page {number} of 3"),
        ("", "- {number} -"),
    ],
)
def test_what_stands_above_and_below_each_page_of_a_pdf_is_not_read(read: Read, above: str, below: str):
    pages = ["Flood in Arden\nThe river rose by two", "metres in the night.\nThe bridge is clo-", "sed. Forty\nleft."]
    whole = [f"{above}\n{words}\n{below}".format(number=number) for number, words in enumerate(pages, start=1)]
    article = read("a.pdf", a_pdf(*whole)).article
    text = "Flood in Arden\nThe river rose by two\nmetres in the night.\nThe bridge is closed.\nForty\nleft."
    assert article.text.removeprefix("Flood in Arden - Arden Post\n") == text


def test_the_day_of_an_issue_above_each_page_dates_it(read: Read):
    article = read("a.pdf", a_pdf(*(f"Arden Post\nMarch 4, 2021\n{words}" for words in PARAGRAPHS), told={})).article
    assert article.text == "\n\n".join([f"Arden Post\nMarch 4, 2021\n{PARAGRAPHS[0]}", *PARAGRAPHS[1:]])
    assert (article.published, article.facts.dated_by) == ("2021-03-04", "date line")


def test_a_headline_that_is_said_again_above_each_page_stays(read: Read):
    article = read("a.pdf", a_pdf(*(f"45 left Arden\n{paragraph}" for paragraph in PARAGRAPHS), told={})).article
    assert article.text == "\n\n".join([f"45 left Arden\n{PARAGRAPHS[0]}", *PARAGRAPHS[1:]])
    assert article.title == "45 left Arden"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("The peo-\nple of Arden\nwoke to water.", "The people\nof Arden\nwoke to water."),
        ("They had on-\nly\nboats.", "They had only\nboats."),
        ("Well-known men met well-\nknown women.", "Well-known men met well-known\nwomen."),
        ("A 20-\nyear-old swam.", "A 20-year-old\nswam."),
        ("A state-of-\nthe-art bridge fell.", "A state-of-the-art\nbridge fell."),
        ("The UN-\nbrokered truce held.", "The UN-brokered\ntruce held."),
        ("A Norland-\nbased firm paid.", "A Norland-based\nfirm paid."),
        ("Small-\nand medium-sized firms paid.", "Small-\nand medium-sized firms paid."),
        ("The Anglo-\nNorland truce held.", "The Anglo-\nNorland truce held."),
    ],
)
def test_a_word_broken_at_the_end_of_a_pdfs_line_is_whole(read: Read, lines: str, text: str):
    assert read("a.pdf", a_pdf(lines)).article.text == text


@pytest.mark.parametrize(
    "title",
    [
        *("Microsoft Word - story_final2.doc", "untitled", "Untitled-1", "Document3", "story final.indd"),
        *("Layout 1", "about:blank", "https://post.example/flood"),
    ],
)
def test_a_title_that_a_program_wrote_is_none(read: Read, title: str):
    article = read("a.pdf", a_pdf("Flood in Arden\n" + PARAGRAPHS[0], told={"/Title": title})).article
    assert article.title == "Flood in Arden"


@pytest.mark.parametrize("title", ["Untitled painting sells for millions", "Document leak shakes Norland"])
def test_a_title_that_begins_as_a_programs_do_stays(read: Read, title: str):
    assert read("a.pdf", a_pdf(PARAGRAPHS[0], told={"/Title": title})).article.title == title


@pytest.mark.parametrize("author", ["PC-User", "user", "Administrator", "python-docx"])
def test_an_author_that_a_program_wrote_is_none(read: Read, author: str):
    assert read("a.pdf", a_pdf(PARAGRAPHS[0], told={"/Author": author})).article.facts.author is None


def test_the_date_that_an_article_states_beats_that_of_its_file(read: Read):
    text = "Flood in Arden\nPublished on May 3, 2016\n" + PARAGRAPHS[0]
    article = read("a.pdf", a_pdf(text)).article
    assert (article.published, article.facts.dated_by) == ("2016-05-03", "published line")


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("date", ["Thu Mar 4 2021", "2021-03-04T06:00:00", "D:Unknown"])
def test_a_pdf_whose_date_is_none_of_a_pdf_is_read_without_it(read: Read, date: str):
    article = read("a.pdf", a_pdf("It rained in Arden.", told={**TOLD, "/CreationDate": date})).article
    assert (article.text, article.title, article.published) == ("It rained in Arden.", "Flood in Arden", None)


def test_a_pdf_that_says_nothing_whole_of_itself_is_read(read: Read):
    data = re.sub(rb"/Info (\d+ 0 R)", rb"/Info [\1]", a_pdf("It rained in Arden."))
    assert read("a.pdf", data).article.text == "It rained in Arden."


def test_what_the_template_of_a_word_document_says_is_not_believed(read: Read):
    made = Document()
    made.add_paragraph(PARAGRAPHS[0])
    article = read("a.docx", saved(made)).article
    assert (article.published, article.facts.modified, article.facts.dated_by) == (None, None, None)
    assert article.facts.author is None


def test_a_word_document_that_says_nothing_of_itself_is_told_by_its_text(read: Read):
    made = Document()
    made.add_heading("Flood in Arden", 1)
    made.add_paragraph(PARAGRAPHS[0])
    relations = made.part.package.rels
    for name, relation in list(relations.items()):
        if relation.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES:
            del relations[name]
    article = read("a.docx", saved(made)).article
    assert (article.title, article.published, article.facts.dated_by) == ("Flood in Arden", None, None)


MARKUP = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def a_marked_up_docx(*blocks: str) -> bytes:
    """A Word document of blocks of its XML."""
    made = Document()
    for block in blocks:
        spelled = parse_xml(f"<w:body {nsdecls('w')} {MARKUP}>{block}</w:body>")
        for element in list(spelled):
            made.element.body.insert(-1, element)
    return saved(made)


STRUCK = "<w:rPr><w:strike/></w:rPr>"
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


BOX = (
    f"<w:txbxContent><w:p>{run('In the box.')}</w:p><w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p></w:tc>"
    f"<w:tc><w:p>{run('b')}</w:p></w:tc></w:tr></w:tbl></w:txbxContent>"
)


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (f"<w:p>{run('The mayor ')}<w:ins>{run('never ')}</w:ins>{run('said so.')}</w:p>", "The mayor never said so."),
        (
            f"<w:p>{run('The mayor said')}<w:del><w:r><w:tab/><w:delText> never</w:delText></w:r></w:del>"
            f"{run(' so.')}</w:p>",
            "The mayor said so.",
        ),
        (f"<w:p><w:moveFrom>{run('Gone.')}</w:moveFrom><w:moveTo>{run('Come.')}</w:moveTo></w:p>", "Come."),
        (f"<w:p>{run('It rose by 4')}<w:r>{RAISED}<w:t>1</w:t></w:r>{run(' metres.')}</w:p>", "It rose by 4¹ metres."),
        (f"<w:p>{run('It mourns ')}<w:r>{STRUCK}<w:t>45 </w:t></w:r>{run('47 people.')}</w:p>", "It mourns 47 people."),
        (f"<w:p>{run('In ')}<w:smartTag>{run('Arden')}</w:smartTag>{run('.')}</w:p>", "In Arden."),
        (f"<w:p><w:sdt><w:sdtContent>{run('Jane Doe')}</w:sdtContent></w:sdt>{run(' left.')}</w:p>", "Jane Doe left."),
        (f"<w:sdt><w:sdtContent><w:p>{run('It rained.')}</w:p></w:sdtContent></w:sdt>", "It rained."),
        (
            f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc><w:p>{run('a')}</w:p></w:tc><w:sdt><w:sdtContent>"
            f"<w:tc><w:p>{run('b')}</w:p></w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>",
            "a\tb",
        ),
        (
            f'<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>{run("One")}'
            f"<w:r><w:tab/></w:r>{run('two')}<w:r><w:br/></w:r>{run('three')}</w:p>",
            "One\ttwo\nthree",
        ),
        (
            f"<w:p>{run('It rained.')}<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice>"
            f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "It rained.\nIn the box.\na\tb",
        ),
        (f"<w:p><w:r><w:pict>{BOX}</w:pict></w:r></w:p>", "In the box.\na\tb"),
    ],
)
def test_all_that_a_reader_of_a_word_document_sees_is_read(read: Read, block: str, text: str):
    assert read("a.docx", a_marked_up_docx(block)).article.text == text


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", a_pdf(""), "is a PDF without text, such as a scan"),
        ("a.pdf", a_pdf("Words", password="secret"), "is a PDF that opens with a password only"),
        ("a.pdf", b"%PDF-1.7\nnonsense", "was taken for a PDF, but is damaged"),
        ("a.docx", a_docx()[:3000], "was taken for a Word document, but is damaged (BadZipFile)"),
        ("a.odt", an_odt(), "is an office file, but no Word document (.docx); save it as one, as a PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, "is an office file, but no Word document (.docx)"),
        ("a.txt", rb"{\rtf1\ansi It rained.\par}", "is an office file, but no Word document (.docx)"),
    ],
)
def test_what_cannot_be_read_says_why(read: Read, name: str, data: bytes, said: str):
    assert (read(name, data).said or "").startswith(said)


@pytest.mark.parametrize(
    ("name", "data", "library", "package"),
    [("a.pdf", a_pdf("Words"), "pypdf", "pypdf"), ("a.docx", a_docx(), "docx", "python-docx")],
)
def test_without_the_extra_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, library: str, package: str
):
    monkeypatch.setitem(sys.modules, library, None)
    (tmp_path / name).write_bytes(data)
    assert (reading_of(tmp_path / name).said or "").endswith(f"install it with: pip install {package}")


def test_a_pdf_that_is_encrypted_with_aes_says_what_it_needs(read: Read, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pypdf._encryption.CryptAES", CryptAES)  # pypdf's own, which tells what is missing
    said = read("a.pdf", a_pdf_in_aes("Words")).said
    assert said == (
        "is an encrypted PDF, which needs a library that is not installed; install it with: pip install cryptography"
    )
