"""Where the disk is full, an update says so, and the last index stays as it was."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.update import update
from tests.conftest import ROOT, HashEncoder
from tests.index.whole import whole

# Updates an index where no file may grow beyond each of the given numbers of bytes, as on a disk that is full, and
# says after each how that ended and what the index holds then.
FULL = """
import json, os, resource, signal, sys
from pathlib import Path
from index.storage import fold
from index.errors import CannotWrite
from index.update import update
from tests.conftest import HashEncoder
from tests.index.whole import whole

fold._FEW = 0
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for most in map(int, sys.argv[3:]):
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        try:
            update(Path(sys.argv[1]), [Path(sys.argv[2])], HashEncoder())
        except CannotWrite:
            os._exit(3)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    child = os.fork()
    if not child:
        print(json.dumps([code, whole(Path(sys.argv[1]))]), flush=True)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a limit of the size of files")
def test_a_full_disk_leaves_the_last_index_and_says_so(tmp_path: Path):
    index, news = tmp_path / "index", tmp_path / "news"
    news.mkdir()
    for number in range(60):
        (news / f"{number:02}.txt").write_text(f"Headline {number}\n\nStory {number}.")
    update(index, [news], HashEncoder())
    old = whole(index)
    for number in range(60):
        (news / f"{number:02}.txt").write_text(f"Headline {number}\n\nStory {number} is told again.")
    limits = [0, 100, 500, 1000, 1500, 5000, 40_000, 100_000, 180_000, 190_000]
    command = [sys.executable, "-c", FULL, str(index), str(news), *map(str, limits)]
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    new = [path.read_text() for path in sorted(news.iterdir())]
    ended = [json.loads(line) for line in run.stdout.splitlines()]
    assert [code for code, _ in ended[:5]] == [3] * 5, run.stderr
    for code, held in ended:
        assert held == (old if code else new)
        old = held
    assert len(ended) == len(limits)
    update(index, [news], HashEncoder())
    assert whole(index) == new


# Indexes on a disk of its own of a few megabytes, of which as many bytes are left as each of the given numbers says,
# and says after each what an update, a question and the doctor came to. Then there is room again.
SMALL = """
import os, subprocess, sys, traceback
from pathlib import Path
from index.storage import fold
from index.errors import CannotOpen, CannotWrite
from index.update import update
from tests.conftest import HashEncoder
from tests.index.whole import whole

disk, news = map(Path, sys.argv[1:3])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], check=True)
index, filler = disk / "index", disk / "filler"

def tell(number, again):
    (news / f"{number:02}.txt").write_text(f"Headline {number}\\n\\nStory {number}{again}.")

def done(action):
    # In a process of its own: SQLite makes files anew when nobody has the catalog open.
    sys.stdout.flush()
    child = os.fork()
    if not child:
        code = 1
        try:
            action()
            code = 0
        except (CannotOpen, CannotWrite) as error:
            print(error, file=sys.stderr)
            code = 3
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

def is_old():
    assert whole(index) == old

def is_new():
    assert whole(index) == [path.read_text() for path in sorted(news.iterdir())]

def up_to_date():
    update(index, [news], HashEncoder())

for number in range(60):
    tell(number, "")
old = [path.read_text() for path in sorted(news.iterdir())]
assert done(up_to_date) == 0
for number in range(60):
    tell(number, " is told again")
fold._FEW = int(sys.argv[3])
for left in map(int, sys.argv[4:]):
    found = os.statvfs(disk)
    filler.write_bytes(b"x" * (found.f_bavail * found.f_bsize - left))
    codes = [done(up_to_date), done(is_old)]
    filler.unlink()
    print(*codes, done(is_old), flush=True)
print(done(up_to_date), done(is_new))
"""


def mounts_nothing(folder: Path) -> bool:
    """Whether no disk may be mounted here, as for most users of most systems."""
    command = ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", str(folder)]
    return not shutil.which("unshare") or subprocess.run(command, capture_output=True).returncode != 0


@pytest.mark.parametrize("few", [0, 1000], ids=["folded", "beside"])
def test_an_update_that_does_not_fit_on_the_disk_leaves_the_last_index(tmp_path: Path, few: int):
    if mounts_nothing(tmp_path):
        pytest.skip("needs a disk of its own, and none may be mounted here")
    disk, news = tmp_path / "disk", tmp_path / "news"
    disk.mkdir()
    news.mkdir()
    left = [0, 4096, 40_000, 100_000]
    # What is mounted is seen by nobody else, and gone afterwards.
    command = ["unshare", "--mount", sys.executable, "-c", SMALL, str(disk), str(news), str(few), *map(str, left)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    *full, last = [[int(code) for code in line.split()] for line in run.stdout.splitlines()]
    assert len(full) == len(left)
    for updated, asked, afterwards in full:
        assert updated == 3, run.stderr
        assert asked in (0, 3), run.stderr  # a question may find no room either
        assert afterwards == 0, run.stderr
    assert last == [0, 0], run.stderr
    assert "Nothing in the index has changed" in run.stderr
