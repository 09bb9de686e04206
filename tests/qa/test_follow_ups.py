"""Follow-up questions end to end: resolved, searched, read."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.encode import OnnxEncoder
from index.update import update
from qa.config import Config
from qa.conversation import Conversation
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


def wrong(live: LiveAssistant, collection: str) -> Iterator[tuple]:
    """What was asked, understood and answered where the answer is not right."""
    for talk in CONVERSATIONS:
        if talk["collection"] == collection:
            conversation = Conversation(live)
            conversation.ask(talk["first"])
            turn = conversation.ask(talk["second"])
            reply = turn.reply
            if not reply.answers or not answers_rightly(reply.answers[0], talk["second_accepted"], reply.kind):
                yield talk["first"], turn.question, turn.asked, [answer.text for answer in reply.answers[:1]]


@pytest.mark.parametrize(("collection", "most"), [("seeds", 5), ("wikinews", 34)])
def test_most_follow_up_questions_are_answered(collection: str, most: int, request: pytest.FixtureRequest):
    found = list(wrong(request.getfixturevalue(collection), collection))
    assert len(found) <= most, found
