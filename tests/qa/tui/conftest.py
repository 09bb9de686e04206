"""The app on the seeds, with the real encoder and reader."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qa.config import Config
from qa.history import History
from qa.live import LiveAssistant
from qa.remembered import Remembered
from qa.tui.app import QaApp


@pytest.fixture
def anyio_backend() -> str:
    """The event loop that Textual runs on."""
    return "asyncio"


@pytest.fixture(scope="session")
def live(seeds_index: Path, cache: Path) -> LiveAssistant:
    return LiveAssistant(Config(), seeds_index, cache)


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "state" / "history.jsonl")


@pytest.fixture
def app(live: LiveAssistant, history: History, tmp_path: Path) -> QaApp:
    return QaApp(live, history, Remembered(tmp_path / "state" / "app.json"))


@pytest.fixture
def ask() -> Callable[[Pilot, str], Awaitable[None]]:
    """Type a question, press Enter, wait for the reply."""

    async def ask_in(pilot: Pilot, question: str) -> None:
        pilot.app.talk.prompt.value = question  # type: ignore[attr-defined]
        await pilot.press("enter")
        await settled(pilot)

    return ask_in


async def settled(pilot: Pilot) -> None:
    """Wait until nothing is being worked on and every message has come."""
    await pilot.app.workers.wait_for_complete([worker for worker in pilot.app.workers if worker.group != "follow"])
    await pilot.pause()
    await pilot.pause()
