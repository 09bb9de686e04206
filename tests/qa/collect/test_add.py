"""Single pages and files are brought into a folder and indexed."""

import gzip
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index.articles.load import find_files, load
from index.errors import Error
from qa.cli import main
from qa.collect import fetch
from qa.collect.add import add
from tests.index.formats.test_documents import a_pdf

STORY = (
    "<html lang='en'><head><title>Flood in Arden - Arden Post</title></head><body><article><h1>Flood in Arden</h1>"
    "<p>The river rose by two metres in the night, and the town of Arden woke to water in its lower streets.</p>"
    "<p>The flood destroyed 17 bridges in the valley, said Mara Lind, who leads the fire service.</p></article></body>"
)
HTML = "text/html; charset=utf-8"


class Site:
    """A web site on this machine; `pages` are (status, type or new address, body) by path."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str, bytes]] = {"/flood": (200, HTML, STORY.encode())}
        self.asked: list[str] = []
        self.go_on = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                if self.path == "/slow":
                    site.go_on.wait(30)
                status, told, body = site.pages.get(self.path, (404, "text/plain", b"Not here."))
                self.send_response(status)
                self.send_header("Location" if status in range(300, 400) else "Content-Type", told)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.at = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.go_on.set()
    site.server.shutdown()
    thread.join()
    site.server.server_close()


def added(*places: str, **fields: str) -> list[Path]:
    outcomes = list(add(places, Path("added"), fields))
    assert all(isinstance(outcome, Path) for outcome in outcomes), outcomes
    return [outcome for outcome in outcomes if isinstance(outcome, Path)]


def refused(*places: str) -> str:
    (outcome,) = add(places, Path("added"))
    assert isinstance(outcome, Error)
    assert len(str(outcome).splitlines()) == 1
    assert not Path("added").exists()
    return str(outcome)


def test_a_page_is_saved_with_its_address(site: Site):
    (path,) = added(f"{site.at}/flood")
    (article,) = load(path)
    assert path.parent == Path("added")
    assert path.name.startswith("127-0-0-1-")
    assert path.suffix == ".html"
    assert article.facts.url == f"{site.at}/flood"
    assert (article.title, (article.source or "")[:9]) == ("Flood in Arden", "127.0.0.1")
    assert "17 bridges" in article.text


def test_a_page_that_is_added_again_replaces_what_it_was(site: Site):
    (before,) = added(f"{site.at}/flood")
    site.pages["/flood"] = (200, HTML, STORY.replace("17", "19").encode())
    assert added(f"{site.at}/flood") == [before]
    assert "19 bridges" in next(load(before)).text
    assert len(list(Path("added").iterdir())) == 1


def test_a_page_that_is_now_another_kind_of_file_replaces_what_it_was(site: Site):
    (was,) = added(f"{site.at}/flood")
    notes = was.with_name(f"{was.stem}.notes.txt")
    notes.write_text("The page says seventeen bridges.")
    site.pages["/flood"] = (200, "text/plain", b"The flood destroyed 19 bridges.")
    (now,) = added(f"{site.at}/flood")
    assert find_files([Path("added")]) == sorted([str(now), str(notes)])


def test_a_place_on_a_page_is_the_page(site: Site):
    assert added(f"{site.at}/flood#comments") == added(f"{site.at}/flood")


def test_an_encoding_that_only_the_site_tells_is_kept(site: Site):
    site.pages["/flood"] = (200, "text/html; charset=windows-1251", STORY.replace("Mara Lind", "Мара").encode("cp1251"))
    (path,) = added(f"{site.at}/flood")
    assert "said Мара, who" in next(load(path)).text


def test_an_encoding_that_the_bytes_belie_is_not_believed(site: Site):
    site.pages["/flood"] = (200, "text/html; charset=iso-8859-1", STORY.replace("Mara Lind", "“Café”").encode())
    (path,) = added(f"{site.at}/flood")
    assert "said “Café”, who" in next(load(path)).text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (a_pdf("It rained in Arden."), "It rained in Arden."),
        (b'{"title": "Rain", "text": "It rained in Arden."}', "It rained in Arden."),
        (b"<rss><channel><item><description>It rained in Arden.</description></item>", "It rained in Arden."),
        (
            b"Snapshot-Content-Location: https://post.example/1\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
            + STORY.encode(),
            "17 bridges",
        ),
    ],
    ids=["PDF", "JSON", "feed", "MHTML"],
)
def test_what_a_site_calls_a_page_and_is_none_is_saved_as_it_is(site: Site, data: bytes, text: str):
    site.pages["/flood"] = (200, HTML, data)
    (path,) = added(f"{site.at}/flood")
    assert path.read_bytes() == data
    assert text in next(load(path)).text


def test_a_page_that_begins_with_an_odd_tag_is_a_page(site: Site):
    site.pages["/flood"] = (200, HTML, f"<font>{STORY}".encode())
    (path,) = added(f"{site.at}/flood")
    assert next(load(path)).facts.url == f"{site.at}/flood"


def test_fields_of_other_names_are_known():
    Path("news.json").write_text('{"kop": "Rain", "inhoud": "It rained in Arden."}')
    assert "holds no article" in refused("news.json")
    assert added("news.json", title="kop", text="inhoud") == [Path("added/news.json")]


def test_a_hidden_file_is_not_hidden_where_it_is_added():
    Path("added").mkdir()
    for name in (".rain.txt", "added/.snow.txt"):
        Path(name).write_text(f"It rained: {name}")
    paths = added(".rain.txt", "added/.snow.txt")
    assert paths == [Path("added/rain.txt"), Path("added/snow.txt")]
    assert find_files([Path("added")]) == [str(path) for path in paths]


def test_a_file_whose_name_is_in_another_encoding_gets_one_that_is_indexed():
    try:
        Path("caf\udce9.txt").write_text("It rained.")
    except (OSError, UnicodeError):
        pytest.skip("this system knows names in UTF-8 only")
    assert added("caf\udce9.txt") == [Path("added/caf\ufffd.txt")]


def test_a_file_beside_the_folder_is_not_in_it():
    Path("added").mkdir()
    Path("rain.txt").write_text("It rained.")
    assert added("added/../rain.txt") == [Path("added/rain.txt")]
    assert find_files([Path("added")]) == ["added/rain.txt"]


def test_a_file_in_a_hidden_place_of_the_folder_is_added():
    Path("added/.later").mkdir(parents=True)
    Path("added/.later/rain.txt").write_text("It rained.")
    assert added("added/.later/rain.txt") == [Path("added/rain.txt")]


def test_a_file_that_would_be_passed_over_is_not_added():
    Path("clip.bin").write_bytes(a_pdf("It rained in Arden."))
    assert refused("clip.bin").startswith("clip.bin would not be indexed: it is named like a program or a picture.")


@pytest.mark.parametrize("media_type", ["application/javascript", "application/octet-stream"])
def test_what_a_site_calls_a_program_and_is_none_is_indexed(site: Site, media_type: str):
    site.pages["/news.bin"] = (200, media_type, b'{"title": "Rain", "text": "It rained in Arden."}')
    (path,) = added(f"{site.at}/news.bin")
    assert find_files([Path("added")]) == [str(path)]
    assert next(load(path)).title == "Rain"


def test_other_formats_are_saved_as_what_they_are(site: Site):
    site.pages["/feed"] = (
        200,
        "application/rss+xml",
        b"<rss><channel><item><description>It rained.</description></item>",
    )
    site.pages["/notes.txt?day=1"] = (200, "text/plain", b"It snowed.")
    assert [path.suffix for path in added(f"{site.at}/feed", f"{site.at}/notes.txt?day=1")] == [".xml", ".txt"]


def test_redirects_are_followed_and_their_rules_asked_for(site: Site):
    site.pages["/old"] = (301, "/flood", b"")
    (path,) = added(f"{site.at}/old")
    assert next(load(path)).facts.url == f"{site.at}/flood"
    site.pages["/robots.txt"] = (200, "text/plain", b"User-agent: *\nDisallow: /flo*d$\n")
    path.unlink()
    path.parent.rmdir()
    assert "robots.txt asks programs not to" in refused(f"{site.at}/old")


def test_what_the_site_forbids_is_not_asked_for(site: Site):
    site.pages["/robots.txt"] = (200, "text/plain", b"User-agent: qa\nDisallow: /\n\nUser-agent: *\nDisallow:\n")
    assert refused(f"{site.at}/flood") == f"{site.at}/flood is not fetched: the site's robots.txt asks programs not to."
    assert site.asked == ["/robots.txt"]


def test_the_rules_of_a_site_are_asked_for_once(site: Site):
    added(f"{site.at}/flood", f"{site.at}/flood")
    assert site.asked == ["/robots.txt", "/flood", "/flood"]


@pytest.mark.parametrize(
    ("path", "page", "said"),
    [
        ("/gone", (404, HTML, b""), "cannot be had: the site answers 404 Not Found."),
        ("/round", (302, "/round", b""), "leads from one address to the next without an end."),
        ("/out", (302, "ftp://post.example/a", b""), "leads to ftp://post.example/a, which is no web address."),
        ("/picture", (200, "image/png", b"\x89PNG"), "holds no article: it is image/png."),
        ("/large", (200, HTML, b"x" * 2_000_001), "is not fetched: it is larger than 2 MB."),
        ("/empty", (200, HTML, b"<html><body></body></html>"), "holds no article: no main text was found on the page."),
        ("/robots.txt", (503, "text/plain", b""), "is not fetched: the site's robots.txt gives 503."),
    ],
)
def test_what_cannot_be_fetched_is_told_in_one_sentence(
    site: Site, monkeypatch: pytest.MonkeyPatch, path: str, page: tuple[int, str, bytes], said: str
):
    monkeypatch.setattr(fetch, "_MOST_BYTES", 2_000_000)
    site.pages[path] = page
    assert refused(f"{site.at}{path}") == f"{site.at}{path} {said}"


def test_a_site_that_does_not_answer_is_not_waited_for(site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fetch, "_PATIENCE", 0.2)
    assert "cannot be had: the site does not answer within" in refused(f"{site.at}/slow")


def test_a_page_that_never_ends_is_not_waited_for(site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fetch, "_LONGEST", -1.0)
    assert "cannot be had: it takes longer than" in refused(f"{site.at}/flood")


def test_a_site_that_is_not_there_is_told(site: Site):
    address = site.at
    site.server.socket.close()
    assert refused(f"{address}/flood").startswith(f"{address}/flood cannot be had: ")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("ftp://post.example/a.html", "cannot be added: only files and pages of http and https can."),
        ("file:///etc/passwd", "cannot be added: only files and pages of http and https can."),
        ("http://", "cannot be added: only files and pages of http and https can."),
        ("nowhere.txt", "There is no file nowhere.txt. Check the path."),
        (".", "is a folder. Index it where it is: qa index ."),
    ],
)
def test_what_cannot_be_added_is_told_in_one_sentence(place: str, said: str):
    assert refused(place) in (said, f"{place} {said}")


def test_a_file_without_an_article_is_not_added():
    Path("noise.bin").write_bytes(b"\0\1\2")
    assert refused("noise.bin") == "noise.bin is not of a format that can be read."


def test_files_of_one_name_lie_beside_each_other():
    for name, text in (("a", "It rained."), ("b", "It snowed."), ("c", "It rained.")):
        Path(name).mkdir()
        Path(name, "news.txt").write_text(text)
    paths = added("a/news.txt", "b/news.txt", "c/news.txt")
    assert [path.read_text() for path in paths] == ["It rained.", "It snowed.", "It rained."]
    assert paths[0] == paths[2] == Path("added/news.txt")
    assert added(str(paths[1])) == [paths[1]]
    assert len(list(Path("added").iterdir())) == 2


def test_packed_files_of_one_name_are_still_read():
    for name, text in (("a", "It rained."), ("b", "It snowed.")):
        Path(name).mkdir()
        Path(name, "news.txt.gz").write_bytes(gzip.compress(text.encode()))
    paths = added("a/news.txt.gz", "b/news.txt.gz")
    assert [next(load(path)).text for path in paths] == ["It rained.", "It snowed."]


def test_what_is_added_can_be_asked_and_what_failed_is_told(site: Site, capsys: pytest.CaptureFixture[str]):
    Path("snow.txt").write_text("Snow in Millbrook\n\nSnow closed 9 schools in Millbrook.")
    Path("config.toml").write_text('[index]\nadded = "clippings"')
    code = main(["add", f"{site.at}/flood", "snow.txt", f"{site.at}/gone"])
    out, err = capsys.readouterr()
    assert code == 2
    assert err == f"qa: {site.at}/gone cannot be had: the site answers 404 Not Found.\n"
    assert "Added clippings/snow.txt\n2 articles (2 new, 0 changed" in out
    assert main(["ask", "--json", "How many bridges did the flood destroy?"]) == 0
    cited = json.loads(capsys.readouterr().out)["answers"][0]["citations"][0]
    assert (cited["url"], cited["quote"][:30]) == (f"{site.at}/flood", "The flood destroyed 17 bridges")
    assert main(["index"]) == 0
    assert main(["add", "--json", "snow.txt"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()[-2:]]
    assert lines[0] == {"added": str(Path("clippings/snow.txt").resolve())}
    assert lines[1]["unchanged"] == 2


def test_nothing_added_changes_nothing(capsys: pytest.CaptureFixture[str]):
    assert main(["add", "nowhere.txt"]) == 2
    assert capsys.readouterr().out == ""
    assert not Path(".qa").exists()
