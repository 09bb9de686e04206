"""Words and meaning in one figure."""

import numpy as np

# The share of meaning. Fitted on questions to the news, and held on others (docs/quality.md). How far likenesses spread
# is the encoder's own: another than the default may want another share.
MEANING = 0.65


def fused(likeness: np.ndarray, coverage: np.ndarray, meaning: float = MEANING) -> np.ndarray:
    """A convex combination (Bruch, Gai and Ingber, 2023) of how like each passage is to the question, the cosine of
    their vectors, and of how much of the question's words it has, by rarity, from 0 to 1. All have one shape."""
    return meaning * likeness + (1 - meaning) * coverage
