"""What is told while work goes on: on standard error, and only where that is a terminal."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def announce(message: str) -> None:
    """Say on a terminal what takes a while; in a pipe, nothing."""
    if sys.stderr.isatty():
        print(message, file=sys.stderr)


def progress_as_json(done: int, total: int) -> None:
    """Print how far the work is as one line of JSON."""
    print(json.dumps({"done": done, "total": total}), flush=True)


@contextmanager
def progress_bar(what: str, unit: str) -> Iterator[Callable[[int, int], None]]:
    """Gives a function to call with (done, total). Shows rate and time left on a terminal; in a pipe, nothing."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Rich shows a rate only where the total is not known, or in bytes."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.0f} {unit}/s" if task.speed else "")

    columns = (what, BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
