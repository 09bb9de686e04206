import pytest

from tests.index.formats.conftest import PARAGRAPHS, Read


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Flood in Arden\n==============\n\nA story.\n\n## Background\n\nMore.", "Flood in Arden"),
        ("A story.\n\nFlood in Arden\r\n===\r\nMore.", "Flood in Arden"),
        ("A story.\n\n# Flood in Arden ##\n\nMore.", "Flood in Arden"),
        ("## Flood in Arden\n\n# Other\n\nA story.", "Flood in Arden"),
        ("Flood in Arden\n\nA story.\n\n### Background\n\nMore.", "Flood in Arden"),
        ("Flood in Arden\n\nA story.\n\n=====\n\nMore.", "Flood in Arden"),
        ("# Written in C#\n\nA story.", "Written in C#"),
    ],
)
def test_a_title_is_a_heading_of_the_first_level_or_of_the_first_line(read: Read, text: str, title: str):
    assert read("a.md", text).article.title == title


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: Flood\nsource: "https://www.post.example/1"\nauthor:\n  - "[[Jo Berg]]"\n'
        '  - "[[people/ann|Ann Oak]]"\n'
        "published: 2021-03-04\nmodified:\ncreated: 2021-03-06\nlastmod: 2021-03-05\n---\n",
        "---\r\ntitle: Flood\r\nurl: https://www.post.example/1\r\nsource: post.example\r\n"
        "authors: [Jo Berg, Ann Oak]\r\ndate: 2021-03-04\r\nupdated: 2021-03-05\r\n---\r\n",
        '+++\ntitle = "Flood"\nauthors = ["Jo Berg", "Ann Oak"]\nsource = "https://post.example/1"\n'
        "url = 'https://www.post.example/1'\ndate = 2021-03-04\nlastmod = 2021-03-05\n+++\n",
    ],
    ids=["Obsidian", "Jekyll", "Hugo"],
)
def test_front_matter_is_read_as_usual_programs_write_it(read: Read, front: str):
    article = read("a.md", f"{front}{PARAGRAPHS[0]}").article
    assert (article.title, article.source, article.published) == ("Flood", "post.example", "2021-03-04")
    assert (article.facts.author, article.facts.url) == ("Jo Berg, Ann Oak", "https://www.post.example/1")
    assert (article.facts.modified, article.facts.dated_by) == ("2021-03-05", "front matter")
    assert article.noise[0].end == len(front.rstrip("\n"))


def test_the_day_a_note_was_made_does_not_date_its_article(read: Read):
    article = read("a.md", f"---\ncreated: 2021-03-06\nauthor: [[Jo Berg]]\n---\n{PARAGRAPHS[0]}").article
    assert (article.published, article.facts.author) == (None, "Jo Berg")


def test_front_matter_that_is_not_yaml_is_read_by_its_lines(read: Read):
    article = read("a.md", '---\ntitle: Arden: a flood\ndate: 2021-03-04\nsource: "Arden Post"\n---\nA story.').article
    assert (article.title, article.published, article.source) == ("Arden: a flood", "2021-03-04", "Arden Post")


@pytest.mark.parametrize("rule", ["---", "+++"])
def test_words_between_two_rules_are_no_front_matter(read: Read, rule: str):
    article = read("a.md", f"{rule}\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n{rule}\n{PARAGRAPHS[2]}").article
    assert not any(mark.start <= article.text.index(PARAGRAPHS[0]) < mark.end for mark in article.noise)


def test_front_matter_without_end_is_read_to_some_depth(read: Read):
    front = "---\ntitle: Flood\nauthor: &a [*a]\npost: &p {post: *p, name: *p}\n---\n"
    assert read("a.md", f"{front}A story.").article.title == "Flood"


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_lines_of_facts_at_the_beginning_are_read_as_such(read: Read, name: str):
    header = (
        "Title: Flood in Arden\nSource: Arden Post\nDate: 4 March 2021\nURL: https://post.example/1\nAuthor: Jo Berg"
    )
    article = read(name, f"{header}\n\n{PARAGRAPHS[0]}").article
    assert (article.title, article.source, article.published) == ("Flood in Arden", "Arden Post", "2021-03-04")
    assert (article.facts.url, article.facts.author) == ("https://post.example/1", "Jo Berg")
    assert article.noise[0].end == len(header)


@pytest.mark.parametrize(
    "text",
    [
        "Section: what is it?\n\nIt is a part of a river.",
        "Author: I wrote it.\nAuthor: I mean it.\nPublisher: We print it.",
        "Title: what is in a name?\nDate: the day that everything changed.",
        "From: Arden to the sea.\nTo: all who read this.\nSubject: of long walks.",
    ],
)
def test_lines_that_only_look_like_facts_are_words(read: Read, text: str):
    article = read("a.txt", text).article
    assert (article.title, article.noise) == (text.split("\n")[0], ())


@pytest.mark.parametrize("sender", ["Jo Berg", "Jo Berg <jo@post.example>", '"Jo Berg" <jo@post.example>'])
@pytest.mark.parametrize(
    "told",
    [
        "Sent:\tThursday, March 4, 2021 6:00 AM\nTo:\tMara Lind\nSubject:\tFlood in Arden\nAttachments:\tflood.pdf",
        "Subject: Flood in Arden\nDate: March 4, 2021 at 6:00 AM\nTo: Mara Lind <mara@post.example>\nCc: all",
    ],
)
def test_a_letter_that_was_saved_as_text_is_told_by_its_first_lines(read: Read, sender: str, told: str):
    article = read("a.txt", f"From: {sender}\n{told}\n\n{PARAGRAPHS[0]}").article
    assert (article.title, article.source, article.published) == ("Flood in Arden", "Jo Berg", "2021-03-04T06:00:00")
    assert article.noise[0].end == article.text.index("\n\n")


def test_an_address_on_the_first_line_is_no_title(read: Read):
    article = read("a.txt", f"https://post.example/1\n\nFlood in Arden\n\n{PARAGRAPHS[0]}").article
    assert (article.title, article.facts.url) == ("Flood in Arden", "https://post.example/1")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Flood in\xa0Arden\n\n\tIt rained.\n".encode(), "end its name in .txt"),
        ("Povodeň v Ardenu\r\n\r\nPršelo.\r\n".encode("cp1250"), "end its name in .txt"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)), "is not of a format that can be read"),
    ],
)
def test_a_text_without_a_suffix_says_what_it_wants(read: Read, data: bytes, said: str):
    for name in ("flood", "Mr. Doe and the flood"):
        assert (read(name, data).said or "").endswith(said)
