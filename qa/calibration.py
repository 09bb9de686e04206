"""How sure a margin makes us."""

import json
from dataclasses import dataclass

from index.errors import MissingModel
from qa.paths import MODEL


@dataclass(frozen=True, slots=True)
class Calibration:
    """How likely a span of a given margin is to be right: a logistic function (Platt 1999), fitted on questions that
    the reader was not trained on, asked of all passages of a collection."""

    slope: float
    intercept: float

    @classmethod
    def built_in(cls) -> "Calibration":
        """The calibration of the reader that comes with qa. Raises MissingModel."""
        path = MODEL / "calibration.json"
        try:
            fields = json.loads(path.read_text(encoding="utf-8"))
            return cls(slope=fields["slope"], intercept=fields["intercept"])
        except (OSError, ValueError, KeyError) as error:
            raise MissingModel(
                f"The reader's calibration {path} cannot be read ({error}). Install qa again."
            ) from error

    def log_odds(self, margin: float) -> float:
        """The natural logarithm of p / (1 - p)."""
        return self.slope * margin + self.intercept
