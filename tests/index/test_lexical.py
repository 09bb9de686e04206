import math

from rank_bm25 import BM25Okapi

from index.lexical import Lexical
from index.load import find_files, load
from index.split import passages
from index.update import indexed_text
from index.words import words
from tests.conftest import SEEDS


def seed_words() -> list[list[str]]:
    articles = [article for path in find_files([SEEDS]) for article in load(path)]
    return [
        words(indexed_text(article, passage))
        for article in articles
        for passage in passages(article.text, article.noise)
    ]


def test_a_word_in_half_of_the_passages_still_finds_them():
    passages = [["aleppo", "strike"], ["aleppo", "truce"], ["homs", "bus"], ["damascus", "aid"]]
    assert BM25Okapi(passages).idf["aleppo"] == 0, "what rank-bm25 does by itself"
    assert set(Lexical(passages).search(["aleppo"], 10)) == {0, 1}


def test_a_passage_without_any_of_the_words_is_not_found():
    assert Lexical([["aleppo"], ["homs"]]).search(["homs"], 10) == [1]


def test_an_empty_collection_finds_nothing():
    assert Lexical([]).search(["homs"], 10) == []
    assert Lexical([[], []]).search(["homs"], 10) == []


def test_a_question_without_words_finds_nothing():
    assert Lexical([["homs"]]).search([], 10) == []


def test_every_word_of_the_seeds_weighs_something():
    lexical = Lexical(seed_words())
    assert all(math.isfinite(weight) and weight > 0 for weight in lexical._bm25.idf.values())


def test_the_passage_with_the_death_toll_is_among_the_first_three():
    collection = seed_words()
    found = Lexical(collection).search(words("what was the death toll?"), 3)
    assert any("45" in collection[row] for row in found)
