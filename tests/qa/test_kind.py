"""What kind of answer a question wants."""

import pytest

from qa.kind import Kind
from qa.kind_of import asks_about_pictures, kind_of


@pytest.mark.parametrize(
    "question",
    [
        "what was the death toll?",
        "Who is the US Secretary of State?",
        "how many trucks were destroyed?",
        "How long did the ceasefire last?",
        "how old is he",
        "When did the strikes happen?",
        "In which city was the speech?",
        "what is his job?",
        "What did Kerry beg for?",
        "Which bus hit the crowd?",
        "What class was the ship?",
        "which news agency reported it?",
        "What percentage of voters backed it?",
        "What caused the collapse?",
        "toll",
        "",
    ],
)
def test_most_questions_want_a_few_words(question: str):
    assert kind_of(question) is Kind.FACTOID


@pytest.mark.parametrize(
    "question",
    [
        "Which countries brokered the ceasefire?",
        "what two cities were hit",
        "In which provinces did the army advance?",
        "Which people were arrested?",
        "Who were the victims?",
        "what are the main demands?",
        "who else was there?",
        "name the countries that signed",
    ],
)
def test_plural_question_words_want_several_things(question: str):
    assert kind_of(question) is Kind.LIST


@pytest.mark.parametrize(
    "question",
    [
        "why?",
        "Why did the ceasefire fail?",
        "How did the fire start?",
        "how come",
        "What happened in Aleppo?",
        "what has happened since?",
        "What did Assad say about the strike?",
        "and what does Moscow say?",
        "What is known about the attacker?",
        "Tell me about the convoy",
        "For what reason was it stopped?",
    ],
)
def test_reasons_events_and_what_was_said_want_whole_sentences(question: str):
    assert kind_of(question) is Kind.EXPLANATION


@pytest.mark.parametrize(
    "question", ["Did Russia deny it?", "was anyone hurt", "Is the ceasefire still in force?", "and has he resigned?"]
)
def test_questions_that_begin_with_a_verb_want_what_decides_them(question: str):
    assert kind_of(question) is Kind.YES_NO


@pytest.mark.parametrize(
    ("question", "pictured"),
    [
        ("when was the photo taken in al-Shaar?", True),
        ("What do the pictures from Homs show?", True),
        ("Who is pictured with the stretcher?", True),
        ("where was the man photographed?", True),
        ("when did the strikes happen?", False),
        ("Who is the photographer of the year?", False),
    ],
)
def test_questions_about_pictures_are_known(question: str, pictured: bool):
    assert asks_about_pictures(question) is pictured
