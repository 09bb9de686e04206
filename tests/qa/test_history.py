import json
from pathlib import Path

import pytest

from qa.history import History, HistoryStays
from qa.question.kind import Kind
from qa.reply import Reply, Turn


def turn(question: str) -> Turn:
    return Turn(question, question, Reply(question, Kind.FACTOID, False, (), None, 1.0))


def test_questions_come_back_newest_first_and_once_each(tmp_path: Path):
    history = History(tmp_path / "deep" / "history.jsonl")
    for question in ("one?", "two?", "one?"):
        history.add(turn(question))
    assert [entry.question for entry in History(tmp_path / "deep" / "history.jsonl").entries()] == ["one?", "two?"]


def test_a_damaged_line_costs_only_itself(tmp_path: Path):
    path = tmp_path / "history.jsonl"
    history = History(path)
    history.add(turn("one?"))
    with path.open("ab") as file:
        file.write(b"\xff{]\n[1]\n")
    history.add(turn("two?"))
    assert [entry.question for entry in history.entries()] == ["two?", "one?"]


@pytest.mark.parametrize(
    "odd",
    [
        {"question": 5, "answer": None, "asked_at": "2026-01-01"},
        {"question": "two?", "answer": ["45"], "asked_at": "2026-01-01"},
        {"question": "two?", "answer": None, "asked_at": None},
        {"question": "two?", "answer": None, "asked_at": "2026-01-01", "asked": 5},
    ],
)
def test_a_line_whose_fields_hold_no_text_is_no_entry(tmp_path: Path, odd: dict):
    path = tmp_path / "history.jsonl"
    history = History(path)
    history.add(turn("one?"))
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(odd) + "\n")
    assert [entry.question for entry in history.entries()] == ["one?"]


def test_an_entry_may_hold_what_ends_lines_of_text(tmp_path: Path):
    history = History(tmp_path / "history.jsonl")
    history.add(turn("who\u2028said\x85it?"))
    history.add(turn("two?"))
    assert [entry.question for entry in history.entries()] == ["two?", "who\u2028said\x85it?"]


def test_a_folder_that_cannot_be_written_costs_the_history_only(tmp_path: Path):
    (tmp_path / "file").write_text("")
    history = History(tmp_path / "file" / "history.jsonl")
    history.add(turn("one?"))
    assert history.entries() == []


def test_what_was_kept_is_read_where_nothing_can_be_written(tmp_path: Path):
    path = tmp_path / "history.jsonl"
    History(path).add(turn("one?"))
    history = History(path)
    path.chmod(0o400)
    history.add(turn("\udce9?"))
    assert [entry.question for entry in history.entries()] == ["one?"]


def test_a_history_that_stays_is_told(tmp_path: Path):
    path = tmp_path / "history.jsonl"
    path.mkdir()
    with pytest.raises(HistoryStays, match="Remove it by hand"):
        History(path).clear()


def test_switched_off_nothing_is_kept():
    history = History(None)
    history.add(turn("one?"))
    history.clear()
    assert history.entries() == []
