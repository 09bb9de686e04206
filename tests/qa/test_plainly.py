"""What a question asks, without what is only said to be polite, and as an article would spell it."""

import pytest

from qa.plainly import plainly


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("hi, i was wondering if you know when the ferry sank", "when the ferry sank"),
        ("Could you please tell me how many people died?", "how many people died?"),
        ("Hello! Do you happen to know who won?", "who won?"),
        ("does anyone know how long it lasted", "how long it lasted"),
        ("I need to know what colour the meteor was", "what colour the meteor was"),
        ("any idea where it sank?", "where it sank?"),
        ("can you tell me the death toll", "the death toll"),
        ("How deep was the well, please?", "How deep was the well?"),
        ("how deep was the well please", "how deep was the well"),
        ("How deep was the well? Thanks in advance!", "How deep was the well?"),
    ],
)
def test_politeness_is_not_asked(question: str, plain: str):
    assert plainly(question) == plain


@pytest.mark.parametrize(
    "question",
    [
        "How deep was the well?",
        "Hey Jude was written by whom?",
        "Who sang Please Please Me?",
        "Do you know John Doe?",
        "Tell me about the crash",
        "Can you name the victims?",
        "Who said thanks?",
        "Please",
        "???",
        "",
    ],
)
def test_what_is_asked_stays(question: str):
    assert plainly(question) == question


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("whats happening in Exampleville", "what's happening in Exampleville"),
        ("Didn't Norland deny it?", "Did not Norland deny it?"),
        ("didnt norland deny it", "did not norland deny it"),
        ("Why won’t Doe resign?", "Why will not Doe resign?"),
    ],
)
def test_what_is_spelled_in_several_ways_is_asked_in_one(question: str, plain: str):
    assert plainly(question) == plain


def test_a_question_of_commas_takes_no_longer():
    assert plainly("a" + "," * 100_000) == "a" + "," * 100_000
