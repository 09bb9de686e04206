"""What speaks for a span being the answer, besides the reader."""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from index.text.words import words
from index.types import Hit, Origin
from qa.answers.asked_speaker import asked_speaker, is_said_by
from qa.cite import said_by, sentences_around
from qa.compare.measure import is_measured_otherwise, measure_asked
from qa.question.answer_type import AnswerType, asked_for, is_of_type
from qa.question.plainly import without_demand

# What a question says of a picture, and its caption need not.
OF_PICTURES = frozenset(words("photo photograph photographed picture pictured image caption taken shows shown seen"))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The figures that a candidate is judged by; each has its weight in `qa.answers.calibration.Calibration`.

    `margin` is the reader's, `log_rank` the natural logarithm of the passage's rank in the search, from 1. `misfit` is
    1 where the question asks for a number, a time, a name or a place and the span holds none. `sentence` and `passage`
    are the shares of the question's words, weighed by their rarity, that stand in the span's sentence and in its
    passage, each with the article's title; of a caption the question's words for a picture are not asked. `unsaid` is 1
    where the question asks what somebody says, and the article does not show that it is they who say it. `mismeasured`
    is 1 where it asks how many, how long, how old and the like, and the span tells another measure. `cited` is 1
    where the article was cited for the question that this one leans on.
    """

    margin: float
    log_rank: float
    misfit: float
    sentence: float
    passage: float
    unsaid: float
    mismeasured: float = 0.0
    cited: float = 0.0


class Asked:
    """A question, taken apart once for all of its candidates."""

    def __init__(self, question: str, rarity: Callable[[str], float], near: Collection[Origin] = ()) -> None:
        """`rarity` gives a word's weight, as `Store.rarity` does; `near` are the articles cited before."""
        self._type: AnswerType = asked_for(question)
        self._measure = measure_asked(question)
        self._speaker = asked_speaker(question)
        self._near = near
        self._weights = {word: rarity(word) for word in words(without_demand(question))}
        self._of_pictures = {word: weight for word, weight in self._weights.items() if word not in OF_PICTURES}

    def evidence(self, hit: Hit, start: int, end: int, margin: float, rank: int) -> Evidence:
        """What speaks for characters `start` to `end` of the hit's article; `rank` is the hit's, from 1."""
        around = sentences_around(hit, start, end)
        text = hit.article.text
        title = hit.article.title
        weights = self._of_pictures if hit.caption else self._weights
        return Evidence(
            margin=margin,
            log_rank=math.log(rank),
            misfit=0.0 if is_of_type(text[start:end], self._type) else 1.0,
            mismeasured=1.0 if is_measured_otherwise(text[start:end], self._measure) else 0.0,
            sentence=_share(weights, f"{title}\n{text[around.start : around.end]}"),
            passage=_share(weights, f"{title}\n{hit.text}"),
            unsaid=0.0 if self._speaker is None or is_said_by(self._speaker, said_by(hit, start, end)) else 1.0,
            cited=1.0 if hit.article.origin in self._near else 0.0,
        )


def _share(weights: Mapping[str, float], text: str) -> float:
    """How much of the words' weight stands in the text."""
    whole = sum(weights.values())
    there = set(words(text))
    return sum(weight for word, weight in weights.items() if word in there) / whole if whole else 0.0
