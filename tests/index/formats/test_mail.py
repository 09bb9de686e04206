from email.message import EmailMessage

import pytest

from tests.index.formats.conftest import PARAGRAPHS, Read, page
from tests.index.formats.test_documents import a_pdf

PUBLISHED = "2021-03-04T06:00:00+01:00"


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
    assert (article.published, article.facts.dated_by) == (PUBLISHED, "mail")


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
    assert reading.said == "1 of 2 articles is left out: letter 1 has no text"


def with_files() -> EmailMessage:
    """A letter with a page, a PDF, a text, a letter and a picture."""
    made = letter()
    made.add_attachment(page(), subtype="html", filename="flood.html")
    made.add_attachment(a_pdf(PARAGRAPHS[1]), maintype="application", subtype="pdf", filename="fire service")
    made.add_attachment("Das „Café“", charset="windows-1252", filename="note.txt")
    made.add_attachment(letter(2))
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="flood.png")
    made.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="invite.ics")
    made.add_attachment("<html><body><div></div></body></html>", subtype="html", filename="Untitled attachment.htm")
    return made


def test_what_is_attached_to_a_letter_is_read(read: Read):
    reading = read("news.eml", with_files().as_bytes())
    assert reading.members == [None, "flood.html", "fire service.pdf", "note.txt", "attached.eml"]
    assert [reading.texts[place].strip() for place in (0, 2, 3, 4)] == [
        "\n\n".join(PARAGRAPHS),
        PARAGRAPHS[1],
        "Das „Café“",
        "\n\n".join(PARAGRAPHS),
    ]
    assert PARAGRAPHS[2] in reading.texts[1]
    assert reading.articles[4].title == "Flood in Arden – 2"
    assert (reading.articles[3].published, reading.articles[3].facts.dated_by) == (PUBLISHED, "document")
    assert reading.said is None


def test_what_is_attached_to_a_letter_in_a_box_goes_by_the_letters_name(read: Read):
    reading = read("news.mbox", b"From a@b.example Thu Mar  4 06:00:00 2021\n" + with_files().as_bytes())
    assert reading.members[:2] == ["1@post.example", "1@post.example#flood.html"]


def test_an_attached_file_that_cannot_be_read_is_named(read: Read):
    made = letter()
    made.add_attachment(b"It rained.", maintype="application", subtype="x-rain", filename="rain.x")
    reading = read("news.eml", made.as_bytes())
    assert reading.texts == ["\n\n".join(PARAGRAPHS)]
    assert reading.said == "1 of 2 articles is left out: rain.x is not of a format that can be read"


def test_a_letter_may_have_no_words_of_its_own_but_a_file(read: Read):
    made = EmailMessage()
    made["Message-ID"] = "<1@post.example>"
    made.add_attachment(PARAGRAPHS[0], filename="flood.txt")
    assert read("news.eml", made.as_bytes()).members == ["flood.txt"]


def test_a_letter_whose_parts_cannot_be_told_apart_is_read(read: Read):
    data = f"Message-ID: <1>\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\n{PARAGRAPHS[0]}\n"
    assert read("news.eml", data).texts == [PARAGRAPHS[0]]


def test_a_letter_goes_on_after_a_picture(read: Read):
    made = letter()
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="flood.png")
    made.add_attachment("Below the picture.")
    made.add_attachment("<p>At the end.</p>", subtype="html")
    for part in list(made.iter_parts())[2:]:
        del part["Content-Disposition"]
    article = read("news.eml", made.as_bytes()).article
    assert article.text == "\n\n".join([*PARAGRAPHS, "Below the picture.", "At the end."])


def test_a_letter_of_apple_mail_ends_where_it_says(read: Read):
    data = letter().as_bytes()
    kept = b"%-11d\n%b<?xml version='1.0'?><plist><dict><key>flags</key></dict></plist>" % (len(data), data)
    article = read("12.emlx", kept).article
    assert (article.title, article.text) == ("Flood in Arden – 1", "\n\n".join(PARAGRAPHS))


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
