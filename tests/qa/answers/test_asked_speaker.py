"""Whose words a question asks for, and whether a sentence is theirs."""

import pytest

from qa.answers.asked_speaker import asked_speaker, is_said_by
from qa.reply import SaidBy


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did Assad say about it?", "Assad"),
        ("how many people did the UN estimate were displaced", "UN"),
        ("What does the mayor of Exampleville think?", "mayor of Exampleville"),
        ("How strong was the quake according to the US Geological Survey?", "US Geological Survey"),
        ("According to the police, who fired first?", "police"),
        ("What is the ministry saying?", "ministry"),
        ("What's the ministry saying?", "ministry"),
        ("What has Norland said about the strike?", "Norland"),
        ("What have the police already said about the attack?", "police"),
        ("How many trucks has the UN said were hit?", "UN"),
        ("a quote by the mayor of Exampleville", "mayor of Exampleville"),
        ("What was said by the mayor about the strike?", "mayor"),
        ("any comments from Norland about the strike?", "Norland"),
        ("What has been said about the attack?", None),
        ("What has the mayor been told about the attack?", None),
        ("Who has publicly said so?", None),
        ("What was the death toll?", None),
        ("Who said that?", None),
        ("When did the earnings report come out?", None),
        ("What did the insurance claim cost?", None),
        ("What did the earnings report say?", "earnings report"),
        ("How many did the police report?", "police"),
        ("How did it say so?", None),
    ],
)
def test_a_question_may_ask_for_somebodys_words(question: str, speaker: str | None):
    assert asked_speaker(question) == speaker


@pytest.mark.parametrize(
    ("speaker", "found"),
    [
        ("Assad", SaidBy("Bashar al-Assad")),
        ("Dr. Jane Doe", SaidBy("Jane Doe", "director of a hospital")),
        ("hospital director", SaidBy("Jane Doe", "director of a hospital")),
        ("Example News", SaidBy(None, None, "Example News")),
    ],
)
def test_they_are_known_by_name_or_by_what_they_are(speaker: str, found: SaidBy):
    assert is_said_by(speaker, found)


@pytest.mark.parametrize("found", [None, SaidBy("John Kerry"), SaidBy("Jane Doe", "spokeswoman of the UN")])
def test_others_words_are_not_theirs(found: SaidBy | None):
    assert not is_said_by("Assad", found)
