"""qa itself, behind the functions of its peers. What a user does from the shell is measured as commands."""

import time
from collections.abc import Callable
from pathlib import Path

from bench.work import READ, Models, Work
from index.encoding.export import DEFAULT_ENCODER, prepare_encoder
from index.update import update
from qa.config import Config
from qa.opening import open_assistant
from qa.paths import cache_folder


def index(work: Work, folder: Path, models: Models) -> tuple[int, float]:
    """Passages that were encoded, and the seconds it took. `models` are qa's own already."""
    encoder = prepare_encoder(DEFAULT_ENCODER, cache_folder())
    began = time.perf_counter()
    summary = update(folder, [work.articles], encoder)
    return summary.encoded, time.perf_counter() - began


def opened(folder: Path, models: Models) -> Callable[[str], str | None]:
    """The index, ready to be asked."""
    config = Config()
    assert config.answers.passages == READ
    assistant = open_assistant(config, folder, cache_folder())

    def ask(question: str) -> str | None:
        reply = assistant.ask(question)
        return reply.answers[0].text if reply.answered else None

    return ask
