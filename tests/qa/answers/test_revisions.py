"""What a version of an article says in the same place of the same sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.articles.split import all_sentences
from index.digests import digest
from index.encoding.encode import OnnxEncoder
from index.types import Article, Hit, Passage
from index.update import update
from qa.answers.corrections import is_correction, is_taken_back, runs_into_note
from qa.answers.evidence import Evidence
from qa.answers.groups import Candidate
from qa.answers.revisions import completed, revisions
from qa.config import Config
from qa.opening import open_assistant
from qa.question.answer_type import AnswerType
from qa.reply import Difference, Disagreement

DAY, NEXT_DAY = "2021-03-01T08:00:00", "2021-03-02T08:30:00"
LATER = "2021-03-01T11:30:00"


def hit(text: str, published: str | None, linked: str = "", title: str = "") -> Hit:
    article = Article(Path("/", digest(text + title)[:8]), text, title, digest(text), "Example News", published)
    places = tuple(all_sentences(text, ()))
    return Hit(article, Passage(places[0].start, places[-1].end, places), 1.0, linked=frozenset({digest(linked)}))


def two(
    one: str, other: str, when: tuple[str | None, str | None] = (DAY, LATER), titles: tuple[str, str] = ("", "")
) -> list[Hit]:
    return [hit(one, when[0], other, titles[0]), hit(other, when[1], one, titles[1])]


def candidate(of: Hit, words: str) -> Candidate:
    start = of.article.text.index(words)
    return Candidate(of, start, start + len(words), Evidence(0.0, 0.0, 0.0, 0.0, 0.0, 0.0))


def told(hits: list[Hit], words: str, asked: AnswerType = AnswerType.NUMBER) -> list[Disagreement]:
    return [found.disagreement() for found in revisions([candidate(hits[-1], words)], hits, asked)]


def texts(found: list[Disagreement]) -> list[list[str]]:
    return [[side.text for side in each.sides] for each in found]


@pytest.mark.parametrize(
    ("earlier", "later", "words", "asked", "sides"),
    [
        ("It made 9,000, or 12 cents a share.", "It made 9,000, or 1.2 cents a share.", "9,000, or 1.2 cents",
         AnswerType.NUMBER, ["12 cents", "1.2 cents"]),
        ("The bridge will open on May 3.", "The bridge will open on June 3.", "June 3", AnswerType.TIME,
         ["May 3", "June 3"]),
        ("The mill made a loss of six cents.", "The mill made a profit of six cents.", "six cents", AnswerType.NUMBER,
         ["loss of six cents", "profit of six cents"]),
        ("The well gives 46,000 barrels a year.", "The well gives 46,000 barrels a day.", "46,000", AnswerType.NUMBER,
         ["46,000 barrels a year", "46,000 barrels a day"]),
        ("It hurt 4 and killed 45.", "It hurt 6 and killed 60.", "60", AnswerType.NUMBER, ["45", "60"]),
    ],
)  # fmt: skip
def test_the_figure_of_the_same_place_is_found(
    earlier: str, later: str, words: str, asked: AnswerType, sides: list[str]
):
    (found,) = told(two(earlier, later), words, asked)
    assert found.kind is Difference.UPDATED
    assert [side.text for side in found.sides] == sides
    assert [side.citations[0].quote for side in found.sides] == [earlier, later]


@pytest.mark.parametrize(
    ("earlier", "later", "words", "asked"),
    [
        ("It made 9,000, or 12 cents a share.", "It made 9,000, or 1.2 cents a share.", "9,000", AnswerType.NUMBER),
        ("Rain fell on Monday and hurt 45.", "Rain fell on Tuesday and hurt 60.", "60", AnswerType.NUMBER),
        ("Rain fell on Monday and hurt 45.", "Rain fell on Tuesday and hurt 60.", "Tuesday", AnswerType.TIME),
        ("Sales were 12.1 million.", "Sales were 12,141,000.", "12,141,000", AnswerType.NUMBER),
        ("Six people died.", "6 people died.", "6", AnswerType.NUMBER),
        ("The flood hurt 45 people.", "The flood killed 60 people.", "60", AnswerType.NUMBER),
    ],
)
def test_figures_of_other_things_and_the_same_figure_are_none(earlier: str, later: str, words: str, asked: AnswerType):
    assert told(two(earlier, later), words, asked) == []


TABLE = "Net 300 vs 280\nSales 12 vs 11\nYear\nNet 900 vs 850\nSales 40 vs 38\n"


def test_a_row_of_a_table_is_compared_with_the_same_row():
    hits = two(TABLE, TABLE.replace("300", "308").replace("900", "908"))
    assert texts(told(hits, "908")) == [["900", "908"]]
    assert texts(told(hits, "308")) == [["300", "308"]]
    assert told(hits, "40") == []


def test_a_log_that_lost_its_oldest_entry_updates_nothing():
    first, second, third = "Five homes burned down.", "Seven homes burned down.", "Nine homes burned down."
    assert told(two(f"{first}\n{second}\n", f"{second}\n{third}\n"), "Nine") == []


def test_only_versions_are_compared():
    earlier, later = hit("Sales were 12.", DAY), hit("Sales were 15.", LATER)
    assert list(revisions([candidate(later, "15")], [earlier, later], AnswerType.NUMBER)) == []


def test_reports_of_a_daily_series_do_not_correct_each_other_but_what_says_so_does():
    earlier, later = "The bank lent 2.5 billion.", "The bank lent 1.5 billion."
    assert told(two(earlier, later, (DAY, NEXT_DAY)), "1.5 billion") == []
    assert told(two(earlier, later, (DAY[:10], NEXT_DAY[:10])), "1.5 billion") == []
    declared = two(earlier, later, (DAY, NEXT_DAY), ("Loans", "CORRECTED - Loans"))
    assert texts(told(declared, "1.5 billion")) == [["2.5 billion", "1.5 billion"]]


def test_of_one_day_the_one_that_says_it_corrects_is_the_later():
    correction, other = "Sales were 15.\n(Corrects sales)\n", "Sales were 12.\n"
    (found,) = told(two(correction, other, (DAY[:10], LATER)), "12")
    assert found.kind is Difference.UPDATED
    assert [side.text for side in found.sides] == ["12", "15"]


def test_the_later_is_told_whatever_the_zone_of_its_hour():
    paris, london = "2021-03-01T10:00:00+01:00", "2021-03-01T09:30:00+00:00"
    (found,) = told(two("Sales were 12.", "Sales were 15.", (paris, london)), "15")
    assert found.kind is Difference.UPDATED
    assert [side.text for side in found.sides] == ["12", "15"]


@pytest.mark.parametrize(
    ("title", "says_so"),
    [
        ("CORRECTED-Loans fall", True),
        ("Correction: Loans fall", True),
        ("CORRECTION TO LOANS STORY", True),
        ("Correction officers go on strike", False),
        ("Correction in oil prices is near", False),
    ],
)
def test_a_title_says_that_it_corrects_where_it_tells_of_no_other_correction(title: str, says_so: bool):
    assert is_correction(hit("Sales were 12.", DAY, title=title).article) is says_so


def test_where_nothing_tells_which_is_later_neither_updates_the_other():
    (found,) = told(two("Sales were 12.", "Sales were 15.", (None, None)), "15")
    assert found.kind is Difference.DIFFERS


def test_the_place_that_the_reader_passed_over_speaks_as_loud():
    hits = two("It made 9,000, or 12 cents.", "It made 9,000, or 1.2 cents.")
    found = completed([candidate(hits[0], "9,000, or 12 cents")], hits, AnswerType.NUMBER)
    assert [each.text for each in found] == ["9,000, or 12 cents", "9,000, or 1.2 cents"]


def test_what_a_note_takes_back_is_known():
    note = hit("Sales were 15 million.\nExample Co corrects sales from 12 million.\n", DAY, title="CORRECTED - Sales")
    story = hit("Example Co cut prices from 12 dollars.\n", DAY)
    assert is_taken_back(candidate(note, "12 million"))
    assert not is_taken_back(candidate(note, "15 million"))
    assert not is_taken_back(candidate(story, "12 dollars"))
    modern = hit("An earlier version of this article said that 45 people had died. It was 43.\n", DAY)
    assert is_taken_back(candidate(modern, "45 people"))
    assert not is_taken_back(candidate(modern, "43"))


def test_words_that_run_into_a_note_are_no_answer():
    note = hit("Sales were 15 million, it said. (corrects sales)\n", DAY)
    assert runs_into_note(candidate(note, "15 million, it said. (corrects sales"))
    assert not runs_into_note(candidate(note, "15 million"))


STORY = (
    "The Arden dairy of Exampleville said on Monday that it will close two of its four creameries this spring.\n\n"
    "{figure}\n\n"
    "Milk that the farms of the valley deliver will go to the plant at Belling, its director Jane Doe told the staff, "
    "and nobody who works in the two creameries loses a job before the summer.\n"
)


def test_a_correction_is_told_with_both_quotes_in_the_timeline_too(
    tmp_path: Path, write: Callable[[str, str], Path], encoder: OnnxEncoder, cache: Path
):
    wrong, right = (f"The closure costs {figure} million dollars, the dairy said." for figure in (64, 46))
    for name, title, hour, figure in (
        ("first.md", "Dairy closes creameries", "08:00", wrong),
        ("second.md", "CORRECTED - Dairy closes creameries", "09:30", f"{right} (corrects cost)"),
    ):
        head = f'---\ntitle: "{title}"\ndate: 2024-05-01 {hour}\nsource: Example News\n---\n\n'
        write(name, head + STORY.format(figure=figure))
    update(tmp_path / "index", [tmp_path / "news"], encoder)
    assistant, question = open_assistant(Config(), tmp_path / "index", cache), "How much does the closure cost?"
    reply = assistant.ask(question)
    assert reply.answers[0].text.startswith("46")
    (found,) = reply.disagreements
    assert found.kind is Difference.UPDATED
    assert [side.citations[0].quote for side in found.sides] == [wrong, right]
    assert [point.figure for point in assistant.timeline(question)] == [64_000_000, 46_000_000]
