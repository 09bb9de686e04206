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

from index.update import update
from tests.conftest import ROOT, HashEncoder
from tests.index.test_update import held

# `make torture` kills more often.
KILLS = int(os.environ.get("QA_KILLS", "12"))

# Updates an index as often as it is told to, each time in a process of its own, which is killed at the given one of the
# moments at which it touches the disk, or at none.
KILLED = """
import os, signal, sys
from pathlib import Path
import faiss
from index import fold
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
    moment, fold._FEW = map(int, line.split())
    child = os.fork()
    if not child:
        sys.addaudithook(watch)
        update(index, [news], HashEncoder())
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

    def start(self, moment: int, few: int) -> int:
        """Its process. `few` is how many passages are searched beside the search files."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{moment} {few}\n")
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


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs kill -9")
@pytest.mark.parametrize("few", [0, 1000], ids=["folded", "beside"])
def test_a_kill_at_any_touch_of_the_disk_leaves_a_whole_index(tmp_path: Path, few: int):
    index, news = tmp_path / "index", tmp_path / "news"
    news.mkdir()
    for number in range(5):
        (news / f"{number}.txt").write_text(f"Headline {number}\n\nStory {number}.")
    update(index, [news], HashEncoder())
    old = held(index)
    (news / "2.txt").write_text("Headline\n\nA changed story.")
    (news / "5.txt").write_text("Headline 5\n\nA new story.")
    moment = 0
    with Updates(index, news) as updates:
        while True:
            moment += 1
            updates.start(moment, few)
            code = updates.code()
            found = held(index)
            if code == 0:
                break
            assert code == -signal.SIGKILL
            assert found == old or (len(found) == 6 and "A changed story." in found[2])
            if found != old:  # the new index was in force already: go on from there
                break
    assert moment > 3, "the watch saw too little for this test to mean anything"
    update(index, [news], HashEncoder())
    assert len(held(index)) == 6
    assert len(list((index / "generations").iterdir())) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs kill -9")
def test_a_kill_at_any_time_leaves_a_whole_index(tmp_path: Path):
    """SQLite touches the disk without Python seeing it: these kills come when they come."""
    chooser = random.Random(KILLS)
    index, news = tmp_path / "index", tmp_path / "news"
    news.mkdir()
    for number in range(40):
        (news / f"{number:02}.txt").write_text(f"Headline {number}\n\nStory {number}.")
    update(index, [news], HashEncoder())
    began = time.perf_counter()
    update(index, [news], HashEncoder(), rebuild=True)
    longest = 1.5 * (time.perf_counter() - began)
    killed = 0
    with Updates(index, news) as updates:
        for turn in range(KILLS):
            old = held(index)
            for number in chooser.sample(range(40), 5):
                (news / f"{number:02}.txt").write_text(f"Headline {number}\n\nStory {number} is told again, {turn}.")
            wanted = [path.read_text() for path in sorted(news.iterdir())]
            process = updates.start(0, chooser.choice([0, 1000]))
            alarm = threading.Timer(chooser.uniform(0, longest), kill, [process])
            alarm.start()
            code = updates.code()
            alarm.cancel()
            killed += code == -signal.SIGKILL
            assert code in (0, -signal.SIGKILL)
            assert held(index) in (old, wanted)
    assert killed > KILLS / 4, "too few kills came in time for this test to mean anything"
    update(index, [news], HashEncoder())
    assert held(index) == [path.read_text() for path in sorted(news.iterdir())]
