"""Wires and their corrections: the figure that was corrected is told as updated, with both quotes.

The texts are not ours to copy: the pairs are read from a folder beside the project where there is one. In eight of the
twenty pairs a figure was corrected: a number, a day, a loss that was a profit, a rate by the year that was by the day.
The others correct names and spellings, or leave out what they do not correct, and no figure of theirs is updated.
"""

import gzip
import json
from pathlib import Path

import pytest

from index.encoding.encode import OnnxEncoder
from index.update import update
from qa.assistant import Assistant
from qa.config import Config
from qa.opening import open_assistant
from qa.reply import Difference
from tests.conftest import ROOT

PAIRS = ROOT.parent / "shared" / "news" / "reuters_corrections_pairs.jsonl.gz"

# By the ids of the original and of the correction: questions, each with the words that differ in the two articles.
UPDATED = {
    ("reuters-9330", "reuters-9390"): [("How many cts per share was Tseng's net income?", "14", "1.4")],
    ("reuters-9915", "reuters-10038"): [
        ("How many barrels of gasoline components does the unit produce?", "a year", "a day")
    ],
    ("reuters-4292", "reuters-4239"): [("What tax credit does 1985 year net exclude?", "131,000", "13,000")],
    ("reuters-18947", "reuters-18958"): [("How much of Crazy Eddie's debt may be downgraded?", "65 mln", "81 mln")],
    ("reuters-16483", "reuters-16597"): [
        ("What loss per share did Goodyear report in the year-ago period?", "64", "59")
    ],
    ("reuters-12319", "reuters-12373"): [("When will the week of closure start?", "August", "April")],
    ("reuters-11320", "reuters-11633"): [
        ("How much was the oper net?", "3,345,000", "3,348,000"),
        ("What was Elder-Beerman's oper net for the year?", "6,299,000", "6,302,000"),
    ],
    ("reuters-8457", "reuters-8580"): [
        ("How many cts was Manhattan National's oper shr for 12 mths?", "loss six", "profit six")
    ],
}
LEAST = 9

# Figures that stand in both, are rounded in one, or stand beside one that was corrected.
THE_SAME = {
    ("reuters-9330", "reuters-9390"): ["What was the net income in 1986?", "What were Tseng's total revenues in 1986?"],
    ("reuters-8156", "reuters-8596"): ["How much did industrialised nations save?"],
    ("reuters-3676", "reuters-4239"): ["How big is the tax credit?"],
    ("reuters-2188", "reuters-2249"): ["What were the revs in the 4th qtr?"],
    ("reuters-12319", "reuters-12373"): ["How many workers will be laid off?"],
    ("reuters-11320", "reuters-11633"): ["What was the oper shr for the year?"],
    ("reuters-1159", "reuters-1209"): ["How many shares did Lifetime buy?"],
    ("reuters-8854", "reuters-8877"): ["How much zinc is in the ore?"],
}


def as_file(wire: dict, path: Path) -> None:
    head = f'---\ntitle: "{wire["title"]}"\ndate: {wire["date"]}\nsource: Reuters\n---\n\n'
    path.write_text(head + wire["text"] + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def pairs(
    encoder: OnnxEncoder, cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], Assistant]:
    """An assistant for each pair."""
    if not PAIRS.exists():
        pytest.skip("the corrected wires are not there")
    with gzip.open(PAIRS, "rt", encoding="utf-8") as lines:
        read = {(pair["original"]["id"], pair["corrected"]["id"]): pair for pair in map(json.loads, lines)}
    assistants = {}
    for ids in {**UPDATED, **THE_SAME}:
        folder = tmp_path_factory.mktemp("-".join(ids))
        (folder / "news").mkdir()
        for version in ("original", "corrected"):
            as_file(read[ids][version], folder / "news" / f"{version}.md")
        update(folder / "index", [folder / "news"], encoder)
        assistants[ids] = open_assistant(Config(), folder / "index", cache)
    return assistants


def test_a_corrected_figure_is_told_as_updated_with_both_quotes(pairs: dict[tuple[str, str], Assistant]):
    told = []
    for ids, asked in UPDATED.items():
        for question, *values in asked:
            for found in pairs[ids].ask(question).disagreements:
                cited = [side.citations[0] for side in found.sides]
                if (
                    found.kind is Difference.UPDATED
                    and len({citation.path for citation in cited}) == 2
                    and all(any(value in citation.quote for citation in cited) for value in values)
                ):
                    told.append(question)
                    dates = [citation.published or "" for citation in cited]
                    assert dates == sorted(dates), "the earlier comes first"
                    break
    assert len(told) >= LEAST, told


def test_a_figure_that_was_not_corrected_is_not_told_as_updated(pairs: dict[tuple[str, str], Assistant]):
    for ids, questions in THE_SAME.items():
        for question in questions:
            reply = pairs[ids].ask(question)
            assert reply.passages, question
            assert all(each.kind is not Difference.UPDATED for each in reply.disagreements), question
