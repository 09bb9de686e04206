"""Encode texts with an ONNX form of a sentence-transformers model, without torch; `export.py` makes that form."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from index.errors import MissingModel, command

# Texts a batch: what is computed for so many stays near the processor. With twice as many it takes 8 % longer.
BATCH = 16


def encoder_folder(cache: Path, fingerprint: str) -> Path:
    """Where the encoder with this fingerprint lies in a cache."""
    return cache / "encoders" / fingerprint


class OnnxEncoder:
    """An `Encoder` that runs on onnxruntime.

    `fingerprint` names the weights, the tokenizer and the precision: vectors of two encoders can be compared only if
    their fingerprints are equal. `name` is what the user called the model.
    """

    def __init__(self, session, tokenizer, *, name: str, fingerprint: str, prompts: dict[str, str]) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._prompts = prompts
        self._inputs = {entry.name for entry in session.get_inputs()}
        self.name = name
        self.fingerprint = fingerprint

    @classmethod
    def open(cls, folder: Path, *, jobs: int | None = None) -> "OnnxEncoder":
        """Load what `index.encoding.export.prepare_encoder` wrote, to run on `jobs` processor cores, or on all.
        Cutting texts into tokens, a hundredth of the work, takes any that are free.

        Raises MissingModel if it is not there or not whole.
        """
        from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        try:
            settings = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            options = SessionOptions()
            options.log_severity_level = 3
            if jobs:  # more threads than cores would only stand in each other's way
                options.intra_op_num_threads = min(jobs, os.cpu_count() or jobs)
            # The file was optimised when it was made.
            options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_ALL
            session = InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the tokenizers library raises bare Exception
            raise MissingModel(
                f"The encoder that made this index is not in {folder} ({error}). Make it with: {command('index')}"
            ) from error
        tokenizer.enable_truncation(settings["max_tokens"])
        tokenizer.no_padding()
        return cls(
            session,
            tokenizer,
            name=settings["name"],
            fingerprint=settings["fingerprint"],
            prompts=settings["prompts"],
        )

    def encode(self, texts: Sequence[str], *, question: bool = False) -> np.ndarray:
        """Unit vectors, float32 of shape (len(texts), dimensions)."""
        prompt = self._prompts["question" if question else "passage"]
        encodings = self._tokenizer.encode_batch([prompt + text for text in texts])
        order = sorted(range(len(texts)), key=lambda number: len(encodings[number].ids))
        vectors: np.ndarray | None = None
        for first in range(0, len(order), BATCH):
            rows = order[first : first + BATCH]
            found = self._run([encodings[row] for row in rows])
            if vectors is None:
                vectors = np.empty((len(texts), found.shape[1]), dtype=np.float32)
            vectors[rows] = found
        return vectors if vectors is not None else np.empty((0, 0), dtype=np.float32)

    def encode_each(self, batches: Iterable[Sequence[str]]) -> Iterator[np.ndarray]:
        """The vectors of each batch, in order, as `encode` gives them."""
        return map(self.encode, batches)

    def _run(self, encodings: list) -> np.ndarray:
        longest = max(len(encoding.ids) for encoding in encodings)
        inputs = {
            name: np.zeros((len(encodings), longest), dtype=np.int64)
            for name in ("input_ids", "attention_mask", "token_type_ids")
        }
        for row, encoding in enumerate(encodings):
            inputs["input_ids"][row, : len(encoding.ids)] = encoding.ids
            inputs["attention_mask"][row, : len(encoding.ids)] = 1
            inputs["token_type_ids"][row, : len(encoding.ids)] = encoding.type_ids
        (vectors,) = self._session.run(None, {name: inputs[name] for name in self._inputs})
        # Some models leave the last step to the caller, and rounding to int8 moves the others off the sphere a little.
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
