"""SQuAD v1.1/v2.0 JSON files (also .gz) and their official scores."""

import gzip
import json
import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Example:
    """One question about one paragraph; `answers` are (start, text) with text == context[start:][:len(text)].

    An unanswerable question has no answers.
    """

    id: str
    question: str
    context: str
    title: str
    answers: tuple[tuple[int, str], ...]


def read_squad(path: Path) -> Iterator[Example]:
    """The examples of a SQuAD file, in file order. Raises ValueError on an answer that is not in its place."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        articles = json.load(file)["data"]
    for article in articles:
        for paragraph in article["paragraphs"]:
            context = paragraph["context"]
            for entry in paragraph["qas"]:
                answers = tuple((answer["answer_start"], answer["text"]) for answer in entry["answers"])
                for start, text in answers:
                    if context[start : start + len(text)] != text:
                        raise ValueError(f"{path}: question {entry['id']}: {text!r} is not at {start}")
                yield Example(entry["id"], entry["question"], context, article["title"], answers)


def normalise(text: str) -> str:
    """Lower case, without punctuation and English articles, single spaces: SQuAD's official normalisation."""
    text = "".join(char for char in text.lower() if char not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def exact_match(answer: str, golds: tuple[str, ...]) -> float:
    """1.0 if the answer equals a gold answer after normalisation; golds empty means the empty answer is right."""
    return float(any(normalise(answer) == normalise(gold) for gold in golds or ("",)))


def holds(answer: str, golds: Iterable[str], around: int = 6) -> bool:
    """Whether the answer holds a gold answer whole, after normalisation, with at most `around` words beside it."""
    got = normalise(answer).split()
    for wanted in (normalise(gold).split() for gold in golds):
        runs = (got[first : first + len(wanted)] for first in range(len(got) - len(wanted) + 1))
        if wanted in runs and len(got) <= len(wanted) + around:
            return True
    return False


def f1(answer: str, golds: tuple[str, ...]) -> float:
    """The best token-overlap F1 against the gold answers, from 0 to 1."""
    return max(_f1(answer, gold) for gold in golds or ("",))


def _f1(answer: str, gold: str) -> float:
    got, wanted = normalise(answer).split(), normalise(gold).split()
    if not got or not wanted:
        return float(got == wanted)
    common = sum((Counter(got) & Counter(wanted)).values())
    return 2 * common / (len(got) + len(wanted))
