import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from index.articles.indexed import indexed_text
from index.articles.load import find_files, load
from index.articles.split import passages
from index.search import postings
from index.search.lexical import Lexical
from index.search.postings import Postings
from index.text.words import words
from tests.conftest import SEEDS


def seed_words() -> list[list[str]]:
    articles = [article for name in find_files([SEEDS]) for article in load(Path(name))]
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
    collection = seed_words()
    lexical = Lexical(collection)
    assert all(lexical.rarity(word) > 0 for passage in collection for word in passage)


def test_the_passage_with_the_death_toll_is_among_the_first_three():
    collection = seed_words()
    found = Lexical(collection).search(words("what was the death toll?"), 3)
    assert any("45" in collection[row] for row in found)


class LuceneBm25(BM25Okapi):
    """rank-bm25 over the whole of a collection, with Lucene's idf: what every score is to be equal to."""

    def _calc_idf(self, nd: dict[str, int]) -> None:
        for word, holding in nd.items():
            self.idf[word] = math.log(1 + (self.corpus_size - holding + 0.5) / (holding + 0.5))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("postings")


def frozen(folder: Path, passages: Sequence[Sequence[str]]) -> Postings:
    Postings.write(folder, passages)
    return Postings.open(folder)


WORDS = st.sampled_from(["aleppo", "strike", "truce", "6", "6.5", "é", "日本", "a" * 40, "zz"])
PASSAGES = st.lists(st.lists(WORDS, max_size=30), max_size=25)


@settings(deadline=None)  # the disk has its moments
@given(PASSAGES, PASSAGES, st.lists(WORDS | st.just("nowhere"), max_size=6), st.integers(1, 10), st.data())
def test_scores_are_those_of_rank_bm25_over_all_passages(
    folder: Path, old: list, new: list, question: list, limit: int, data: st.DataObject
):
    """Whatever is frozen, gone or new; to the last bit."""
    gone = np.array(data.draw(st.lists(st.booleans(), min_size=len(old), max_size=len(old))), dtype=bool)
    lexical = Lexical(new, frozen(folder, old), gone)
    left = [place for place in range(len(old) + len(new)) if place >= len(old) or not gone[place]]
    collection = [[*old, *new][place] for place in left]
    wanted = np.zeros(len(old) + len(new))
    if any(collection):
        wanted[left] = LuceneBm25(collection).get_scores(question)
    assert lexical.scores(question, np.arange(len(wanted))).tolist() == wanted.tolist()
    allowed = data.draw(st.none() | st.lists(st.booleans(), min_size=len(wanted), max_size=len(wanted)).map(np.array))
    searched = np.flatnonzero(wanted if allowed is None else wanted * allowed).tolist()
    best = sorted(searched, key=lambda place: -wanted[place])[:limit]
    assert lexical.search(question, limit, allowed) == best
    known = {word for passage in collection for word in passage}
    assert {word for word in ["aleppo", "zz", "nowhere"] if lexical.knows(word)} == known & {"aleppo", "zz", "nowhere"}


def test_scores_are_those_of_rank_bm25_on_the_seeds(folder: Path):
    collection = seed_words()
    question = words("How many people were killed in the air strikes on Aleppo?")
    found = Lexical(collection[20:], frozen(folder, collection[:20])).scores(question, np.arange(len(collection)))
    assert found.tolist() == LuceneBm25(collection).get_scores(question).tolist()


@settings(deadline=None)  # the disk has its moments
@given(PASSAGES, PASSAGES, st.lists(WORDS | st.just("nowhere"), max_size=6), st.data())
def test_coverage_is_the_share_of_the_question_by_rarity_that_a_passage_has(
    folder: Path, old: list, new: list, question: list, data: st.DataObject
):
    lexical = Lexical(new, frozen(folder, old))
    collection = [*old, *new]
    flags = data.draw(st.lists(st.booleans(), min_size=len(collection), max_size=len(collection)))
    places = np.flatnonzero(np.array(flags, dtype=bool))
    whole = sum(lexical.rarity(word) for word in set(question))
    shares = [
        sum(lexical.rarity(word) for word in set(question) & set(collection[place])) / whole if whole else 0.0
        for place in places
    ]
    assert lexical.coverage(question, places) == pytest.approx(shares)


def test_postings_are_the_same_however_many_passages_are_counted_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    collection = [[f"w{number % 7}", f"w{number % 3}", "all", "all"] for number in range(40)]
    for name, block in (("whole", 100), ("blocks", 3)):
        monkeypatch.setattr(postings, "_BLOCK", block)
        (tmp_path / name).mkdir()
        Postings.write(tmp_path / name, collection)
    for name in postings.FILES:
        assert (tmp_path / "whole" / name).read_bytes() == (tmp_path / "blocks" / name).read_bytes()


def test_only_allowed_passages_are_found():
    assert Lexical([["aleppo"], ["aleppo"], ["homs"]]).search(["aleppo"], 10, np.array([False, True, True])) == [1]
