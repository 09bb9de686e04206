from pathlib import Path

import pytest

from index.load import digest
from index.types import Article, Hit, Passage, Range
from qa.answers import Candidate, answers_of
from qa.calibration import Calibration
from qa.evidence import Evidence

# Only the reader's margin counts.
EVEN = Calibration(0.0, Evidence(margin=1.0, log_rank=0.0, misfit=0.0, sentence=0.0, passage=0.0, unsaid=0.0))


def candidate(text: str, answer: str, margin: float, name: str = "a.txt") -> Candidate:
    """A span of an article of one sentence."""
    article = Article(path=Path("/", name), text=text, title="", digest=digest(text))
    hit = Hit(article, Passage(0, len(text), (Range(0, len(text)),)), 1.0)
    start = text.index(answer)
    return Candidate(hit, start, start + len(answer), Evidence(margin, 0.0, 0.0, 0.0, 0.0, 0.0))


def test_two_sources_outweigh_one_that_is_surer():
    answers = answers_of(
        [
            candidate("The toll is unknown.", "unknown", 3.0, "a.txt"),
            candidate("The toll was 45.", "45", 2.0, "a2.txt"),
            candidate("At least 45 people died.", "At least 45 people", 1.9, "b.txt"),
        ],
        EVEN,
        3,
    )
    assert [answer.text for answer in answers] == ["45", "unknown"]
    assert [answer.sources for answer in answers] == [2, 1]


def test_a_copy_adds_no_support():
    text = "The toll was 45."
    alone = answers_of([candidate(text, "45", 1.0)], EVEN, 1)[0]
    twice = answers_of([candidate(text, "45", 1.0), candidate(text, "45", 1.0, "copy.txt")], EVEN, 1)[0]
    assert twice.confidence == alone.confidence
    assert twice.sources == 1
    assert len(twice.citations) == 2


def test_the_same_sentence_in_another_article_adds_no_support():
    one, other = "The toll was 45.", "The  toll was 45."
    alone = answers_of([candidate(one, "45", 1.0)], EVEN, 1)[0]
    twice = answers_of([candidate(one, "45", 1.0), candidate(other, "45", 1.0, "b.txt")], EVEN, 1)[0]
    assert twice.confidence == alone.confidence


def test_the_confidence_of_one_source_is_its_calibrated_chance():
    (answer,) = answers_of([candidate("It was 45.", "45", 0.0)], EVEN, 1)
    assert answer.confidence == pytest.approx(0.5)


def test_two_independent_sources_are_wrong_only_together():
    (answer,) = answers_of([candidate("It was 45.", "45", 0.0), candidate("They say 45.", "45", 0.0, "b.txt")], EVEN, 1)
    assert answer.confidence == pytest.approx(0.75)


def test_a_place_found_through_two_passages_is_one_citation():
    text = "At least 45 people died."
    answers = answers_of([candidate(text, "45", 2.0), candidate(text, "At least 45 people", 1.0)], EVEN, 3)
    assert [len(answer.citations) for answer in answers] == [1]
    assert answers[0].text == "45"


def test_the_best_span_is_the_answers_text_and_first_citation():
    (answer,) = answers_of(
        [candidate("At least 45 people died.", "At least 45", 1.0), candidate("It was 45.", "45", 2.0, "b.txt")],
        EVEN,
        3,
    )
    assert answer.text == answer.citations[0].text == "45"
    assert answer.citations[1].text == "At least 45"


def test_no_candidates_no_answers():
    assert answers_of([], EVEN, 3) == []
