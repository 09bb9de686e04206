"""Score a reader on a SQuAD file, paragraph given: EM and F1, and how well its margin tells what is answerable."""

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from qa.paths import MODEL
from qa.reader import OnnxSpanModel, Reader
from training.squad import Example, exact_match, f1, read_squad


@dataclass(frozen=True, slots=True)
class Scores:
    """Percentages, but for the AUROC, which is from 0 to 1, and `paragraphs_per_second`.

    `f1_best_threshold` is over all questions, those refused whose margin is below the best threshold for this file.
    """

    questions: int
    em_answerable: float
    f1_answerable: float
    answerability_auroc: float
    f1_best_threshold: float
    best_threshold: float
    paragraphs_per_second: float


def evaluate(reader: Reader, examples: Sequence[Example]) -> Scores:
    """The reader's scores on the examples, some of which must be unanswerable."""
    began = time.perf_counter()
    margins, exact, overlap, answerable = [], [], [], []
    for example in examples:
        ((best, *_),) = reader.read(example.question, [example.context], count=1)
        text = example.context[best.start : best.end]
        golds = tuple(gold for _, gold in example.answers)
        margins.append(best.margin)
        answerable.append(bool(golds))
        exact.append(exact_match(text, golds) if golds else 0.0)
        overlap.append(f1(text, golds) if golds else 0.0)
    seconds = time.perf_counter() - began
    known, margin, gained = np.array(answerable), np.array(margins), np.array(overlap)
    best_f1, threshold = best_threshold(known, margin, gained)
    return Scores(
        questions=len(examples),
        em_answerable=100 * float(np.mean(np.array(exact)[known])),
        f1_answerable=100 * float(np.mean(gained[known])),
        answerability_auroc=auroc(known, margin),
        f1_best_threshold=best_f1,
        best_threshold=threshold,
        paragraphs_per_second=len(examples) / seconds,
    )


def best_threshold(answerable: np.ndarray, margin: np.ndarray, gained: np.ndarray) -> tuple[float, float]:
    """The best mean score in percent, and the margin from which to answer for it. `gained` is each answer's score."""
    order = np.argsort(-margin)
    total = np.sum(~answerable) + np.cumsum(gained[order] - ~answerable[order])
    best = int(np.argmax(total))
    return 100 * float(total[best]) / len(margin), float(margin[order][best])


def auroc(positive: np.ndarray, score: np.ndarray) -> float:
    """The chance that a positive scores above a negative (Mann-Whitney)."""
    ranks = np.empty(len(score))
    ranks[np.argsort(score)] = np.arange(1, len(score) + 1)
    count = int(np.sum(positive))
    return float((ranks[positive].sum() - count * (count + 1) / 2) / (count * (len(score) - count)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="SQuAD JSON, may be .gz")
    parser.add_argument("--model", type=Path, default=MODEL / "reader.onnx")
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(arguments.model.parent / "tokenizer.json"))
    scores = evaluate(Reader(OnnxSpanModel(arguments.model), tokenizer), list(read_squad(arguments.file)))
    print(json.dumps(asdict(scores), indent=2))


if __name__ == "__main__":
    main()
