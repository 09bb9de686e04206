"""SQuAD v1.1/v2.0 JSON files (also .gz) and their official scores."""

import gzip
import json
import re
import string
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.evaluation.errors import MisplacedAnswer, NotSquad, UnreadableQuestions

# An answer is right if it shares this much with a gold answer: the boundaries of an answer are a matter of taste.
RIGHT_F1 = 0.6


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
    """The examples of a SQuAD file, in file order. Raises UnreadableQuestions, NotSquad or MisplacedAnswer."""
    with squad_form(path):
        for article in read_data(path):
            for paragraph in article["paragraphs"]:
                context = text_of(paragraph["context"])
                for entry in paragraph["qas"]:
                    answers = [place_in(path, entry["id"], answer, context) for answer in entry["answers"]]
                    question, title = text_of(entry["question"]), text_of(article.get("title", ""))
                    yield Example(text_of(entry["id"]), question, context, title, tuple(answers))


def read_data(path: Path) -> list[dict[str, Any]]:
    """The articles of a file in SQuAD form, unchecked. Raises UnreadableQuestions or NotSquad."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            whole = json.load(file)
    except OSError as error:  # gzip's own errors have no strerror
        raise UnreadableQuestions(path, error.strerror or str(error)) from error
    except (ValueError, EOFError, zlib.error, RecursionError) as error:
        raise UnreadableQuestions(path, f"it is not JSON ({error})") from error
    if not isinstance(whole, dict) or not isinstance(whole.get("data"), list):
        raise NotSquad(path, "it has no list of articles under data")
    return whole["data"]


@contextmanager
def squad_form(path: Path) -> Iterator[None]:
    """What goes wrong here in taking the file's data apart is raised as NotSquad."""
    try:
        yield
    except KeyError as error:
        raise NotSquad(path, f"something in it lacks {error.args[0]}") from error
    except (TypeError, AttributeError) as error:
        raise NotSquad(path, f"a value in it is of another type ({error})") from error


def text_of(value: object) -> str:
    """The value, which must be a text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} where a text should be")
    return value


def place_in(path: Path, question: str, answer: dict[str, Any], text: str) -> tuple[int, str]:
    """Where an answer to the question with this id starts in the text, and its words. Raises MisplacedAnswer."""
    start, words = answer["answer_start"], text_of(answer["text"])
    if start < 0 or text[start : start + len(words)] != words:
        raise MisplacedAnswer(path, question, words, start)
    return start, words


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


def is_right(text: str, golds: Sequence[str]) -> bool:
    """Whether an answer is right: it equals a gold answer, shares most of its words, or holds it with few words beside.
    Nothing is, where there is no gold answer."""
    if not golds:
        return False
    wanted = tuple(golds)
    return exact_match(text, wanted) == 1.0 or f1(text, wanted) >= RIGHT_F1 or holds(text, wanted)
