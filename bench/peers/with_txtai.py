"""txtai: its hybrid search with texts kept, and its Questions pipeline over the passages found."""

import time
from collections.abc import Callable
from pathlib import Path

from txtai import Embeddings
from txtai.pipeline import Questions

from bench.work import READ, Models, Work


def index(work: Work, folder: Path, models: Models) -> tuple[int, float]:
    """Passages that were indexed, and the seconds it took."""
    embeddings = Embeddings(path=str(models.encoder), hybrid=True, content=True, gpu=False)
    began = time.perf_counter()
    passages = work.passages()
    embeddings.index(enumerate(passages))
    embeddings.save(str(folder))
    return len(passages), time.perf_counter() - began


def add(work: Work, folder: Path, models: Models) -> None:
    """The index is read, added to and saved."""
    embeddings = Embeddings()
    embeddings.load(str(folder))
    embeddings.upsert(enumerate(work.passages(), start=embeddings.count()))
    embeddings.save(str(folder))


def opened(folder: Path, models: Models) -> Callable[[str], str | None]:
    """The index, ready to be asked."""
    embeddings = Embeddings()
    embeddings.load(str(folder))
    reader = Questions(str(models.reader), gpu=False)

    def ask(question: str) -> str | None:
        found = [_read(reader, question, hit["text"]) for hit in embeddings.search(question, READ)]
        return next((answer for answer in found if answer), None)

    return ask


def _read(reader: Questions, question: str, passage: str) -> str | None:
    """The words of a passage that answer, or None. Questions reads passages one after the other anyway, and fails on
    one of which the reader says that it does not answer."""
    try:
        return reader([question], [passage])[0]
    except TypeError:
        return None
