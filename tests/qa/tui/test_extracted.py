"""An article that was taken out of a feed: shown, but not to be edited."""

from pathlib import Path

import pytest

from index.encoding.encode import OnnxEncoder
from index.types import Article
from index.update import update
from qa.config import Config
from qa.history import History
from qa.live import LiveAssistant
from qa.remembered import Remembered
from qa.tui.app import QaApp
from qa.tui.article_text import ArticleText
from qa.tui.messages import EditRequested

pytestmark = pytest.mark.anyio

ROWS = "id,title,text\n1,Flood in Arden,The flood destroyed 17 bridges.\n2,Fire in Arden,The fire destroyed 4 houses.\n"


@pytest.fixture
def app(tmp_path: Path, encoder: OnnxEncoder, cache: Path, history: History) -> QaApp:
    (tmp_path / "rows.csv").write_text(ROWS)
    update(tmp_path / "index", [tmp_path / "rows.csv"], encoder)
    return QaApp(LiveAssistant(Config(), tmp_path / "index", cache), history, Remembered(None))


async def test_the_right_article_of_the_file_is_shown_beside_its_citation(app: QaApp, ask):
    async with app.run_test(size=(120, 40)) as pilot:
        await ask(pilot, "How many houses did the fire destroy?")
        text = app.talk.query_one(ArticleText)
        shown = "\n".join(text.render_line(y).text for y in range(text.size.height))
        assert "The fire destroyed 4 houses." in shown
        assert "bridges" not in shown


async def test_the_editor_is_not_opened_at_a_line_that_the_file_does_not_have(app: QaApp, ask):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ask(pilot, "How many houses did the fire destroy?")
        await pilot.press("tab", "e")
        await pilot.pause()
        (told,) = app._notifications
        assert "was taken out of" in told.message


async def test_the_editor_is_not_opened_on_a_file_that_is_gone(
    app: QaApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("EDITOR", "no-such-editor")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.post_message(EditRequested(Article(tmp_path / "gone.txt", "The text.", "A title", ""), 1))
        await pilot.pause()
        (told,) = app._notifications
        assert told.message.endswith("gone.txt is gone.")


async def test_the_editor_is_not_opened_on_an_archive(app: QaApp, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("EDITOR", "no-such-editor")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.post_message(EditRequested(Article(Path("/news/a.zip"), "The text.", "A title", "", member="b.txt"), 1))
        await pilot.pause()
        (told,) = app._notifications
        assert "was taken out of /news/a.zip" in told.message
