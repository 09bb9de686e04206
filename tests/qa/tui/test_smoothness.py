"""Nothing blocks the keyboard: how long the event loop is ever held, with a text of 2 MB open."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from index.types import Article, Range
from qa.tui.app import QaApp
from qa.tui.article import ArticlePane, ArticleScreen, ArticleText

LONGEST = 0.05  # seconds

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def long_article() -> Article:
    line = "The mayor of the town – “a quiet place” – said on Monday that the river had risen by two metres. " * 4
    text = "\n\n".join(f"{number}. {line}" for number in range(2_000_000 // len(line)))
    return Article(Path("long.txt"), text, "A long article", "digest", noise=(Range(0, 10),))


@asynccontextmanager
async def watched() -> AsyncIterator[list[float]]:
    """Gathers the processor time that the event loop takes from one turn to the next. Not the time on the clock: what
    else the machine does is not the app's doing."""
    turns: list[float] = []

    async def beat() -> None:
        last = time.thread_time()
        while True:
            await asyncio.sleep(0)
            now = time.thread_time()
            turns.append(now - last)
            last = now

    task = asyncio.create_task(beat())
    try:
        yield turns
    finally:
        task.cancel()


async def test_a_long_article_opens_scrolls_and_is_searched_without_holding_the_keyboard(app: QaApp):
    article = long_article()
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        async with watched() as turns:
            app.push_screen(ArticleScreen(article, Range(1_000_000, 1_000_100), Range(1_000_010, 1_000_020)))
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.press("pagedown", "down", "end", "home", "slash", *"river", "enter", "n", "N")
            await pilot.pause()
        text = app.screen.query_one(ArticleText)
        assert "river" in "".join(text.render_line(y).text for y in range(20))
    assert max(turns) < LONGEST, sorted(turns)[-5:]


async def test_typing_stays_quick_with_a_long_article_beside(app: QaApp):
    async with app.run_test(size=(160, 50)) as pilot:
        await app.workers.wait_for_complete()
        app.talk.query_one("#source", ArticlePane).show(long_article())
        await app.workers.wait_for_complete()
        async with watched() as turns:
            await pilot.press(*"how many people were wounded")
    assert max(turns) < LONGEST, sorted(turns)[-5:]
