"""The questions to the two sample articles: how many are answered right, how many refused."""

import json
from pathlib import Path

import pytest

from index.encoding.encode import OnnxEncoder
from index.update import update
from qa.assistant import Assistant
from qa.config import Config
from qa.evaluation.squad import holds
from qa.opening import open_assistant
from tests.conftest import ROOT, SEEDS

QUESTIONS = json.loads((ROOT / "tests" / "data" / "questions.json").read_text(encoding="utf-8"))

# The articles that the seeds retell; beside the project where it is developed, nowhere else.
ORIGINALS = ROOT.parent / "shared" / "seeds"


@pytest.fixture(scope="module", params=["seeds", "originals"])
def assistant(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, encoder: OnnxEncoder, cache: Path
) -> Assistant:
    folder = SEEDS if request.param == "seeds" else ORIGINALS
    if not folder.exists():
        pytest.skip("the original articles are not here")
    index = tmp_path_factory.mktemp("questions") / "index"
    update(index, sorted(folder.glob("*.txt")), encoder)
    return open_assistant(Config(), index, cache)


def test_most_questions_are_answered_right_at_once(assistant: Assistant):
    wrong = []
    for entry in QUESTIONS["answerable"]:
        answers = assistant.ask(entry["question"]).answers
        if not answers or not holds(answers[0].text, entry["accepted"]):
            wrong.append((entry["question"], [answer.text for answer in answers]))
    right = len(QUESTIONS["answerable"]) - len(wrong)
    assert right >= 37, f"{right} of {len(QUESTIONS['answerable'])}; wrong: {wrong}"


def test_most_questions_that_the_articles_do_not_answer_are_refused(assistant: Assistant):
    answered = [
        (question, reply.answers[0].text)
        for question in QUESTIONS["unanswerable"]
        if (reply := assistant.ask(question)).answered
    ]
    assert len(answered) <= 2, answered


def test_the_death_toll_is_45_and_both_articles_say_so(assistant: Assistant):
    reply = assistant.ask("what was the death toll?")
    assert holds(reply.answers[0].text, ["45"])
    assert reply.answers[0].sources == 2


def test_a_caption_answers_when_a_photo_was_taken_and_says_so(assistant: Assistant):
    reply = assistant.ask("when was the photo taken in al-Shaar?")
    assert reply.answered
    assert holds(reply.answers[0].text, ["June 2, 2014"])
    assert all(citation.caption for citation in reply.answers[0].citations)
    assert len({citation.path for citation in reply.answers[0].citations}) == 2


def test_no_caption_answers_when_the_strikes_happened(assistant: Assistant):
    reply = assistant.ask("when did the strikes happen?")
    cited = [citation for answer in reply.answers for citation in answer.citations]
    assert not any(citation.caption for citation in cited)
    assert not any("2014" in answer.text for answer in reply.answers)
    assert not any(passage.text.count("2014") for passage in reply.passages)
