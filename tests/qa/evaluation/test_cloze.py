"""Questions made of articles' own sentences."""

import random
from pathlib import Path

import pytest

from index.articles.split import passages
from index.digests import digest
from index.types import Article
from qa.evaluation.cloze import Cloze, clozes

TEXT = (
    "Storm in Exampleville\n\n"
    "Mayor Anna Example said on Monday that the storm had damaged 340 houses in the old town. "
    "The river rose quickly. "
    "Rescue workers carried several families to a school near Lake Sample before midnight came."
)


@pytest.fixture(scope="module")
def made() -> list[Cloze]:
    article = Article(Path("/storm.txt"), TEXT, "Storm in Exampleville", digest(TEXT))
    found = []
    for seed in range(30):
        found += clozes(article, passages(TEXT, ()), random.Random(seed))
    return found


def test_a_figure_is_asked_for_with_what_it_counts(made: list[Cloze]):
    counted = [cloze for cloze in made if cloze.answer == "340"]
    assert counted
    assert all(cloze.question.startswith("how many houses ") for cloze in counted)


def test_places_and_times_are_asked_for(made: list[Cloze]):
    asked = {(cloze.question.split()[0], cloze.answer) for cloze in made}
    assert ("where", "Lake Sample") in asked
    assert ("when", "Monday") in asked


def test_the_answer_stands_in_the_article_and_not_in_the_question(made: list[Cloze]):
    for cloze in made:
        assert cloze.answer in TEXT
        assert cloze.answer not in cloze.question
        assert cloze.question.endswith("?")


def test_a_short_sentence_asks_nothing(made: list[Cloze]):
    assert not any("river" in cloze.question for cloze in made)
