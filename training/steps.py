"""What each step towards an answer adds: the first answer's F1 when only the steps up to it are taken.

Asked of the collection that `qa eval` would make of the same files.
"""

import argparse
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from index.store import Store
from index.types import Hit
from qa.answers.calibration import Calibration
from qa.answers.groups import Candidate
from qa.answers.rank import answers_of
from qa.assistant import Assistant
from qa.config import AnswerSettings
from qa.evaluation.collection import collection
from qa.evaluation.material import read_material
from qa.evaluation.squad import f1, is_right
from qa.paths import MODEL
from qa.question.answer_type import asked_for
from qa.question.kind import Kind
from qa.reading.reader import OnnxSpanModel, Reader, SpanModel

# As deep as both searches look.
_ALL = 200


class WithoutNull:
    """A span model that never says that a passage does not answer: margins become the spans' own logits."""

    def __init__(self, model: SpanModel) -> None:
        self._model = model

    def logits(self, inputs: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """The model's, with nought at the null."""
        starts, ends = self._model.logits(inputs)
        starts[:, 0] = ends[:, 0] = 0.0
        return starts, ends


def first_answers(store: Store, reader: Reader, plain_reader: Reader, question: str) -> Iterator[tuple[str, str]]:
    """The name of each step, and the words that would be the first answer after it. `plain_reader` knows no null."""
    settings, calibration = AnswerSettings(), Calibration.built_in()
    whole = Assistant(store, reader, calibration, settings)
    plain = Assistant(store, plain_reader, calibration, settings)
    hits = store.search(question, _ALL)
    for name, found in (("words", _first(hits, "lexical_rank")), ("meaning", _first(hits, "dense_rank"))):
        yield f"the first passage by {name}", _best(list(chain.from_iterable(whole.read(question, found))))
    yield "the first passage by both, fused", _best(list(chain.from_iterable(whole.read(question, hits[:1]))))
    read = hits[: settings.passages]
    yield f"{len(read)} passages, the span's logit", _best(list(chain.from_iterable(plain.read(question, read))))
    candidates = list(chain.from_iterable(whole.read(question, read)))
    yield "its margin over the null", _best(candidates)
    ordered = max(candidates, key=lambda candidate: calibration.log_odds(candidate.evidence), default=None)
    yield "all evidence", ordered.text if ordered else ""
    answers = answers_of(candidates, calibration, 1, Kind.FACTOID, asked_for(question))
    yield "equal answers together", answers[0].text if answers else ""


def _first(hits: Sequence[Hit], leg: str) -> list[Hit]:
    return [hit for hit in hits if getattr(hit, leg) == 1]


def _best(candidates: Sequence[Candidate]) -> str:
    best = max(candidates, key=lambda candidate: candidate.evidence.margin, default=None)
    return best.text if best else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="files of questions, as for `qa eval`")
    parser.add_argument("--also", type=Path, action="append", default=[], help="as for `qa eval`")
    parser.add_argument("--texts", type=Path, help="as for `qa eval`")
    parser.add_argument("--sample", type=int, default=300)
    arguments = parser.parse_args()

    material = read_material(arguments.files, arguments.also, arguments.texts)
    questions = [question for question in material.sample(arguments.sample).questions if question.answers]
    scores: dict[str, list[tuple[float, bool]]] = {}
    with collection((text.text, text.title) for text in material.texts.values()) as store:
        reader, tokenizer = Reader.open(), Tokenizer.from_file(str(MODEL / "tokenizer.json"))
        plain = Reader(WithoutNull(OnnxSpanModel(MODEL / "reader.onnx")), tokenizer, titled=True)
        for question in questions:
            for name, answer in first_answers(store, reader, plain, question.question):
                row = f1(answer, question.answers), is_right(answer, question.answers)
                scores.setdefault(name, []).append(row)
    print(f"{len(questions)} answerable questions, {len(material.texts)} texts")
    for name, rows in scores.items():
        gained, right = np.array(rows, dtype=float).mean(axis=0)
        print(f"{name:32}  F1 {100 * gained:5.1f}  right {100 * right:5.1f} %")


if __name__ == "__main__":
    main()
