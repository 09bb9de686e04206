import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qa.tui.wrapping import wrapped


@given(st.text(alphabet="ab 中é\n\r​", max_size=80), st.integers(min_value=2, max_value=20))
def test_lines_are_in_order_fit_the_screen_and_leave_out_nothing_but_white_space(text: str, width: int):
    place = 0
    for start, end in wrapped(text, width):
        assert place <= start <= end
        assert not text[place:start].strip()
        assert cell_len(text[start:end]) <= width
        place = end
    assert not text[place:].strip()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("one\n\ntwo", ["one", "", "two"]),
        ("a\r\nb\rc", ["a", "b", "c"]),
        ("abcdefghij", ["abcdefg", "hij"]),
        ("中中中中", ["中中中", "中"]),
    ],
)
def test_lines_break_at_spaces_and_line_ends(text: str, lines: list[str]):
    assert [text[start:end] for start, end in wrapped(text, 7)] == lines


def test_a_text_of_one_line_is_not_copied_again_for_each_line_of_the_screen():
    class Counting(str):
        taken = 0

        def __getitem__(self, place) -> str:
            found = super().__getitem__(place)
            Counting.taken += len(found)
            return found

    text = Counting("word 東京 " * 1000)
    assert len(wrapped(text, 80)) > 100
    assert Counting.taken < 5 * len(text)
