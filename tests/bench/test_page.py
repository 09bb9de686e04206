from dataclasses import replace

import pytest

from bench.page import Measured, Run, figures, page, ratios, times

QA = Measured("qa", 0.5, 200, 100, 150, 300, 120, 1.0, 8)
PEER = Measured("Peer", 5.0, 500, 250, 600, 900, 40, 0.5, 4)

RUN = Run(
    own=QA,
    peers=[PEER],
    encoding=60,
    articles=400,
    passages=2000,
    questions=80,
    sample=300,
    cores=2,
    load=0.1,
    system="Linux",
    versions={"peer": "1.2"},
    growth=[],
)

GROWTH = {
    "passages": 500_000,
    "open": 351.2,
    "first": 114,
    "p50": 89,
    "p95": 162,
    "since_p50": 221,
    "since_p95": 323,
    "peak_mb": 435,
    "added_ms": 5100,
    "written_mb": 0.6,
}


def cells(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


def test_a_ratio_says_how_many_times_better_qa_is():
    headings, _, row = cells(ratios(QA, [PEER]))
    assert dict(zip(headings, row, strict=True)) == {
        "": "Peer",
        "cold question": "10 ×",
        "its memory": "2.5 ×",
        "warm p50": "2.5 ×",
        "warm p95": "4.0 ×",
        "memory": "3.0 ×",
        "indexing": "3.0 ×",  # more passages a second are better
        "adding 10 articles": "0.50 ×",  # where a peer is better, it shows
        "disk": "0.50 ×",
    }


def test_the_figures_are_those_that_were_measured():
    _, _, own, peer = cells(figures([QA, PEER]))
    assert own[:2] == ["qa", "0.50 s"]
    assert peer == ["Peer", "5.00 s", "500 MB", "250 ms", "600 ms", "900 MB", "40/s", "0.50 s", "4.0 MB"]


@pytest.mark.parametrize(("ratio", "written"), [(12.6, "13 ×"), (9.96, "10 ×"), (3.04, "3.0 ×"), (0.996, "1.0 ×")])
def test_a_ratio_has_two_digits(ratio: float, written: str):
    assert times(ratio) == written


def test_indexing_is_compared_with_encoding_alone():
    assert "makes 60/s: qa indexes\n  2.0 × as fast" in page(RUN)


def test_the_page_says_whether_the_machine_was_busy():
    assert "Nothing else of weight" in page(RUN)
    assert "3.4 programs wanted a core" in page(replace(RUN, load=3.4))


def test_growth_is_a_row_a_size_or_said_to_be_left_out():
    assert "Left out of this run" in page(RUN)
    grown = page(replace(RUN, growth=[{**GROWTH, "passages": 1000}, GROWTH]))
    assert "Left out" not in grown
    assert "| 1,000 | 351 ms |" in grown
    assert (
        "| 500,000 | 351 ms | 114 ms | 89.0 ms | 162.0 ms | 221.0 ms | 323.0 ms | 435 MB | 5100 ms | 0.6 MB |" in grown
    )
