"""A stop at any moment leaves an index that is whole: the last one or the new one."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.update import update
from tests.conftest import ROOT, HashEncoder
from tests.index.test_update import held

# Updates an index and is killed at the given one of the moments at which it touches the disk.
KILLED = """
import os, signal, sys
from pathlib import Path
from index.update import update
from tests.conftest import HashEncoder

index, news, moment = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
passed = 0

def watch(event, arguments):
    global passed
    if event in {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree", "sqlite3.connect"}:
        if "index" in str(arguments[0]):
            passed += 1
            if passed == moment:
                os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
update(index, [news], HashEncoder())
"""


def run(index: Path, news: Path, moment: int) -> int:
    command = [sys.executable, "-c", KILLED, str(index), str(news), str(moment)]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True).returncode


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_a_kill_at_any_touch_of_the_disk_leaves_a_whole_index(tmp_path: Path):
    index, news = tmp_path / "index", tmp_path / "news"
    news.mkdir()
    for number in range(5):
        (news / f"{number}.txt").write_text(f"Headline {number}\n\nStory {number}.")
    update(index, [news], HashEncoder())
    old = held(index)
    (news / "2.txt").write_text("Headline\n\nA changed story.")
    (news / "5.txt").write_text("Headline 5\n\nA new story.")
    moment = 0
    while True:
        moment += 1
        code = run(index, news, moment)
        found = held(index)
        if code == 0:
            break
        assert code == -signal.SIGKILL
        assert found == old or (len(found) == 6 and "A changed story." in found[2])
        if found != old:  # the new index was in force already: go on from there
            assert moment > 5
            break
    assert moment > 10, "the watch saw too little for this test to mean anything"
    update(index, [news], HashEncoder())
    assert len(held(index)) == 6
    assert len(list((index / "generations").iterdir())) == 1
