import shutil
from pathlib import Path

import pytest

from qa.tui import clipboard


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a program on an otherwise empty PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def make(name: str, script: str) -> None:
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    return make


def test_the_first_tool_that_works_takes_the_text(tool, tmp_path: Path):
    tool("wl-copy", "exit 1")
    tool("xclip", f'while read -r line; do echo "$line" >> {tmp_path}/copied; done')
    assert clipboard.copy("45 – “dead”\n") == "xclip"
    assert (tmp_path / "copied").read_text(encoding="utf-8") == "45 – “dead”\n"


def test_windows_gets_what_it_can_read(tool, tmp_path: Path):
    cat = shutil.which("cat", path="/bin:/usr/bin")
    tool("clip.exe", f"{cat} > {tmp_path}/copied")
    assert clipboard.copy("45 – “dead”") == "clip.exe"
    assert (tmp_path / "copied").read_bytes().decode("utf-16") == "45 – “dead”"


def test_without_a_tool_nothing_took_it(tool):
    assert clipboard.copy("45") is None
