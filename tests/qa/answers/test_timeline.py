"""How a figure moved over time."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from index.encoding.encode import OnnxEncoder
from index.update import update
from qa.answers.timeline import Point, as_question, marks, matter, timeline
from qa.cli import main
from qa.reply import Citation, Difference, Disagreement, SaidBy, Side
from qa.views.timeline import as_csv, as_json, print_timeline


def cited(text: str, day: str | None, name: str) -> Citation:
    quote = f"The flood killed {text}."
    return Citation(Path(f"/{name}.txt"), "Flood", None, day, 17, 17 + len(text), 1, quote, 0)


@pytest.fixture
def points() -> list[Point]:
    citations = (
        cited("45 people", "2016-09-24", "c"),
        cited("12", "2016-09-22", "a"),
        cited("at least 60", "2016-09-23", "b"),
        cited("30", None, "d"),
        cited("6%", "2016-09-20", "e"),
        cited("45", "2016-09-24", "c"),
    )
    return timeline(citations)


def test_figures_come_by_day_the_undated_last_one_an_article_and_of_one_measure(points: list[Point]):
    assert [(point.day, point.citation.text) for point in points] == [
        ("2016-09-22", "12"),
        ("2016-09-23", "at least 60"),
        ("2016-09-24", "45 people"),
        (None, "30"),
    ]


def test_the_first_the_latest_and_the_highest_are_marked(points: list[Point]):
    assert marks(points) == {0: "first", 1: "highest", 2: "latest"}


def test_lengths_of_time_are_compared_as_such_and_other_things_are_left_out():
    told = (cited("2 years", "2016-01-01", "a"), cited("18 months", "2016-02-01", "b"))
    points = timeline(told)
    assert marks(points) == {0: "first, highest", 1: "latest"}
    told = (
        cited("45 people", "2016-01-01", "a"),
        cited("50 trucks", "2016-02-01", "b"),
        cited("46", "2016-03-01", "c"),
    )
    points = timeline((*told, cited("47 people", "2016-04-01", "d")))
    assert [point.citation.text for point in points] == ["45 people", "46", "47 people"]
    told = (
        cited("3.5 percent", "2016-01-01", "a"),
        cited("25 basis points", "2016-02-01", "b"),
        cited("4 percent", "2016-03-01", "c"),
    )
    points = timeline(told)
    assert [point.citation.text for point in points] == ["3.5 percent", "4 percent"]


def test_the_highest_temperature_is_the_hottest_on_whichever_scale():
    told = (cited("104F", "2016-01-01", "a"), cited("41C", "2016-02-01", "b"))
    assert marks(timeline(told)) == {0: "first", 1: "latest, highest"}


def test_reports_of_one_day_come_by_their_hours_in_greenwich():
    told = (cited("45", "2016-09-24T09:00:00+00:00", "london"), cited("43", "2016-09-24T10:00:00+02:00", "paris"))
    assert [point.citation.text for point in timeline(told)] == ["43", "45"]


def test_of_one_time_what_a_correction_says_is_the_latest():
    wrong, right = cited("8.2 percent", "2016-09-24", "wire"), cited("8.1 percent", "2016-09-24", "corrected")
    sides = (Side("8.2 percent", (wrong,)), Side("8.1 percent", (right,)))
    points = timeline((right,), [Disagreement(Difference.UPDATED, sides)])
    assert [point.citation.text for point in points] == ["8.2 percent", "8.1 percent"]
    assert marks(points)[1] == "latest"


def test_the_wounded_and_those_who_came_on_top_are_no_points_of_the_dead_nor_they_of_the_wounded():
    def told(text: str, quote: str, day: str) -> Citation:
        at = quote.index(text)
        return Citation(Path(f"/{day}.txt"), "Flood", None, day, at, at + len(text), 1, quote, 0)

    citations = (
        told("11", "It killed 11 workers.", "2016-09-21"),
        told("9", "Another 9 were wounded.", "2016-09-22"),
        told("3", "At least 3 more workers died.", "2016-09-23"),
        told("14", "14 have now died.", "2016-09-24"),
    )
    points = timeline(citations)
    assert [point.citation.text for point in points] == ["11", "14"]
    points = timeline(citations, question="How many were wounded?")
    assert [point.citation.text for point in points] == ["9"]
    assert timeline(citations[1:2], question="What was the death toll?") == []


def test_as_csv_and_as_json_every_point_has_its_quote(points: list[Point]):
    rows = list(csv.DictReader(io.StringIO(as_csv(points))))
    assert [row["figure"] for row in rows] == ["12", "60", "45", "30"]
    assert rows[1]["quote"] == "The flood killed at least 60."
    fields = json.loads(as_json("how many?", points))
    assert [point["mark"] for point in fields["points"]] == ["first", "highest", "latest", None]


def test_as_csv_and_as_json_a_long_name_is_not_cut():
    whom = "the Syrian Observatory for Human Rights in Coventry"
    (point,) = timeline([replace(cited("45", "2016-09-24", "c"), attribution=SaidBy(whom, None, "Example News"))])
    (row,) = csv.DictReader(io.StringIO(as_csv([point])))
    assert row["said_by"] == f"{whom} via Example News"
    assert json.loads(as_json("how many?", [point]))["points"][0]["said_by"] == row["said_by"]


def test_it_is_drawn_with_bars_as_long_as_the_figures(points: list[Point]):
    out = io.StringIO()
    print_timeline(points, Console(file=out, width=100))
    bars = [line.count("█") for line in out.getvalue().splitlines() if "█" in line]
    assert bars == [5, 24, 18, 12]


def test_every_point_is_cited_and_no_line_begins_below_its_day(points: list[Point]):
    out = io.StringIO()
    print_timeline(points, Console(file=out, width=40))
    lines = out.getvalue().splitlines()
    assert sum(".txt:" in line for line in lines) == len(points)
    assert all(line.startswith(" " * 12) or line[:4].isdigit() or line.startswith("undated") for line in lines)
    assert max(map(len, lines)) <= 40


@pytest.mark.parametrize(
    ("topic", "question"),
    [
        ("death toll in Aleppo", "What was the death toll in Aleppo?"),
        ("the price of oil", "What was the price of oil?"),
        ("how many people died?", "how many people died?"),
        ("How has the death toll in Aleppo moved?", "What was the death toll in Aleppo?"),
        ("how did the death toll change over time?", "What was the death toll?"),
        ("Has the number of refugees risen since May?", "What was the number of refugees since May?"),
        ("by how much did the price of oil go up in 1987", "What was the price of oil in 1987?"),
        ("How many houses did the flood destroy?", "How many houses did the flood destroy?"),
    ],
)
def test_a_topic_is_asked_for_as_a_question(topic: str, question: str):
    assert as_question(topic) == question


def test_the_command_follows_a_figure_through_dated_articles(
    tmp_path: Path, write: Callable[[str, str], Path], encoder: OnnxEncoder, capsys: pytest.CaptureFixture[str]
):
    for day, toll in (("2024-05-01", 12), ("2024-05-02", 19), ("2024-05-04", 23)):
        write(
            f"{day}.md",
            f"---\ntitle: Flood in Exampleville\ndate: {day}\n---\n\n"
            f"The death toll of the flood in Exampleville was {toll} by the evening of that day, the mayor said.\n",
        )
    update(tmp_path / "index", [tmp_path / "news"], encoder)
    index = ["--index", str(tmp_path / "index")]
    assert main(["timeline", "death toll of the flood in Exampleville", "--json", *index]) == 0
    points = json.loads(capsys.readouterr().out)["points"]
    assert [(point["date"], point["figure"]) for point in points] == [
        ("2024-05-01", 12.0),
        ("2024-05-02", 19.0),
        ("2024-05-04", 23.0),
    ]
    assert main(["timeline", "colour of the moon", *index]) == 1


def test_reports_in_other_words_are_points_and_what_is_told_of_something_else_is_none(
    tmp_path: Path, write: Callable[[str, str], Path], encoder: OnnxEncoder, capsys: pytest.CaptureFixture[str]
):
    for day, told in (
        ("2024-05-01", "Seven people died when an earthquake shook Exampleville, the mayor said."),
        ("2024-05-02", "At least 32 people are now known to have died in the earthquake. More than 120 were injured."),
        ("2024-05-03", "The earthquake in Exampleville left 41 people dead, officials said, and 150 injured."),
        ("2024-05-04", "The council of Exampleville passed a budget of 12 million dollars for 30 new schools."),
    ):
        write(f"{day}.md", f"---\ntitle: News of Exampleville\ndate: {day}\n---\n\n{told}\n")
    update(tmp_path / "index", [tmp_path / "news"], encoder)
    for topic in ("how many died in the earthquake?", "how many died?"):
        assert main(["timeline", topic, "--json", "--index", str(tmp_path / "index")]) == 0
        points = json.loads(capsys.readouterr().out)["points"]
        assert [(point["date"], point["figure"]) for point in points] == [
            ("2024-05-01", 7.0),
            ("2024-05-02", 32.0),
            ("2024-05-03", 41.0),
        ]


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("How many people died in the flood?", "How in the flood?"),
        ("What was the death toll of the flood?", "What was the of the flood?"),
        ("What was the price of oil?", "What was the price of oil?"),
    ],
)
def test_who_is_counted_is_no_part_of_the_matter(question: str, about: str):
    assert " ".join(matter(question).split()) == about
