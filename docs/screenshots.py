"""Take the README's pictures of the app, from the real app on the sample articles: make screenshots"""

import asyncio
import tempfile
from pathlib import Path

from index.encoding.export import DEFAULT_ENCODER, prepare_encoder
from index.update import update
from qa.config import Config
from qa.history import History
from qa.live import LiveAssistant
from qa.paths import cache_folder
from qa.remembered import Remembered
from qa.tui.app import QaApp

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "screenshots"

# Name, size, theme, questions, then keys.
SCENES = (
    ("talk", (120, 34), "textual-dark", ("what was the death toll?", "who said that?"), ("tab",)),
    ("article", (72, 24), "textual-light", ("who brokered the ceasefire?",), ("tab", "enter")),
    ("sources", (100, 18), "textual-dark", (), ("f2",)),
)


async def take(
    live: LiveAssistant,
    name: str,
    size: tuple[int, int],
    theme: str,
    questions: tuple[str, ...],
    keys: tuple[str, ...],
) -> None:
    """Ask, press the keys, and save what the screen then shows."""
    app = QaApp(live, History(None), Remembered(None))
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        for question in questions:
            await pilot.press(*question, "enter")
            await app.workers.wait_for_complete()
            await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        (PICTURES / f"{name}.svg").write_text(app.export_screenshot(), encoding="utf-8")


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        update(Path(folder), [ROOT / "seeds"], prepare_encoder(DEFAULT_ENCODER, cache_folder()))
        live = LiveAssistant(Config(), Path(folder), cache_folder())
        for scene in SCENES:
            asyncio.run(take(live, *scene))


if __name__ == "__main__":
    main()
