import gzip
import io

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from index.formats.source import Unreadable
from tests.index.formats.conftest import PARAGRAPHS, Read, page


def a_warc(*pages: tuple[str, bytes, str, str], packed: bool = False) -> bytes:
    """A web archive of (address, content, media type, status) responses, after its own description."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "tests"}))
    for address, content, media, status in pages:
        headers = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(address, "response", payload=io.BytesIO(content), http_headers=headers)
        )
    return out.getvalue()


def story(number: int) -> tuple[str, bytes, str, str]:
    return (f"https://post.example/{number}", page().encode(), "text/html; charset=utf-8", "200 OK")


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "crawl"])
def test_each_page_is_an_article_known_by_its_address(read: Read, packed: bool, name: str):
    reading = read(name, a_warc(story(1), story(2), packed=packed))
    assert reading.members == ["https://post.example/1", "https://post.example/2"]
    assert all(PARAGRAPHS[0] in text for text in reading.texts)
    assert reading.articles[0].facts.url == "https://post.example/1"
    assert reading.said is None


def test_a_page_as_text_has_its_address_and_one_without_any_has_none(read: Read):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    payload = PARAGRAPHS[0].encode()
    for address in ("https://post.example/1", None):
        record = writer.create_warc_record(
            address, "conversion", payload=io.BytesIO(payload), warc_content_type="text/plain", length=len(payload)
        )
        writer.write_record(record)
    first, second = read("a.warc.wet", out.getvalue()).articles
    assert (first.member, first.facts.url) == ("https://post.example/1", "https://post.example/1")
    assert (second.member, second.facts.url) == ("a record without address", None)


def test_pictures_errors_and_redirections_are_passed_over(read: Read):
    reading = read(
        "a.warc",
        a_warc(
            ("https://post.example/a.png", b"\x89PNG", "image/png", "200 OK"),
            ("https://post.example/gone", page().encode(), "text/html", "404 Not Found"),
            story(1),
        ),
    )
    assert (reading.members, reading.said) == (["https://post.example/1"], None)


def test_a_page_without_a_story_is_counted(read: Read):
    reading = read("a.warc", a_warc(("https://post.example/0", b"<html></html>", "text/html", "200 OK"), story(1)))
    assert reading.members == ["https://post.example/1"]
    assert reading.said == (
        "1 of 2 pages is left out: https://post.example/0 holds no article: no main text was found on the page"
    )


@pytest.mark.parametrize("packed", [False, True])
def test_what_came_before_the_break_is_kept(read: Read, packed: bool):
    data = a_warc(story(1), story(2), packed=packed)
    reading = read("a.warc.gz" if packed else "a.warc", data[: -len(data) // 6])
    assert reading.members[0] == "https://post.example/1"
    assert "breaks off" in (reading.said or "")


def test_one_gzip_over_all_records_is_read_too(read: Read):
    assert len(read("a.warc.gz", gzip.compress(a_warc(story(1), story(2)))).articles) == 2


def test_an_odd_page_costs_only_itself(read: Read, monkeypatch: pytest.MonkeyPatch):
    odd = """<meta property="og:title" content="A tease"><script type="application/ld+json">
        {"headline": "Flood in \\'Arden\\' town", "articleBody": ""}</script>"""
    data = a_warc(story(1), ("https://post.example/2", page(head=odd).encode(), "text/html", "200 OK"), story(3))
    assert read("a.warc", data).members == [f"https://post.example/{number}" for number in (1, 2, 3)]

    def broken(data: bytes, **more: object):
        raise AssertionError if b"A tease" in data else Unreadable("is odd")

    monkeypatch.setattr("index.formats.webarchives.page", broken)
    assert "https://post.example/2 is damaged" in (read("b.warc", data).said or "")


def test_an_arc_is_read(read: Read):
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page().encode()
    about = b"1 0 Tests\nURL IP-address Archive-date Content-type Archive-length\n"
    data = b"filedesc://a.arc 127.0.0.1 20210304060000 text/plain %d\n%s\n" % (len(about), about)
    data += b"https://post.example/1 127.0.0.1 20210304060000 text/html %d\n%s\n" % (len(body), body)
    assert read("a.arc", data).members == ["https://post.example/1"]


def test_what_is_no_web_archive_after_all_says_so(read: Read):
    assert read("a.warc", b"WARC/1.0\r\nnonsense").said is not None
