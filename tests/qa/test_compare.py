"""How answers stand to each other, on a hand-made table of pairs."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answer_type import asked_for
from qa.compare.answers import Said, agree, relation
from qa.compare.relation import Relation
from tests.conftest import ROOT

PAIRS = json.loads((ROOT / "tests" / "data" / "answer_pairs.json").read_text(encoding="utf-8"))["pairs"]
FIGURES = {"count", "bound", "percent", "money", "duration", "date"}


def said(pair: dict) -> tuple[Said, Said]:
    asked = asked_for(pair["question"])
    return (
        Said(pair["one"], pair.get("published_one"), asked),
        Said(pair["other"], pair.get("published_other"), asked),
    )


def test_most_pairs_of_the_table_stand_as_a_careful_editor_would_say():
    """What is left needs knowledge of the world: synonyms, who holds which office, which town lies where."""
    right = Counter(pair["sort"] in FIGURES for pair in PAIRS if relation(*said(pair)).value == pair["label"])
    counts = Counter(pair["sort"] in FIGURES for pair in PAIRS)
    assert right[True] / counts[True] >= 0.99
    assert right.total() / counts.total() >= 0.965


def test_figures_that_differ_are_never_taken_for_the_same():
    different = [pair for pair in PAIRS if pair["sort"] in FIGURES and pair["label"] == "different"]
    assert len(different) > 100
    assert [pair for pair in different if relation(*said(pair)) is Relation.SAME] == []


def test_it_does_not_matter_which_comes_first():
    for pair in PAIRS:
        one, other = said(pair)
        assert relation(one, other) is relation(other, one), pair


@pytest.mark.parametrize(
    ("one", "other"),
    [("45", "at least 45 people"), ("around 20", "19"), ("John Kerry", "Kerry"), ("Thursday", "Thursday morning")],
)
def test_a_figure_supports_a_bound_that_allows_it(one: str, other: str):
    assert agree(Said(one), Said(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.N.", "the United Nations"),
        ("F.B.I.", "FBI"),
        ("the U.S. Army", "US Army"),
        ("J.K. Rowling", "Rowling"),
        ("one and a half million", "1.5 million"),
        ("a hundred and fifty people", "150 people"),
        ("2½ years", "two and a half years"),
        ("between 900,000 and 1 million", "900,000 to 1,000,000"),
        ("4,000 sq ft", "4,000 square feet"),
        ("60 mph", "60 miles per hour"),
        ("100 km/h", "100 kilometres an hour"),
        ("120 mph", "193 kph"),
        ("30C", "30 degrees Celsius"),
        ("86 degrees Fahrenheit", "30°C"),
        ("30 degrees", "30°C"),
        ("100,000 barrels per day", "100,000 barrels a day"),
        ("the end of 2016", "late 2016"),
    ],
)
def test_what_is_written_in_two_ways_is_the_same(one: str, other: str):
    assert agree(Said(one), Said(other))


@pytest.mark.parametrize("ago", ["4,500 years ago", "10000000 days ago", "99999 weeks ago"])
def test_what_was_before_all_calendars_can_be_compared(ago: str):
    assert relation(Said(ago, "2016-09-22"), Said(ago.replace(",", ""), "2016-09-22")) in Relation


@pytest.mark.parametrize(
    ("one", "other"),
    [("45", "at least 60"), ("45", "dozens"), ("the president", "Bashar al-Assad"), ("45 people", "45 trucks")],
)
def test_what_is_vague_or_something_else_supports_no_figure(one: str, other: str):
    assert not agree(Said(one), Said(other))


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(one: str, other: str):
    assert relation(Said(one, "2016-09-22"), Said(other)) in Relation
    assert relation(Said(one), Said(one)) is Relation.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ali Hassan", "Ali Hussein"),
        ("Mr Okafor", "Mrs Okafor"),
        ("the Russian Defence Ministry", "the Turkish Defence Ministry"),
        ("Mexico", "New Mexico"),
        ("Paris, Texas", "Paris, France"),
        ("Bob Larkin", "Rob Larkin's brother"),
        ("minus 3%", "3%"),
        ("7.3 million", "7.3 metres"),
        ("60 miles", "60 miles an hour"),
        ("60 mph", "60 km/h"),
        ("30C", "30F"),
        ("30 degrees Celsius", "30 people"),
        ("50 barrels a day", "50 barrels"),
        ("50 barrels a day", "50 barrels a week"),
        ("all but three of the 22", "3 of the 22"),
        ("6 p.m. GMT", "6 p.m. (1700 GMT)"),
        ("half past seven in the evening", "7:30 a.m."),
        ("half a percentage point", "half"),
        ("in her early forties", "48"),
        ("an attempted murder", "a murder"),
    ],
)
def test_what_is_near_is_not_the_same(one: str, other: str):
    assert relation(Said(one), Said(other)) is Relation.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"), [("68,000", "68,600"), ("6%", "5%"), ("5,000", "4,900"), ("45", "46"), ("50", "48")]
)
def test_only_what_rounds_to_a_figure_is_allowed_by_it(one: str, other: str):
    asked = asked_for("How many were there?")
    assert relation(Said(one, asked=asked), Said(other, asked=asked)) is Relation.DIFFERENT


def test_a_day_of_the_week_is_the_next_one_only_beside_a_day_that_lies_ahead_too():
    asked = asked_for("When do they meet?")
    friday = Said("on Friday", "2016-09-22", asked)
    assert relation(friday, Said("tomorrow", "2016-09-22", asked)) is Relation.SAME
    assert relation(friday, Said("September 23", "2016-09-25", asked)) is Relation.DIFFERENT
    assert relation(friday, Said("September 16", "2016-09-17", asked)) is Relation.SAME
