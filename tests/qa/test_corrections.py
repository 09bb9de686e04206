"""Wires and their corrections: the figure that was corrected is told as updated, with both quotes.

The texts are not ours to copy: the pairs are read from a folder beside the project where there is one. The questions
are to those pairs in which a figure or a date in the running text was corrected.
"""

import gzip
import json
from pathlib import Path

import pytest

from index.encode import OnnxEncoder
from index.update import update
from qa.config import Config
from qa.opening import open_assistant
from qa.reply import Difference
from tests.conftest import ROOT

PAIRS = ROOT.parent / "shared" / "news" / "reuters_corrections_pairs.jsonl.gz"

# By the original's id: the question, and the words that differ in the two articles.
QUESTIONS = {
    "reuters-9330": ("How many cts per share was Tseng's net income?", "14", "1.4"),
    "reuters-4292": ("What tax credit does 1985 year net exclude?", "131,000", "13,000"),
    "reuters-18947": ("How much of Crazy Eddie's debt may be downgraded?", "65 mln", "81 mln"),
    "reuters-16483": ("What loss per share did Goodyear report in the year-ago period?", "64", "59"),
    "reuters-12319": ("When will the week of closure start?", "August", "April"),
    "reuters-11320": ("How much was the oper net?", "3,345,000", "3,348,000"),
}
# Of the others the reader cuts one figure together with the one beside it, and is not sure of the one in a table; and
# one figure stands for something else in the correction too.
LEAST = 3


def as_file(wire: dict, path: Path) -> None:
    head = f'---\ntitle: "{wire["title"]}"\ndate: {wire["date"]}\nsource: Reuters\n---\n\n'
    path.write_text(head + wire["text"] + "\n", encoding="utf-8")


@pytest.mark.skipif(not PAIRS.exists(), reason="the corrected wires are not there")
def test_a_corrected_figure_is_told_as_updated_with_both_quotes(encoder: OnnxEncoder, cache: Path, tmp_path: Path):
    with gzip.open(PAIRS, "rt", encoding="utf-8") as lines:
        pairs = {pair["original"]["id"]: pair for pair in map(json.loads, lines) if pair["original"]["id"] in QUESTIONS}
    assert set(pairs) == set(QUESTIONS)
    told = []
    for name, (question, *values) in QUESTIONS.items():
        folder = tmp_path / name
        (folder / "news").mkdir(parents=True)
        for version in ("original", "corrected"):
            as_file(pairs[name][version], folder / "news" / f"{version}.md")
        update(folder / "index", [folder / "news"], encoder)
        reply = open_assistant(Config(), folder / "index", cache).ask(question)
        for found in reply.disagreements:
            quotes = [side.citations[0].quote for side in found.sides]
            paths = {side.citations[0].path.name for side in found.sides}
            if (
                found.kind is Difference.UPDATED
                and len(paths) == 2
                and all(any(value in quote for quote in quotes) for value in values)
            ):
                told.append(name)
                dates = [side.citations[0].published or "" for side in found.sides]
                assert dates == sorted(dates), "the earlier comes first"
                break
    assert len(told) >= LEAST, told
