"""Ask a question, get a reply: search, read, group, cite."""

import time
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from index.errors import IndexMismatch
from index.store import Store
from index.types import Hit, Origin, Restriction
from index.words import words
from qa.answers import Candidate, answers_of
from qa.calibration import Calibration
from qa.cite import cite
from qa.config import AnswerSettings, Config
from qa.evidence import Asked
from qa.reader import Reader
from qa.reply import Citation, Reply, Step


class Assistant:
    """Answers questions from a store with a reader. One assistant may answer any number of questions."""

    def __init__(self, store: Store, reader: Reader, calibration: Calibration, settings: AnswerSettings) -> None:
        self.store = store
        self._reader = reader
        self._calibration = calibration
        self._settings = settings

    @classmethod
    def open(cls, config: Config, folder: Path, cache: Path) -> "Assistant":
        """The assistant for the index in `folder`, with the encoder that made it from `cache`.

        Raises NoIndex, IndexMismatch, DamagedIndex or MissingModel.
        """
        # Loading a model is mostly C code that leaves Python to others: the reader's and the store's load side by side.
        with ThreadPoolExecutor(max_workers=1) as beside:
            reader = beside.submit(Reader.open, config.reader.model)
            store = Store.open(folder, cache)
            if store.manifest.encoder != config.encoder.model:
                raise IndexMismatch(
                    folder, f"vectors of {store.manifest.encoder}", f"configured for {config.encoder.model}"
                )
            return cls(store, reader.result(), Calibration.built_in(), config.answers)

    def ask(self, question: str) -> Reply:
        """The answers that the articles give to a question."""
        (reply,) = (step for step in self.steps(question) if isinstance(step, Reply))
        return reply

    def steps(
        self, question: str, *, within: Restriction | None = None, near: Collection[Origin] = ()
    ) -> Iterator[Step | Reply]:
        """What `ask` does, as it does it, and at last the reply. To cancel a question is to ask for no more steps.

        `within` and `near` bound and lead the search, as in `Store.search`.
        """
        began = time.perf_counter()
        yield Step("searching")
        hits = self.store.search(question, self._settings.passages, within=within, near=near)
        candidates: list[Candidate] = []
        yield Step("reading", 0, len(hits))
        for done, found in enumerate(self.read(question, hits), start=1):
            candidates += found
            yield Step("reading", done, len(hits))
        answers = answers_of(candidates, self._calibration, self._settings.count)
        answered = bool(answers) and answers[0].confidence >= self._settings.threshold
        if answered:
            answers = [answer for answer in answers if answer.confidence >= self._settings.threshold]
        yield Reply(
            question=question,
            answered=answered,
            answers=tuple(answers),
            nearest=None if answered else _nearest(question, hits),
            elapsed_ms=(time.perf_counter() - began) * 1000,
        )

    def read(self, question: str, hits: Sequence[Hit]) -> Iterator[list[Candidate]]:
        """What the reader finds in each hit."""
        asked = Asked(question, self.store.rarity)
        found = self._reader.read(question, [hit.text for hit in hits], [hit.heading for hit in hits])
        for rank, (hit, spans) in enumerate(zip(hits, found, strict=True), start=1):
            places = [(hit.passage.start + span.start, hit.passage.start + span.end, span.margin) for span in spans]
            yield [
                Candidate(hit, start, end, asked.evidence(hit, start, end, margin, rank))
                for start, end, margin in places
            ]


def _nearest(question: str, hits: Sequence[Hit]) -> Citation | None:
    """The sentence, of all hits, that shares most words with the question; the better hit's if two share as many."""
    wanted = set(words(question))
    best: tuple[int, Citation] | None = None
    for hit in hits:
        for sentence in hit.passage.sentences:
            shared = len(wanted & set(words(hit.article.text[sentence.start : sentence.end])))
            if best is None or shared > best[0]:
                best = (shared, cite(hit, sentence.start, sentence.end))
    return best[1] if best else None
