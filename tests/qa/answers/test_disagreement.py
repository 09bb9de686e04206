"""Where reports differ, and how."""

from dataclasses import replace
from pathlib import Path

import pytest

from qa.answers.disagreement import disagreements
from qa.assistant import Assistant
from qa.question.answer_type import AnswerType
from qa.reply import Answer, Citation, Difference, SaidBy


def cited(
    text: str, quote: str, published: str | None = None, speaker: str | None = None, article: str | None = None
) -> Answer:
    start = quote.index(text)
    citation = Citation(
        Path(f"/{article or quote}.txt"), "A title", None, published, start, start + len(text), 1, quote, 0,
        SaidBy(speaker) if speaker else None,
    )  # fmt: skip
    return Answer(text, 0.5, (citation,), 1)


def difference(one: Answer, other: Answer, asked: AnswerType = AnswerType.NUMBER) -> Difference | None:
    found = disagreements([one, other], asked)
    return found[0].kind if found else None


def test_a_later_report_of_the_same_count_updates_the_earlier():
    later, earlier = cited("45", "It killed 45 people.", "2016-09-23"), cited("43", "It killed 43.", "2016-09-22")
    (found,) = disagreements([later, earlier], AnswerType.NUMBER)
    assert found.kind is Difference.UPDATED
    assert [side.text for side in found.sides] == ["43", "45"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2016-09-23", "2016-09-23T08:00:00"),
        ("2016-09-23T10:00:00+02:00", "2016-09-23T08:00:00+00:00"),
    ],
)
def test_of_two_reports_of_one_time_neither_updates_the_other(one: str, other: str):
    assert difference(cited("45", "45 died.", one), cited("43", "It killed 43.", other)) is Difference.DIFFERS


def test_the_later_report_is_known_whatever_the_zone_of_its_hour():
    earlier = cited("43", "It killed 43.", "2016-09-23T10:00:00+02:00")
    (found,) = disagreements([cited("45", "45 died.", "2016-09-23T09:00:00+00:00"), earlier], AnswerType.NUMBER)
    assert found.kind is Difference.UPDATED
    assert [side.text for side in found.sides] == ["43", "45"]


def test_a_bound_on_a_figure_is_told_from_the_figure():
    exact, bound = cited("45", "It killed 45 people."), cited("at least 45", "It killed at least 45 of them.")
    both = Answer("45", 0.5, (*exact.citations, *bound.citations), 2)
    (found,) = disagreements([both], AnswerType.NUMBER)
    assert found.kind is Difference.BOUND
    assert [side.text for side in found.sides] == ["45", "at least 45"]


def test_two_speakers_may_differ():
    one, other = cited("45", "45 died, he said.", speaker="Khatib"), cited("60", "She spoke of 60.", speaker="Selmo")
    assert difference(one, other) is Difference.ATTRIBUTION
    other = cited("60", "She spoke of 60.", speaker="Hamza al-Khatib")
    assert difference(one, other) is Difference.DIFFERS


def test_what_one_article_gives_side_by_side_is_of_two_things():
    quote = "It was 35 km north of the town, at a depth of 10 km."
    assert difference(cited("35 km", quote), cited("10 km", quote)) is None
    quote = "Police chief Dana Whitlow named the suspect as Curtis Bell."
    assert difference(cited("Dana Whitlow", quote), cited("Curtis Bell", quote), AnswerType.NAME) is None


def test_an_article_may_quote_two_who_differ():
    union = cited("20,000", "The union said 20,000 took part.", speaker="The union", article="a")
    firm = cited("11,500", "Transrail said 11,500 did.", speaker="Transrail", article="a")
    assert difference(union, firm) is Difference.ATTRIBUTION


def test_a_later_report_that_tells_the_figure_before_updates_it():
    quote = "The toll rose to 45 from 43."
    later, told = cited("45", quote, "2016-09-23"), cited("43", quote, "2016-09-23")
    earlier = cited("43", "It killed 43.", "2016-09-22")
    before = Answer("43", 0.5, (*earlier.citations, *told.citations), 2)
    assert difference(later, before) is Difference.UPDATED


def test_the_dead_are_not_the_displaced_and_three_more_are_not_all():
    displaced = cited("15,000", "Some 15,000 people had been displaced.", "2020-08-04")
    assert difference(displaced, cited("57", "Floods hit Kassa, where 57 people died.", "2020-08-09")) is None
    killed = cited("11", "It killed 11 workers.", "2019-05-06")
    assert difference(killed, cited("Three", "Three more workers died.", "2019-05-07")) is None
    assert difference(killed, cited("14", "14 of them died.", "2019-05-07")) is Difference.UPDATED


def test_a_later_report_that_gives_both_apart_updates_neither():
    ours = cited("5.1 million", "It has a thrust of 5.1 million pounds.", "2018-02-06", article="b")
    theirs = cited("8.8 million", "NASA's will have 8.8 million.", "2018-02-06", article="b")
    theirs = Answer("8.8 million", 0.5, (replace(theirs.citations[0], quote_start=90),), 1)
    before = cited("5.1 million", "It has 5.1 million.", "2018-01-05")
    both = Answer("5.1 million", 0.5, (*before.citations, *ours.citations), 2)
    assert difference(both, theirs) is None


def test_an_earlier_report_of_both_has_no_figure_that_was_updated():
    quote = "It hurt 60 and killed 43."
    hurt = cited("60", quote, "2016-09-22")
    killed = cited("43", "It killed 43.", "2016-09-23")
    both = Answer("43", 0.5, (*killed.citations, *cited("43", quote, "2016-09-22").citations), 2)
    assert difference(both, hurt) is None


def test_a_later_report_of_another_name_has_no_other_figure():
    one = cited("Northline", "It blamed Northline.", "2021-03-06")
    assert difference(one, cited("Velk", "He blamed Velk.", "2021-03-03"), AnswerType.NAME) is Difference.DIFFERS


def test_civilians_are_not_all_people():
    assert difference(cited("20 people", "20 people died."), cited("15 civilians", "15 civilians.")) is Difference.SCOPE


def test_nobody_knows_differs_from_a_figure():
    assert difference(cited("45", "45 died."), cited("unknown", "The toll is unknown.")) is Difference.DIFFERS


def test_two_who_do_not_know_do_not_differ():
    assert difference(cited("unclear", "It is unclear."), cited("unknown", "The toll is unknown.")) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("45 people", "45 trucks"),
        ("45", "several"),
        ("two days", "$5"),
        ("2.5 percent", "25 basis points"),
    ],
)
def test_what_cannot_be_compared_is_no_disagreement(one: str, other: str):
    assert difference(cited(one, f"{one}."), cited(other, f"{other}.")) is None


def test_the_sample_articles_agree_on_a_figure_through_one_voice(seeds_assistant: Assistant):
    reply = seeds_assistant.ask("what was the death toll?")
    first = reply.answers[0]
    assert (first.text, first.sources, first.voices) == ("45", 2, 1)
    assert {citation.attribution.speaker for citation in first.citations if citation.attribution} == {"Hamza al-Khatib"}
    bound = next(found for found in reply.disagreements if found.kind is Difference.BOUND)
    assert [side.text.split()[0] for side in bound.sides] == ["45", "at"]
