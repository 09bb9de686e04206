"""Fit how sure answers are to one's own collection, with questions made of the collection itself.

For each question that an article answers there is one that nothing answers: the same, with the passages left out that
hold its answer.
"""

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np

from index.articles.split import passages
from index.errors import Error, command
from index.store import Store
from index.types import Hit
from qa.answers.calibration import Calibration, Sureness
from qa.answers.rank import answers_of
from qa.assistant import Assistant
from qa.config import AnswerSettings
from qa.evaluation.cloze import Cloze, clozes, says_the_same
from qa.evaluation.fit import Observed, fit_sureness, observed
from qa.evaluation.measures import Bin, expected_calibration_error, reliability
from qa.evaluation.squad import is_right
from qa.question.answer_type import asked_for
from qa.reading.reader import Reader

# With fewer questions the fit would follow chance.
FEWEST = 40

# How strongly the fit holds on to the built-in one: about as much as so many answers would.
_RIDGE = 5.0

_MOST_OF_AN_ARTICLE = 3

# Passages looked through for those that do not hold the answer, as a multiple of those read.
_DEEP = 4


class TooFewQuestions(Error):
    """The collection is too small to be calibrated for."""

    def __init__(self, found: int) -> None:
        super().__init__(
            f"These articles make only {found} questions, and a calibration needs {FEWEST}. Index more articles first."
        )


class NoArticles(Error):
    """The index has no article below the folders that were named."""

    def __init__(self, below: Collection[Path]) -> None:
        named = ", ".join(map(str, below))
        super().__init__(f"The index has no article below {named}. List its articles with: {command('sources')}")


@dataclass(frozen=True, slots=True)
class OwnFit:
    """A fit, with how the first answers fared: the bins and the expected calibration error, before and after. `after`
    is measured on questions that the fit did not see."""

    sureness: Sureness
    questions: int
    before: list[Bin]
    after: list[Bin]
    error_before: float
    error_after: float


def own_questions(store: Store, below: Collection[Path], count: int, seed: int) -> list[Cloze]:
    """Up to `count` questions to the articles below the folders, or to all, and no fewer than a calibration needs.
    Raises NoArticles or TooFewQuestions."""
    count = max(count, FEWEST)
    chooser = random.Random(seed)
    articles = [
        article
        for article, _ in store.listing()
        if not below or any(article.path.is_relative_to(folder) for folder in below)
    ]
    if below and not articles:
        raise NoArticles(below)
    chooser.shuffle(articles)
    made: list[Cloze] = []
    for article in articles:
        found = list(clozes(article, passages(article.text, article.noise), chooser))
        made += chooser.sample(found, min(_MOST_OF_AN_ARTICLE, len(found)))
        if len(made) >= count:
            break
    if len(made) < FEWEST:
        raise TooFewQuestions(len(made))
    return made[:count]


def fit_to(
    store: Store,
    reader: Reader,
    questions: Sequence[Cloze],
    settings: AnswerSettings,
    progress: Callable[[int, int], None],
) -> OwnFit:
    """Ask each question twice, with and without the passages that answer it, and fit the words' sureness to that."""
    built_in = Calibration.built_in()
    assistant = Assistant(store, reader, replace(built_in, words=Sureness()), settings)
    pairs: list[tuple[Observed, Observed]] = []
    for done, cloze in enumerate(questions, start=1):
        hits = store.search(cloze.question, settings.passages * _DEEP)
        silent = [hit for hit in hits if hit.article.origin != cloze.article.origin and not says_the_same(cloze, hit)]
        pairs.append((_asked(assistant, cloze, hits, (cloze.answer,)), _asked(assistant, cloze, silent, ())))
        progress(done, len(questions))

    before, after = [], []
    for mine, others in ((pairs[::2], pairs[1::2]), (pairs[1::2], pairs[::2])):
        fitted = fit_sureness(list(chain.from_iterable(others)), _RIDGE, built_in.words)
        before += [_first(seen, built_in.words) for pair in mine for seen in pair]
        after += [_first(seen, fitted) for pair in mine for seen in pair]
    right = np.array([good for _, good in before])
    sure_before, sure_after = (np.array([sure for sure, _ in firsts]) for firsts in (before, after))
    return OwnFit(
        fit_sureness(list(chain.from_iterable(pairs)), _RIDGE, built_in.words),
        len(questions),
        reliability(sure_before, right),
        reliability(sure_after, right),
        expected_calibration_error(sure_before, right),
        expected_calibration_error(sure_after, right),
    )


def _asked(assistant: Assistant, cloze: Cloze, hits: Sequence[Hit], golds: tuple[str, ...]) -> Observed:
    read = chain.from_iterable(assistant.read(cloze.question, hits[: assistant.settings.passages]))
    sort = asked_for(cloze.question)
    answers = answers_of(list(read), assistant.calibration, assistant.settings.count, asked=sort)
    return observed(answers, lambda answer: is_right(answer.text, golds))


def _first(seen: Observed, sureness: Sureness) -> tuple[float, float]:
    """How sure the first answer is, and whether it is right, 1 or 0; no answer is surely none."""
    if not len(seen.right):
        return 0.0, 0.0
    support, lead, _ = seen.figures[0]
    return sureness.confidence(support, support - lead), float(seen.right[0])
