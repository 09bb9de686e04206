from pathlib import Path

import pytest

from index.digests import digest
from index.types import Article, Hit, Passage, Range
from qa.answers.evidence import Asked
from qa.question.answer_type import AnswerType, asked_for, is_of_type

TEXT = "The storm hit Homs on Monday. At least 45 people died, the mayor said."


@pytest.fixture
def hit() -> Hit:
    article = Article(Path("/storm.txt"), TEXT, "Storm in Syria", digest(TEXT))
    sentences = (Range(0, 29), Range(30, len(TEXT)))
    return Hit(article, Passage(0, len(TEXT), sentences), 1.0)


def even(word: str) -> float:
    return 1.0


def test_the_words_of_the_question_count_in_the_sentence_and_in_passage_and_title(hit: Hit):
    evidence = Asked("How many people died in the storm in Syria?", even).evidence(hit, 39, 41, 2.0, 3)
    assert TEXT[39:41] == "45"
    assert evidence.margin == 2.0
    assert evidence.log_rank == pytest.approx(1.0986, abs=1e-4)
    assert evidence.sentence == pytest.approx(4 / 5)  # all but "many"; storm and Syria stand in the title
    assert evidence.passage == pytest.approx(4 / 5)
    assert evidence.misfit == 0.0


def test_the_words_that_only_say_what_is_wanted_do_not_count(hit: Hit):
    evidence = Asked("What is the name of the storm in Syria?", even).evidence(hit, 4, 9, 0.0, 1)
    assert evidence.sentence == 1.0


def test_rare_words_count_more(hit: Hit):
    evidence = Asked("Did people leave?", lambda word: 3.0 if word == "peopl" else 1.0).evidence(hit, 30, 32, 0.0, 1)
    assert evidence.sentence == pytest.approx(3 / 4)


def test_a_span_that_is_not_of_the_sort_asked_for_does_not_fit(hit: Hit):
    asked = Asked("How many died?", even)
    assert asked.evidence(hit, 10, 18, 0.0, 1).misfit == 1.0
    assert asked.evidence(hit, 30, 41, 0.0, 1).misfit == 0.0


def test_it_counts_that_an_article_was_cited_for_the_question_before(hit: Hit):
    assert Asked("How many died?", even).evidence(hit, 30, 41, 0.0, 1).cited == 0.0
    assert Asked("How many died?", even, {hit.article.origin}).evidence(hit, 30, 41, 0.0, 1).cited == 1.0


def test_a_question_of_function_words_only_is_no_error(hit: Hit):
    assert Asked("what is it?", even).evidence(hit, 0, 3, 0.0, 1).passage == 0.0


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how many people died", AnswerType.NUMBER),
        ("What was the death toll?", AnswerType.NUMBER),
        ("How old is he?", AnswerType.NUMBER),
        ("When did it begin?", AnswerType.TIME),
        ("On which day did Kerry speak?", AnswerType.TIME),
        ("By when must they leave?", AnswerType.TIME),
        ("At what hour did it strike?", AnswerType.TIME),
        ("what's the date of the vote", AnswerType.TIME),
        ("How strong was the quake?", AnswerType.NUMBER),
        ("how heavy is the probe", AnswerType.NUMBER),
        ("What was the temperature?", AnswerType.NUMBER),
        ("What is the average length of the river?", AnswerType.NUMBER),
        ("Who said when it began?", AnswerType.NAME),
        ("Which hospital does he lead?", AnswerType.NAME),
        ("Where did the plane come down?", AnswerType.PLACE),
        ("In which part of London was he shot?", AnswerType.PLACE),
        ("What part did he play in it?", AnswerType.OTHER),
        ("What did she say?", AnswerType.OTHER),
        ("Why?", AnswerType.OTHER),
    ],
)
def test_the_words_of_a_question_tell_what_it_asks_for(question: str, kind: AnswerType):
    assert asked_for(question) is kind


@pytest.mark.parametrize(
    ("answer", "kind", "fits"),
    [
        ("at least 45", AnswerType.NUMBER, True),
        ("dozens", AnswerType.NUMBER, True),
        ("twice", AnswerType.NUMBER, True),
        ("trillions", AnswerType.NUMBER, True),
        ("for months", AnswerType.NUMBER, True),
        ("unknown", AnswerType.NUMBER, False),
        ("Thursday", AnswerType.TIME, True),
        ("in 2016", AnswerType.TIME, True),
        ("about 6pm", AnswerType.TIME, True),
        ("9 a.m.", AnswerType.TIME, True),
        ("over Christmas", AnswerType.TIME, True),
        ("Mars", AnswerType.TIME, False),
        ("John Kerry", AnswerType.TIME, False),
        ("al-Selmo", AnswerType.NAME, True),
        ("the bombs", AnswerType.NAME, False),
        ("at home", AnswerType.PLACE, True),
        ("Mars", AnswerType.PLACE, True),
        ("in the U.K.", AnswerType.PLACE, True),
        ("120 km south of Rome", AnswerType.PLACE, True),
        ("around 8:30 p.m. BST", AnswerType.PLACE, False),
        ("Monday morning", AnswerType.PLACE, False),
        ("14", AnswerType.PLACE, False),
        ("anything", AnswerType.OTHER, True),
    ],
)
def test_an_answer_is_of_a_sort_or_is_not(answer: str, kind: AnswerType, fits: bool):
    assert is_of_type(answer, kind) is fits
