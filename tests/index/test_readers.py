"""Whoever reads while the index is updated sees one version of it, whole, and so does the doctor."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from index.doctor import problems
from index.storage import fold
from index.update import update
from tests.conftest import ROOT, HashEncoder
from tests.index.test_kill import KILLS
from tests.index.whole import whole

READERS = 4
UPDATES = 50 if KILLS > 100 else 15

# Every version has eight bulletins that say its number.
BULLETINS = 8

# Opens the index again and again and asks without pause, until it is told that all is done; then says which versions
# it saw.
READER = """
import sys
from pathlib import Path
from index.store import Store
from tests.conftest import HashEncoder
from tests.index.test_readers import BULLETINS, bulletin

index, done = Path(sys.argv[1]), Path(sys.argv[2])
seen = []
print("ready", flush=True)
while not done.exists() or not seen:
    store = Store.opened_with(index, lambda fingerprint: HashEncoder())
    versions = set()
    for question in ("which version has the bulletin", "bulletin 3", "bulletin of the capital"):
        hits = store.search(question, 2 * BULLETINS)
        assert len(hits) == BULLETINS, hits
        for hit in hits:
            text = hit.article.text
            versions.add(int(text.rsplit(" ", 1)[1].rstrip(".")))
            assert text == bulletin(int(hit.article.path.stem), max(versions)), text
            assert hit.text == text[hit.passage.start : hit.passage.end]
            assert store.article(hit.article.origin) == hit.article
        assert len({hit.article.origin for hit in hits}) == BULLETINS
    assert len(versions) == 1, versions
    seen.append(*versions)
assert seen == sorted(seen), seen
print(len(seen), *sorted(set(seen)))
"""


def bulletin(number: int, version: int) -> str:
    """What a bulletin says in a version; where it stands differs from that in the versions before and after."""
    longer = "It is long. " * (version % 3)
    return f"Bulletin {number}\n\n{longer}The bulletin {number} of the capital has version {version}."


def test_readers_see_one_whole_version_while_a_writer_updates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fold, "_FEW", 3 * BULLETINS)  # every second update or so makes search files
    index, news, done = tmp_path / "index", tmp_path / "news", tmp_path / "done"
    news.mkdir()

    def version(number: int) -> None:
        for one in range(BULLETINS):
            (news / f"{one}.txt").write_text(bulletin(one, number))
        update(index, [news], HashEncoder())

    version(0)
    command = [sys.executable, "-c", READER, str(index), str(done)]
    readers = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(READERS)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    found: list[object] = []
    checked = 0

    def check() -> None:
        nonlocal checked
        try:
            while not done.exists():
                found.extend(problems(index))
                checked += 1
        except Exception as error:
            found.append(error)

    doctor = threading.Thread(target=check)
    doctor.start()
    for number in range(1, UPDATES + 1):
        version(number)
    done.touch()
    doctor.join()
    said = [reader.communicate() for reader in readers]
    assert [reader.returncode for reader in readers] == [0] * READERS, said
    assert found == []
    assert checked
    for out, _ in said:
        opened, *seen = map(int, out.split())
        assert opened >= len(seen) > 2, "it saw too little for this test to mean anything"
    print(*(out for out, _ in said), f"doctor: {checked}", sep="\n")
    assert whole(index) == [bulletin(one, UPDATES) for one in range(BULLETINS)]
