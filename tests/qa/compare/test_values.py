import pytest

from qa.compare.values import same_answer

SAME = [
    ("45", "at least 45 people"),
    ("45", "45 people"),
    ("at least 45", "45 people"),
    ("10,000", "10000 people"),
    ("John Kerry", "Kerry"),
    ("US Secretary of State John Kerry", "John Kerry"),
    ("Bashar al-Assad", "al-Assad"),
    ("the Guardian", "Guardian"),
    ("Thursday", "on Thursday"),
    ("Russia's", "Russia"),
    ("Dr. Hamza al-Khatib", "Hamza al-Khatib"),
]

DIFFERENT = [
    ("45", "46"),
    ("6%", "5%"),
    ("6", "6%"),
    ("1.5", "15"),
    ("45 people", "45 trucks"),
    ("62 killed", "62 killed and 100 wounded"),
    ("the US", "the US and Russia"),
    ("guilty", "not guilty"),
    ("45", "fewer than 45"),
    ("Assad", "Kerry"),
    ("unknown", "45"),
    ("2014", "June 2, 2014"),
    ("", "45"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_say_the_same(one: str, other: str):
    assert same_answer(one, other)
    assert same_answer(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_these_do_not(one: str, other: str):
    assert not same_answer(one, other)
    assert not same_answer(other, one)
