import gzip
import plistlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.formats import FORMATS
from index.types import Article
from tests.index.formats.conftest import page, reading_of
from tests.index.formats.test_archives import FILES, tarred, zipped
from tests.index.formats.test_books import an_epub
from tests.index.formats.test_documents import a_docx, a_pdf
from tests.index.formats.test_feeds import ATOM, RSS
from tests.index.formats.test_mail import letter, with_files
from tests.index.formats.test_pages import BY_CHROME, snapshot
from tests.index.formats.test_tables import TABLE
from tests.index.formats.test_webarchives import a_warc, story
from tests.index.formats.test_wires import WIRES

SUFFIXES = sorted({suffix for one in FORMATS for suffix in one.suffixes})

GOOD = {
    "a.html": page().encode(),
    "a.mhtml": snapshot(*BY_CHROME),
    "a.rss": RSS.encode(),
    "a.atom": ATOM.encode(),
    "a.json": b'[{"title": "A", "text": "One."}, {"title": "B", "text": "Two."}]',
    "a.jsonl": b'{"title": "A", "text": "One."}\n{"title": "B", "text": "Two."}\n',
    "a.csv": TABLE.encode(),
    "a.eml": letter(html=True).as_bytes(),
    "files.eml": with_files().as_bytes(),
    "a.webarchive": plistlib.dumps({"WebMainResource": {"WebResourceData": page().encode()}}, fmt=plistlib.FMT_BINARY),
    "a.mbox": b"From a@b.example Thu Mar  4 06:00:00 2021\n" + letter().as_bytes(),
    "a.sgm": WIRES.encode(),
    "a.pdf": a_pdf("Words", "More"),
    "a.docx": a_docx("Words"),
    "a.epub": an_epub(),
    "a.warc": a_warc(story(1)),
    "a.warc.gz": a_warc(story(1), story(2), packed=True),
    "a.zip": zipped(FILES),
    "a.tar": tarred(FILES),
    "a.tar.gz": tarred(FILES, "w:gz"),
    "a.md": b"---\ntitle: A\ndate: 2021-03-04\n---\n# B\n\nWords.",
}


def check(name: str, data: bytes) -> None:
    """Every file gives articles that hold together, or a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        reading = reading_of(path)
    assert reading.articles or reading.said
    assert len({article.origin for article in reading.articles}) == len(reading.articles)
    for article in reading.articles:
        assert sound(article)


def sound(article: Article) -> bool:
    ends = [0, *(place for mark in article.noise for place in (mark.start, mark.end)), len(article.text)]
    article.text.encode()
    return bool(article.title and article.text.strip()) and ends == sorted(ends)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SUFFIXES),
    st.binary(max_size=400),
    st.sampled_from(
        [
            b"",
            b"PK\x03\x04",
            b"\x1f\x8b\x08",
            b"%PDF-1.4\n",
            b"WARC/1.0\r\n",
            b"<?xml version='1.0'?>",
            b"<html>",
            b'{"',
            b'[{"',
            b"filedesc://",
            b"BZh9",
            b"<REUTERS ",
        ]
    ),
)
def test_any_bytes_give_articles_or_a_sentence(suffix: str, data: bytes, beginning: bytes):
    check(f"a{suffix}", beginning + data)


@pytest.mark.parametrize("name", GOOD)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_file_gives_articles_or_a_sentence(name: str, data: st.DataObject):
    good = bytearray(GOOD[name])
    for _ in range(data.draw(st.integers(1, 6))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    check(name, bytes(good[: data.draw(st.integers(len(good) // 2, len(good)))]))


@pytest.mark.parametrize("name", GOOD)
def test_the_whole_file_gives_articles(name: str, tmp_path: Path):
    (tmp_path / name).write_bytes(GOOD[name])
    assert reading_of(tmp_path / name).articles
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(GOOD[name]))
    assert reading_of(tmp_path / f"{name}.gz").articles


@pytest.mark.parametrize("name", GOOD)
def test_articles_are_the_same_in_every_run(name: str, tmp_path: Path):
    (tmp_path / name).write_bytes(GOOD[name])
    assert reading_of(tmp_path / name).articles == reading_of(tmp_path / name).articles


@pytest.mark.parametrize("name", GOOD)
def test_most_formats_are_told_without_their_suffix(name: str, tmp_path: Path):
    path = tmp_path / "nameless"
    path.write_bytes(GOOD[name])
    told = bool(reading_of(path).articles)
    assert told == (name not in ("a.csv", "a.md"))
