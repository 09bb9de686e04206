"""Follow-up questions end to end: resolved, searched, read."""

import json
import os
from pathlib import Path

import pytest

from index.encoding.encode import OnnxEncoder
from index.update import update
from qa.config import Config
from qa.conversation.turns import Conversation
from qa.evaluation.news import read_articles
from qa.evaluation.rightness import answers_rightly
from qa.live import LiveAssistant
from tests.conftest import ROOT

CONVERSATIONS = json.loads((ROOT / "tests" / "data" / "follow_ups.json").read_text(encoding="utf-8"))["conversations"]
NEWS = ROOT.parent / "shared" / "news"


@pytest.fixture(scope="module")
def wikinews(tmp_path_factory: pytest.TempPathFactory, encoder: OnnxEncoder, cache: Path) -> LiveAssistant:
    """The articles that the conversations are about, and no others."""
    if not NEWS.exists():
        pytest.skip("the news articles are not here")
    folder = tmp_path_factory.mktemp("wikinews")
    asked = {name for talk in CONVERSATIONS if talk["collection"] == "wikinews" for name in talk["articles"]}
    for name, title, text in read_articles(NEWS, ("wikinews.jsonl.gz",)):
        if name in asked:
            (folder / f"{name}.txt").write_text(f"{title}\n\n{text}", encoding="utf-8")
    update(folder / "index", [folder], encoder)
    return LiveAssistant(Config(), folder / "index", cache)


@pytest.fixture(scope="module")
def seeds(seeds_index: Path, cache: Path) -> LiveAssistant:
    return LiveAssistant(Config(), seeds_index, cache)


def wrong(live: LiveAssistant, talk: dict) -> tuple | None:
    """What was asked, understood and answered if the answer to the second question is not right."""
    conversation = Conversation(live)
    conversation.ask(talk["first"])
    turn = conversation.ask(talk["second"])
    reply = turn.reply
    if reply.answers and answers_rightly(reply.answers[0], talk["second_accepted"], reply.kind):
        return None
    return talk["first"], turn.question, turn.asked, [answer.text for answer in reply.answers[:1]]


@pytest.mark.parametrize(("collection", "every"), [("seeds", 1), ("wikinews", 3)])
def test_nearly_three_in_four_follow_up_questions_are_answered(
    collection: str, every: int, request: pytest.FixtureRequest
):
    """Of the questions to Wikinews every third one; all with QA_FOLLOW_UPS=all, which takes a minute more."""
    live = request.getfixturevalue(collection)
    talks = [talk for talk in CONVERSATIONS if talk["collection"] == collection]
    asked = talks if os.environ.get("QA_FOLLOW_UPS") == "all" else talks[::every]
    found = [failed for talk in asked if (failed := wrong(live, talk))]
    assert len(found) <= 0.28 * len(asked), found
