import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qa.evaluation.errors import MisplacedAnswer, NotSquad, UnreadableQuestions
from qa.evaluation.squad import exact_match, f1, holds, is_right, normalise, read_squad
from tests.qa.evaluation.conftest import HARBOUR, squad


def test_every_question_comes_with_its_paragraph_and_its_answers_places(towns: Path):
    first, second, third = read_squad(towns)
    assert (first.id, first.context, first.title) == ("h1", HARBOUR, "Two_towns")
    for start, text in first.answers:
        assert first.context[start:].startswith(text)
    assert second.answers == ()
    assert third.id == "f1"


def test_a_gzip_file_is_read_as_well(towns: Path):
    packed = towns.with_suffix(".json.gz")
    packed.write_bytes(gzip.compress(towns.read_bytes()))
    assert list(read_squad(packed)) == list(read_squad(towns))


def test_a_file_without_titles_is_read(save: Callable[[str, Any], Path]):
    (example,) = read_squad(
        save("a.json", {"data": [{"paragraphs": squad((HARBOUR, [QUESTION]))["data"][0]["paragraphs"]}]})
    )
    assert example.title == ""


QUESTION = {"id": "q7", "question": "When?", "answers": [{"text": "1887", "answer_start": HARBOUR.index("1887")}]}


@pytest.mark.parametrize(
    "answer",
    [
        {"text": "1887", "answer_start": 0},
        {"text": "boats.", "answer_start": -6},  # Python would count from the end
    ],
)
def test_an_answer_that_is_not_in_its_place_is_told(save: Callable[[str, Any], Path], answer: dict):
    path = save("a.json", squad((HARBOUR, [QUESTION | {"answers": [answer]}])))
    with pytest.raises(MisplacedAnswer, match=r"a\.json is wrong: the answer .* to question q7 is not at character"):
        list(read_squad(path))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ([], "no list of articles under data"),
        ({"data": "none"}, "no list of articles under data"),
        ({"data": [{"title": "A"}]}, "lacks paragraphs"),
        ({"data": [{"title": "A", "paragraphs": [{"context": HARBOUR}]}]}, "lacks qas"),
        ({"data": [{"title": "A", "paragraphs": [{"qas": [QUESTION]}]}]}, "lacks context"),
        (squad((HARBOUR, [{"id": "q7", "question": "When?"}])), "lacks answers"),
        (squad((HARBOUR, [QUESTION | {"question": 7}])), "7 where a text should be"),
        (squad((HARBOUR, [QUESTION | {"answers": [{"text": "1887", "answer_start": "43"}]}])), "another type"),
        ({"data": ["A"]}, "another type"),
    ],
)
def test_json_in_another_form_is_told_with_what_is_wrong(save: Callable[[str, Any], Path], content: Any, reason: str):
    with pytest.raises(NotSquad, match=rf"a\.json is not in SQuAD form: .*{reason}"):
        list(read_squad(save("a.json", content)))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.json", None, "No such file"),
        ("a.json", b"question,answer", "not JSON"),
        ("a.json", b"\xff\xfe\xfd", "not JSON"),
        ("a.json.gz", b'{"data": []}', "gzip"),
        ("a.json.gz", gzip.compress(b'{"data": []}')[:-12], "not JSON"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_the_reason(tmp_path: Path, name: str, data: bytes | None, reason: str):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableQuestions, match=reason):
        list(read_squad(tmp_path / name))


@pytest.mark.parametrize(
    ("text", "normal"),
    [("The  U.S. fleet!", "us fleet"), ("an apple a day", "apple day"), ("Theatre", "theatre"), ("the", "")],
)
def test_case_punctuation_articles_and_spaces_do_not_count(text: str, normal: str):
    assert normalise(text) == normal


@pytest.mark.parametrize(
    ("answer", "golds", "exact", "overlap"),
    [
        ("The old mill", ("old mill",), 1.0, 1.0),
        ("behind the old mill", ("old mill",), 0.0, 2 * 2 / (3 + 2)),
        ("meadow", ("behind the old mill", "the meadow"), 1.0, 1.0),
        ("mill mill", ("mill",), 0.0, 2 / 3),
        ("harbour", ("old mill",), 0.0, 0.0),
        ("", (), 1.0, 1.0),
        ("mill", (), 0.0, 0.0),
    ],
)
def test_the_scores_are_squads(answer: str, golds: tuple[str, ...], exact: float, overlap: float):
    assert exact_match(answer, golds) == exact
    assert f1(answer, golds) == pytest.approx(overlap)


def test_an_answer_holds_a_gold_one_only_with_few_words_beside():
    assert holds("at least 45 people", ["45"])
    assert not holds("at least 145 people", ["45"])
    assert not holds("one two three four five six seven 45", ["45"])
    assert holds("one two three four five six seven 45", ["45"], around=7)


def test_nothing_is_right_where_nothing_answers():
    assert is_right("45 people", ["45"])
    assert not is_right("45", ["54"])
    assert not is_right("", [])
