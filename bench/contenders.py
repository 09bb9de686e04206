"""Who is measured, and the commands that make them work."""

import sys
from dataclasses import dataclass
from pathlib import Path

from bench.work import Models, Work

QUESTION = "what was the death toll?"


@dataclass(frozen=True, slots=True)
class Contender:
    """A module with the functions that bench/peers tells of, and the Python that has its packages."""

    name: str
    module: str
    python: str
    models: Models

    def does(self, task: str, index: Path, *more: str) -> list[str]:
        """One of bench.task's tasks."""
        given = ["--encoder", str(self.models.encoder), "--reader", str(self.models.reader)]
        return [self.python, "-m", "bench.task", self.module, task, str(index), *given, *more]

    def indexes(self, work: Work, index: Path, warming: Work | None = None) -> list[str]:
        """Makes an index; with `warming`, all that it needs is loaded by the making of another."""
        before = ["--warming", str(warming.folder)] if warming else []
        return self.does("index", index, "--work", str(work.folder), *before)

    def asks(self, index: Path) -> list[str]:
        """Asks one question."""
        return self.does("ask", index, "--question", QUESTION)

    def adds(self, work: Work, index: Path) -> list[str]:
        """Adds to an index."""
        return self.does("add", index, "--work", str(work.folder))


class Ours(Contender):
    """qa, which has commands of its own for its users."""

    def asks(self, index: Path) -> list[str]:
        """What `qa ask` runs."""
        return [self.python, "-m", "qa", "ask", "--index", str(index), QUESTION]

    def adds(self, work: Work, index: Path) -> list[str]:
        """What `qa index` runs."""
        return [self.python, "-m", "qa", "index", "--index", str(index), str(work.articles)]


def contenders(models: Models, peers_python: str) -> list[Contender]:
    """qa first, then its peers."""
    return [
        Ours("qa", "bench.ours", sys.executable, models),
        Contender("Haystack", "bench.peers.with_haystack", peers_python, models),
        Contender("txtai", "bench.peers.with_txtai", peers_python, models),
        Contender("by hand", "bench.peers.by_hand", peers_python, models),
    ]


def encoding_alone(models: Models, peers_python: str) -> Contender:
    """What can be indexed only, as a yardstick."""
    return Contender("encode()", "bench.peers.encode_alone", peers_python, models)
