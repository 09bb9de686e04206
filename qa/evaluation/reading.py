"""How well the reader reads: the text that holds the answer, or does not, is given."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qa.evaluation.measures import auroc, best_threshold
from qa.evaluation.questions import Question, Text
from qa.evaluation.squad import exact_match, f1
from qa.reading.reader import Reader


@dataclass(frozen=True, slots=True)
class ReadingScores:
    """Percentages, but for `answerability_auroc`, from 0 to 1, and the counts `n` and `answerable`.

    `em` and `f1_answerable` are over the answerable questions, None without any. `f1_best_threshold` is over all, those
    refused whose margin is below `best_threshold`, the best one for these very questions. `answerability_auroc` is the
    chance that an answerable question has a greater margin than an unanswerable one, None unless there are both.
    """

    n: int
    answerable: int
    em: float | None
    f1_answerable: float | None
    f1_best_threshold: float
    best_threshold: float
    answerability_auroc: float | None


def evaluate_reading(
    reader: Reader,
    questions: Sequence[Question],
    texts: Mapping[str, Text],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> ReadingScores | None:
    """The reader's scores on those questions that are given a text; None if none is."""
    put = [(question, texts[question.given].text) for question in questions if question.given is not None]
    if not put:
        return None
    margins, exact, overlap, answerable = [], [], [], []
    progress(0, len(put))
    for done, (question, context) in enumerate(put, start=1):
        (spans,) = reader.read(question.question, [context], count=1)
        text, margin = (context[spans[0].start : spans[0].end], spans[0].margin) if spans else ("", -np.inf)
        golds = question.answers_given
        margins.append(margin)
        answerable.append(bool(golds))
        exact.append(exact_match(text, golds) if golds else 0.0)
        overlap.append(f1(text, golds) if golds else 0.0)
        progress(done, len(put))
    known, gained = np.array(answerable), np.array(overlap)
    best_f1, threshold = best_threshold(known, np.array(margins), gained)
    return ReadingScores(
        n=len(put),
        answerable=int(known.sum()),
        em=100 * float(np.mean(np.array(exact)[known])) if known.any() else None,
        f1_answerable=100 * float(np.mean(gained[known])) if known.any() else None,
        f1_best_threshold=best_f1,
        best_threshold=threshold,
        answerability_auroc=auroc(known, np.array(margins)),
    )
