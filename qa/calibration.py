"""How sure a span makes us."""

import json
import math
from dataclasses import dataclass

from index.errors import MissingModel
from qa.paths import MODEL


@dataclass(frozen=True, slots=True)
class Calibration:
    """How likely a span is to be right, given the reader's margin and the rank of its passage in the search.

    A logistic function of the margin and the rank's logarithm, fitted by `training/calibrate.py` on questions that the
    reader was not trained on, asked of all passages of a collection.
    """

    margin: float
    log_rank: float
    intercept: float

    @classmethod
    def built_in(cls) -> "Calibration":
        """The calibration of the reader that comes with qa. Raises MissingModel."""
        path = MODEL / "calibration.json"
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise MissingModel(
                f"The reader's calibration {path} cannot be read ({error}). Install qa again."
            ) from error

    def log_odds(self, margin: float, rank: int) -> float:
        """The natural logarithm of p / (1 - p). The best passage has rank 1."""
        return self.margin * margin + self.log_rank * math.log(rank) + self.intercept
