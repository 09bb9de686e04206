import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.encoding.export import prepare_encoder
from index.storage import generations
from qa.cli import main
from qa.conversation.turns import Conversation
from qa.history import History
from qa.views.plain import questions
from tests.conftest import SEEDS


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "flood.txt").write_text("Flood in Exampleville\n\nThe flood killed 17 people, the mayor said on Monday.")
    (folder / "fire.txt").write_text("Fire in Sampletown\n\nA fire destroyed 3 houses. Nobody was hurt.")
    return folder


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def test_an_answer_exits_0(capsys, seeds_index: Path):
    code, out, err = run(capsys, "ask", "what was the death toll?", "--index", str(seeds_index))
    assert code == 0
    assert "45" in out.splitlines()[0]
    assert "2 sources, one voice" in out
    assert err == ""


def test_a_question_may_stand_without_quotes(capsys, seeds_index: Path):
    code, out, _ = run(capsys, "ask", "--index", str(seeds_index), "what", "was", "the", "death", "toll?")
    assert code == 0
    assert "45" in out


def test_several_questions_in_one_are_answered_one_after_the_other(capsys, seeds_index: Path):
    code, out, _ = run(capsys, "ask", "What was the death toll, and who gave it?", "--index", str(seeds_index))
    assert code == 0
    assert [line for line in out.splitlines() if line.startswith("> ")] == [
        "> What was the death toll?",
        "> and who gave it?",
    ]
    _, out, _ = run(capsys, "ask", "--json", "What was the toll? Who gave it?", "--index", str(seeds_index))
    assert [json.loads(line)["question"] for line in out.splitlines()] == ["What was the toll?", "Who gave it?"]


def test_no_answer_exits_1(capsys, seeds_index: Path):
    code, out, _ = run(capsys, "ask", "Who won the football world cup?", "--index", str(seeds_index))
    assert code == 1
    assert "do not say" in out


def test_json_cites_to_the_character(capsys, seeds_index: Path):
    code, out, _ = run(capsys, "ask", "--json", "what was the death toll?", "--index", str(seeds_index))
    reply = json.loads(out)
    assert code == 0
    assert reply["answered"] is True
    assert set(reply) >= {"question", "answered", "elapsed_ms", "answers"}
    for answer in reply["answers"]:
        first = answer["citations"][0]
        assert Path(first["path"]).read_text(encoding="utf-8")[first["start"] : first["end"]] == answer["text"]


def test_an_article_with_line_ends_of_windows_is_cited_to_the_character_and_the_line(capsys, news: Path):
    """In text mode Python would turn them into one character each."""
    text = "\ufeffFlood in Exampleville\r\n\r\nRain fell.\r\n\r\nThe flood killed 17 people, the mayor said.\r\n"
    (news / "flood.txt").write_bytes(text.encode())
    run(capsys, "index", str(news))
    code, out, _ = run(capsys, "ask", "--json", "How many people did the flood kill?")
    assert code == 0
    answer = json.loads(out)["answers"][0]
    cited = answer["citations"][0]
    decoded = Path(cited["path"]).read_bytes().decode("utf-8")
    assert answer["text"] == decoded[cited["start"] : cited["end"]] == "17"
    assert cited["quote"] == "The flood killed 17 people, the mayor said."
    assert cited["line"] == 5
    assert "▶ 5 The flood killed" in run(capsys, "show", f"{cited['path']}:{cited['line']}")[1]


def test_questions_come_from_standard_input_one_a_line(capsys, seeds_index: Path, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("what was the death toll?\n\nWho won the football world cup?\n"))
    code, out, _ = run(capsys, "ask", "-", "--json", "--index", str(seeds_index))
    replies = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [reply["answered"] for reply in replies] == [True, False]


def test_questions_in_another_encoding_are_asked_all_the_same(capsys, seeds_index: Path, monkeypatch):
    asked = "\ufeffwhat was the death toll?\n".encode() + "what of the café?\n".encode("latin-1")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(asked), encoding="utf-8"))
    _, out, _ = run(capsys, "ask", "-", "--json", "--index", str(seeds_index))
    questions = [json.loads(line)["question"] for line in out.splitlines()]
    assert questions == ["what was the death toll?", "what of the caf\ufffd?"]
    _, out, _ = run(capsys, "ask", "--json", "--index", str(seeds_index), "what", "of", "the", "caf\udce9?")
    assert json.loads(out)["question"] == "what of the caf\ufffd?"


def test_all_and_explain_add_to_what_is_shown(capsys, seeds_index: Path):
    asked = ("ask", "what was the death toll?", "--index", str(seeds_index))
    shown = json.loads(run(capsys, *asked, "--json", "--all", "--explain")[1])
    assert {value["text"] for value in shown["values"]} >= {"45"}
    assert {"values", "explanation"} <= set(shown)
    plain = run(capsys, *asked)[1]
    for option in ("--all", "--explain"):
        assert len(run(capsys, *asked, option)[1].splitlines()) > len(plain.splitlines())


def test_while_another_process_updates_the_index_one_is_told_to_come_again(capsys, news: Path, tmp_path: Path):
    index = tmp_path / "index"
    with generations.writing(index):
        code, _, err = run(capsys, "index", str(news), "--index", str(index))
    assert code == 75
    assert err.startswith("qa: Another process is updating the index")


def test_json_is_utf8_wherever_it_goes(capsys, news: Path, monkeypatch: pytest.MonkeyPatch):
    (news / "café.txt").write_text("Fire in the Café 😀\n\nNobody was hurt.", encoding="utf-8")
    run(capsys, "index", str(news))
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", out)
    assert main(["sources", "--json"]) == 0
    out.flush()
    titles = [json.loads(line)["title"] for line in out.buffer.getvalue().splitlines()]  # type: ignore[attr-defined]
    assert "Fire in the Café 😀" in titles


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a file that is always full")
@pytest.mark.parametrize(
    "options", [("sources",), ("sources", "--json"), ("ask", "--json", "what was the death toll?")]
)
def test_output_that_cannot_be_written_is_an_error(seeds_index: Path, cache: Path, options: tuple[str, ...]):
    command = [sys.executable, "-m", "qa", *options, "--index", str(seeds_index)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env={**os.environ, "QA_CACHE": str(cache)})
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_an_empty_topic_is_told(capsys, seeds_index: Path):
    code, _, err = run(capsys, "timeline", "", "--index", str(seeds_index))
    assert code == 2
    assert err.startswith("qa: The topic is empty.")


def test_indexing_says_what_it_did(capsys, news: Path):
    code, out, err = run(capsys, "index", str(news))
    assert code == 0
    assert out.startswith("2 articles (2 new, 0 changed, 0 removed, 0 unchanged), 2 passages (2 encoded)")
    assert err == ""


def test_a_single_article_is_counted_as_one(capsys, news: Path):
    _, out, _ = run(capsys, "index", str(news / "fire.txt"))
    assert out.startswith("1 article (1 new, 0 changed, 0 removed, 0 unchanged), 1 passage (1 encoded)")


def test_indexing_again_needs_no_path_and_encodes_what_changed(capsys, news: Path):
    run(capsys, "index", str(news))
    (news / "fire.txt").write_text("Fire in Sampletown\n\nA fire destroyed 4 houses.")
    _, out, _ = run(capsys, "index")
    assert out.startswith("2 articles (0 new, 1 changed, 0 removed, 1 unchanged), 2 passages (1 encoded)")
    code, out, _ = run(capsys, "ask", "How many houses did the fire destroy?")
    assert code == 0
    assert "4" in out.splitlines()[0]


def test_what_was_encoded_before_a_stop_is_told(capsys, news: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("index.missing_vectors._WINDOW", 1)

    def stop(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with monkeypatch.context() as stopping:
        stopping.setattr("qa.collect.indexing.progress_as_json", stop)
        assert run(capsys, "index", "--json", str(news))[0] == 130
    _, out, _ = run(capsys, "index", str(news))
    assert "2 passages (1 encoded, 1 before the last run was stopped)" in out


def test_indexing_may_be_kept_to_some_cores(capsys, news: Path, monkeypatch: pytest.MonkeyPatch):
    opened = []
    prepare = prepare_encoder

    def prepare_and_note(*arguments, **how):
        opened.append(prepare(*arguments, **how))
        return opened[-1]

    monkeypatch.setattr("qa.collect.indexing.prepare_encoder", prepare_and_note)
    _, out, _ = run(capsys, "index", "--jobs", "1", str(news))
    assert out.startswith("2 articles")
    assert opened[0]._session.get_session_options().intra_op_num_threads == 1


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "1.5", ""])
def test_what_is_no_number_of_cores_is_told(capsys, jobs: str):
    with pytest.raises(SystemExit) as stop:
        main(("index", f"--jobs={jobs}"))
    assert stop.value.code == 2
    assert f"{jobs!r} is no number of processor cores; write 1 or more" in capsys.readouterr().err


def test_a_second_folder_joins_the_first_and_can_be_forgotten(capsys, news: Path):
    run(capsys, "index", str(news))
    _, out, _ = run(capsys, "index", str(SEEDS))
    assert out.startswith("4 articles (2 new, 0 changed, 0 removed, 2 unchanged)")
    _, out, _ = run(capsys, "index", "--forget", str(news))
    assert out.startswith("2 articles (0 new, 0 changed, 2 removed, 2 unchanged)")


def test_a_skipped_name_that_is_not_utf8_is_named_in_json(capsys, news: Path, monkeypatch: pytest.MonkeyPatch):
    try:
        Path(os.fsdecode(bytes(news) + b"/caf\xe9.txt")).write_text("Fire in the café")
    except OSError:
        pytest.skip("this system has only names in UTF-8")
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", out)
    assert main(["index", str(news), "--json"]) == 0
    out.flush()
    *_, last = out.buffer.getvalue().splitlines()  # type: ignore[attr-defined]
    (skipped,) = json.loads(last)["skipped"]
    assert os.fsencode(skipped["path"]).endswith(b"caf\xe9.txt")


def test_skipped_files_are_named(capsys, news: Path):
    (news / "bad.txt").write_bytes(b"\0")
    code, out, _ = run(capsys, "index", str(news))
    assert code == 0
    assert "Skipped news/bad.txt: is binary, not text" in out


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Arden Post</title>
<item><guid>post-1</guid><title>Flood in Arden</title><pubDate>Thu, 04 Mar 2021 06:00:00 +0100</pubDate>
<description>&lt;p&gt;The river rose.&lt;/p&gt;&lt;p&gt;The flood destroyed 17 bridges in Arden.&lt;/p&gt;</description>
</item>
<item><guid>post-2</guid></item></channel></rss>"""


def test_what_is_told_more_than_once_is_said_quietly(capsys, news: Path):
    story = (
        "The river Arden broke its banks near Exampleville and flooded two hundred houses, the mayor said. Mayor Jane"
        " Sample told reporters that 17 people had been taken to the hospital, and that the railway line was closed."
    )
    for name, text in (("a", story), ("again", story), ("b", story.replace("17", "19"))):
        (news / f"river-{name}.txt").write_text(f"River breaks its banks\n\n{text}")
    _, out, _ = run(capsys, "index", str(news))
    assert out.splitlines()[1] == "Told more than once: 1 the same text as another, 3 versions"
    _, out, _ = run(capsys, "sources")
    assert "  same text as news/river-again.txt\n  version of news/river-b.txt\n" in out
    assert "  version of news/river-a.txt and 1 more\n" in out
    _, out, _ = run(capsys, "sources", "--json", "--grep", "Jane")
    first = json.loads(out.splitlines()[0])
    same, version = ({"path": str(news / f"river-{name}.txt"), "member": None} for name in ("again", "b"))
    assert (first["same"], first["versions"], first["copies"]) == ([same], [version], [])
    question = "How many people were taken to the hospital?"
    _, out, _ = run(capsys, "ask", question)
    assert "river-a.txt:3 · the same in 1 more place" in out
    _, out, _ = run(capsys, "ask", "--json", question)
    also = [cited["also"] for answer in json.loads(out)["answers"] for cited in answer["citations"] if cited["also"]]
    assert [Path(place["path"]).name for (place,) in also] == ["river-again.txt"]


def test_columns_and_keys_may_be_named_in_config_toml(capsys, news: Path):
    (news / "kranten.csv").write_text(
        "Kop;Artikel;Datum;Krant;Notitie\nBrug dicht;The council closed 3 bridges in Arden.;2021-03-04;De Post;title\n"
    )
    (news / "новости.jsonl").write_text(
        '{"Заголовок": "Snow", "Содержание": "Snow closed 9 schools in Millbrook.", "text": "advertisement"}\n'
    )
    Path("config.toml").write_text('[fields]\ntitle = "kop"\ntext = "artikel"\npublished = "datum"\nsource = "krant"\n')
    code, _, _ = run(capsys, "index", str(news))
    _, out, _ = run(capsys, "ask", "--json", "How many bridges did the council close?")
    cited = json.loads(out)["answers"][0]["citations"][0]
    assert (cited["title"], cited["source"], cited["published"]) == ("Brug dicht", "De Post", "2021-03-04")
    assert code == 0
    Path("config.toml").write_text('[fields]\ntitle = "заголовок"\ntext = "содержание"\n')
    _, out, _ = run(capsys, "index")  # the files are the same, and what is in them is not
    assert "Skipped news/kranten.csv" in out
    _, out, _ = run(capsys, "ask", "--json", "How many schools did the snow close?")
    cited = json.loads(out)["answers"][0]["citations"][0]
    assert (cited["title"], cited["quote"]) == ("Snow", "Snow closed 9 schools in Millbrook.")


def test_an_entry_of_a_feed_is_cited_with_its_own_mark(capsys, news: Path):
    (news / "feed.xml").write_text(FEED)
    _, out, _ = run(capsys, "index", str(news))
    assert "Partly read news/feed.xml: 1 of 2 entries is left out: entry 2 has no text" in out
    question = "How many bridges did the flood destroy?"
    _, out, _ = run(capsys, "ask", question)
    assert "Arden Post, 2021-03-04 · news/feed.xml#post-1:2" in out
    _, out, _ = run(capsys, "ask", "--json", question)
    cited = json.loads(out)["answers"][0]["citations"][0]
    assert (Path(cited["path"]).name, cited["member"], cited["extracted"]) == ("feed.xml", "post-1", True)
    assert (cited["published"], cited["dated_by"]) == ("2021-03-04T06:00:00+01:00", "feed")
    text = "The river rose.\nThe flood destroyed 17 bridges in Arden."
    assert text[cited["start"] : cited["end"]] == json.loads(out)["answers"][0]["text"]
    _, out, _ = run(capsys, "sources", "--json")
    assert [json.loads(line)["member"] for line in out.splitlines()].count("post-1") == 1


def test_sources_lists_the_articles(capsys, seeds_index: Path):
    code, out, _ = run(capsys, "sources", "--index", str(seeds_index))
    assert code == 0
    assert "TRTWorld" in out
    assert "2 articles" in out
    _, out, _ = run(capsys, "sources", "--json", "--index", str(seeds_index))
    assert [json.loads(line)["source"] for line in out.splitlines()] == ["TRTWorld", None]


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two reports of one accident, a month apart."""
    folder = tmp_path_factory.mktemp("ferry")
    (folder / "first.md").write_text(
        "---\ndate: 2016-05-03\nsource: Bay Herald\n---\n# Ferry sinks off Port Bay\n\n"
        "Rescuers said on Tuesday that 12 people were killed when the ferry sank off Port Bay."
    )
    (folder / "later.md").write_text(
        "---\ndate: 2016-06-06\nsource: Coast News\n---\n# Ferry toll rises\n\n"
        "The harbour master said on Friday that 19 people were killed when the ferry sank off Port Bay."
    )
    assert main(("index", str(folder), "--index", str(folder / ".qa"))) == 0
    return str(folder / ".qa")


@pytest.mark.parametrize(
    ("filters", "first"),
    [
        (("--as-of", "2016-05-31"), "12"),
        (("--until", "2016-05"), "12"),
        (("--since", "2016-06"), "19"),
        (("--outlet", "bay herald"), "12"),
    ],
)
def test_filters_change_which_answer_comes(capsys, ferry: str, filters: tuple[str, ...], first: str):
    code, out, _ = run(capsys, "ask", "--json", *filters, "--index", ferry, "how many people were killed?")
    assert code == 0
    assert json.loads(out)["answers"][0]["text"] == first


def test_an_answer_from_some_articles_says_so(capsys, ferry: str):
    _, out, _ = run(capsys, "ask", "--as-of", "2016-05", "--index", ferry, "how many people were killed?")
    assert out.startswith("Only articles to 2016-05.\n")
    _, out, _ = run(capsys, "ask", "--outlet", "[red]", "--index", ferry, "how many people were killed?")
    assert out.startswith("Only articles of [red].\n")


def test_a_filter_that_leaves_nothing_refuses(capsys, ferry: str):
    code, out, _ = run(capsys, "ask", "--since", "2020", "--index", ferry, "how many people were killed?")
    assert code == 1
    assert "The articles are from 2016-05-03 to 2016-06-06, as far as" in out


def test_a_timeline_ends_where_it_is_asked_to(capsys, ferry: str):
    _, out, _ = run(capsys, "timeline", "--csv", "--index", ferry, "how many people were killed?")
    assert len(out.splitlines()) == 3
    _, out, _ = run(capsys, "timeline", "--csv", "--as-of", "2016-05", "--index", ferry, "how many people were killed?")
    assert len(out.splitlines()) == 2


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        (("--since", "2016-06-01"), ["Ferry toll rises"]),
        (("--outlet", "herald"), ["Ferry sinks off Port Bay"]),
        (("--grep", "HARBOUR master"), ["Ferry toll rises"]),
        (("--grep", "snow"), []),
    ],
)
def test_sources_are_filtered(capsys, ferry: str, filters: tuple[str, ...], titles: list[str]):
    code, out, _ = run(capsys, "sources", "--json", *filters, "--index", ferry)
    assert [json.loads(line)["title"] for line in out.splitlines()] == titles
    assert code == (0 if titles else 1)


def test_sources_that_are_filtered_to_none_are_told(capsys, ferry: str):
    assert run(capsys, "sources", "--grep", "snow", "--index", ferry)[:2] == (1, "No articles.\n")


def test_words_are_found_across_the_end_of_a_line(capsys, news: Path):
    (news / "quake.txt").write_text("Quake in Wireville\n\nThe quake damaged the old\n  town hall, the mayor said.")
    run(capsys, "index", str(news))
    _, out, _ = run(capsys, "sources", "--json", "--grep", "Old town hall")
    assert [json.loads(line)["title"] for line in out.splitlines()] == ["Quake in Wireville"]


def test_sources_are_counted_by_month_and_outlet(capsys, ferry: str):
    _, out, _ = run(capsys, "sources", "--index", ferry)
    lines = [line.split() for line in out.splitlines()]
    for name in ("2016-05", "2016-06"):
        assert [name, "█" * 30, "1"] in lines
    assert ["Bay", "Herald", "█" * 30, "1"] in lines


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article, a feed-like file of two, and their index."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "storm.txt").write_text(
        "Storm closes harbour\r\n\r\nPhoto: A. Example\r\nThe harbour was closed on Monday.\r\n\x1b[31mIt reopened.\r\n"
    )
    lines = [
        {"title": f"Notice {number}", "text": f"Notice {number} was pinned up.\nNobody read it."} for number in (1, 2)
    ]
    (folder / "notices.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (folder / "sub").mkdir()
    (folder / "sub" / "storm.txt").write_text("Another storm\n\nIt passed.")
    assert main(("index", str(folder), "--index", str(folder / ".qa"))) == 0
    return folder


@pytest.mark.parametrize("name", ["{0}/storm.txt", "{0}/storm.txt:4"])
def test_an_article_is_shown_with_its_lines(capsys, harbour: Path, name: str):
    code, out, _ = run(capsys, "show", name.format(harbour), "--index", str(harbour / ".qa"))
    assert code == 0
    lines = [line.rstrip() for line in out.splitlines()]
    assert lines[0] == "Storm closes harbour"
    mark = "▶ 4" if name.endswith(":4") else "4"
    assert any(line.lstrip() == f"{mark} The harbour was closed on Monday." for line in lines)
    assert "\x1b" not in out
    assert "5 ␛[31mIt reopened." in out


def test_an_article_is_shown_by_the_end_of_its_name(capsys, harbour: Path):
    _, out, _ = run(capsys, "show", "notices.jsonl#line 2:2", "--index", str(harbour / ".qa"))
    assert out.startswith("Notice 2\n")
    assert "▶ 2 Nobody read it." in out
    _, out, _ = run(capsys, "show", "sub/storm.txt", "--index", str(harbour / ".qa"))
    assert out.startswith("Another storm\n")


def test_an_article_of_many_in_a_file_is_shown_by_a_path_from_anywhere(capsys, harbour: Path, monkeypatch):
    monkeypatch.chdir(harbour / "sub")
    _, out, _ = run(capsys, "show", "../notices.jsonl#line 2:2", "--index", str(harbour / ".qa"))
    assert out.startswith("Notice 2\n")
    assert "▶ 2 Nobody read it." in out


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("snow.txt", "No article goes by snow.txt. List them with: qa sources"),
        ("notices.jsonl", "2 articles go by notices.jsonl. Name one: "),
        ("storm.txt", "2 articles go by storm.txt. Name one: "),
        ("sub/storm.txt:9", "has lines 1 to 3, but no line 9"),
        ("sub/storm.txt:0", "has lines 1 to 3, but no line 0"),
        ("", "No article goes by"),
    ],
)
def test_what_cannot_be_shown_is_told(capsys, harbour: Path, name: str, message: str):
    code, _, err = run(capsys, "show", name, "--index", str(harbour / ".qa"))
    assert code == 2
    assert message in err


@pytest.mark.parametrize("date", ["2016-13", "yesterday", "16-09-22", "2016-9-2", "20160922", ""])
def test_what_is_no_date_is_told(capsys, date: str):
    with pytest.raises(SystemExit) as stop:
        main(("ask", "what?", "--since", date))
    assert stop.value.code == 2
    assert "is no date; write 2016-09-22, 2016-09 or 2016" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ask", "what?"), "There is no index at .qa yet. Make one with: qa index FOLDER"),
        (("sources",), "There is no index at .qa yet"),
        (("ask", " "), "The question is empty"),
        (("sources", "--index", "a b"), "Make one with: qa index FOLDER --index 'a b'"),
        (
            ("--config", "good.toml", "index"),
            "No folder of articles was named. Name one: qa index FOLDER --config good",
        ),
        (("index",), "No folder of articles was named"),
        (("index", "nowhere"), "There is no file or folder"),
        (("index", "--forget", "nowhere"), "The index has no folder or file nowhere"),
        (("index", "empty"), "There is no article below"),
        (("ask", "what?", "--config", "none.toml"), "cannot be read"),
        (("--config", "none.toml", "ask", "what?"), "cannot be read"),
        (("ask", "what?", "--config", "bad.toml"), "unknown key answers.cuont"),
    ],
)
def test_errors_are_one_sentence_on_standard_error(capsys, arguments: tuple[str, ...], message: str):
    Path("empty").mkdir()
    Path("bad.toml").write_text("[answers]\ncuont = 3")
    Path("good.toml").write_text("[answers]\ncount = 3")
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


def test_the_last_folder_is_forgotten_only_for_another(capsys, news: Path):
    run(capsys, "index", str(news))
    code, _, err = run(capsys, "index", "--forget", str(news))
    assert code == 2
    assert f"That would leave nothing. Name what takes its place: qa index FOLDER --forget {news}" in err
    other = news.parent / "other"
    other.mkdir()
    (other / "fire.txt").write_text("Fire\n\nA fire in Exampleton killed six people, its mayor said on Monday.")
    code, _, err = run(capsys, "index", str(other), "--forget", str(news))
    assert (code, err) == (0, "")
    assert "fire.txt" in run(capsys, "sources")[1]


@pytest.mark.parametrize("number", ["0", "-3", "many"])
def test_what_is_no_number_of_questions_is_told(capsys, number: str):
    with pytest.raises(SystemExit) as stop:
        main(("eval", "questions.json", f"--sample={number}"))
    assert stop.value.code == 2
    assert "is no number of questions; write 1 or more" in capsys.readouterr().err


def test_a_damaged_index_is_mended_as_its_error_says(capsys, news: Path):
    run(capsys, "index", str(news))
    (generations.current(Path(".qa")) / "dense.faiss").write_bytes(b"garbage")
    code, _, err = run(capsys, "ask", "what?")
    assert code == 2
    assert "qa doctor --repair" in err
    assert run(capsys, "index", "--rebuild")[0] == 0
    assert run(capsys, "ask", "How many people did the flood kill?")[0] == 0


def test_a_missing_reader_is_told(capsys, seeds_index: Path):
    Path("config.toml").write_text('[reader]\nmodel = "no-such-reader/anywhere"')
    code, _, err = run(capsys, "ask", "what?", "--index", str(seeds_index))
    assert code == 2
    assert "no-such-reader/anywhere" in err


@pytest.mark.parametrize("arguments", [("nothing",), ("ask",), ("ask", "--nothing", "what?")])
def test_wrong_arguments_exit_2(capsys, arguments: tuple[str, ...]):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_without_a_command_and_without_a_terminal_it_is_a_plain_conversation(
    capsys: pytest.CaptureFixture[str], seeds_index: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.stdin", io.StringIO("what was the death toll?\n"))
    code, out, _ = run(capsys, "--index", str(seeds_index))
    assert code == 0
    assert out.startswith("> what was the death toll?\n45")


def test_on_a_terminal_that_cannot_place_its_text_it_is_a_plain_conversation(
    capsys, seeds_index: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TERM", "dumb")
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    typed = iter(["what was the death toll?"])
    monkeypatch.setattr("qa.views.plain.questions", lambda history: typed)
    monkeypatch.setattr("qa.tui.app.QaApp.run", lambda app: pytest.fail("the app was opened"))
    code, out, _ = run(capsys, "--index", str(seeds_index))
    assert code == 0
    assert "45" in out


def test_a_question_that_readline_cannot_hold_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    kept = tmp_path / "history.jsonl"
    kept.write_text('{"question": "a \\u0000?", "answer": null, "asked_at": "2026-01-01"}\n')
    monkeypatch.setattr("sys.stdin", Terminal("what?\n"))
    assert list(questions(History(kept))) == ["what?"]


def test_what_is_pasted_from_several_lines_is_one_question(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("builtins.input", lambda prompt: "how many people\n  died in Aleppo?\n")
    assert next(questions(History(None))) == "how many people died in Aleppo?"


def test_ctrl_c_cancels_the_question_of_who_types_and_ends_a_pipe(
    capsys, seeds_index: Path, monkeypatch: pytest.MonkeyPatch
):
    ask = Conversation.ask

    def interrupted(talk: Conversation, question: str, *, alone: bool):
        if question == "why?":
            raise KeyboardInterrupt
        return ask(talk, question)

    monkeypatch.setattr(Conversation, "ask", interrupted)
    typed = "why?\nwhat was the death toll?\n"
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    code, out, _ = run(capsys, "chat", "--plain", "--index", str(seeds_index))
    assert code == 0
    assert "cancelled\n> 45" in out
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert run(capsys, "chat", "--plain", "--index", str(seeds_index))[0] == 130


def test_an_app_that_broke_off_is_an_error(capsys, seeds_index: Path, monkeypatch: pytest.MonkeyPatch):
    from qa.tui.app import QaApp

    monkeypatch.setenv("TERM", "xterm")
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    for code, told in ((1, 2), (0, 0)):
        monkeypatch.setattr(QaApp, "run", lambda app, code=code: setattr(app, "_return_code", code))
        assert run(capsys, "--index", str(seeds_index))[0] == told


def test_in_a_conversation_a_question_may_lean_on_the_one_before(
    capsys: pytest.CaptureFixture[str], seeds_index: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.stdin", io.StringIO("what was the death toll?\nwho said that?\n"))
    _, out, _ = run(capsys, "ask", "-", "--json", "--conversation", "--index", str(seeds_index))
    first, second = map(json.loads, out.splitlines())
    assert first["asked_as"] == first["question"]
    assert second["asked_as"].startswith("Who said that 45")


def test_a_whole_index_is_told_to_be_whole(capsys, seeds_index: Path):
    assert run(capsys, "doctor", "--index", str(seeds_index)) == (0, "The index is whole.\n", "")


def test_a_damaged_search_file_is_named_and_mended(capsys, news: Path):
    run(capsys, "index", str(news))
    path = generations.current(Path(".qa")) / "dense.faiss"
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    code, out, err = run(capsys, "doctor")
    assert code == 1
    assert out == f"{path}: is not what was written\n"
    assert "qa doctor --repair" in err
    code, out, _ = run(capsys, "doctor", "--repair")
    assert code == 0
    assert out.endswith("The search files are made anew.\n")
    assert run(capsys, "doctor")[0] == 0
    assert run(capsys, "ask", "How many people did the flood kill?")[0] == 0
