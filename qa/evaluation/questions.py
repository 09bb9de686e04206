"""Questions with their gold answers, and the texts that these are from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph or an article of a collection. `name` is what gold answers call it by."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Gold:
    """The words `text`, a right answer, and the name of the text that they are from."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all its right answers; without any it is unanswerable. `given` names the text that is given
    where the question is put to one text alone; None if there is none."""

    id: str
    question: str
    given: str | None
    golds: tuple[Gold, ...]

    @property
    def answers(self) -> tuple[str, ...]:
        """The right answers, each once."""
        return tuple(dict.fromkeys(gold.text for gold in self.golds))

    @property
    def answers_given(self) -> tuple[str, ...]:
        """The right answers in the text given, each once."""
        return tuple(dict.fromkeys(gold.text for gold in self.golds if gold.name == self.given))

    @property
    def gold_texts(self) -> frozenset[str]:
        """The names of the texts that hold a right answer."""
        return frozenset(gold.name for gold in self.golds)
