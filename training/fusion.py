"""Fit how much meaning counts beside words in fusion, on questions to the news, and tell what is found on others.

    python -m training.fusion --news ../shared/news ../shared/reading/squad_dev.json.gz

A question's candidates are the best hundred of either search; right is a passage that holds the answer where it was
written for, of a SQuAD file any passage of the paragraph. The two weights give the right ones the greatest likelihood
in a softmax over the candidates. Nothing is fitted to the held-out questions or to the SQuAD files.
"""

import argparse
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from index.articles.indexed import indexed_passages
from index.search.fuse import MEANING, fused
from index.store import Store
from index.types import Found, Origin
from qa.evaluation.collection import collection, number_of, paragraphs, titled
from qa.evaluation.squad import read_squad
from training.calibrate import order_weights
from training.news import read_asked

FITTED = ("news_questions.jsonl", "quiz_questions.jsonl")
APART = ("news_held_out.jsonl", "quiz_held_out.jsonl")

# Among how many of the first the right one is looked for.
DEPTHS = (1, 3, 5, 10, 20)

# Reciprocal rank fusion's constant, to compare with: 60 is Cormack, Clarke and Buettcher's (2009), 10 did better here.
_DAMPING = 10

# A question and where its answer stands: (question, number of the text, first and last character there).
Wanted = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found for a question, and which of it is right, shape (found,)."""

    found: Sequence[Found]
    right: np.ndarray

    @property
    def figures(self) -> np.ndarray:
        """Likeness and coverage, shape (found, 2)."""
        return np.array([(found.likeness, found.coverage) for found in self.found])


def ask(store: Store, wanted: Iterable[Wanted]) -> list[Asked]:
    """What a store of `collection` finds for each question."""
    places = {
        number_of(path): [(row, passage) for row, passage in zip(rows, indexed_passages(article), strict=True)]
        for path, rows in store.rows().items()
        for article in [store.article(Origin(path))]
    }
    asked = []
    for question, number, start, end in wanted:
        rows = {row for row, passage in places.get(number, ()) if passage.start < end and start < passage.end}
        found = store.ranking(question)
        asked.append(Asked(found, np.array([one.row in rows for one in found])))
    return asked


def report(name: str, asked: Sequence[Asked]) -> None:
    """For how many questions the right passage is among the first, by each way to order the candidates."""
    print(f"\n{name}, {len(asked)} questions | " + " | ".join(map(str, DEPTHS)))
    ways: dict[str, Callable[[Asked], np.ndarray]] = {
        "lexical": lambda one: np.array([_share(found.lexical_rank, 0) for found in one.found]),
        "dense": lambda one: np.array([_share(found.dense_rank, 0) for found in one.found]),
        "reciprocal ranks": lambda one: np.array(
            [_share(found.lexical_rank, _DAMPING) + _share(found.dense_rank, _DAMPING) for found in one.found]
        ),
    }
    for share in (0.5, 0.6, MEANING, 0.7, 0.8):
        ways[f"fused, {share:.2f} of meaning"] = partial(_fused, share)
    for way, score in ways.items():
        ranks = np.array([_rank(score(one), one.right) for one in asked])
        print(f"{way} | " + " | ".join(f"{100 * (ranks <= depth).mean():.1f} %" for depth in DEPTHS))


def _fused(share: float, one: Asked) -> np.ndarray:
    likeness, coverage = one.figures.T
    return fused(likeness, coverage, share)


def _share(rank: int | None, damping: int) -> float:
    return 1 / (damping + rank) if rank else 0.0


def _rank(scores: np.ndarray, right: np.ndarray) -> float:
    """The rank of the best that is right, from 1; infinite if none is or it was not found in that way."""
    best = scores[right].max(initial=0.0)
    return 1 + int((scores > best).sum()) if best > 0 else np.inf


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", help="SQuAD JSON, may be .gz")
    parser.add_argument("--news", type=Path, required=True, help="folder with the news")
    parser.add_argument("--sample", type=int, default=1500, help="how many questions of each file")
    arguments = parser.parse_args()

    files = {name: read_asked(arguments.news, Path(__file__).with_name(name)) for name in (*FITTED, *APART)}
    texts = {article.name: (article.text, article.title) for asked in files.values() for article in asked}
    numbers = {name: number for number, name in enumerate(texts)}
    told: dict[str, list[Asked]] = {}
    with collection(texts.values()) as store:
        for name, articles in files.items():
            wanted = [
                (question, numbers[article.name], start + ahead, start + ahead + len(answer[0]))
                for article in articles
                for ahead in [len(titled(article.text, article.title)) - len(article.text)]
                for question, *place in article.questions
                if place
                for start, *answer in [place]
            ]
            told[name] = ask(store, _sampled(wanted, arguments.sample))
    weights = order_weights([(one.figures, one.right) for name in FITTED for one in told[name]], ridge=1.0)
    print(f"meaning {weights[0]:.2f}, words {weights[1]:.2f}: {weights[0] / weights.sum():.3f} of meaning")
    for name in APART:
        report(name, told[name])
    for file in arguments.files:
        examples = list(read_squad(file))
        whole = paragraphs(examples)
        with collection(whole.items()) as store:
            order = {text: number for number, text in enumerate(whole)}
            golds = [(one.question, order[one.context], 0, 10**9) for one in examples if one.answers]
            report(file.name, ask(store, _sampled(golds, arguments.sample)))


def _sampled(wanted: Sequence[Wanted], size: int) -> list[Wanted]:
    return random.Random(1).sample(wanted, min(size, len(wanted)))


if __name__ == "__main__":
    main()
