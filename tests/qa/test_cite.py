from pathlib import Path

import pytest

from index.load import digest
from index.split import passages
from index.types import Article, Hit
from qa.cite import cite, line_of


@pytest.mark.parametrize(
    ("text", "line"),
    [("x", 1), ("\nx", 2), ("\r\nx", 2), ("\rx", 2), ("\n\nx", 3), ("\r\n\r\nx", 3), ("a\u2028x", 1), ("ax\n", 1)],
)
def test_lines_are_counted_as_editors_count_them(text: str, line: int):
    assert line_of(text, text.index("x")) == line


def hit(text: str) -> Hit:
    """The only passage of an article."""
    article = Article(path=Path("/a.txt"), text=text, title="", digest=digest(text))
    (passage,) = passages(text, ())
    return Hit(article, passage, 1.0)


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
