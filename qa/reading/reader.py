"""The extractive reader: a question and passages in, spans of the passages out."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.errors import MissingModel
from qa.config import DEFAULT_READER
from qa.paths import MODEL
from qa.reading.pairs import Window, batch_arrays, windows
from qa.reading.spans import Span, decode

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class SpanModel(Protocol):
    """A model that scores every token as an answer's start and end."""

    def logits(self, inputs: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """Start and end logits, float32 of shape (windows, tokens) each, for what `pairs.batch_arrays` gives."""
        ...


class Reader:
    """Finds the words of a passage that answer a question."""

    def __init__(self, model: SpanModel, tokenizer: "Tokenizer", *, window: int = 384, titled: bool = False) -> None:
        """`window` is the most tokens that the model takes at once, question included; `titled`: the model was trained
        to read a passage with its article's title."""
        self._model = model
        self._tokenizer = tokenizer
        self._window = window
        self._titled = titled

    @classmethod
    def open(cls, name: str = DEFAULT_READER, *, download: bool = False) -> "Reader":
        """The built-in reader, or any extractive model for transformers by folder or name.

        A name is looked up among the models on this machine; only with `download` is it fetched. Raises MissingModel.
        """
        if name != DEFAULT_READER:
            from qa.reading.transformers_reader import open_model  # slow, and needs torch

            return cls(*open_model(name, download=download))
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
            return cls(OnnxSpanModel(MODEL / "reader.onnx"), tokenizer, titled=True)
        except Exception as error:  # the tokenizers library raises bare Exception
            raise MissingModel(
                f"The reader that comes with qa cannot be loaded from {MODEL} ({error}). Install qa again."
            ) from error

    def read(
        self,
        question: str,
        passages: Sequence[str],
        titles: Sequence[str] = (),
        *,
        stops: Sequence[Sequence[int]] = (),
        count: int = 3,
    ) -> Iterator[list[Span]]:
        """For each passage in turn, its `count` best spans, best first; fewer where the passage has no more words.

        `titles` are as in `pairs.windows`; `stops`, of each passage or of none, as in `spans.decode`.
        """
        heads = titles if self._titled else ()
        cut = windows(self._tokenizer, question, passages, heads, size=self._window, overlap=self._window // 3)
        mine: list[list[Window]] = [[] for _ in passages]
        for window in cut:
            mine[window.passage].append(window)
        for passage, found, ends in zip(passages, mine, stops or [()] * len(passages), strict=True):
            yield self._best(passage, found, count, ends)

    def _best(self, passage: str, found: Sequence[Window], count: int, stops: Sequence[int]) -> list[Span]:
        """The best spans of one passage, each of its windows run alone.

        Alone is as fast as together on two cores, wastes nothing on padding, and the eight-bit model, which scales its
        numbers by the largest of a run, then scores a passage the same whatever else is read.
        """
        scored = [self._model.logits(batch_arrays([window])) for window in found]
        starts, ends = [start[0] for start, _ in scored], [end[0] for _, end in scored]
        return decode(passage, found, starts, ends, count, stops)


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
