import io
import zipfile

import pytest

from tests.index.formats.conftest import PARAGRAPHS, Read, page

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/issue.opf"/></rootfiles></container>'
)
COVER = (
    "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>Cover</title></head><body><img src='a.jpg'/></body></html>"
)
CHAPTERS = ("cover.xhtml", "bridge%20north.xhtml", "flood.xhtml")


def package(*chapters: str) -> str:
    items = "".join(f'<item id="c{n}" href="{path}" media-type="text/html"/>' for n, path in enumerate(chapters))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><metadata'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Arden Post [Thu, 04 Mar 2021]</dc:title>'
        "<dc:date>2021-03-04T06:00:00+01:00</dc:date><dc:language>en</dc:language></metadata><manifest>"
        f'<item id="toc" href="toc.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest>'
        f'<spine><itemref idref="toc"/>{spine}</spine></package>'
    )


def chapter(title: str, paragraph: str) -> str:
    html = page(f"<p>{paragraph}</p><p>{PARAGRAPHS[0]}</p>").replace("Flood in Arden - Arden Post", "Arden Post")
    return html.replace("Flood in Arden", title)


def an_epub(**others: str) -> bytes:
    files = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/issue.opf": package(*CHAPTERS),
        "OEBPS/flood.xhtml": chapter("Flood in Arden", PARAGRAPHS[1]),
        "OEBPS/bridge north.xhtml": chapter("Bridge closed", PARAGRAPHS[2]),
        "OEBPS/cover.xhtml": COVER,
        "OEBPS/toc.xhtml": page("<ol><li>Bridge closed</li><li>Flood in Arden</li></ol>"),
        **others,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in files.items():
            book.writestr(name, content)
    return out.getvalue()


def test_the_chapters_of_a_book_are_articles_in_its_order(read: Read):
    reading = read("post.epub", an_epub())
    assert reading.members == ["OEBPS/bridge north.xhtml", "OEBPS/flood.xhtml"]
    assert [article.title for article in reading.articles] == ["Bridge closed", "Flood in Arden"]
    assert PARAGRAPHS[1] in reading.texts[1]
    assert reading.said is None


def test_a_book_lends_its_chapters_its_name_and_date(read: Read):
    article = read("post.epub", an_epub()).articles[0]
    assert (article.source, article.published) == ("Arden Post", "2021-03-04T06:00:00+01:00")
    assert (article.facts.dated_by, article.facts.language) == ("document", "en")


def test_a_chapter_that_is_not_there_is_named(read: Read):
    reading = read("post.epub", an_epub(**{"OEBPS/issue.opf": package(*CHAPTERS, "snow.xhtml")}))
    assert reading.said == "1 of 3 chapters is left out: OEBPS/snow.xhtml is damaged or missing"


@pytest.mark.parametrize(("sealed", "opens"), [("OEBPS/flood.xhtml", False), ("OEBPS/fonts/a.otf", True)])
def test_a_book_that_only_its_sellers_program_opens_is_named(read: Read, sealed: str, opens: bool):
    told = f'<encryption><CipherReference URI="{sealed}"/></encryption>'
    reading = read("post.epub", an_epub(**{"META-INF/encryption.xml": told}))
    assert reading.said == (None if opens else "is an EPUB that only its seller's program opens")


@pytest.mark.parametrize("cut", [100, -100])
def test_a_damaged_book_is_named(read: Read, cut: int):
    assert read("post.epub", an_epub()[:cut]).said == "is a damaged EPUB, or not all of one"
