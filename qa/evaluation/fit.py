"""Fits of how sure we may be, to what turned out right."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from qa.answers.calibration import Sureness
from qa.reply import Answer


def logistic(
    figures: np.ndarray, right: np.ndarray, ridge: float = 0.0, around: np.ndarray | None = None
) -> np.ndarray:
    """Weights, and at last the intercept, of the logistic function with the greatest likelihood, by Newton's method,
    less a penalty of `ridge` on what departs from the weights `around`, or from nought.

    `figures` has shape (rows, figures), `right` shape (rows,), `around` and the result shape (figures + 1,).
    """
    design = np.column_stack([figures, np.ones(len(figures))])
    home = np.zeros(design.shape[1]) if around is None else around
    weights = home.copy()
    for _ in range(50):
        chance = 1 / (1 + np.exp(-design @ weights))
        bend = (design * (chance * (1 - chance))[:, np.newaxis]).T @ design + ridge * np.eye(len(weights))
        step = np.linalg.solve(bend, design.T @ (right - chance) - ridge * (weights - home))
        weights = weights + step
        if np.abs(step).max() < 1e-9:
            break
    return weights


# What many articles say is so sure that its confidence is 1 as a float, of which there are no log-odds.
_SUREST = 1 - 1e-15


@dataclass(frozen=True, slots=True)
class Observed:
    """A question's answers, best first: each one's support, its lead over its best rival, and 1 if it is the first, of
    shape (answers, 3); and whether it is right, of shape (answers,)."""

    figures: np.ndarray
    right: np.ndarray


def observed(answers: Sequence[Answer], is_right: Callable[[Answer], bool]) -> Observed:
    """What a question's answers show. Their confidence must be their support: they come from a calibration without any
    sureness of its own."""
    confidences = [min(answer.confidence, _SUREST) for answer in answers]
    supports = [math.log(confidence / (1 - confidence)) for confidence in confidences]
    rivals = [
        max((other for beside, other in enumerate(supports) if beside != place), default=0.0)
        for place in range(len(supports))
    ]
    ahead = [support - rival for support, rival in zip(supports, rivals, strict=True)]
    figures = [(support, lead, float(lead > 0)) for support, lead in zip(supports, ahead, strict=True)]
    return Observed(np.array(figures).reshape(-1, 3), np.array([is_right(answer) for answer in answers], dtype=float))


def fit_sureness(questions: Sequence[Observed], ridge: float = 0.0, around: Sureness | None = None) -> Sureness:
    """How often such answers are right; less a penalty of `ridge` on what departs from `around`."""
    home = None if around is None else np.array([around.scale, around.lead, around.first, around.shift])
    figures = np.concatenate([question.figures for question in questions])
    right = np.concatenate([question.right for question in questions])
    return Sureness(*(round(float(weight), 4) for weight in logistic(figures, right, ridge, home)))
