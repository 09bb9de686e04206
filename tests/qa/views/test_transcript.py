import json
from dataclasses import replace
from pathlib import Path

import pytest

from qa.question.kind import Kind
from qa.reply import Answer, Citation, Refusal, Reply, SaidBy, Turn
from qa.views.transcript import as_json, as_markdown, chosen_as_markdown, chosen_as_text

QUOTE = "At least [45]* people died, she said."
CITATION = Citation(Path("/news/flood.txt"), "Flood", "AP", "2016-09-22", 100, 108, 3, QUOTE, 100)
ANSWER = Answer("At least", 0.91, (CITATION,), 1)
ANSWERED = Turn(
    "how many died?",
    "How many died in Homs?",
    Reply("How many died in Homs?", Kind.FACTOID, True, (ANSWER,), None, 5.0),
)
REFUSED = Turn("who?", "who?", Reply("who?", Kind.FACTOID, False, (), Refusal((CITATION,)), 5.0))


def test_text_holds_the_answer_the_sentence_and_its_place():
    assert chosen_as_text(ANSWER, CITATION) == f"At least\n“{QUOTE}” — Flood, AP, 2016-09-22, /news/flood.txt:3"


def test_who_says_it_stands_before_the_place():
    said = replace(CITATION, attribution=SaidBy("Jane Doe", None, "*Reuters*"))
    assert chosen_as_text(None, said) == f"“{QUOTE}” — Jane Doe via *Reuters*; Flood, AP, 2016-09-22, /news/flood.txt:3"
    assert "— Jane Doe via \\*Reuters\\*; Flood" in chosen_as_markdown(None, said)


def test_a_caption_says_that_it_is_one():
    caption = replace(CITATION, caption=True)
    assert chosen_as_text(None, caption) == f"“{QUOTE}” — photo caption; Flood, AP, 2016-09-22, /news/flood.txt:3"


def test_markdown_marks_the_words_and_escapes_what_an_article_brings():
    answer, quote = chosen_as_markdown(ANSWER, CITATION).split("\n\n", 1)
    assert answer == "**At least**"
    assert quote == (
        "> **At least** \\[45\\]\\* people died, she said.\n>\n> — Flood, AP, 2016-09-22, /news/flood.txt:3"
    )


def test_what_markdown_would_show_as_another_character_stays_as_it_stands():
    cited = replace(CITATION, quote="At least &amp; &#45; died; AT&T said.")
    assert "> **At least** \\&amp; \\&\\#45; died; AT&T said." in chosen_as_markdown(None, cited)


@pytest.mark.parametrize(
    ("quote", "written"),
    [
        ("- 45 died, she said.", "\\- **45** died, she said."),
        ("2. Then 45 died.", "2\\. Then **45** died."),
        ("Then 45 died - alas. 2. More.", "Then **45** died - alas. 2. More."),
        ("-45 degrees", "-**45** degrees"),
    ],
)
def test_what_markdown_would_take_for_a_list_stays_as_it_stands(quote: str, written: str):
    start = 100 + quote.index("45")
    cited = replace(CITATION, quote=quote, start=start, end=start + 2)
    assert chosen_as_markdown(None, cited).startswith(f"> {written}\n")


def test_a_conversation_in_markdown_has_questions_how_they_were_understood_and_refusals():
    text = as_markdown([ANSWERED, REFUSED])
    assert "## how many died?\n\nAsked as: How many died in Homs?\n\n**At least** (1 source · confidence 0.91)" in text
    assert "## who?\n\nThe articles do not say.\n\nThe nearest sentence:\n\n> " in text


def test_a_conversation_in_json_is_what_ask_prints():
    first, second = json.loads(as_json([ANSWERED, REFUSED]))
    assert (first["question"], first["asked_as"], first["answered"]) == (
        "how many died?",
        "How many died in Homs?",
        True,
    )
    assert second["refusal"]["nearest"][0]["quote"] == QUOTE
