"""What articles say of themselves, on lines that were labelled by hand."""

import json
from pathlib import Path

import pytest

from index.articles.clean import cleaned
from index.articles.dating import month_and_day
from index.articles.load import load
from index.formats.patience import patiently
from index.types import Article
from tests.conftest import ROOT

ARTICLES = json.loads((ROOT / "tests" / "data" / "imprints.json").read_text(encoding="utf-8"))["articles"]


def said(article: Article) -> dict:
    """What was found, in the words of the labels."""
    stamp = cleaned(article.text).imprint.published
    found = {
        "published": article.published,
        "modified": article.facts.modified,
        "author": article.facts.author,
        "outlet": article.source,
        "guessed": article.facts.dated_by == "guessed",
        "day": month_and_day(stamp) if stamp and not article.published else None,
    }
    return {name: value for name, value in found.items() if value}


def kinds(article: Article) -> list[list[str]]:
    """Each line with what it is taken for."""
    marked = {article.text[mark.start : mark.end]: mark for mark in article.noise}
    return [
        ["" if line not in marked else "caption" if marked[line].caption else "other", line]
        for line in article.text.split("\n")
    ]


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> list[tuple]:
    """What was labelled and what was found, where these differ."""
    path = tmp_path_factory.mktemp("imprints") / "article.txt"
    found = []
    for labels in ARTICLES:
        path.write_text("\n".join(line for _, line in labels["lines"]), encoding="utf-8")
        (article,) = load(Path(path))
        told = said(article) | {"lines": kinds(article)}
        if told != labels:
            found.append((labels, told))
    return found


def test_all_are_read_as_they_were_labelled(wrong: list[tuple]):
    assert len(ARTICLES) >= 100
    assert wrong == []


def test_no_caption_dates_a_story(wrong: list[tuple]):
    pictured = [pair for pair in wrong if any(kind == "caption" for kind, _ in pair[0]["lines"])]
    assert [told for labels, told in pictured if told.get("published") != labels.get("published")] == []


@pytest.mark.parametrize("gap", [" ", "\t", ","])
@pytest.mark.parametrize(("wide", "lines"), [(120, 8), (20_000, 1)])
def test_a_line_with_wide_gaps_is_read_at_once(gap: str, wide: int, lines: int):
    text = "\n".join([f"THE ARDEN POST{gap * wide}Page 1"] * lines)
    (found,) = patiently(map(cleaned, [text]), 2)
    assert found.marks == ()


@pytest.mark.parametrize(
    ("stamp", "published", "modified", "rule"),
    [
        ("Updated September 23, 2016", "2016-09-22", "2016-09-23", "dateline"),
        ("Published September 23, 2016", "2016-09-23", None, "published line"),
    ],
)
def test_a_stamp_on_the_first_line_is_no_place(
    tmp_path: Path, stamp: str, published: str, modified: str | None, rule: str
):
    path = tmp_path / "article.txt"
    path.write_text(f"{stamp}\n\nFlood in Arden\n\nARDEN, Sept 22 (AP) - It rained." + "\n\nIt rained on." * 5)
    (article,) = load(path)
    facts = article.facts
    assert (article.published, facts.modified, facts.dated_by) == (published, modified, rule)
    assert article.title == "Flood in Arden"


def told(tmp_path: Path, *lines: str) -> Article:
    path = tmp_path / "article.txt"
    path.write_text("\n\n".join(lines), encoding="utf-8")
    (article,) = load(path)
    return article


STORY = ("The river rose by two metres in the night, the mayor said, and the town woke to water in its streets.",) * 5


@pytest.mark.parametrize(
    ("byline", "author", "outlet"),
    [
        ("By Jane Doe BBC News", "Jane Doe", "BBC News"),
        ("By Mary Anne Doe BBC News", "Mary Anne Doe", "BBC News"),
        ("By Jane Doe and John Roe Arden Post", "Jane Doe and John Roe", "Arden Post"),
        ("By Jane Doe Reuters", "Jane Doe", "Reuters"),
        ("By Jane van der Post", "Jane van der Post", None),
        ("By Jane Doe For The Arden Post", "Jane Doe", "The Arden Post"),
        ("From Jane Doe, in Arden", "Jane Doe", None),
    ],
)
def test_no_author_bears_the_name_of_the_outlet(tmp_path: Path, byline: str, author: str, outlet: str | None):
    article = told(tmp_path, "Flood in Arden", byline, *STORY)
    assert (article.facts.author, article.source) == (author, outlet)
    assert byline in [article.text[mark.start : mark.end] for mark in article.noise]


@pytest.mark.parametrize(
    ("signed", "author", "outlet"),
    [
        ("Staff and agencies", None, None),
        ("Jane Doe in Arden and agencies", "Jane Doe", None),
        ("Source: Al Jazeera and news agencies", None, "Al Jazeera"),
        ("Al Jazeera and news agencies", None, "Al Jazeera"),
    ],
)
def test_who_signs_with_the_agencies_need_be_no_outlet(
    tmp_path: Path, signed: str, author: str | None, outlet: str | None
):
    article = told(tmp_path, "Flood in Arden", *STORY, signed)
    assert (article.facts.author, article.source) == (author, outlet)
    assert [article.text[mark.start : mark.end] for mark in article.noise] == [signed]


@pytest.mark.parametrize("headline", ["Flood in Arden", "BBC News - Flood in Arden", "UNESCO — the day after"])
@pytest.mark.parametrize(
    "date", ["May 3, 2016", "May 3, 2016 Tuesday", "03/05/2016 | 6:30 pm", "*3 May 2016* — Arden Post"]
)
def test_a_date_below_any_headline_dates_the_story(tmp_path: Path, headline: str, date: str):
    article = told(tmp_path, headline, date, *STORY)
    assert (article.title, (article.published or "")[:4]) == (headline, "2016")
    assert [article.text[mark.start : mark.end] for mark in article.noise] == [date]


@pytest.mark.parametrize("line", ["Born January 3, 1950", "Died May 3, 2016"])
def test_a_day_of_somebody_elses_dates_no_article(tmp_path: Path, line: str):
    article = told(tmp_path, "Jane Doe, mayor of Arden", line, *STORY)
    assert (article.published, article.noise) == (None, ())
