from dataclasses import replace
from pathlib import Path

import pytest

from index.digests import digest
from index.types import Article, Facts, Hit, Passage, Range
from qa.answers import answers_of
from qa.calibration import Calibration
from qa.evidence import Evidence
from qa.groups import Candidate

# Only the reader's margin counts.
EVEN = Calibration(0.0, Evidence(margin=1.0, log_rank=0.0, misfit=0.0, sentence=0.0, passage=0.0, unsaid=0.0))


def candidate(
    text: str, answer: str, margin: float, name: str = "a.txt", day: str | None = None, linked: str | None = None
) -> Candidate:
    """A span of an article of one sentence; `linked` is the text of a version of it."""
    article = Article(path=Path("/", name), text=text, title="", digest=digest(text), published=day)
    others = frozenset({digest(linked)} if linked else ())
    hit = Hit(article, Passage(0, len(text), (Range(0, len(text)),)), 1.0, linked=others)
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


FIRST, SECOND = "The flood killed 45 people in Arden.", "The flood killed 60 people in Arden."


def versions(first: str, second: str, *words: str, margins: tuple[float, float]) -> list[Candidate]:
    """Candidates from two versions of an article, the second a day later."""
    return [
        candidate(first, words[0], margins[0], "a.txt", "2021-03-01", second),
        candidate(second, words[-1], margins[1], "b.txt", "2021-03-02", first),
    ]


def test_a_version_adds_no_support():
    later = FIRST.replace("killed", "took the lives of")
    alone = answers_of([candidate(FIRST, "45", 1.0)], EVEN, 1)[0]
    (twice,) = answers_of(versions(FIRST, later, "45", margins=(1.0, 0.9)), EVEN, 1)
    assert (twice.confidence, twice.sources, twice.voices) == (alone.confidence, 2, 1)


def test_of_two_versions_that_agree_the_later_is_cited_first():
    later = FIRST.replace("killed", "took the lives of")
    (answer,) = answers_of(versions(FIRST, later, "45", margins=(2.0, 1.0)), EVEN, 1)
    assert [citation.path.name for citation in answer.citations] == ["b.txt", "a.txt"]
    surer = candidate("Just 45.", "45", 3.0, "c.txt")
    (answer,) = answers_of([*versions(FIRST, later, "45", margins=(2.0, 1.0)), surer], EVEN, 1)
    assert [citation.path.name for citation in answer.citations] == ["c.txt", "b.txt", "a.txt"]


def test_what_a_later_version_corrects_comes_last_and_is_no_rival():
    first, second = versions(FIRST, SECOND, "45", "60", margins=(2.0, 1.0))
    answers = answers_of([first, second, candidate("They say 70.", "70", -1.0, "c.txt")], EVEN, 3)
    assert [answer.text for answer in answers] == ["60", "70", "45"]
    alone = answers_of([second, candidate("They say 70.", "70", -1.0, "c.txt")], EVEN, 3)
    assert answers[0].confidence == alone[0].confidence


def test_what_a_later_version_leaves_out_still_answers():
    grown = "The river went down on Tuesday. Soldiers filled sandbags through the night at both of the dams."
    answers = answers_of(versions(FIRST, grown, "45", "both of the dams", margins=(2.0, 1.0)), EVEN, 2)
    assert answers[0].text == "45"


def test_a_version_that_was_changed_later_is_the_later():
    first, second = versions(FIRST, SECOND, "45", "60", margins=(1.0, 2.0))
    changed = replace(first.hit.article, facts=Facts(modified="2021-03-03"))
    first = replace(first, hit=replace(first.hit, article=changed))
    assert [answer.text for answer in answers_of([first, second], EVEN, 2)] == ["45", "60"]


def test_without_dates_no_version_is_the_later():
    answers = answers_of(
        [candidate(FIRST, "45", 2.0, linked=SECOND), candidate(SECOND, "60", 1.0, "b.txt", linked=FIRST)], EVEN, 2
    )
    assert [answer.text for answer in answers] == ["45", "60"]
