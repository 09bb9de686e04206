"""Fit how sure a span makes us, on questions asked of a whole collection.

Every paragraph of the given SQuAD files becomes an article of one collection. The first file's questions, answerable
or not, are asked of it, and a logistic function of the reader's margin and the passage's rank is fitted to whether each
article's best span is right.
"""

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from qa.answers import Candidate, answers_of
from qa.assistant import Assistant
from qa.calibration import Calibration
from qa.config import AnswerSettings
from qa.paths import MODEL
from qa.reader import Reader
from training.collection import collection
from training.squad import Example, exact_match, f1, read_squad

# A span is right if it shares this much with a gold answer: the boundaries of an answer are a matter of taste.
_RIGHT_F1 = 0.6


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what was found for it."""

    example: Example
    candidates: Sequence[Candidate]


def is_right(text: str, example: Example) -> bool:
    """Whether an answer is right; nothing is, for an unanswerable question."""
    golds = tuple(gold for _, gold in example.answers)
    return bool(golds) and (exact_match(text, golds) == 1.0 or f1(text, golds) >= _RIGHT_F1)


def fit(margins: np.ndarray, ranks: np.ndarray, right: np.ndarray) -> Calibration:
    """The logistic function with the greatest likelihood, by Newton's method."""
    design = np.stack([margins, np.log(ranks), np.ones_like(margins)], axis=1)
    weights = np.zeros(3)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (right - chance)
        bend = (design * (chance * (1 - chance))[:, np.newaxis]).T @ design
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-9:
            break
    return Calibration(*(round(float(weight), 4) for weight in weights))


def best_of_each_article(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Each article's best span."""
    best: dict[Path, Candidate] = {}
    for candidate in sorted(candidates, key=lambda candidate: -candidate.margin):
        best.setdefault(candidate.hit.article.path, candidate)
    return list(best.values())


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="SQuAD JSON, may be .gz; the first is asked about")
    parser.add_argument("--sample", type=int, default=350, help="how many of its questions are asked")
    arguments = parser.parse_args()
    examples = [list(read_squad(path)) for path in arguments.files]
    sample = random.Random(0).sample(examples[0], min(arguments.sample, len(examples[0])))
    settings = AnswerSettings()
    with collection(example for file in examples for example in file) as store:
        assistant = Assistant(store, Reader.open(), Calibration.built_in(), settings)
        asked = [
            Asked(example, list(chain.from_iterable(assistant.read(example.question, hits))))
            for example in sample
            for hits in [store.search(example.question, settings.passages)]
        ]
    rows = [
        (candidate.margin, candidate.rank, is_right(candidate.text, question.example))
        for question in asked
        for candidate in best_of_each_article(question.candidates)
    ]
    margins, ranks, right = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    calibration = fit(margins, ranks, right)
    (MODEL / "calibration.json").write_text(json.dumps(asdict(calibration)) + "\n", encoding="utf-8")
    print(calibration)
    _report(asked, calibration)


def _report(asked: Sequence[Asked], calibration: Calibration) -> None:
    """How good the first answers are, and what each threshold would give."""
    confidence, right, holds = [], [], []
    for question in asked:
        (first, *_) = answers_of(question.candidates, calibration, 1)
        confidence.append(first.confidence)
        right.append(is_right(first.text, question.example))
        holds.append(any(_holds(candidate, question.example) for candidate in question.candidates))
    sure, good = np.array(confidence), np.array(right)
    answerable = np.array([bool(question.example.answers) for question in asked])
    print(f"first answer right: {100 * good[answerable].mean():.1f} % of {answerable.sum()} answerable questions")
    print(f"answer among the passages read: {100 * np.array(holds)[answerable].mean():.1f} %")
    print(f"expected calibration error: {expected_calibration_error(sure, good):.3f}")
    print("threshold  answered  right of these  unanswerable refused")
    for threshold in np.arange(0.1, 1.0, 0.1):
        shown = sure >= threshold
        if shown.any():
            print(
                f"{threshold:9.1f}  {100 * shown.mean():6.1f} %  {100 * good[shown].mean():12.1f} %"
                f"  {100 * (~shown[~answerable]).mean():18.1f} %"
            )


def _holds(candidate: Candidate, example: Example) -> bool:
    return any(gold in candidate.hit.text for _, gold in example.answers)


if __name__ == "__main__":
    main()
