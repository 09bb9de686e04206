import textwrap

import pytest

from index.articles import clean
from index.text.lines import lines

PROSE = [
    "(c) The border crossing at Bab al-Hawa is opened to aid convoys by the first of October.",
    "In this still divided city, residents of the eastern half have had no water since Friday, aid workers said.",
    "Get all civilians out before Friday, the agency urged in one of its updates.",
    "This story has been told for over 5 years.",
    "Photographers were kept away from the site.",
    "Reuters reported that 45 people died.",
    "He told the agency (@the time) that it was over.",
    "Share prices fell by 3 percent on Thursday.",
    "The article was 5 pages long and it said nothing.",
    "Related protests were held in Homs.",
    "Copyright holders sued the company on Monday.",
    "The agreement was signed in Geneva, Switzerland, on September 21, 2016.",
    "She was born in Homs, Syria, May 3, 1950.",
    "The photographs from the town show how fast the water came.",
    "Cookies were sold in front of the town hall.",
    "The next round of talks is to be held in Geneva.",
    "Search teams found three people alive.",
    "Home prices fell by 3 percent in May.",
    "Unsubscribe from the idea that it rains only in winter, said the mayor, who has seen three floods in one summer.",
    "You are getting this wrong, the mayor told the council.",
]

NOISE = [
    "(c) 2016 Example Press",
    "(c) Example News Network",
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
    "Copyright 2018 Example News. All rights reserved. This material may not be published or redistributed.",
    "(Photo by Jane Doe)",
    "Jane C. Doe/AP",
    "Photo",
    "Read or Share this story: https://news.example/2Cc6gQo",
    "Continue reading the main story",
    "This story has been updated with the number of the dead.",
    "We use cookies to make this site work. Find out more.",
    "By continuing to use this site, you agree to our cookies.",
    "Updated at 9:50 p.m. ET Thursday",
    "Skip to main content",
    "View this email in your browser",
    "Unsubscribe | Manage preferences",
    "You’re receiving this newsletter because you signed up at post.example.",
    "We and our 842 partners store and access information on your device, such as cookies.",
]

CAPTIONS = [
    "Smoke rises after a strike in al-Shaar, June 2, 2014. REUTERS/Jane Doe",
    "A man runs with a stretcher after what activists said was an air strike in Aleppo, Syria, June 2, 2014.",
    "Families board a bus to leave the district of Waer in Homs, Syria 22 September 2016. REUTERS/Jane Doe",
    "FILE PHOTO: The bridge in Arden is seen from the hill.",
    "FILE - In this May 3, 2015 file photo, people stand on the bridge. (AP Photo/Jane Doe, File)",
    "The bridge in Arden, closed since Monday. Photograph: Jane Doe for the Arden Post",
    "The school on the hill took in forty people. (Photo by Jane Doe)",
    "People wait on the roof of the school. (Jane Doe/Getty Images)",
    "[Photo: People wait on the roof of the school in Arden]",
    "Image copyright Reuters Image caption The bridge is closed",
    "Photos: Flood in Arden People wait on the roof. Hide Caption 2 of 8",
    "The mayor at the bridge ©Jane Doe (AFP/File)",
]


@pytest.mark.parametrize("line", NOISE)
def test_noise_is_marked(line: str):
    text = f"A headline\r\n\r\n{line}\r\nThe story goes on."
    assert [text[mark.start : mark.end] for mark in clean.noise(text)] == [line]


@pytest.mark.parametrize("line", CAPTIONS)
def test_captions_are_told_from_other_noise(line: str):
    text = f"A headline\r\n\r\n{line}\r\nPhoto by: Reuters\r\nThe story goes on."
    caption, credit = clean.noise(text)
    assert (text[caption.start : caption.end], caption.caption, credit.caption) == (line, True, False)


def test_a_list_of_other_stories_ends_with_the_next_sentence():
    text = "A headline\nRelated stories:\nStorm takes a roof\nTwo boats lost\nThe story goes on.\nA subheading"
    assert [text[mark.start : mark.end] for mark in clean.noise(text)] == [
        "Related stories:",
        "Storm takes a roof",
        "Two boats lost",
    ]


def test_credits_at_the_end_of_a_paragraph_are_marked_alone():
    credits_ = "(Reporting by Jane Doe; Editing by John Roe)"
    text = f"A headline\nThe water came at night. {credits_}"
    assert [text[mark.start : mark.end] for mark in clean.noise(text)] == [credits_]


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_not_marked(line: str):
    assert clean.noise(line) == ()


def test_lines_are_found_whatever_ends_them():
    text = "\ufeffone\r\n  two \rthree\n\n\xa0four"
    assert [text[line.start : line.end] for line in lines(text)] == ["one", "two", "three", "four"]


@pytest.mark.parametrize("width", range(50, 90))
def test_no_line_of_a_broken_paragraph_is_taken_for_something_of_its_own(width: int):
    """Wherever the margin lies, some line begins or is as what no article says of itself."""
    paragraph = (
        "The mayor said that nobody would leave before the water fell, and that all who live by it were asked to "
        "share this story with the neighbours, since the city had lost its radio. Farmers who had taken to their boats "
        "were asked to read more of what the council had posted: 12:30 and 18:00 were the hours at which it meant to "
        "see also: the school, the church and the bridge, where a hundred people wait for what comes next."
    )
    assert clean.noise(textwrap.fill(paragraph, width)) == ()


def test_a_notice_that_is_broken_at_the_margin_is_one():
    notice = "Copyright 2016 Example News. All rights reserved. This material may not be published or rewritten."
    text = f"The flood killed 17 people.\n\n{textwrap.fill(notice, 45)}"
    assert [text[mark.start : mark.end].replace("\n", " ") for mark in clean.noise(text)] == [notice]
