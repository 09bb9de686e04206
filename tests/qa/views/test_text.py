import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from qa.question.kind import Kind
from qa.reply import Answer, Citation, Difference, Disagreement, Refusal, Reply, SaidBy, Side, Turn
from qa.views.fields import turn_as_json
from qa.views.printing import print_reply
from qa.views.text import MAX_ANSWER, MAX_QUOTE, MAX_SAID, quoted, visible

QUOTE = "Hamza al-Khatib told Reuters the death toll from the strikes was 45."


def citation(quote: str = QUOTE, text: str = "45", **fields) -> Citation:
    start = quote.index(text)
    known = {"path": Path("/news/a.txt"), "title": "A headline", "source": "Example News", "published": "2016-09-22"}
    return Citation(
        **known | fields, start=100 + start, end=100 + start + len(text), line=12, quote=quote, quote_start=100
    )


def as_turn(reply: Reply) -> Turn:
    return Turn("what?", "what?", reply)


def reply(*citations: Citation, answered: bool = True, sources: int = 2) -> Reply:
    answers = (Answer(citations[0].text, 0.934, citations, sources, sources),) if citations else ()
    return Reply("what?", Kind.FACTOID, answered, answers, None if answered else Refusal((citation(),)), 12.34)


def printed(shown: Reply, width: int = 80, **console) -> str:
    out = io.StringIO()
    print_reply(shown, Console(file=out, width=width, markup=False, emoji=False, highlight=False, **console))
    return out.getvalue()


def test_an_answer_is_shown_with_its_sources():
    text = printed(reply(citation(), citation(source=None, published=None, path=Path("/news/b.txt"))))
    assert text.splitlines() == [
        "45" + " " * 45 + "2 sources agree · confidence 0.93",
        "  [1] “Hamza al-Khatib told Reuters the death toll from the strikes was 45.”",
        "      Example News, 2016-09-22 · /news/a.txt:12",
        "  [2] “Hamza al-Khatib told Reuters the death toll from the strikes was 45.”",
        "      /news/b.txt:12",
    ]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (SaidBy("Jane Doe", "a farmer", "Reuters"), "Jane Doe via Reuters · Example News"),
        (SaidBy("Jane Doe"), "Jane Doe · Example News"),
        (SaidBy(None, None, "Reuters"), "via Reuters · Example News"),
        (SaidBy("Jane Doe", None, "the Example News"), "Jane Doe · Example News"),
        (SaidBy("the long word " * 20), "the long word the long word"),
        (SaidBy("Jane\r\nDoe \x1b"), "Jane  Doe ␛ · "),
    ],
)
def test_who_says_it_stands_before_the_source_on_its_line(said: SaidBy, shown: str):
    line = printed(reply(citation(attribution=said)), 100).splitlines()[2]
    assert line.startswith(f"      {shown}")
    assert line.endswith("/news/a.txt:12")
    assert len(line) < MAX_SAID + 60


def test_a_caption_says_that_it_is_one():
    caption = citation(caption=True)
    assert printed(reply(caption)).splitlines()[2].startswith("      photo caption · Example News")
    assert json.loads(turn_as_json(as_turn(reply(caption))))["answers"][0]["citations"][0]["caption"] is True


def test_json_tells_who_says_it():
    fields = json.loads(turn_as_json(as_turn(reply(citation(attribution=SaidBy("Jane Doe")), citation()))))
    first, second = fields["answers"][0]["citations"]
    assert first["attribution"] == {"speaker": "Jane Doe", "role": None, "outlet": None}
    assert second["attribution"] is None


def test_what_lies_below_the_working_folder_is_shown_from_there(tmp_path: Path):
    assert " news/a.txt:12" in printed(reply(citation(path=tmp_path / "news" / "a.txt")))


def test_an_article_of_many_in_a_file_has_its_own_mark():
    text = printed(reply(citation(path=Path("/news/feed.xml"), member="post-1", published="2021-03-04T06:00:00+01:00")))
    assert "Example News, 2021-03-04 · /news/feed.xml#post-1:12" in text


@pytest.mark.parametrize("width", range(1, 9))
def test_on_a_terminal_of_a_few_cells_an_answer_is_shown_all_the_same(width: int):
    assert "Q" in printed(reply(citation("Q 45")), width)


@pytest.mark.parametrize("width", [20, 40, 60, 100, 300])
def test_no_line_is_wider_than_the_terminal(width: int):
    long = citation("word " * 50 + "45 " + "字" * 30 + " word" * 50)
    text = printed(reply(long, long, long, long), width)
    assert max(map(len, text.splitlines())) <= min(width, 100)
    assert "and in 1 more place" in " ".join(text.split())


def test_a_long_quote_is_cut_around_the_answer():
    text = " ".join(printed(reply(citation("before " * 100 + "45 " + "after " * 100))).split())
    assert "“… before" in text
    assert "after …”" in text
    assert " 45 " in text
    assert len(text) < MAX_QUOTE + 200


@pytest.mark.parametrize(
    ("sentence", "shown"), [("rows, " * 300, "rows, " * 132 + "rows,"), ("字" * 1900, "字" * MAX_ANSWER)]
)
def test_of_a_sentence_that_does_not_end_the_beginning_is_shown(sentence: str, shown: str):
    assert quoted(citation(sentence, sentence)).plain == f"“{shown} …”"


def test_no_answer_shows_the_nearest_sentence_and_the_guesses():
    text = printed(reply(citation(), answered=False))
    assert text.startswith("No answer is sure enough.")
    assert "Hamza al-Khatib" in text
    assert "45 (0.93)" in text


def test_where_no_guess_is_worth_a_look_the_articles_do_not_say():
    guess = Answer("45", 0.1, (citation(),), 1, 1)
    text = printed(Reply("what?", Kind.FACTOID, False, (guess,), Refusal(), 1.0))
    assert text.startswith("The articles do not say.")
    assert "A guess: 45 (0.10)" in text


def test_what_is_hardly_ever_right_is_not_listed_among_the_guesses():
    guesses = (Answer("45", 0.24, (citation(),), 1, 1), Answer("the river", 0.004, (citation(),), 1, 1))
    text = printed(Reply("what?", Kind.FACTOID, False, guesses, Refusal(), 1.0))
    assert "A guess: 45 (0.24)" in text
    assert "the river" not in text


def test_a_guess_that_falls_short_of_an_answer_by_a_hair_does_not_look_like_one():
    guesses = (Answer("45", 0.4977, (citation(),), 1, 1), Answer("40", 0.29, (citation(),), 1, 1))
    text = printed(Reply("what?", Kind.FACTOID, False, guesses, Refusal(), 1.0))
    assert "Guesses: 45 (0.49); 40 (0.29)" in text


def test_where_no_article_is_among_those_asked_they_are_not_said_to_say_nothing():
    text = printed(Reply("what?", Kind.FACTOID, False, (), Refusal(none_within=True), 1.0))
    assert text.startswith("There are no such articles.")


def test_no_answer_says_which_words_stand_nowhere_and_which_dates_there_are():
    refusal = Refusal((), ("Paris", "flood"), ("2016-09-21", "2016-09-23"))
    text = printed(Reply("when did Paris flood?", Kind.FACTOID, False, (), refusal, 1.0))
    assert "No article has “Paris”, “flood”." in text
    assert "The articles are from 2016-09-21 to 2016-09-23, as far as they are dated." in text


def test_articles_of_a_single_day_are_not_said_to_be_from_it_to_itself():
    refusal = Refusal((), (), ("2016-09-21", "2016-09-21"))
    text = printed(Reply("when did Paris flood?", Kind.FACTOID, False, (), refusal, 1.0))
    assert "The articles are from 2016-09-21, as far as they are dated." in text


def test_an_empty_collection_of_answers_can_be_shown():
    assert "do not say" in printed(Reply("what?", Kind.FACTOID, False, (), None, 1.0))


HOSTILE = "\x1b[31mred\x1b[0m [bold]b[/bold] [link=file:///etc]x[/link] \x07\x08\x9b2J :smile: \u202eevil"


def test_hostile_text_shows_and_does_not_act():
    text = printed(
        reply(citation(f"{HOSTILE} 45.", source=HOSTILE, path=Path(f"/news/{HOSTILE}.txt"))),
        width=400,
        force_terminal=True,
    )
    assert "[bold]b[/bold]" in text
    assert ":smile:" in text
    assert "␛[31mred" in text
    for character in "\x07\x08\x9b\u202e":
        assert character not in text
    assert set(text.split("\x1b[")[1:])
    assert all(piece[0] in "0123456789m" for piece in text.split("\x1b[")[1:])


@pytest.mark.parametrize("text", ["plain", HOSTILE, "a\r\nb\tc\xa0d\x00e", "字 😀"])
def test_visible_text_is_as_long_as_the_text(text: str):
    assert len(visible(text)) == len(text)
    assert visible(text).isprintable()


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in printed(reply(citation()), force_terminal=True)


def test_a_pipe_gets_no_escapes():
    assert "\x1b" not in printed(reply(citation()))


def test_json_has_exactly_the_promised_fields():
    shown = json.loads(turn_as_json(as_turn(reply(citation()))))
    (answer,) = shown.pop("answers")
    assert shown == {
        "question": "what?",
        "asked_as": "what?",
        "kind": "factoid",
        "answered": True,
        "elapsed_ms": 12.3,
        "disagreements": [],
        "refusal": None,
    }
    citations = answer.pop("citations")
    assert answer == {"text": "45", "confidence": 0.934, "sources": 2, "voices": 2, "agreement": "agree"}
    assert citations == [
        {
            "path": "/news/a.txt",
            "member": None,
            "title": "A headline",
            "source": "Example News",
            "published": "2016-09-22",
            "author": None,
            "modified": None,
            "dated_by": None,
            "language": None,
            "section": None,
            "url": None,
            "canonical": None,
            "extracted": False,
            "caption": False,
            "start": 165,
            "end": 167,
            "line": 12,
            "quote": QUOTE,
            "attribution": None,
            "also": [],
        }
    ]


def test_json_of_a_refusal_says_what_is_near_unknown_and_covered():
    refusal = Refusal((citation(),), ("zeppelin",), ("2016-09-21", "2016-09-22"))
    shown = json.loads(turn_as_json(as_turn(Reply("what?", Kind.FACTOID, False, (), refusal, 1.0))))
    assert shown["answered"] is False
    (nearest,) = shown["refusal"].pop("nearest")
    assert nearest["quote"] == QUOTE
    assert shown["refusal"] == {"unknown_words": ["zeppelin"], "dates": ["2016-09-21", "2016-09-22"]}


def test_agreement_is_told_of_each_answer():
    one, other = (Answer(text, 0.9, (citation(text=text),), 1, 1) for text in ("45", "strikes"))
    sides = tuple(Side(answer.text, answer.citations) for answer in (one, other))
    for kind, agreement in ((Difference.DIFFERS, "differ"), (Difference.BOUND, "single")):
        differ = (Disagreement(kind, sides),)
        shown = Reply("what?", Kind.FACTOID, True, (one, other), None, 1.0, disagreements=differ)
        assert shown.agreement(one) == agreement


def test_json_is_one_line_whatever_the_text():
    assert "\n" not in turn_as_json(as_turn(reply(citation("first\nsecond\u2028 45"))))
