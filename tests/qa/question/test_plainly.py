"""What a question asks, without what is only said to be polite, and as an article would spell it."""

import pytest

from qa.question.plainly import plainly, without_demand


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("hi, i was wondering if you know when the ferry sank", "when the ferry sank"),
        ("Could you please tell me how many people died?", "how many people died?"),
        ("Hello! Do you happen to know who won?", "who won?"),
        ("does anyone know how long it lasted", "how long it lasted"),
        ("I need to know what colour the meteor was", "what colour the meteor was"),
        ("any idea where it sank?", "where it sank?"),
        ("ok so who won", "who won"),
        ("Just curious, how deep was the well?", "how deep was the well?"),
        ("can you tell me the death toll", "the death toll"),
        ("I want to know if anyone died", "if anyone died"),
        ("Could you tell me whether Doe resigned?", "whether Doe resigned?"),
        ("How deep was the well, please?", "How deep was the well?"),
        ("how deep was the well please", "how deep was the well"),
        ("Give me a quote by Doe", "a quote by Doe"),
        ("hi, could you please show me the names of the dead", "the names of the dead"),
        ("What exactly did Doe say?", "What did Doe say?"),
        ("how, exactly, did it start", "how did it start"),
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
        "Give Me the Night was sung by whom?",
        "What is O'D?",
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
        ("1. Who won?", "Who won?"),
        ("- how deep was the well", "how deep was the well"),
        ("Q12: Did Doe resign?", "Did Doe resign?"),
        ('"Did Doe resign?"', "Did Doe resign?"),
        ('Who said "no"', 'Who said "no"'),
        ("2016 Exampleville flood", "2016 Exampleville flood"),
    ],
)
def test_how_a_question_stands_in_a_list_is_not_asked(question: str, plain: str):
    assert plainly(question) == plain


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("whats happening in Exampleville", "what's happening in Exampleville"),
        ("Didn't Norland deny it?", "Did not Norland deny it?"),
        ("didnt norland deny it", "did not norland deny it"),
        ("Why won’t Doe resign?", "Why will not Doe resign?"),
        ("Who’re they, and where'd they go?", "Who are they, and where did they go?"),
        ("what they've found", "what they have found"),
    ],
)
def test_what_is_spelled_in_several_ways_is_asked_in_one(question: str, plain: str):
    assert plainly(question) == plain


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("name the three cities", " the three cities"),
        ("What's the name of the mayor?", " the mayor?"),
        ("list of victims", " victims"),
        ("a quote by Doe", " Doe"),
        ("whether Doe resigned", " Doe resigned"),
        ("a short summary of the talks", " the talks"),
        ("Tell me about the crash", " about the crash"),
        ("Who named the ship?", "Who named the ship?"),
    ],
)
def test_no_article_need_have_the_words_that_say_what_sort_of_answer_is_wanted(question: str, sought: str):
    assert without_demand(question) == sought


def test_a_question_of_commas_takes_no_longer():
    assert plainly("a" + "," * 100_000) == "a" + "," * 100_000
