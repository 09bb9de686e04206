import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.reading.pairs import Window
from qa.reading.spans import MAX_ANSWER_TOKENS, decode

PASSAGE = "at least 45 people had died"


def window(passage: str = PASSAGE) -> Window:
    """A window of one question token between two special ones, then the passage's words, then a special token."""
    offsets, place = [(0, 0)] * 3, 0
    for word in passage.split(" "):
        offsets.append((place, place + len(word)))
        place += len(word) + 1
    offsets.append((0, 0))
    inside = [False] * 3 + [True] * (len(offsets) - 4) + [False]
    return Window(0, [1] * len(offsets), [0] * len(offsets), offsets, inside)


def texts(spans) -> list[str]:
    return [PASSAGE[span.start : span.end] for span in spans]


def test_the_best_pair_of_start_and_end_wins():
    cut = window()
    start, end = np.zeros(10, np.float32), np.zeros(10, np.float32)
    start[5], end[6] = 4, 3
    (best, *_) = decode(PASSAGE, [cut], [start], [end], 3)
    assert PASSAGE[best.start : best.end] == "45 people"
    assert best.margin == 7


def test_the_margin_is_over_the_null():
    cut = window()
    start, end = np.zeros(10, np.float32), np.zeros(10, np.float32)
    start[0] = end[0] = 5
    start[5] = end[5] = 3
    (best,) = decode(PASSAGE, [cut], [start], [end], 1)
    assert best.margin == pytest.approx(6 - 10)


def test_the_null_of_several_windows_is_the_least_sure():
    cut = window()
    sure, unsure, spans = np.zeros(10, np.float32), np.zeros(10, np.float32), np.zeros(10, np.float32)
    sure[0], unsure[0], spans[5] = 9, 1, 2
    both = decode(PASSAGE, [cut, cut], [sure, unsure + spans], [sure, unsure + spans], 1)
    assert both[0].margin == pytest.approx(4 - 2)


def test_question_and_special_tokens_are_no_answers():
    cut = window()
    logits = np.full(10, -5, np.float32)
    logits[[0, 1, 2, 9]] = 9
    assert all(span.end > span.start for span in decode(PASSAGE, [cut], [logits], [logits], 5))


def test_spans_do_not_overlap():
    cut = window()
    start, end = np.zeros(10, np.float32), np.zeros(10, np.float32)
    start[5], start[3], end[5], end[6] = 3, 2, 2, 3
    found = decode(PASSAGE, [cut], [start], [end], 5)
    assert texts(found)[0] == "45 people"
    assert all(one.end <= other.start or other.end <= one.start for one in found for other in found if one is not other)


def test_no_span_cuts_a_word():
    passage = "Khatib spoke"
    offsets = [(0, 0), (0, 4), (4, 6), (7, 12), (0, 0)]
    cut = Window(0, [1] * 5, [0] * 5, offsets, [False, True, True, True, False])
    start, end = np.array([0, 3, 5, 0, 0], np.float32), np.array([0, 5, 3, 0, 0], np.float32)
    (best,) = decode(passage, [cut], [start], [end], 1)
    assert passage[best.start : best.end] == "Khatib"


@pytest.mark.parametrize(
    ("passage", "marked", "whole"),
    [
        ("the well (131 feet) was dry", "131 feet)", "131 feet"),
        ("at 5:10 a.m. on Monday", "5:10 a.m", "5:10 a.m."),
        ("the “vinegar revolution” began", "the “vinegar revolution", "the “vinegar revolution”"),
        ("the Example Club (TEC) won", "Example Club (TEC", "Example Club (TEC)"),
        ('"make a deal" he said', '"make a deal', '"make a deal"'),
        ('he will leave "for a year," he said', 'leave "for a year', 'leave "for a year,"'),
        ("he will leave “for a year.” Then", "leave “for a year", "leave “for a year.”"),
        ('he said "no" again', 'no"', "no"),
        ('a 6" pipe burst', '6"', '6"'),
        ("the ‘vinegar revolution’ began", "‘vinegar revolution", "‘vinegar revolution’"),
        ("he said 'don't go' again", "'don't go", "'don't go'"),
        ("he said ‘go now’ again", "‘go", "go"),
        ("the '90s were", "'90s", "'90s"),
        ("the workers’ party", "workers’", "workers’"),
        ("on Jan. 18, 1974, he", "Jan. 18, 1974,", "Jan. 18, 1974"),
        ("in Rome – on Monday", "– on Monday", "on Monday"),
        ("a list\n* A vote", "* A vote", "A vote"),
        ("in 2001. When it fell", ". When it fell", "When it fell"),
        ("a .5 inch pipe", ".5 inch", ".5 inch"),
        ('the "vinegar revolution" of May', 'vinegar revolution" of May', '"vinegar revolution" of May'),
        ('where "D" is for "disease", he', 'D" is for "disease', '"D" is for "disease"'),
        ("the (Example) Club", "Example) Club", "(Example) Club"),
        ("a list: , and", ",", ","),
        ("it won (again) at last", "(again)", "(again)"),
        ("it hit plan B. Then", "plan B", "plan B"),
        ("it paid A$120,000 for", "$120,000", "A$120,000"),
        ("it paid (US$5 million)", "5 million", "US$5 million"),
        ("it fell to -12 degrees", "12 degrees", "-12 degrees"),
        ("a loss of -£3 a share", "3", "-£3"),
        ("it rose by 8.4% and", "8.4", "8.4%"),
        ("it rose (8.4%) again", "(8.4", "(8.4%)"),
        ("won by 3-1 at home", "1", "1"),
        ("the G7 met", "G7", "G7"),
    ],
)
def test_no_span_has_one_mark_of_a_pair_or_half_an_abbreviation(passage: str, marked: str, whole: str):
    left = passage.index(marked)
    offsets = [(0, 0), (0, left), (left, left + len(marked)), (left + len(marked), len(passage)), (0, 0)]
    cut = Window(0, [1] * 5, [0] * 5, offsets, [False, True, True, True, False])
    logits = np.array([0, -9, 5, -9, 0], np.float32)
    (best,) = decode(passage, [cut], [logits], [logits], 1)
    assert passage[best.start : best.end] == whole


@pytest.mark.parametrize(
    ("gap", "best"), [("\n\n", "deaths"), ("\r\n \r\n", "deaths"), ("\n", "deaths{}Planes"), ("\r\n", "deaths{}Planes")]
)
def test_no_span_runs_from_a_heading_into_the_text(gap: str, best: str):
    passage = f"civilian deaths{gap}Planes struck"
    place = passage.index("Planes")
    offsets = [(0, 0), (0, 8), (9, 15), (place, place + 6), (place + 7, place + 13), (0, 0)]
    cut = Window(0, [1] * 6, [0] * 6, offsets, [False, *[True] * 4, False])
    start, end = np.array([0, 1, 9, 2, 1, 0], np.float32), np.array([0, 1, 4, 9, 1, 0], np.float32)
    found = decode(passage, [cut], [start], [end], 1)[0]
    assert passage[found.start : found.end] == best.format(gap)


def test_no_span_runs_over_the_end_of_a_sentence():
    passage = "He chose Doe. Roe left."
    offsets = [(0, 0), (0, 2), (3, 8), (9, 12), (12, 13), (14, 17), (18, 22), (22, 23), (0, 0)]
    cut = Window(0, [1] * 9, [0] * 9, offsets, [False, *[True] * 7, False])
    start, end = np.array([0, 1, 1, 9, 1, 8, 1, 1, 0], np.float32), np.array([0, 1, 1, 4, 1, 9, 1, 1, 0], np.float32)
    over, *_ = decode(passage, [cut], [start], [end], 1)
    assert passage[over.start : over.end] == "Doe. Roe"
    within, *_ = decode(passage, [cut], [start], [end], 1, [passage.index(".")])
    assert passage[within.start : within.end] == "Roe"


@pytest.mark.parametrize("figure", ["6,000", "7.5", "5:10"])
def test_no_span_cuts_a_figure(figure: str):
    passage = f"Some {figure} of"
    offsets = [(0, 0), (0, 4), (5, 6), (6, 7), (7, 5 + len(figure)), (6 + len(figure), len(passage)), (0, 0)]
    cut = Window(0, [1] * 7, [0] * 7, offsets, [False, *[True] * 5, False])
    for tempting in (2, 4):  # the figure's first part, and its last
        logits = np.array([0, -9, 3, -9, 3, -9, 0], np.float32)
        logits[tempting] = 9
        (best,) = decode(passage, [cut], [logits], [logits], 1)
        assert passage[best.start : best.end] == figure


def test_a_window_without_a_passage_gives_nothing():
    cut = Window(0, [1, 1], [0, 0], [(0, 0), (0, 0)], [False, False])
    assert decode("", [cut], [np.ones(2, np.float32)], [np.ones(2, np.float32)], 3) == []


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_decoding_finds_what_trying_every_pair_finds(count: int, seed: int):
    passage = " ".join(f"w{number}" for number in range(count))
    cut = window(passage)
    random = np.random.default_rng(seed)
    start, end = random.normal(size=(2, len(cut))).astype(np.float32) * 3
    pairs = [
        (float(start[first]) + float(end[last]), first, last)
        for first in range(3, 3 + count)
        for last in range(first, min(first + MAX_ANSWER_TOKENS, 3 + count))
    ]
    logit, first, last = max(pairs)
    (best,) = decode(passage, [cut], [start], [end], 1)
    assert (best.start, best.end) == (cut.offsets[first][0], cut.offsets[last][1])
    assert best.margin == pytest.approx(logit - float(start[0]) - float(end[0]), abs=1e-4)
