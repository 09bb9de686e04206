"""How a reply came about."""

import io
import json
import math
from pathlib import Path

import pytest
from rich.console import Console

from qa.assistant import Assistant
from qa.reply import Reply
from qa.views.explain import explanation_fields, print_explanation


@pytest.fixture(scope="module")
def reply(seeds_assistant: Assistant) -> Reply:
    return seeds_assistant.ask("what was the death toll?")


def test_every_passage_that_was_read_is_explained_with_its_verbatim_words(reply: Reply):
    assert len(reply.passages) == 10
    for passage in reply.passages:
        assert passage.origin.path.read_text(encoding="utf-8")[passage.start : passage.end] == passage.text
        assert passage.lexical_rank or passage.dense_rank


def test_what_the_figures_add_comes_to_the_chance(seeds_assistant: Assistant, reply: Reply):
    intercept = seeds_assistant.calibration.intercept
    for passage in reply.passages:
        log_odds = intercept + sum(added for _, added in passage.parts.values())
        assert passage.likely == pytest.approx(1 / (1 + math.exp(-log_odds)))


def test_the_first_answer_is_among_the_likeliest(reply: Reply):
    likeliest = max(reply.passages, key=lambda passage: passage.likely)
    assert likeliest.origin in {citation.origin for citation in reply.answers[0].citations}


def test_for_a_program_it_is_json(reply: Reply):
    fields = json.loads(json.dumps(explanation_fields(reply)))
    assert set(fields["ms"]) == {"encode", "search", "read", "group"}
    assert set(fields["passages"][0]["parts"]) == {
        "margin",
        "log_rank",
        "misfit",
        "sentence",
        "passage",
        "unsaid",
        "mismeasured",
        "cited",
    }
    assert Path(fields["passages"][0]["path"]).exists()


def test_for_a_person_it_is_a_table_no_wider_than_the_terminal(reply: Reply):
    out = io.StringIO()
    print_explanation(reply, Console(file=out, width=80))
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    assert any("likely" in line for line in lines)
    assert any("“45”" in line for line in lines)
