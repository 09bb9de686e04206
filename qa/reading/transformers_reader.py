"""Readers of other makes, through transformers; needs torch, so it is loaded only when config.toml names one."""

from typing import TYPE_CHECKING

import numpy as np

from index.errors import MissingModel, command

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_ANOTHER = "Name another in config.toml: reader.model."


class TransformersSpanModel:
    """A span model on transformers and torch."""

    def __init__(self, model, inputs: frozenset[str]) -> None:
        """`inputs` names the model's inputs: not every family has token types."""
        self._model = model
        self._inputs = inputs

    def logits(self, inputs: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """Start and end logits, float32 of shape (windows, tokens) each."""
        import torch

        with torch.inference_mode():
            tensors = {name: torch.from_numpy(inputs[name]) for name in self._inputs}
            output = self._model(**tensors)
        return output.start_logits.float().numpy(), output.end_logits.float().numpy()


def open_model(name: str, *, download: bool) -> "tuple[TransformersSpanModel, Tokenizer]":
    """The model and its tokenizer, by folder or by name; fetched only with `download`. Raises MissingModel."""
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(name, local_files_only=not download, use_fast=True)
        model, report = AutoModelForQuestionAnswering.from_pretrained(
            name, local_files_only=not download, output_loading_info=True
        )
    except (OSError, ValueError) as error:
        how = "it could not be fetched either" if download else f"fetch it with: {command('index')}"
        raise MissingModel(
            f"The reader {name!r} is not on this machine, or is not a model that transformers can load; {how}."
        ) from error
    if report["missing_keys"]:
        raise MissingModel(
            f"The model {name!r} was not trained to find answers: it lacks a question-answering head. {_ANOTHER}"
        )
    if not tokenizer.is_fast:
        raise MissingModel(
            f"The reader {name!r} has no fast tokenizer, without which places in a text are not known. {_ANOTHER}"
        )
    model.eval()
    inputs = frozenset(tokenizer.model_input_names) & {"input_ids", "attention_mask", "token_type_ids"}
    return TransformersSpanModel(model, inputs), tokenizer.backend_tokenizer
