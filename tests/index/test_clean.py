import pytest

from index import clean

PROSE = [
    "This story has been told for over 5 years.",
    "Photographers were kept away from the site.",
    "Reuters reported that 45 people died.",
    "He told the agency (@the time) that it was over.",
    "Share prices fell by 3 percent on Thursday.",
    "The article was 5 pages long and it said nothing.",
    "Related protests were held in Homs.",
]

NOISE = [
    "This story is over 5 years old.",
    "This article is more than 3 years old",
    "This article was published over 2 years ago.",
    "Photo by: Reuters",
    "Photo: Jane Doe/AP",
    "REUTERS/Sultan Kitaz",
    "© 2016 Example News. All rights reserved.",
    "— Sakir Khader (@sakirkhader)September 22, 2016",
    "?Pictures — ??? ????? (@someone) Sept. 2, 2016",
    "Share on Facebook",
    "Sign up for our daily newsletter",
    "Follow us on Twitter",
    "Advertisement",
    "TRTWorld and agencies",
]


@pytest.mark.parametrize("line", NOISE)
def test_noise_is_marked(line: str):
    text = f"A headline\r\n\r\n{line}\r\nThe story goes on."
    assert [text[mark.start : mark.end] for mark in clean.noise(text)] == [line]


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_not_marked(line: str):
    assert clean.noise(line) == ()


def test_lines_are_found_whatever_ends_them():
    text = "\ufeffone\r\n  two \rthree\n\n\xa0four"
    assert [text[line.start : line.end] for line in clean.lines(text)] == ["one", "two", "three", "four"]
