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
