"""The extractive reader: a question and passages in, spans of the passages out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.errors import MissingModel
from qa.config import DEFAULT_READER
from qa.pairs import Window, batch_arrays, windows
from qa.paths import MODEL
from qa.spans import Span, decode

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Token positions in one run of the model, padding included: bounds memory, keeps batches big enough for two cores.
_BATCH_TOKENS = 4096


class SpanModel(Protocol):
    """A model that scores every token as an answer's start and end."""

    def logits(self, inputs: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """Start and end logits, float32 of shape (windows, tokens) each, for `qa.pairs.batch_arrays`' inputs."""
        ...


class Reader:
    """Finds the words of a passage that answer a question."""

    def __init__(self, model: SpanModel, tokenizer: "Tokenizer", *, window: int = 384) -> None:
        """`window` is the most tokens that the model takes at once, question included."""
        self._model = model
        self._tokenizer = tokenizer
        self._window = window

    @classmethod
    def open(cls, name: str = DEFAULT_READER, *, download: bool = False) -> "Reader":
        """The built-in reader, or any extractive model for transformers by folder or name.

        A name is looked up among the models on this machine; only with `download` is it fetched. Raises MissingModel.
        """
        if name != DEFAULT_READER:
            from qa.transformers_reader import open_model  # slow, and needs torch

            return cls(*open_model(name, download=download))
        from tokenizers import Tokenizer

        try:
            return cls(OnnxSpanModel(MODEL / "reader.onnx"), Tokenizer.from_file(str(MODEL / "tokenizer.json")))
        except Exception as error:  # the tokenizers library raises bare Exception
            raise MissingModel(
                f"The reader that comes with qa cannot be loaded from {MODEL} ({error}). Install qa again."
            ) from error

    def read(self, question: str, passages: Sequence[str], *, count: int = 3) -> list[list[Span]]:
        """For each passage, its `count` best spans, best first; fewer where the passage has no more words."""
        cut = windows(self._tokenizer, question, passages, size=self._window, overlap=self._window // 3)
        scored = self._scores(cut)
        mine: list[list[int]] = [[] for _ in passages]
        for number, window in enumerate(cut):
            mine[window.passage].append(number)
        return [
            decode(
                passage,
                [cut[number] for number in numbers],
                [scored[number][0] for number in numbers],
                [scored[number][1] for number in numbers],
                count,
            )
            for passage, numbers in zip(passages, mine, strict=True)
        ]

    def _scores(self, cut: Sequence[Window]) -> list[tuple[np.ndarray, np.ndarray]]:
        """Every window's logits, run in batches of like length so that little is padding."""
        scored: list[tuple[np.ndarray, np.ndarray]] = [(np.empty(0), np.empty(0))] * len(cut)
        for batch in _batches(cut):
            starts, ends = self._model.logits(batch_arrays([cut[number] for number in batch]))
            for row, number in enumerate(batch):
                scored[number] = (starts[row, : len(cut[number])], ends[row, : len(cut[number])])
        return scored


def _batches(cut: Sequence[Window]) -> list[list[int]]:
    made: list[list[int]] = []
    for number in sorted(range(len(cut)), key=lambda number: len(cut[number])):
        if not made or len(cut[number]) * (len(made[-1]) + 1) > _BATCH_TOKENS:
            made.append([])
        made[-1].append(number)
    return made


class OnnxSpanModel:
    """A span model on onnxruntime."""

    def __init__(self, path: Path) -> None:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.log_severity_level = 3
        self._session = InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._inputs = {entry.name for entry in self._session.get_inputs()}

    def logits(self, inputs: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """Start and end logits, float32 of shape (windows, tokens) each."""
        starts, ends = self._session.run(["start_logits", "end_logits"], {name: inputs[name] for name in self._inputs})
        return starts, ends
