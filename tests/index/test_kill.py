"""A stop at any moment leaves an index that is whole: the last one or the new one."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from index.errors import NoIndex
from index.update import update
from tests.conftest import ROOT, HashEncoder
from tests.index.whole import whole

# `make torture` kills more often.
KILLS = int(os.environ.get("QA_KILLS", "12"))

# Updates an index as often as it is told to, each time in a process of its own, which is killed at the given one of the
# moments at which it touches the disk, or at none.
KILLED = """
import os, signal, sys
from pathlib import Path
import faiss
from index.storage import fold
from index.update import update
from tests.conftest import HashEncoder

index, news = Path(sys.argv[1]), Path(sys.argv[2])
passed = 0

def watch(event, arguments):
    global passed
    if event in {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree", "sqlite3.connect"}:
        if "index" in str(arguments[0]):
            passed += 1
            if passed == moment:
                os.kill(os.getpid(), signal.SIGKILL)

for line in sys.stdin:
    moment, fold._FEW, rebuild = map(int, line.split())
    child = os.fork()
    if not child:
        sys.addaudithook(watch)
        update(index, [news], HashEncoder(), rebuild=bool(rebuild))
        os._exit(0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def kill(process: int) -> None:
    with suppress(ProcessLookupError):  # it was done
        os.kill(process, signal.SIGKILL)


class Updates:
    """Updates of an index that can be killed."""

    def __init__(self, index: Path, news: Path) -> None:
        command = [sys.executable, "-c", KILLED, str(index), str(news)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def start(self, moment: int, few: int, *, rebuild: bool = False) -> int:
        """Its process. `few` is how many passages are searched beside the search files."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{moment} {few} {int(rebuild)}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def code(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())

    def __enter__(self) -> "Updates":
        return self

    def __exit__(self, *error: object) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of five articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"Headline {number}\n\nStory {number}.")
    return folder


def told(news: Path) -> list[str]:
    """What the folder holds, as an index that is up to date does."""
    return [path.read_text() for path in sorted(news.iterdir())]


needs_kill = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs kill -9")


@needs_kill
@pytest.mark.parametrize("few", [0, 1000], ids=["folded", "beside"])
def test_a_kill_at_any_touch_of_the_disk_leaves_a_whole_index(index: Path, news: Path, few: int):
    update(index, [news], HashEncoder())
    old = whole(index)
    (news / "2.txt").write_text("Headline\n\nA changed story.")
    (news / "5.txt").write_text("Headline 5\n\nA new story.")
    moment = 0
    with Updates(index, news) as updates:
        while True:
            moment += 1
            updates.start(moment, few)
            code = updates.code()
            found = whole(index)
            if code == 0:
                break
            assert code == -signal.SIGKILL
            assert found in (old, told(news))
            if found != old:  # the new index was in force already: go on from there
                break
    assert moment > 3, "the watch saw too little for this test to mean anything"
    update(index, [news], HashEncoder())
    assert whole(index) == told(news)
    assert len(list((index / "generations").iterdir())) == 1


@needs_kill
def test_a_kill_at_any_touch_of_the_disk_by_a_first_update_leaves_no_index_or_a_whole_one(index: Path, news: Path):
    moment, code = 0, -signal.SIGKILL
    with Updates(index, news) as updates:
        while code:
            moment += 1
            updates.start(moment, 0)
            code = updates.code()
            assert code in (0, -signal.SIGKILL)
            with suppress(NoIndex):
                assert whole(index) == told(news)
    assert moment > 10, "the watch saw too little for this test to mean anything"
    assert whole(index) == told(news)


@needs_kill
def test_a_kill_at_any_touch_of_the_disk_by_a_rebuilding_leaves_a_whole_index(index: Path, news: Path):
    update(index, [news], HashEncoder())
    moment, code = 0, -signal.SIGKILL
    with Updates(index, news) as updates:
        while code:
            moment += 1
            updates.start(moment, 0, rebuild=True)
            code = updates.code()
            assert code in (0, -signal.SIGKILL)
            assert whole(index) == told(news)
    assert moment > 10, "the watch saw too little for this test to mean anything"
    assert len(list((index / "generations").iterdir())) == 1


@needs_kill
def test_a_kill_at_any_time_leaves_a_whole_index(index: Path, news: Path):
    """SQLite touches the disk without Python seeing it: these kills come when they come."""
    chooser = random.Random(KILLS)
    for number in range(40):
        (news / f"{number:02}.txt").write_text(f"Headline {number}\n\nStory number {number}.")
    update(index, [news], HashEncoder())
    began = time.perf_counter()
    update(index, [news], HashEncoder(), rebuild=True)
    longest = 1.5 * (time.perf_counter() - began)
    killed = new = turns = 0
    with Updates(index, news) as updates:
        # How long an update takes is not known beforehand, so that many end before their kill comes.
        while killed < KILLS and turns < 6 * KILLS:
            turns += 1
            old = whole(index)
            for number in chooser.sample(range(40), 5):
                (news / f"{number:02}.txt").write_text(f"Headline {number}\n\nStory {number} is told again, {turns}.")
            process = updates.start(0, chooser.choice([0, 1000]), rebuild=chooser.random() < 0.2)
            alarm = threading.Timer(chooser.uniform(0, longest), kill, [process])
            alarm.start()
            code = updates.code()
            alarm.cancel()
            assert code in (0, -signal.SIGKILL)
            found = whole(index)
            assert found == told(news) or (code and found == old)
            killed += code == -signal.SIGKILL
            new += code == -signal.SIGKILL and found != old
    print(f"{turns} updates, {killed} of them killed in time, {new} of these after their commit")
    assert killed == KILLS, "too few kills came in time for this test to mean anything"
    update(index, [news], HashEncoder())
    assert whole(index) == told(news)
