"""Articles are data: whatever stands in them, in their names or in a question shows as text and never acts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.events import Paste

from index.encoding.encode import OnnxEncoder
from index.update import update
from qa.config import Config
from qa.history import History
from qa.live import LiveAssistant
from qa.remembered import Remembered
from qa.tui.app import QaApp

pytestmark = pytest.mark.anyio

MARKS = "\x1b[31m[red]R[/red][link=http://example.org]L[/link][@click=app.quit]Q[/]\x07\u202e"
SHOWN = "␛[31m[red]R[/red][link=http://example.org]L[/link][@click=app.quit]Q[/]␇\ufffd"


def screen_text(app: QaApp) -> str:
    """Everything on the screen, control characters and all."""
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())


def acts(text: str) -> list[str]:
    return [char for char in text if char != "\n" and (ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char == "\u202e")]


async def test_nothing_that_is_pasted_acts(live: LiveAssistant, history: History):
    app = QaApp(live, history, Remembered(None))
    async with app.run_test(size=(200, 50)) as pilot:
        for keys in ([], ["f2"], ["escape", "f3"]):
            await pilot.press(*keys)
            await pilot.pause()
            app.focused.post_message(Paste(MARKS))
            await pilot.pause()
            text = screen_text(app)
            assert SHOWN in text
            assert acts(text) == []


async def test_nothing_in_an_article_its_name_or_a_question_acts_on_any_screen(
    tmp_path: Path,
    write: Callable[[str, str], Path],
    encoder: OnnxEncoder,
    cache: Path,
    history: History,
    ask,
):
    name = f"{MARKS.replace('/', '|')} flood.txt"
    write(name, f"{MARKS} Flood\n\nThe {MARKS} flood in Exampleville killed 17 {MARKS} people, the mayor said.\n")
    update(tmp_path / "index", [tmp_path / "news"], encoder)
    app = QaApp(LiveAssistant(Config(), tmp_path / "index", cache), history, Remembered(None))
    async with app.run_test(size=(200, 50), notifications=True) as pilot:
        await ask(pilot, f"How many people did the flood kill? {MARKS}")
        app.notify(f"{tmp_path / name} cannot be written")
        await pilot.pause()
        seen = [screen_text(app)]
        for keys in (["tab", "enter"], ["escape", "escape", "f2"], ["escape", "f3"]):
            await pilot.press(*keys)
            await pilot.pause()
            seen.append(screen_text(app))
    for text in seen:
        assert SHOWN in text or SHOWN.replace("/", "|") in text, text
        assert acts(text) == []
