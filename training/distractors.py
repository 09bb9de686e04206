"""Paragraphs that a search brings for a question but that do not answer it: most of what a reader meets in asking."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.types import Hit
from qa.evaluation.collection import collection
from qa.evaluation.squad import Example

# A distractor is drawn from the best so many that the search brings.
_NEAREST = 5
_SEARCHED = 12


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and its article's title."""

    text: str
    title: str


def distractors(examples: Sequence[Example], seed: int, texts: Mapping[str, str]) -> dict[str, list[Paragraph]]:
    """For each answerable example's id, at most one text near in words and meaning, without any of its answers.

    `texts` are those searched, each with its article's title.
    """
    pairs = texts.items()
    known = [Paragraph(text, title) for text, title in pairs]
    chooser = random.Random(seed)
    chosen: dict[str, list[Paragraph]] = {}
    with collection(pairs) as store:
        for example in examples:
            if example.answers:
                brought = dict.fromkeys(_number(hit) for hit in store.search(example.question, _SEARCHED))
                silent = [known[number] for number in brought if not _answers(known[number].text, example)]
                chosen[example.id] = chooser.sample(silent[:_NEAREST], min(1, len(silent)))
    return chosen


def _number(hit: Hit) -> int:
    return int(hit.article.path.stem)


def _answers(text: str, example: Example) -> bool:
    folded = text.casefold()
    return text == example.context or any(answer.casefold() in folded for _, answer in example.answers)
