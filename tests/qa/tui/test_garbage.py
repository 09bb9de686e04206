"""Garbage is looked for while nobody types, and then it is found."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from qa.tui import garbage
from qa.tui.app import QaApp
from qa.tui.garbage import Garbage


class Ring:
    """Something that only a look for garbage frees: it holds itself."""

    def __init__(self) -> None:
        self.held = self


@pytest.fixture
def tidy() -> Iterator[Garbage]:
    tidy = Garbage()
    tidy.put_off()
    yield tidy
    tidy.as_before()


def old_ring() -> weakref.ref[Ring]:
    """A ring that has outlived the looks for young garbage, and is garbage since."""
    ring = Ring()
    for generation in (0, 1):
        gc.collect(generation)
    return weakref.ref(ring)


def test_while_somebody_types_old_garbage_stays(tidy: Garbage):
    ring = old_ring()
    tidy.touched()
    assert not tidy.look()
    assert ring() is not None


def test_in_a_quiet_moment_old_garbage_goes(tidy: Garbage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(garbage, "QUIET", 0.0)
    ring = old_ring()
    assert tidy.look()
    assert ring() is None
    assert not tidy.look(), "nothing is new"


@pytest.mark.anyio
async def test_keys_put_it_off_and_the_end_of_the_app_leaves_it_to_python_again(
    app: QaApp, monkeypatch: pytest.MonkeyPatch
):
    before = gc.get_threshold()
    async with app.run_test() as pilot:
        await app.workers.wait_for_complete()
        assert gc.get_threshold() != before
        touched = []
        monkeypatch.setattr(Garbage, "touched", lambda _: touched.append(True))
        await pilot.press("a")
        assert touched
    assert gc.get_threshold() == before
