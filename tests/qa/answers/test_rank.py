from dataclasses import replace
from pathlib import Path

import pytest

from index.digests import digest
from index.types import Article, Facts, Hit, Passage, Range
from qa.answers.calibration import Calibration, Sureness
from qa.answers.evidence import Evidence
from qa.answers.groups import Candidate
from qa.answers.rank import answers_of, best_of, groups_of, values_of
from qa.question.answer_type import AnswerType
from qa.question.kind import Kind

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


def test_what_is_about_another_matter_is_no_source_of_the_answer():
    def about(passage: float, text: str, answer: str, margin: float, name: str) -> Candidate:
        found = candidate(text, answer, margin, name)
        ends = [0, *(at + 1 for at, letter in enumerate(text) if letter == ".")]
        sentences = tuple(map(Range, ends, ends[1:]))
        hit = replace(found.hit, passage=Passage(0, len(text), sentences))
        return replace(found, hit=hit, evidence=replace(found.evidence, passage=passage))

    wreck = "At least 18 died when it went down. All hope is given up for the 27."
    (answer,) = answers_of(
        [
            about(0.6, "The ferry sank, killing 27.", "27", 2.0, "ferry.txt"),
            about(0.3, wreck, "At least 18", 0.0, "wreck.txt"),
            about(0.1, "At least a dozen people have died in the heat.", "At least a dozen", -2.0, "heat.txt"),
            about(0.1, wreck, "27", -3.0, "wreck.txt"),
        ],
        EVEN,
        1,
    )
    assert [citation.path.name for citation in answer.citations] == ["ferry.txt", "wreck.txt", "wreck.txt"]
    assert (answer.sources, answer.voices) == (2, 2)


@pytest.mark.parametrize("kind", [Kind.FACTOID, Kind.LIST])
def test_a_value_is_as_sure_as_the_answer_that_it_is(kind: Kind):
    calibration = replace(EVEN, words=Sureness(scale=0.8, lead=0.4, first=1.0))
    members = [
        candidate(f"It was in {name}.", name, margin, f"{name}.txt")
        for name, margin in (("Paris", -0.5), ("Rome", -0.9), ("Oslo", -3.0))
    ]
    groups = groups_of(members, calibration, kind, AnswerType.OTHER)
    answers = best_of(groups, calibration, 3, kind)
    values = values_of(groups, calibration, 3, kind, AnswerType.OTHER)
    assert [answer.text for answer in values] == ["Paris", "Rome"]
    assert values == answers[:2]


def test_what_is_as_likely_makes_an_answer_less_sure_but_not_a_member_of_a_list():
    calibration = replace(EVEN, words=Sureness(lead=1.0, first=1.0))
    found = [candidate(f"It was in {name}.", name, 2.0, f"{name}.txt") for name in ("Paris", "Rome")]
    one, several = (answers_of(found, calibration, 2, kind) for kind in (Kind.FACTOID, Kind.LIST))
    (alone,) = answers_of(found[:1], calibration, 2)
    assert [answer.confidence for answer in several] == [alone.confidence] * 2
    assert one[0].confidence < alone.confidence


def test_a_word_that_says_nothing_is_no_answer():
    spans = [("They met the president.", "the"), ("(He met us.)", "("), ("He met US troops.", "US"), ("It sank.", "It")]
    answers = answers_of([candidate(text, span, 1.0, f"{span}.txt") for text, span in spans], EVEN, 9)
    assert [answer.text for answer in answers] == ["US"]


def test_every_source_is_cited_before_what_one_says_again_and_no_sentence_twice():
    text = "The toll was 45, or 45 people. All 45 are dead."
    article = Article(path=Path("/", "a.txt"), text=text, title="", digest=digest(text))
    hit = Hit(article, Passage(0, len(text), (Range(0, 30), Range(31, len(text)))), 1.0)
    places = [(13, 15), (20, 29), (35, 37)]
    again = [
        Candidate(hit, start, end, Evidence(3.0 - number, 0.0, 0.0, 0.0, 0.0, 0.0))
        for number, (start, end) in enumerate(places)
    ]
    (answer,) = answers_of([*again, candidate("Reports speak of 45 dead.", "45", -1.0, "b.txt")], EVEN, 1)
    assert [(it.path.name, it.quote) for it in answer.citations] == [
        ("a.txt", "The toll was 45, or 45 people."),
        ("b.txt", "Reports speak of 45 dead."),
        ("a.txt", "All 45 are dead."),
    ]


def test_who_were_counted_for_another_fate_are_no_source_of_the_answer():
    (answer,) = answers_of(
        [
            candidate("Some 165 people survived.", "165", 2.0, "ferry.txt"),
            candidate("More than 20 people died when it sank.", "More than 20", 0.0, "wreck.txt"),
            candidate("There were 165 on the quay at dawn.", "165", -1.0, "quay.txt"),
        ],
        EVEN,
        1,
    )
    assert [citation.path.name for citation in answer.citations] == ["ferry.txt", "quay.txt"]


def test_who_tells_only_the_day_is_no_source_of_the_hour():
    (answer,) = answers_of(
        [
            candidate("The blast happened at 4.40 a.m.", "4.40 a.m.", 2.0, "hour.txt"),
            candidate("A blast killed 11 on Monday.", "Monday", 1.0, "day.txt"),
            candidate("It woke the town at 4.40 a.m. on Monday.", "4.40 a.m. on Monday", 0.0, "both.txt"),
        ],
        EVEN,
        1,
    )
    assert [citation.path.name for citation in answer.citations] == ["hour.txt", "both.txt"]


def test_a_year_is_no_source_of_a_bound():
    (answer,) = answers_of(
        [
            candidate("A gunman killed more than 50 people.", "more than 50", 2.0, "story.txt"),
            candidate("Copyright 1995.", "1995", -2.0, "notice.txt"),
        ],
        EVEN,
        1,
    )
    assert (answer.text, answer.sources) == ("more than 50", 1)


@pytest.mark.parametrize(
    ("best", "same", "other"),
    [
        (
            ("The minister sent 1,200 soldiers.", "1,200"),
            ("He sent more than 1,000 soldiers.", "more than 1,000"),
            ("The storm hurt more than 400.", "more than 400"),
        ),
        (
            ("Talks must end on October 31st.", "October 31st"),
            ("Talks go on to October 31.", "October 31"),
            ("Butterflies were fewer last year.", "last year"),
        ),
    ],
)
def test_what_allows_the_answer_in_a_sentence_about_something_else_is_no_source_of_it(
    best: tuple[str, str], same: tuple[str, str], other: tuple[str, str]
):
    def about(sentence: float, text: str, answer: str, margin: float, day: str | None = None) -> Candidate:
        found = candidate(text, answer, margin, f"{answer}.txt", day)
        return replace(found, evidence=replace(found.evidence, sentence=sentence))

    found = [about(0.9, *best, 2.0), about(0.5, *same, 1.0), about(0.1, *other, 0.0, "2019-01-31")]
    (answer,) = answers_of(found, EVEN, 3)
    assert answer.sources == 2
    assert [citation.text for citation in answer.citations] == [best[1], same[1]]


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
