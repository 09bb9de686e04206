import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from index.articles import load as loading
from index.formats import source
from index.formats.patience import TookTooLong, patiently
from tests.index.formats.conftest import reading_of


def slow() -> Iterator[int]:
    yield 1
    while True:
        time.perf_counter()


def test_a_step_that_takes_too_long_is_ended():
    steps = patiently(slow(), 0.01)
    assert next(steps) == 1
    with pytest.raises(TookTooLong):
        next(steps)


def test_the_time_between_the_steps_does_not_count():
    steps = patiently(iter(range(3)), 0.01)
    for _ in range(3):
        next(steps)
        began = time.perf_counter()
        while time.perf_counter() - began < 0.02:
            pass
    assert list(steps) == []


def test_outside_the_main_thread_things_take_their_time():
    found: list[int] = []
    thread = Thread(target=lambda: found.extend(patiently(iter([1, 2]), 0.01)))
    thread.start()
    thread.join()
    assert found == [1, 2]


def test_a_file_of_nothing_but_bad_articles_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.txt").write_text("Words.")
    monkeypatch.setattr(loading, "PATIENCE", 0.01)
    monkeypatch.setattr(loading, "read", lambda _: iter(lambda: source.Bad("row 1", "is bad"), None))
    assert "takes longer than" in (reading_of(tmp_path / "a.txt").said or "")


def test_a_hopeless_file_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.txt").write_text("Words.")
    monkeypatch.setattr(loading, "PATIENCE", 0.01)
    monkeypatch.setattr(loading, "read", lambda _: (source.Raw(str(number)) for number in slow()))
    reading = reading_of(tmp_path / "a.txt")
    assert reading.texts == ["1"]
    assert reading.said == "takes longer than 0 seconds to read, and may be damaged, after 1 article"
