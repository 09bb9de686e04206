"""How well questions are answered: put to a whole collection, as a user puts them."""

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from index.store import Store
from index.types import Found
from qa.answers.calibration import Calibration
from qa.assistant import Assistant
from qa.config import AnswerSettings
from qa.evaluation.collection import number_of
from qa.evaluation.measures import (
    Bin,
    expected_calibration_error,
    mean_reciprocal_rank,
    recall_at,
    reliability,
)
from qa.evaluation.questions import Question
from qa.evaluation.rightness import answers_rightly
from qa.evaluation.squad import exact_match, f1, holds
from qa.reading.reader import Reader
from qa.reply import Answer, Reply, Timing

# The ways of ranking passages that are told apart.
RANKINGS = ("lexical", "dense", "fused")

# How many passages a recall looks at.
DEPTHS = (1, 5, 10, 20)

# The best of so many answers is scored as well.
_TOP = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question. Every question has one, whatever came.

    `confidence` is the first answer's, 0 if there is none; `answered` is whether it is sure enough to be shown, `right`
    whether it is right, `cited` whether its citation is. `em`, `f1` and `f1_top` are what the first answer and the best
    of the first few score, from 0 to 1. `ranks` has the best rank, from 1, of a passage of a gold text by each of
    RANKINGS, None if there was none.
    """

    answerable: bool
    confidence: float
    answered: bool
    right: bool
    cited: bool
    em: float
    f1: float
    f1_top: float
    ranks: dict[str, int | None]
    elapsed_ms: float
    timing: Timing


@dataclass(frozen=True, slots=True)
class AskingScores:
    """Percentages, but for `mrr` and `ece`, from 0 to 1, times in milliseconds, and the counts `n` and `answerable`.
    None is what there are no questions for. `texts` and `passages` tell how large the collection is.

    `recall_at` and `mrr` go by ranking. They, `em_top1`, `f1_top1`, `f1_top3` and `citation_correct` are over the
    answerable questions and score what is put first, sure enough or not. The others are over all questions and follow
    the threshold: an unanswerable question that is answered counts as wrong, and in `f1_overall` a refusal scores 1 for
    an unanswerable question and nothing for an answerable one. `ece` and `reliability` are of the first answers'
    confidence, whether shown or not. `ms_by_part` has the median and the 95th percentile of each part.
    """

    n: int
    answerable: int
    texts: int
    passages: int
    recall_at: dict[str, dict[int, float]] | None
    mrr: dict[str, float] | None
    em_top1: float | None
    f1_top1: float | None
    f1_top3: float | None
    citation_correct: float | None
    threshold: float
    answered: float
    accuracy_of_answered: float | None
    unanswerable_refused: float | None
    f1_overall: float
    ece: float
    reliability: list[Bin]
    ms_p50: float
    ms_p95: float
    ms_by_part: dict[str, tuple[float, float]]


def evaluate_asking(
    store: Store,
    reader: Reader,
    settings: AnswerSettings,
    questions: Sequence[Question],
    numbers: Mapping[str, int],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> AskingScores:
    """Put each question, one at a time, to a store made by `collection`; `numbers` has the number of each text there by
    its name. There must be a question."""
    outcomes = []
    progress(0, len(questions))
    for outcome in ask(store, reader, settings, questions, numbers):
        outcomes.append(outcome)
        progress(len(outcomes), len(questions))
    return scores(outcomes, settings.threshold, len(numbers), store.manifest.passages)


def ask(
    store: Store,
    reader: Reader,
    settings: AnswerSettings,
    questions: Sequence[Question],
    numbers: Mapping[str, int],
) -> Iterator[Outcome]:
    """What comes of each question in turn."""
    # With nothing sure enough, a reply holds all of its answers; and its time is never less than the product's, since
    # it names the nearest sentence too.
    unsure = replace(settings, count=max(settings.count, _TOP), threshold=math.inf)
    assistant = Assistant(store, reader, Calibration.built_in(), unsure)
    rows = {number_of(path): found for path, found in store.rows().items()}
    for question in questions:
        reply = assistant.ask(question.question)
        golds = {numbers[name] for name in question.gold_texts}
        # The search once more, outside of what is timed: a reply has only the passages that were read.
        ranks = best_ranks(store.ranking(question.question), {row for gold in golds for row in rows.get(gold, ())})
        yield _outcome(question, reply, golds, ranks, settings.threshold)


def best_ranks(ranking: Sequence[Found], rows: Collection[int]) -> dict[str, int | None]:
    """The best rank that any of the rows has, from 1, by each of RANKINGS."""
    mine = [(fused, found) for fused, found in enumerate(ranking, start=1) if found.row in rows]
    return {
        "lexical": min((found.lexical_rank for _, found in mine if found.lexical_rank is not None), default=None),
        "dense": min((found.dense_rank for _, found in mine if found.dense_rank is not None), default=None),
        "fused": min((fused for fused, _ in mine), default=None),
    }


def _outcome(
    question: Question, reply: Reply, golds: Collection[int], ranks: dict[str, int | None], threshold: float
) -> Outcome:
    answers, wanted = reply.answers[:_TOP], question.answers
    first = answers[0] if answers else None
    gained = [f1(answer.text, wanted) if wanted else 0.0 for answer in answers]
    return Outcome(
        answerable=bool(wanted),
        confidence=first.confidence if first else 0.0,
        answered=first is not None and first.confidence >= threshold,
        right=first is not None and answers_rightly(first, wanted, reply.kind),
        cited=first is not None and is_rightly_cited(first, wanted, golds),
        em=exact_match(first.text, wanted) if first and wanted else 0.0,
        f1=gained[0] if gained else 0.0,
        f1_top=max(gained, default=0.0),
        ranks=ranks,
        elapsed_ms=reply.elapsed_ms,
        timing=reply.timing,
    )


def is_rightly_cited(answer: Answer, wanted: Sequence[str], golds: Collection[int]) -> bool:
    """Whether the answer's first citation is from one of the gold texts, by number, and the cited sentence holds a gold
    answer."""
    citation = answer.citations[0]
    return number_of(citation.path) in golds and holds(citation.quote, wanted, around=len(citation.quote))


def scores(outcomes: Sequence[Outcome], threshold: float, texts: int, passages: int) -> AskingScores:
    """The scores of the outcomes, of which there must be one. The other figures are only passed on."""
    answerable = [outcome for outcome in outcomes if outcome.answerable]
    unanswerable = [outcome for outcome in outcomes if not outcome.answerable]
    answered = [outcome for outcome in outcomes if outcome.answered]
    ranks = {name: [outcome.ranks[name] for outcome in answerable] for name in RANKINGS}
    sure = np.array([outcome.confidence for outcome in outcomes])
    right = np.array([outcome.right for outcome in outcomes])
    p50, p95 = _percentiles([outcome.elapsed_ms for outcome in outcomes])
    return AskingScores(
        n=len(outcomes),
        answerable=len(answerable),
        texts=texts,
        passages=passages,
        recall_at={name: {depth: recall_at(ranks[name], depth) for depth in DEPTHS} for name in RANKINGS}
        if answerable
        else None,
        mrr={name: mean_reciprocal_rank(ranks[name]) for name in RANKINGS} if answerable else None,
        em_top1=_percent([outcome.em for outcome in answerable]),
        f1_top1=_percent([outcome.f1 for outcome in answerable]),
        f1_top3=_percent([outcome.f1_top for outcome in answerable]),
        citation_correct=_percent([outcome.cited for outcome in answerable]),
        threshold=threshold,
        answered=100 * len(answered) / len(outcomes),
        accuracy_of_answered=_percent([outcome.right for outcome in answered]),
        unanswerable_refused=_percent([not outcome.answered for outcome in unanswerable]),
        f1_overall=100 * float(np.mean([_overall(outcome) for outcome in outcomes])),
        ece=expected_calibration_error(sure, right),
        reliability=reliability(sure, right),
        ms_p50=p50,
        ms_p95=p95,
        ms_by_part={
            part.name: _percentiles([getattr(outcome.timing, part.name) for outcome in outcomes])
            for part in fields(Timing)
        },
    )


def _overall(outcome: Outcome) -> float:
    return outcome.f1 if outcome.answered else float(not outcome.answerable)


def _percent(values: Sequence[float]) -> float | None:
    return 100 * float(np.mean(values)) if values else None


def _percentiles(values: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    p50, p95 = np.percentile(values, [50, 95])
    return float(p50), float(p95)
