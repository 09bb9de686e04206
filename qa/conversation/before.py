"""What a question may lean on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Before:
    """What a question may lean on: the last question as it was understood, and its first answer if there was one, or
    else the first guess: whoever asks about "her" has read who that may be."""

    asked: str
    answer: str | None
    guess: str | None = None
