"""The index follows its folders: with the real `qa index`, in a process of its own."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from threading import Event, Thread

import pytest

from index.doctor import problems
from index.encoding.encode import OnnxEncoder
from index.errors import CannotOpen, CannotWrite
from index.storage.catalog import Catalog
from index.storage.generations import writing
from index.summary import Summary
from index.update import update
from qa.cli import main
from qa.collect.upkeep import Indexed, Indexing, IndexingFailed, Upkeep


@pytest.fixture
def folder(tmp_path: Path, write: Callable[[str, str], Path], encoder: OnnxEncoder) -> Path:
    write("flood.txt", "Flood\n\nThe flood killed 17 people.")
    index = tmp_path / "index"
    update(index, [tmp_path / "news"], encoder)
    return index


def held(index: Path) -> list[str]:
    catalog = Catalog.open(index)
    texts = sorted(article.text for _, article in catalog.articles())
    catalog.close()
    return texts


def test_a_new_article_is_indexed_with_progress(folder: Path, write: Callable[[str, str], Path]):
    write("fire.txt", "Fire\n\nThe fire destroyed 3 houses.")
    reports = list(Upkeep(folder).update())
    assert reports[0] == Indexing(0, 1)
    assert reports[-1] == Indexed(articles=2, new=1, changed=0, removed=0, skipped=0)
    assert str(reports[-1]) == "1 new"


def test_a_failed_update_says_why_and_leaves_the_index(folder: Path, tmp_path: Path):
    before = held(folder)
    (tmp_path / "news" / "flood.txt").unlink()
    (report,) = Upkeep(folder).update()
    assert isinstance(report, IndexingFailed)
    assert report.reason.startswith("There is no article below")
    assert not report.busy
    assert held(folder) == before
    assert list(problems(folder)) == []


def test_a_stopped_update_leaves_the_index(folder: Path, write: Callable[[str, str], Path]):
    before = held(folder)
    new = write("fire.txt", "Fire\n\nThe fire destroyed 3 houses.")
    reports = Upkeep(folder).update()
    assert next(reports) == Indexing(0, 1)
    reports.close()  # type: ignore[attr-defined]  # an iterator that is a generator
    assert held(folder) in (before, sorted([*before, new.read_text()]))
    assert list(problems(folder)) == []


def test_an_update_that_meets_another_says_so(folder: Path):
    with writing(folder):
        (report,) = Upkeep(folder).update()
    assert isinstance(report, IndexingFailed)
    assert report.busy
    assert "Another process is updating the index" in report.reason


def test_what_changed_before_the_folders_were_followed_is_not_missed(folder: Path):
    stop = Event()
    changes = Upkeep(folder).changes(stop)
    next(changes)
    stop.set()
    assert list(changes) == []


def test_a_change_in_the_folders_is_noticed(folder: Path, write: Callable[[str, str], Path]):
    seen: Queue[None] = Queue()
    stop = Event()
    watcher = Thread(target=lambda: [seen.put(None) for _ in Upkeep(folder).changes(stop)], daemon=True)
    watcher.start()
    try:
        seen.get(timeout=60)  # the folders are followed now
        write("fire.txt", "Fire\n\nThe fire destroyed 3 houses.")
        seen.get(timeout=60)
    finally:
        stop.set()
        watcher.join(timeout=10)
    assert not watcher.is_alive()


def test_folders_are_followed_on_while_the_index_cannot_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch):
    upkeep = Upkeep(folder)
    followed = upkeep._roots()

    def cannot_open(index: Path) -> tuple[Path, ...]:
        raise CannotOpen(index, "disk I/O error")

    monkeypatch.setattr("index.storage.generations.roots_of", cannot_open)
    assert upkeep._roots() == followed != {}


@pytest.mark.parametrize("replaced", ["news", "news/flood.txt"])
def test_what_takes_the_place_of_a_folder_or_file_is_followed(
    tmp_path: Path, write: Callable[[str, str], Path], encoder: OnnxEncoder, replaced: str
):
    write("flood.txt", "Flood\n\nThe flood killed 17 people.")
    root = tmp_path / replaced
    update(tmp_path / "index", [root], encoder)
    stop = Event()
    seen: Queue[None] = Queue()
    watcher = Thread(target=lambda: [seen.put(None) for _ in Upkeep(tmp_path / "index").changes(stop)], daemon=True)
    watcher.start()
    try:
        seen.get(timeout=60)
        for _ in range(2):  # the second is not the one that was followed at first
            beside = root.with_name("beside")
            shutil.copytree(root, beside) if root.is_dir() else shutil.copy(root, beside)
            root.rename(root.with_name("old"))
            beside.rename(root)
            seen.get(timeout=60)
            while not seen.empty():
                seen.get()
            old = root.with_name("old")
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    finally:
        stop.set()
        watcher.join(timeout=10)


def test_neither_the_index_nor_what_is_hidden_is_taken_for_articles(folder: Path, tmp_path: Path):
    upkeep = Upkeep(folder)
    for path, matters in (
        (tmp_path / "news" / "fire.txt", True),
        (tmp_path / "news" / "deep" / "fire.txt", True),
        (Path("/elsewhere/news/fire.txt"), True),
        (folder / "catalog.sqlite-wal", False),
        (tmp_path / "news" / ".git" / "index", False),
    ):
        assert upkeep._matters([tmp_path, tmp_path / "news"], None, str(path)) is matters


def test_watching_tries_again_where_there_was_no_room(
    folder: Path, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    tries: list[Path] = []

    def without_room_once(index: Path, *roots, **options) -> Summary:
        tries.append(index)
        if len(tries) == 2:
            raise CannotWrite(index, "database or disk is full")
        return update(index, *roots, **options)

    def one_change(upkeep: Upkeep, stop: Event) -> Iterator[None]:
        write("fire.txt", "Fire\n\nThe fire destroyed 3 houses.")
        yield None

    monkeypatch.setattr("qa.collect.indexing.update", without_room_once)
    monkeypatch.setattr("qa.collect.indexing._LONG_PAUSE", 0.01)
    monkeypatch.setattr(Upkeep, "changes", one_change)
    assert main(("index", "--watch", "--index", str(folder))) == 0
    out, err = capsys.readouterr()
    assert err.count("disk is full") == 1
    assert "1 new, 0 changed, 0 removed, 1 unchanged" in out


def test_watching_indexes_what_lands_and_ends_in_peace(folder: Path, write: Callable[[str, str], Path], cache: Path):
    """In a process of its own, as a user runs it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "qa", "index", "--watch", "--index", str(folder)],
        env={**os.environ, "QA_CACHE": str(cache)},
        stdout=subprocess.PIPE,
        text=True,
        # Tests that run in the background have it ignored, and so would what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdout is not None
    lines: Queue[str] = Queue()
    Thread(target=lambda: [lines.put(line) for line in process.stdout or ()], daemon=True).start()
    try:
        assert "1 unchanged" in lines.get(timeout=60)
        assert lines.get(timeout=60).startswith("Watching ")
        write("fire.txt", "Fire\n\nThe fire destroyed 3 houses.")
        assert "1 new, 0 changed, 0 removed, 1 unchanged" in lines.get(timeout=60)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
