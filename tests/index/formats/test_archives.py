import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index.formats import source
from tests.index.formats.conftest import PARAGRAPHS, Read, page, reading_of

FILES = {
    "news/flood.html": page().encode(),
    "news/bridge.txt": b"Bridge closed\n\nThe bridge is closed.",
    "all.jsonl": b'{"id": 1, "text": "One."}\n{"id": 2, "text": "Two."}\n',
    "news/photo.png": b"\x89PNG",
}


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def test_a_folder_of_crosswords_makes_no_word_document(read: Read):
    assert read("a.zip", zipped({"news/crossword/1.txt": b"One.", "2.txt": b"Two."})).texts == ["One.", "Two."]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(FILES)),
        ("a.tar", tarred(FILES)),
        ("a.tar.gz", tarred(FILES, "w:gz")),
        ("a.tgz", tarred(FILES, "w:gz")),
        ("a.tar.bz2", tarred(FILES, "w:bz2")),
        ("a.tar.xz", tarred(FILES, "w:xz")),
        ("a", zipped(FILES)),
    ],
    ids=["zip", "tar", "tar.gz", "tgz", "tar.bz2", "tar.xz", "by content"],
)
def test_the_files_of_an_archive_are_read_as_if_they_lay_in_a_folder(read: Read, name: str, data: bytes):
    reading = read(name, data)
    assert reading.members == ["news/flood.html", "news/bridge.txt", "all.jsonl#1", "all.jsonl#2"]
    assert reading.texts[1:] == ["Bridge closed\n\nThe bridge is closed.", "One.", "Two."]
    assert reading.said is None


def test_what_a_browser_saves_with_a_page_is_no_article_in_a_zip_archive(read: Read):
    frame = page("<p>Buy our umbrellas, the best umbrellas in all of Norland.</p>").encode()
    names = ("news/flood_files/ad.html", "news/flood.html", "news/snow_files/deeper/a.html", "news/snow.htm")
    files = dict.fromkeys((*names, "rain_files/a.html"), frame)
    reading = read("a.zip", zipped(files))
    assert (reading.members, reading.said) == (["news/flood.html", "news/snow.htm", "rain_files/a.html"], None)


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_hidden_folders_of_an_archive_are_passed_over(read: Read, pack: Callable[[dict[str, bytes]], bytes]):
    reading = read("a", pack(dict.fromkeys((".trash/flood.txt", "news/.git/a.txt", "./news/flood.txt"), b"It rained.")))
    assert (reading.members, reading.said) == (["news/flood.txt"], None)


def test_a_packed_file_is_the_file_itself(read: Read):
    article = read("flood.html.gz", gzip.compress(page().encode())).article
    assert (article.title, article.member) == ("Flood in Arden", None)


def test_nothing_is_written_to_the_disk(tmp_path: Path, read: Read):
    read("a.zip", zipped(FILES))
    read("a.tar.gz", tarred(FILES, "w:gz"))
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.tar.gz", "a.zip"]


@pytest.mark.parametrize(
    "name", ["../flood.txt", "/etc/flood.txt", "a/../../flood.txt", "..\\flood.txt", "C:\\flood.txt"]
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_that_lead_out_are_refused_and_the_others_read(read: Read, name: str, pack):
    reading = read("a", pack({name: b"Out.", "in.txt": b"In."}))
    assert reading.members == ["in.txt"]
    assert "leads out of the archive" in (reading.said or "")


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_name_with_a_colon_leads_nowhere(read: Read, pack: Callable[[dict[str, bytes]], bytes]):
    reading = read("a", pack({"Arden: the flood.txt": b"One.", "a: b/c.txt": b"Two."}))
    assert (reading.texts, reading.said) == (["One.", "Two."], None)


def test_links_in_an_archive_are_not_followed(tmp_path: Path):
    (tmp_path / "secret.txt").write_text("Secret.")
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        entry = tarfile.TarInfo("link.txt")
        entry.type, entry.linkname = tarfile.SYMTYPE, str(tmp_path / "secret.txt")
        archive.addfile(entry)
    assert reading_of(tmp_path / "a.tar").articles == []


def test_what_is_said_of_a_file_with_a_break_in_its_name_is_one_line(read: Read):
    assert read("a.zip", zipped({"a\x0bb\nc.xyz": b"???"})).said == (
        "1 of 1 article is left out: a b c.xyz is not of a format that can be read"
    )


def test_a_bad_file_whose_name_is_in_another_encoding_is_told(read: Read):
    reading = read("a.tar", tarred({"a.txt": b"Words.", "caf\udce9.xyz": b"???"}))
    assert reading.texts == ["Words."]
    assert reading.said is not None
    assert "caf\ufffd.xyz is not of a format that can be read" in reading.said


def test_a_bad_file_in_an_archive_is_named_and_the_others_read(read: Read):
    reading = read("a.zip", zipped({"a.html": b"<html></html>", "b.dat": b"???", "c.txt": b"Words.", "d.json": b"{"}))
    assert reading.members == ["c.txt"]
    assert reading.said == (
        "3 of 4 articles are left out: a.html holds no article: no main text was found on the page; "
        "b.dat is not of a format that can be read; d.json is not valid JSON, or breaks off at line 1"
    )


WORDS = b"word " * 10_000_000


@pytest.mark.parametrize(
    ("name", "bomb"),
    [
        ("a.txt.gz", gzip.compress(b"\0" * len(WORDS))),
        ("a.txt.gz", gzip.compress(WORDS)),
        ("a.csv.gz", gzip.compress(WORDS)),
        ("a.txt.gz.gz", gzip.compress(gzip.compress(WORDS))),
        ("a.zip", zipped({"a.txt": WORDS})),
        ("a.zip", zipped({"a.zip": zipped({"a.txt": WORDS})})),
        ("a.tar.gz", tarred({"a.txt": WORDS}, "w:gz")),
    ],
    ids=["zeros", "gzip", "table", "gzip in gzip", "zip", "zip in zip", "tar"],
)
def test_a_bomb_is_refused(read: Read, name: str, bomb: bytes):
    reading = read(name, bomb)
    assert "unpacks to more than 100 times its size" in (reading.said or "")
    assert reading.articles == []


def test_too_many_files_are_refused_and_those_before_are_read(read: Read, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(source, "MOST_MEMBERS", 3)
    reading = read("a.zip", zipped({f"{number}.txt": b"Words." for number in range(5)}))
    assert len(reading.articles) == 3
    assert reading.said == "holds more than 3 files; what was left is not read, after 3 articles"


def test_archives_in_archives_are_read_but_not_without_end(read: Read):
    nested = {"a.txt": b"Words."}
    assert read("a.zip", zipped({"b.zip": zipped(nested)})).members == ["b.zip#a.txt"]
    for _ in range(4):
        nested = {"b.zip": zipped(nested)}
    assert "too deep" in (read("a.zip", zipped(nested)).said or "")


@pytest.mark.parametrize("kept", [0.5, 0.9])
def test_a_packed_file_that_breaks_off_keeps_what_came_before(read: Read, kept: float):
    lines = b"".join(b'{"id": %d, "text": "%s"}\n' % (n, b"%d " % (n * n) * 200) for n in range(2_000))
    data = gzip.compress(lines, 1)
    reading = read("a.jsonl.gz", data[: int(len(data) * kept)])
    assert len(reading.articles) > 2_000 * (kept - 0.1)
    assert "breaks off" in (reading.said or "")


def test_an_archive_that_breaks_off_keeps_what_came_before(read: Read):
    files = {f"{number}.txt": PARAGRAPHS[number % 3].encode() * 50 for number in range(20)}
    data = tarred(files)
    reading = read("a.tar", data[: len(data) // 2])
    assert 5 < len(reading.articles) < 15
    assert "breaks off" in (reading.said or "")


def test_a_zip_archive_without_its_list_says_so(read: Read):
    data = zipped(FILES)
    assert read("a.zip", data[: len(data) // 2]).said == "is a damaged zip archive, or not all of one"
