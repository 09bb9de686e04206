"""Several questions in one."""

from pathlib import Path

import pytest

from qa.config import Config
from qa.conversation.several import each
from qa.conversation.turns import Conversation, questions_of
from qa.live import LiveAssistant


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("What was the toll? Who gave it?", ["What was the toll?", "Who gave it?"]),
        ("was anyone hurt there? how many", ["was anyone hurt there?", "how many"]),
        ("Who won?? And by how much?", ["Who won??", "And by how much?"]),
        ("Who won, and why?", ["Who won?", "and why?"]),
        ("What did he sell and who bought it?", ["What did he sell?", "and who bought it?"]),
        ("was anyone hurt and who was arrested", ["was anyone hurt?", "and who was arrested?"]),
        ("When and where did it sink?", ["When did it sink?", "Where did it sink?"]),
        ("When and by whom was Homs founded?", ["When was Homs founded?", "By whom was Homs founded?"]),
        (
            "When and where did it sink, and who was on it?",
            ["When did it sink?", "Where did it sink?", "and who was on it?"],
        ),
        ("Who won and how many voted and why?", ["Who won?", "and how many voted?", "and why?"]),
        # Where it happened is told once, of both.
        (
            "How many died and how many were hurt in Homs?",
            ["How many died in Homs?", "and how many were hurt in Homs?"],
        ),
        ("How many died in Aleppo and who rules in Homs?", ["How many died in Aleppo?", "and who rules in Homs?"]),
    ],
)
def test_several_questions_are_told_apart(text: str, questions: list[str]):
    assert each(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        "what was the death toll?",
        "who are the mayors of Homs and Aleppo?",
        "How many were killed and wounded?",
        # One asks about another.
        "Did he say who did it and why?",
        "Do we know when and where she died?",
        "Who was the man who shot the mayor and who ran away?",
        "What is known about how it began and where it will end?",
        "How old was she when the war began and when he died?",
        # What stands in quotes is asked by nobody.
        "Who sang “Where are you? What are you doing?”?",
        'Who said "Who are you? What do you want?" on Monday?',
        # What comes before or after may be no question.
        "A mayor was stabbed in Poland. Who did it?",
        "Who won? Trump or Clinton?",
        "Who hosted Who Wants to Be a Millionaire? in 1998",
    ],
)
def test_one_question_stays_one(text: str):
    assert each(text) == [text]


def test_each_leans_on_the_one_before(seeds_index: Path, cache: Path):
    talk = Conversation(LiveAssistant(Config(), seeds_index, cache))
    toll, giver = talk.ask_each(questions_of("What was the death toll, and who gave it?"))
    assert toll.reply.answers[0].text == "45"
    assert giver.asked == "Who gave the death toll?"
    assert "Hamza al-Khatib" in giver.reply.answers[0].text


def test_the_first_of_several_leans_on_nothing_where_they_are_asked_alone(seeds_index: Path, cache: Path):
    talk = Conversation(LiveAssistant(Config(), seeds_index, cache))
    talk.ask("who brokered the ceasefire?")
    first, second = talk.ask_each(questions_of("how long did it last? when did it end?"), alone=True)
    assert first.asked == first.question
    assert second.asked == second.question
