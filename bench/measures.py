"""What is measured. All take turns, so that whatever else the machine does falls on all of them: A, B, C, A, B, C, …"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from bench.contenders import Contender
from bench.work import Work

# Questions that nobody times, so that all has been loaded when the others come.
WARMING = 3


def indexing(who: Sequence[Contender], work: Work, places: Sequence[Path], warming: Work | None = None) -> list[float]:
    """Passages a second of each, as it makes an index in its place, if given after one of `warming` somewhere else."""
    counts = [_json(one.indexes(work, place, warming)) for one, place in zip(who, places, strict=True)]
    return [passages / seconds for passages, seconds in counts]


def asking(who: Sequence[Contender], places: Sequence[Path]) -> list[tuple[float, float]]:
    """Seconds and MiB of a fresh process of each that answers a question."""
    return [_whole_process(one.asks(place)) for one, place in zip(who, places, strict=True)]


def adding(who: Sequence[Contender], work: Work, places: Sequence[Path]) -> list[float]:
    """Seconds of a fresh process of each that adds to its index."""
    return [_whole_process(one.adds(work, place))[0] for one, place in zip(who, places, strict=True)]


def answering(
    who: Sequence[Contender], places: Sequence[Path], questions: Sequence[str]
) -> tuple[np.ndarray, list[float]]:
    """Milliseconds of every question, of shape (questions, contenders), and the MiB that each had at the most."""
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(one.does("serve", place), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            )
            for one, place in zip(who, places, strict=True)
        ]
        asked = [*questions[:WARMING], *questions]
        took = [[_told(process, question)[0] for process in processes] for question in asked]
        peaks = [json.loads(process.communicate()[0]) for process in processes]
    return np.array(took[WARMING:]), peaks


def medians(rounds: int, measure: Callable[[int], Sequence]) -> np.ndarray:
    """The medians of some rounds; `measure` is told which it is and gives a figure, or some, of each contender."""
    return np.median([measure(number) for number in range(rounds)], axis=0)


def size(folder: Path) -> float:
    """Megabytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _told(process: subprocess.Popen, question: str) -> tuple[float, str | None]:
    """Milliseconds and answer."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(" ".join(question.split()) + "\n")
    process.stdin.flush()
    took, answer = json.loads(process.stdout.readline())
    return took, answer


def _whole_process(command: Sequence[str]) -> tuple[float, float]:
    seconds, peak = _json([sys.executable, "-m", "bench.once", *command])
    return seconds, peak


def _json(command: Sequence[str]) -> list[float]:
    """What a command prints in its last line: what it imports may speak too."""
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(run.stdout.splitlines()[-1])
