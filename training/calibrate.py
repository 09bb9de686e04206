"""Fit how sure the evidence for a span makes us, on questions asked of whole collections.

Two collections: all paragraphs of the SQuAD files, asked the first file's questions; and news articles, asked the
questions of tests/data/news.json. Both have questions that nothing answers. A logistic function of a span's evidence is
fitted to whether it is right, over the best spans of every passage read; another one, of how sure all spans of the
first answer make us, to whether that answer is.
"""

import argparse
import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np

from index.store import Store
from index.types import Origin
from qa.answers import Candidate, answers_of
from qa.assistant import Assistant
from qa.calibration import FIGURES, Calibration
from qa.config import AnswerSettings
from qa.evidence import Evidence
from qa.paths import MODEL
from qa.reader import Reader
from training.collection import collection, paragraphs
from training.news import read_articles, read_questions
from training.squad import exact_match, f1, holds, read_squad

NEWS = ("wikinews.jsonl.gz", "giveme5w1h_news_cluster.jsonl.gz")
QUESTIONS = Path(__file__).parent.parent / "tests" / "data" / "news.json"

# A span is right if it shares this much with a gold answer: the boundaries of an answer are a matter of taste.
_RIGHT_F1 = 0.6

# Spans of each passage that are learned from; the rest are seldom right and hardly ever shown.
_SPANS = 2

# Draws the weights towards nought: a figure that says little should count little.
_RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its gold answers, none if nothing answers it, and what was found."""

    question: str
    golds: tuple[str, ...]
    candidates: Sequence[Candidate]


def ask(store: Store, questions: Iterable[tuple[str, tuple[str, ...]]]) -> list[Asked]:
    """Read for each (question, gold answers) what the product would read."""
    settings = AnswerSettings()
    assistant = Assistant(store, Reader.open(), Calibration.built_in(), settings)
    return [
        Asked(question, golds, list(chain.from_iterable(assistant.read(question, hits))))
        for question, golds in questions
        for hits in [store.search(question, settings.passages)]
    ]


def is_right(text: str, golds: Sequence[str]) -> bool:
    """Whether an answer is right; nothing is, where there is no gold answer."""
    if not golds:
        return False
    wanted = tuple(golds)
    return exact_match(text, wanted) == 1.0 or f1(text, wanted) >= _RIGHT_F1 or holds(text, wanted)


def fit(asked: Sequence[Asked]) -> Calibration:
    """First what makes a span right; then, with that, how often the first answer is."""
    rows = [
        ([getattr(candidate.evidence, name) for name in FIGURES], is_right(candidate.text, question.golds))
        for question in asked
        for candidate in best_of_each_passage(question.candidates)
    ]
    *weights, intercept = logistic([figures for figures, _ in rows], [good for _, good in rows], _RIDGE)
    spans = Calibration(intercept, Evidence(*weights))
    firsts = [(answers_of(question.candidates, spans, 1)[0], question.golds) for question in asked]
    sure = [[math.log(first.confidence / (1 - first.confidence))] for first, _ in firsts]
    scale, shift = logistic(sure, [is_right(first.text, golds) for first, golds in firsts], 0.0)
    return replace(spans, scale=scale, shift=shift)


def logistic(figures: Sequence[Sequence[float]], right: Sequence[bool], ridge: float) -> list[float]:
    """Weights, and at last the intercept, of the logistic function with the greatest likelihood less a penalty for
    large weights, by Newton's method."""
    design = np.column_stack([np.array(figures), np.ones(len(figures))])
    good = np.array(right, dtype=float)
    penalty = np.diag([ridge] * (design.shape[1] - 1) + [0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (good - chance) - penalty @ weights
        bend = (design * (chance * (1 - chance))[:, np.newaxis]).T @ design + penalty
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-9:
            break
    return [round(float(weight), 4) for weight in weights]


def best_of_each_passage(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Each passage's best spans."""
    kept: dict[tuple[Origin, int], list[Candidate]] = {}
    for candidate in sorted(candidates, key=lambda candidate: -candidate.evidence.margin):
        kept.setdefault((candidate.hit.article.origin, candidate.hit.passage.start), []).append(candidate)
    return [candidate for found in kept.values() for candidate in found[:_SPANS]]


def expected_calibration_error(confidence: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """The mean distance between confidence and accuracy over equal-width bins, weighted by their size."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(confidence[place == number].mean() - right[place == number].mean()) * np.mean(place == number)
            for number in range(bins)
            if np.any(place == number)
        )
    )


def report(name: str, asked: Sequence[Asked], calibration: Calibration) -> None:
    """How good the first answers are, and what each threshold would give."""
    firsts = [answers_of(question.candidates, calibration, 1)[0] for question in asked]
    sure = np.array([first.confidence for first in firsts])
    good = np.array([is_right(first.text, question.golds) for first, question in zip(firsts, asked, strict=True)])
    answerable = np.array([bool(question.golds) for question in asked])
    found = [any(is_right(candidate.text, question.golds) for candidate in question.candidates) for question in asked]
    print(f"\n{name}: {len(asked)} questions, {answerable.sum()} answerable")
    print(f"first answer right: {100 * good[answerable].mean():.1f} % of the answerable")
    print(f"a right span among all that were read: {100 * np.array(found)[answerable].mean():.1f} %")
    print(f"expected calibration error: {expected_calibration_error(sure, good):.3f}")
    print("threshold  answered  right of these  unanswerable refused")
    for threshold in np.arange(0.1, 1.0, 0.05):
        shown = sure >= threshold
        if shown.any():
            print(
                f"{threshold:9.2f}  {100 * shown.mean():6.1f} %  {100 * good[shown].mean():12.1f} %"
                f"  {100 * (~shown[~answerable]).mean():18.1f} %"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="SQuAD JSON, may be .gz; the first is asked about")
    parser.add_argument("--news", type=Path, required=True, help=f"folder with {' and '.join(NEWS)}")
    parser.add_argument("--sample", type=int, default=400, help="how many of the first file's questions are asked")
    arguments = parser.parse_args()

    examples = [list(read_squad(path)) for path in arguments.files]
    sample = random.Random(1).sample(examples[0], min(arguments.sample, len(examples[0])))
    golds = [(example.question, tuple(dict.fromkeys(text for _, text in example.answers))) for example in sample]
    with collection(paragraphs(chain.from_iterable(examples)).items()) as store:
        squad = ask(store, golds)

    articles = list(read_articles(arguments.news, NEWS))
    questions = read_questions(QUESTIONS, {name: text for name, _, text in articles})
    with collection((text, title) for _, title, text in articles) as store:
        news = ask(store, ((question.question, question.answers) for question in questions))

    calibration = fit([*squad, *news])
    (MODEL / "calibration.json").write_text(calibration.as_json(), encoding="utf-8")
    print(calibration)
    report("SQuAD", squad, calibration)
    report("News", news, calibration)


if __name__ == "__main__":
    main()
