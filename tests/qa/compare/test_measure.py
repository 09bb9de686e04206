"""Which measure a question asks for, and which answers tell another one."""

import pytest

from qa.compare.measure import is_measured_otherwise, measure_asked


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("How many people fled?", "count"),
        ("After the flood, how many people fled?", "count"),
        ("For how many years did she teach?", "time"),
        ("how long has she been teaching", "time"),
        ("How long is the bridge?", None),
        ("How old is the teacher?", "age"),
        ("What share of the vote did the party get?", "share"),
        ("How many percent voted?", "share"),
        ("How much money did the town ask for?", "money"),
        ("How many dollars did it cost?", "money"),
        ("What time did the bus leave?", "hour"),
        ("At what time of the year did they part?", None),
        ("How much rain fell?", None),
        ("Who fled?", None),
    ],
)
def test_the_words_of_a_question_tell_which_measure_it_asks_for(question: str, measure: str | None):
    assert measure_asked(question) == measure


@pytest.mark.parametrize(
    ("answer", "measure", "otherwise"),
    [
        ("70%", "count", True),
        ("$3 million", "count", True),
        ("two billion", "count", False),
        ("45 people", "count", False),
        ("two-thirds", "count", False),
        ("dozens", "count", False),
        ("93-year-old", "time", True),
        ("45 years", "time", False),
        ("two seasons", "time", False),
        ("20 business days", "time", False),
        ("5.5 million people", "time", True),
        ("12 miles", "age", True),
        ("84-year-old", "age", False),
        ("84", "age", False),
        ("11 million files", "share", True),
        ("48%", "share", False),
        ("a third of the voters", "share", False),
        ("a week", "money", True),
        ("3 million", "money", False),
        ("June 1968", "hour", True),
        ("2:21 p.m. on June 5, 1968", "hour", False),
        ("shortly after dawn", "hour", False),
        ("70%", None, False),
    ],
)
def test_an_answer_tells_another_measure_or_may_tell_the_one_that_is_asked(
    answer: str, measure: str | None, otherwise: bool
):
    assert is_measured_otherwise(answer, measure) is otherwise
