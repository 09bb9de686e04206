"""How sure the evidence for a span makes us."""

import json
import math
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from index.errors import CannotWrite, MissingModel
from qa.answers.evidence import Evidence
from qa.paths import MODEL

# Where the index keeps what was fitted to it.
_OWN = "calibration.json"

# The names of the figures, in the order of the fields.
FIGURES = tuple(field.name for field in fields(Evidence))


@dataclass(frozen=True, slots=True)
class Sureness:
    """How likely an answer is to be right: a logistic function of all that speaks for it (weighed by `scale`), of how
    far that is above what speaks for its best rival, another answer (weighed by `lead`), and of whether it is the first
    (`first`)."""

    scale: float = 1.0
    lead: float = 0.0
    first: float = 0.0
    shift: float = 0.0

    def confidence(self, support: float, rival: float) -> float:
        """From 0 to 1. `support` and the best other answer's, `rival`, are log-odds as `qa.answers.rank` finds them."""
        ahead = support - rival
        log_odds = self.scale * support + self.lead * ahead + (self.first if ahead > 0 else 0.0) + self.shift
        return 1 / (1 + math.exp(-log_odds))


@dataclass(frozen=True, slots=True)
class Calibration:
    """How likely a span is to be right: a logistic function with a weight for each figure of its evidence. And how
    likely answers are, of a few words or of whole sentences.

    Fitted by `training/calibrate.py` on questions that the reader was not trained on, asked of whole collections.
    """

    intercept: float
    weights: Evidence
    words: Sureness = Sureness()
    sentences: Sureness = Sureness()

    @classmethod
    def built_in(cls) -> "Calibration":
        """The calibration of the reader that comes with qa. Raises MissingModel."""
        path = MODEL / "calibration.json"
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            return cls(
                stored["intercept"],
                Evidence(**stored["weights"]),
                Sureness(**stored["words"]),
                Sureness(**stored["sentences"]),
            )
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise MissingModel(
                f"The reader's calibration {path} cannot be read ({error}). Install qa again."
            ) from error

    @classmethod
    def of_index(cls, folder: Path) -> "Calibration":
        """The built-in calibration with what `qa calibrate` fitted to the index in `folder`, if it did and the built-in
        one is still the same. Raises MissingModel."""
        built_in = cls.built_in()
        try:
            stored = json.loads((folder / _OWN).read_text(encoding="utf-8"))
            if stored["fitted_to"] == json.loads(built_in.as_json()):
                return replace(built_in, words=Sureness(**stored["words"]))
        except (OSError, ValueError, TypeError, KeyError):
            pass  # there is none, or none that can be read: it is an improvement, not a need
        return built_in

    def keep_for(self, folder: Path) -> None:
        """Let `of_index` give the sureness of this calibration from now on. Raises CannotWrite."""
        stored = {"words": asdict(self.words), "fitted_to": json.loads(self.built_in().as_json())}
        beside = folder / f"{_OWN}.new"
        try:
            beside.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
            beside.replace(folder / _OWN)
        except OSError as error:
            raise CannotWrite(beside, error.strerror or str(error)) from error

    def as_json(self) -> str:
        """What `built_in` reads."""
        return json.dumps(asdict(self), indent=2) + "\n"

    def log_odds(self, evidence: Evidence) -> float:
        """The natural logarithm of p / (1 - p) for a span."""
        return self.intercept + sum(added for _, added in self.parts(evidence).values())

    def parts(self, evidence: Evidence) -> dict[str, tuple[float, float]]:
        """Each figure by its name, and what it adds to the log-odds."""
        return {
            name: (getattr(evidence, name), getattr(self.weights, name) * getattr(evidence, name)) for name in FIGURES
        }
