from pathlib import Path

import pytest

from index.articles.split import passages
from index.digests import digest
from index.types import Article, Hit
from qa.cite import cite
from qa.lines import line_of
from qa.reply import SaidBy


@pytest.mark.parametrize(
    ("text", "line"),
    [("x", 1), ("\nx", 2), ("\r\nx", 2), ("\rx", 2), ("\n\nx", 3), ("\r\n\r\nx", 3), ("a\u2028x", 1), ("ax\n", 1)],
)
def test_lines_are_counted_as_editors_count_them(text: str, line: int):
    assert line_of(text, text.index("x")) == line


def hit(text: str, passage: int = 0, **settings: int) -> Hit:
    """A passage of an article, its first or only one."""
    article = Article(path=Path("/a.txt"), text=text, title="", digest=digest(text))
    return Hit(article, passages(text, (), **settings)[passage], 1.0)


def test_the_quote_is_the_whole_sentence():
    text = "A headline\r\n\r\nRain fell. The toll was 45, he said. It was late."
    citation = cite(hit(text), text.index("45"), text.index("45") + 2)
    assert citation.quote == "The toll was 45, he said."
    assert citation.text == "45"
    assert citation.line == 3


def test_an_answer_over_two_sentences_quotes_both():
    text = "Rain fell. Snow fell. It was late."
    citation = cite(hit(text), text.index("fell"), text.index("Snow") + 4)
    assert citation.quote == "Rain fell. Snow fell."


def test_who_says_it_is_cited_with_it():
    text = "Rain fell. Jane Doe, a farmer, told Reuters 45 cows had died."
    citation = cite(hit(text), text.index("45"), text.index("45") + 2)
    assert citation.attribution == SaidBy("Jane Doe", "a farmer", "Reuters")


def test_what_the_article_says_itself_is_nobodys():
    text = "Rain fell. The toll was 45."
    assert cite(hit(text), text.index("45"), text.index("45") + 2).attribution is None


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe said rain fell. She said 45 cows had died.",
        "Jane Doe said: “Rain fell. And 45 cows have died.”",
        "“In all 45 cows have died. Rain fell,” said Jane Doe.",
    ],
)
def test_who_says_it_may_stand_beside_the_passage(text: str):
    at = text.index("45")
    number = next(n for n, it in enumerate(passages(text, (), most_words=7, overlap_words=0)) if it.end > at)
    place = hit(text, number, most_words=7, overlap_words=0)
    assert len(place.passage.sentences) == 1
    assert cite(place, at, at + 2).attribution == SaidBy("Jane Doe")
