"""A bound on how long one step of an iterator may take."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

_Thing = TypeVar("_Thing")


class TookTooLong(Exception):
    """A step was not done in time."""


def patiently(things: Iterator[_Thing], seconds: float) -> Iterator[_Thing]:
    """The iterator's things; raises TookTooLong, which ends it, where the next one takes longer.

    Only the main thread of a process can be stopped so, and not on Windows; elsewhere it just takes its time.
    """
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    while True:
        try:
            if able:
                with _alarm(seconds):
                    thing = next(things)
            else:
                thing = next(things)
        except StopIteration:
            return
        yield thing


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, ring)
    # Again and again: a library may take the first for an error of its own and go on.
    signal.setitimer(signal.ITIMER_REAL, seconds, seconds / 10)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
