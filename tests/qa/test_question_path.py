"""Asking in a fresh process: what it loads, what it takes, and that it talks to nobody."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Asks one question with every socket forbidden, then says which modules it loaded and its peak memory in MiB.
ASK = """
import sys
forbidden = []
sys.addaudithook(lambda event, _: forbidden.append(event) if event.startswith("socket.") else None)
from qa.cli import main
code = main(["ask", "what was the death toll?", "--index", sys.argv[1]])
print("MODULES", *sys.modules)
if sys.platform == "linux":  # getrusage would count the process that started this one
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print("MEMORY", int(peak.split()[1]) / 1024)
print("SOCKETS", *forbidden)
sys.exit(code)
"""

# Runs commands one after the other; then says what asked for an address or a connection, and how each ended. That a
# library looks whether there are sockets of a kind is no connection.
RUN = """
import json, sys
opened = []
asking = ("socket.connect", "socket.get", "socket.send")
sys.addaudithook(lambda event, _: opened.append(event) if event.startswith(asking) else None)
from qa.cli import main
codes = [main(command) for command in json.loads(sys.argv[1])]
print(json.dumps({"codes": codes, "opened": opened}))
"""


@pytest.fixture(scope="module")
def asked(seeds_index: Path, cache: Path) -> dict[str, list[str]]:
    run = subprocess.run(
        [sys.executable, "-c", ASK, str(seeds_index)],
        env={**os.environ, "QA_CACHE": str(cache)},
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return {line.split()[0]: line.split()[1:] for line in run.stdout.splitlines() if line[:1].isupper()}


def test_asking_loads_neither_torch_nor_what_brings_it_nor_the_app(asked: dict[str, list[str]]):
    assert "onnxruntime" in asked["MODULES"]
    for name in ("torch", "sentence_transformers", "transformers", "huggingface_hub", "textual", "scipy", "sklearn"):
        assert name not in asked["MODULES"]


def test_the_app_paints_before_it_loads_what_only_answers_need():
    program = "import sys; import qa.cli, qa.tui.app, qa.collect.upkeep; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    modules = run.stdout.split()
    assert "textual" in modules
    for name in ("numpy", "sqlite3", "onnxruntime", "faiss", "tokenizers", "qa.assistant"):
        assert name not in modules


def test_asking_loads_no_cleaning_rules(asked: dict[str, list[str]]):
    assert "index.articles.clean" not in asked["MODULES"]


def test_asking_loads_nothing_that_measures_it(asked: dict[str, list[str]]):
    assert "qa.assistant" in asked["MODULES"]
    assert "qa.evaluation" not in asked["MODULES"]


def test_asking_loads_no_library_that_only_indexing_needs(asked: dict[str, list[str]]):
    for name in ("trafilatura", "htmldate", "lxml", "feedparser", "warcio", "pypdf", "docx", "dateparser", "rensa"):
        assert name not in asked["MODULES"]


def test_asking_loads_nothing_that_knows_the_web(asked: dict[str, list[str]]):
    for name in ("qa.collect.fetch", "qa.collect.add", "httpx", "protego", "urllib.request"):
        assert name not in asked["MODULES"]


def test_asking_opens_no_socket(asked: dict[str, list[str]]):
    assert asked["SOCKETS"] == []


def test_no_command_but_add_opens_a_connection_or_leaves_anything_in_the_home(encoder, tmp_path: Path):
    """The second, since a library in C could open one unseen: onnxruntime keeps what it will send in the home. What
    tells it not to is set in this process too, so it is taken away."""
    paragraph = {"context": "The mayor of Arden resigned.", "qas": [{"id": "1", "question": "Who resigned?"}]}
    paragraph["qas"][0]["answers"] = [{"text": "The mayor of Arden", "answer_start": 0}]  # type: ignore[index]
    questions = tmp_path / "questions.json"
    questions.write_text(json.dumps({"data": [{"title": "Arden", "paragraphs": [paragraph]}]}), encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text("<html><body><article><p>The river rose again, the mayor said.</p></article></body></html>")
    home = tmp_path / "home"
    home.mkdir()
    own = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    commands = [
        ["index", str(ROOT / "seeds"), str(page)],
        ["index", "--rebuild", "--jobs", "1", "--json"],
        ["ask", "what was the death toll?", "--all", "--explain"],
        ["timeline", "death toll"],
        ["sources"],
        ["show", "000_6edfe6ec6f4f36e9.txt:12"],
        ["chat", "--plain"],
        ["doctor"],
        ["doctor", "--repair"],
        ["eval", str(questions)],
        ["calibrate"],
    ]
    run = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(commands)],
        env={**own, "HOME": str(home)},
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        input="what was the death toll?\n",
    )
    assert run.returncode == 0, run.stderr
    said = json.loads(run.stdout.splitlines()[-1])
    assert said["codes"] == [0] * 10 + [2]  # three articles are too few to calibrate to
    assert said["opened"] == []
    assert list(home.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_asking_takes_less_than_400_mib(asked: dict[str, list[str]]):
    assert float(asked["MEMORY"][0]) < 400


def test_asking_takes_about_a_second(seeds_index: Path, cache: Path):
    """The best of five: what the machine does besides is not the program's time. On a slower machine, four and a half
    times what it takes to start Python and load the libraries."""
    ask = [sys.executable, "-m", "qa", "ask", "what was the death toll?", "--index", str(seeds_index)]
    start = [sys.executable, "-c", "import numpy, onnxruntime, faiss, tokenizers, rich.console, sqlite3"]
    asked, started = [], []
    for _ in range(5):
        for command, times in ((ask, asked), (start, started)):
            began = time.perf_counter()
            subprocess.run(
                command, env={**os.environ, "QA_CACHE": str(cache)}, cwd=ROOT, check=True, capture_output=True
            )
            times.append(time.perf_counter() - began)
    assert min(asked) < max(1.3, 4.5 * min(started)), (asked, started)
