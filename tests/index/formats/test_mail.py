from email.message import EmailMessage

import pytest

from tests.index.formats.conftest import PARAGRAPHS, Read


def letter(number: int = 1, html: bool = False) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Arden Post <news@post.example>"
    made["Subject"] = f"Flood in Arden – {number}"
    made["Date"] = "Thu, 04 Mar 2021 06:00:00 +0100"
    made["Message-ID"] = f"<{number}@post.example>"
    made.set_content("\n\n".join(PARAGRAPHS))
    if html:
        made.set_content("View this in your browser.")
        story = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
        made.add_alternative(f"<html><head><style>p {{}}</style></head><body>{story}</body></html>", subtype="html")
    return made


def test_a_letter_is_an_article(read: Read):
    article = read("news.eml", letter().as_bytes()).article
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert (article.title, article.source, article.member) == ("Flood in Arden – 1", "Arden Post", None)
    assert (article.published, article.facts.dated_by) == ("2021-03-04T06:00:00+01:00", "mail")


def test_of_a_newsletter_the_form_with_the_words_is_read(read: Read):
    assert read("news.eml", letter(html=True).as_bytes()).article.text == "\n".join(PARAGRAPHS)


def test_a_box_holds_many_letters_known_by_their_message_ids(read: Read):
    box = b"".join(
        b"From news@post.example Thu Mar  4 06:00:00 2021\n" + letter(number).as_bytes() + b"\n" for number in (1, 2)
    )
    for name in ("news.mbox", "Newsletters"):
        reading = read(name, box)
        assert reading.members == ["1@post.example", "2@post.example"]
        assert reading.texts == ["\n\n".join(PARAGRAPHS)] * 2


def test_a_letter_without_words_is_counted(read: Read):
    empty = b"From a@b.example Thu Mar  4 06:00:00 2021\nMessage-ID: <0>\nSubject: none\n\n\n"
    reading = read("news.mbox", empty + b"From a@b.example Thu Mar  4 06:00:00 2021\n" + letter().as_bytes())
    assert reading.members == ["1@post.example"]
    assert reading.said == "1 of 2 letters is left out: letter 1 has no text"


def test_a_letter_in_another_encoding_than_it_says(read: Read):
    data = b"Message-ID: <1>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=us-ascii\n\n" + "Das „Café“".encode()
    assert read("news.eml", data).article.text == "Das „Café“"


def test_a_subject_in_the_encoding_of_the_words_is_read(read: Read):
    head = "Message-ID: <1>\nMIME-Version: 1.0\nSubject: Povodeň v Ardenu\nFrom: Ardenský věstník <a@b.example>\n"
    words = "Content-Type: text/plain; charset=windows-1250\nContent-Transfer-Encoding: 8bit\n\nŘeka stoupá."
    article = read("news.eml", (head + words).encode("cp1250")).article
    assert (article.title, article.source, article.text) == ("Povodeň v Ardenu", "Ardenský věstník", "Řeka stoupá.")


def test_a_line_of_a_letter_that_begins_with_from_stays(read: Read):
    box = b"From a@b.example Thu Mar  4 06:00:00 2021\nMessage-ID: <1>\n\nFirst.\n\n>From here on it rained.\n"
    assert read("news.mbox", box).article.text == "First.\n\nFrom here on it rained."


@pytest.mark.parametrize(
    "line",
    [
        "From the start it was clear.",
        "From Arden the train leaves at 06:00 now.",
        "From Monday on, it rained.",
        "From jane@post.example came word.",
        "From jane@post.example came word at 06:00.",
    ],
)
def test_a_paragraph_that_begins_with_from_begins_no_letter(read: Read, line: str):
    box = f"From a@b.example Thu Mar  4 06:00:00 2021\nMessage-ID: <1>\n\nFirst.\n\n{line}\n\nLast.\n"
    reading = read("news.mbox", box)
    assert (reading.texts, reading.said) == ([f"First.\n\n{line}\n\nLast."], None)


@pytest.mark.parametrize(
    "postmark",
    [
        "From - Thu Mar 04 06:00:00 2021",
        "From MAILER-DAEMON Thu Mar  4 06:00:00 2021",
        "From 1690000000000000001@xxx Thu Mar 04 06:00:00 +0000 2021",
        "From jane at post.example  Thu Mar  4 06:00:00 2021",
        "From jane@post.example Thu, 4 Mar 2021 06:00 +0100",
        "From jane@post.example 2021-03-04 06:00:00",
    ],
)
def test_postmarks_of_all_programs_begin_letters(read: Read, postmark: str):
    box = "".join(f"{postmark}\nMessage-ID: <{number}>\n\nWords.\n\n" for number in (1, 2))
    assert read("Newsletters", box).members == ["1", "2"]


def test_a_text_that_begins_with_from_is_no_letter(read: Read):
    for text in (
        "From: the town of Arden\n\nIt rained.",
        "From Arden came word of rain at 06:00 in 2021.\n\nIt rained.",
    ):
        article = read("a.txt", text).article
        assert (article.text, article.extracted) == (text, False)
