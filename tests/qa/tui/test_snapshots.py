"""What the app looks like. After a change that is meant: pytest tests/qa/tui/test_snapshots.py --snapshot-update"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from index.encoding.encode import OnnxEncoder
from index.update import update
from qa.assistant import Assistant
from qa.config import Config
from qa.history import History
from qa.live import LiveAssistant
from qa.opening import open_assistant
from qa.remembered import Remembered
from qa.reply import Reply, Step
from qa.tui.app import QaApp
from tests.conftest import SEEDS
from tests.qa.tui.conftest import settled

WIDE, NARROW = (120, 36), (64, 24)
QUESTION = "what was the death toll?"


class Steady:
    """An assistant whose confidences, and the order of whose guesses, do not depend on the processor's rounding."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.store = assistant.store

    def steps(self, question: str, **options) -> Iterator[Step | Reply]:
        for step in self._assistant.steps(question, **options):
            if isinstance(step, Reply):
                steady = [0.93, 0.41, 0.27]
                ordered = step.answers if step.answered else sorted(step.answers, key=lambda guess: guess.text)
                answers = zip(ordered, steady, strict=False)
                step = replace(step, answers=tuple(replace(answer, confidence=sure) for answer, sure in answers))
            yield step


class Halted(Steady):
    """An assistant that reads three passages and no more."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__(assistant)
        self.go_on = Event()

    def steps(self, question: str, **options) -> Iterator[Step | Reply]:
        yield Step("searching")
        yield Step("reading", 3, 10)
        self.go_on.wait()


class Live(LiveAssistant):
    """Gives the assistant that it is told."""

    def __init__(self, assistant) -> None:
        self._given = assistant

    def current(self):
        return self._given

    def opened(self):
        return self._given


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory, encoder: OnnxEncoder) -> Path:
    """A folder with the seeds and an index of them, so that paths on the screen are the same everywhere."""
    folder = tmp_path_factory.mktemp("news")
    shutil.copytree(SEEDS, folder / "seeds")
    update(folder / ".qa", [folder / "seeds"], encoder)
    return folder


@pytest.fixture
def assistant(news: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    monkeypatch.chdir(news)
    return open_assistant(Config(), Path(".qa"), cache)


@pytest.fixture(autouse=True)
def _steady_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a picture may take until the cursor has blinked."""
    monkeypatch.setattr(Input, "cursor_blink", False)


def made(live: LiveAssistant) -> QaApp:
    return QaApp(live, History(None), Remembered(None))


async def ask(pilot: Pilot, question: str = QUESTION) -> None:
    await settled(pilot)
    pilot.app.talk.prompt.value = question  # type: ignore[attr-defined]
    await pilot.press("enter")
    await settled(pilot)


def test_empty(snap_compare, assistant: Assistant):
    assert snap_compare(made(Live(Steady(assistant))), terminal_size=WIDE, run_before=settled)


def test_at_work(snap_compare, assistant: Assistant):
    halted = Halted(assistant)

    async def ask_and_look(pilot: Pilot) -> None:
        await pilot.app.talk.ask(QUESTION)  # type: ignore[attr-defined]
        while not pilot.app.talk.query(".step"):  # type: ignore[attr-defined]
            await pilot.pause()
        while "3 of 10" not in str(pilot.app.talk.query_one(".step").render()):  # type: ignore[attr-defined]
            await pilot.pause()
        halted.go_on.set()

    assert snap_compare(made(Live(halted)), terminal_size=WIDE, run_before=ask_and_look)


def test_answered(snap_compare, assistant: Assistant):
    async def ask_and_move(pilot: Pilot) -> None:
        await ask(pilot)
        await pilot.press("tab")

    assert snap_compare(made(Live(Steady(assistant))), terminal_size=WIDE, run_before=ask_and_move)


def test_reports_differ(snap_compare, assistant: Assistant):
    async def ask_and_scroll(pilot: Pilot) -> None:
        await ask(pilot)
        await pilot.press("ctrl+end")
        await pilot.pause()

    assert snap_compare(made(Live(Steady(assistant))), terminal_size=(120, 60), run_before=ask_and_scroll)


def test_not_answered(snap_compare, assistant: Assistant):
    async def ask_in_vain(pilot: Pilot) -> None:
        await ask(pilot, "Who won the football world cup?")

    assert snap_compare(made(Live(Steady(assistant))), terminal_size=WIDE, run_before=ask_in_vain)


def test_error(snap_compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    live = LiveAssistant(Config(), Path(".qa"), tmp_path)
    assert snap_compare(made(live), terminal_size=WIDE, run_before=ask)


def test_narrow(snap_compare, assistant: Assistant):
    async def ask_and_open(pilot: Pilot) -> None:
        await ask(pilot)
        await pilot.press("tab", "enter")

    assert snap_compare(made(Live(Steady(assistant))), terminal_size=NARROW, run_before=ask_and_open)


def test_palette(snap_compare, assistant: Assistant):
    async def open_palette(pilot: Pilot) -> None:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(made(Live(Steady(assistant))), terminal_size=WIDE, run_before=open_palette)


def test_sources(snap_compare, assistant: Assistant):
    async def open_sources(pilot: Pilot) -> None:
        await settled(pilot)
        await pilot.press("f2")
        await pilot.pause()

    assert snap_compare(made(Live(Steady(assistant))), terminal_size=WIDE, run_before=open_sources)
