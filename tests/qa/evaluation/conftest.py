"""A small file of questions, in our own words."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HARBOUR = (
    "The harbour of Exampleville was built in 1887 by the engineer Ada Lindqvist. It has room for 240 fishing boats."
)
FAIR = "Every spring the people of Sampletown hold a fair on the meadow behind the old mill."


def entry(name: str, question: str, context: str = "", *answers: str) -> dict[str, Any]:
    return {
        "id": name,
        "question": question,
        "is_impossible": not answers,
        "answers": [{"text": answer, "answer_start": context.index(answer)} for answer in answers],
    }


HARBOUR_ENTRIES = [
    entry("h1", "Who built the harbour of Exampleville?", HARBOUR, "Ada Lindqvist", "the engineer Ada Lindqvist"),
    entry("h2", "How much does a ticket to the opera cost?"),
]
PLACES = ("on the meadow", "on the meadow behind the old mill", "behind the old mill", "the meadow behind the old mill")
FAIR_ENTRIES = [entry("f1", "Where do the people of Sampletown hold a fair?", FAIR, *PLACES)]


def squad(*paragraphs: tuple[str, list[dict[str, Any]]], title: str = "Two_towns") -> dict[str, Any]:
    found = [{"context": context, "qas": entries} for context, entries in paragraphs]
    return {"version": "2.0", "data": [{"title": title, "paragraphs": found}]}


@pytest.fixture
def save(tmp_path: Path) -> Callable[[str, Any], Path]:
    """Write a file of questions."""

    def save_json(name: str, content: Any) -> Path:
        path = tmp_path / name
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return save_json


@pytest.fixture
def towns(save: Callable[[str, Any], Path]) -> Path:
    return save("towns.json", squad((HARBOUR, HARBOUR_ENTRIES), (FAIR, FAIR_ENTRIES)))
