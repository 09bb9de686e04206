"""What became of a file, in one sentence."""

from collections import Counter
from dataclasses import dataclass, field

from index.formats.source import Bad

# Reasons that a sentence names; more would not be read.
_MOST_REASONS = 3


@dataclass(slots=True)
class Tally:
    """Counts what was read of a file, and what was not and why. `stopped` is why the rest of it was not.
    `may_pass`: some of that is for a reason outside the file."""

    unit: str = "article"
    kept: int = 0
    stopped: str | None = None
    may_pass: bool = False
    _reasons: Counter[str] = field(default_factory=Counter)
    _first: dict[str, str] = field(default_factory=dict)

    def add_bad(self, bad: Bad) -> None:
        """Count one that could not be read."""
        self._reasons[bad.reason] += 1
        self._first.setdefault(bad.reason, bad.member)
        self.may_pass |= bad.may_pass

    def sentence(self) -> str | None:
        """What is wrong with the file, after its name; None if nothing is."""
        left_out = sum(self._reasons.values())
        parts = []
        if left_out:
            total = left_out + self.kept
            reasons = [self._reason(reason) for reason, _ in self._reasons.most_common(_MOST_REASONS)]
            more = len(self._reasons) - len(reasons)
            parts.append(
                f"{left_out} of {total} {plural(self.unit, total)} {'is' if left_out == 1 else 'are'} left out: "
                + "; ".join(reasons)
                + (f"; and {more} other reasons" if more > 0 else "")
            )
        if self.stopped:
            read = f", after {self.kept} {plural(self.unit, self.kept)}" if self.kept else ""
            parts.append(self.stopped + read)
        if not parts and not self.kept:
            parts.append(f"holds no {plural(self.unit, 0)}")
        return "; ".join(parts) or None

    def _reason(self, reason: str) -> str:
        more = self._reasons[reason] - 1
        return f"{self._first[reason]} {reason}{f' ({more} more)' if more else ''}"


def plural(unit: str, count: int) -> str:
    """The unit for a count: "rows", "1 entry"."""
    if count == 1:
        return unit
    return f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"
