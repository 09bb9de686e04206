"""Sentences without their figures."""

import pytest

from qa.answers.frames import Slot, frame, items, slots_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The flood killed 45 people.", "The flood killed at least sixty people."),
        ("It cost $1.2 million, he said.", "It cost 950,000, he said."),
        ("They meet on March 3.", "They meet on 4 April."),
        ("The mill reported a loss of six cents.", "The mill reported a profit of 7.5 cents."),
        ("It pumps 400 barrels a day.", "It pumps 40 barrels a week."),
    ],
)
def test_sentences_that_differ_in_figures_alone_have_one_frame(one: str, other: str):
    assert frame(one) == frame(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The flood killed 45 people.", "The flood hurt 45 people."),
        ("It fell 5 percent in Arden.", "It fell 6 percent in Belling."),
        ("The fourth quarter brought 12.", "The third quarter brought 12."),
        ("They may meet.", "They march on."),
        ("They meet on March 3.", "They meet on 3 bridges."),
    ],
)
def test_other_words_make_another_frame(one: str, other: str):
    assert frame(one) != frame(other)


def own(sentence: str, words: str) -> list[Slot | None]:
    found = items(sentence)
    start = sentence.index(words)
    touched = [number for number, it in enumerate(found) if it.start < start + len(words) and it.end > start]
    return [found[number].slot for number in slots_of(found, sentence, touched[0], touched[-1])]


def test_a_sign_and_a_rate_belong_to_the_figure_beside_them():
    assert own("It made a loss of six cents.", "six cents") == [Slot.SIGN, Slot.NUMBER]
    assert own("The well gives 46,000 barrels of crude a day.", "46,000") == [Slot.NUMBER, Slot.RATE]


def test_a_rate_of_another_figure_does_not():
    assert own("It employs 300 people, and closes twice a year.", "300 people") == [Slot.NUMBER]
    assert own("It has 300 hands and ships 20 tons a day.", "300 hands") == [Slot.NUMBER]
