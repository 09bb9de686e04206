"""A whole visit in a real terminal: start, ask, move, open the source, follow up, quit."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
PATIENCE = 60  # seconds, for a busy machine


class Terminal:
    """A tmux session of its own server."""

    def __init__(self, socket: Path) -> None:
        self._tmux = ["tmux", "-S", str(socket), "-f", "/dev/null"]

    def run(self, *arguments: str) -> str:
        done = subprocess.run([*self._tmux, *arguments], check=True, capture_output=True, text=True)
        return done.stdout

    def type(self, *keys: str) -> None:
        self.run("send-keys", *keys)

    def wait_for(self, text: str, *, gone: bool = False) -> str:
        """The screen, as soon as it shows the text, or does not any more."""
        until = time.monotonic() + PATIENCE
        screen = ""
        while time.monotonic() < until:
            screen = self.run("capture-pane", "-p")
            if (text in screen) != gone:
                return screen
        raise AssertionError(f"{text!r} {'still shows' if gone else 'does not show'} on:\n{screen}")

    def wait_for_end(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if subprocess.run([*self._tmux, "has-session"], capture_output=True, check=False).returncode:
                return
        raise AssertionError("the app does not end")


@pytest.fixture
def terminal(tmp_path: Path, seeds_index: Path, cache: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path / "tmux")
    environment = {"QA_CACHE": cache, "QA_STATE": tmp_path / "state", "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    settings = [part for name, value in environment.items() for part in ("-e", f"{name}={value}")]
    command = [sys.executable, "-m", "qa", "chat", "--index", str(seeds_index)]
    terminal.run("new-session", "-d", "-x", "120", "-y", "40", "-c", str(ROOT), *settings, *command)
    yield terminal
    subprocess.run([*terminal._tmux, "kill-server"], check=False, capture_output=True)


def test_a_visit(terminal: Terminal):
    terminal.wait_for("2 articles")
    terminal.run("send-keys", "-H", "e9", "61")  # as a terminal in Latin-1 sends "éa"
    terminal.wait_for("\ufffda")
    terminal.type("BSpace", "BSpace")
    terminal.type("what was the death toll?", "Enter")
    screen = terminal.wait_for("one voice")
    assert "45" in screen
    terminal.type("Tab")
    terminal.type("Enter")
    terminal.wait_for("Edit")  # the article's own keys
    terminal.type("Escape")
    terminal.wait_for("Open article")
    terminal.type("Escape")
    terminal.wait_for("Open article", gone=True)
    terminal.type("who said that?", "Enter")
    terminal.wait_for("asked as: Who said that")
    terminal.type("C-q")
    terminal.wait_for_end()
