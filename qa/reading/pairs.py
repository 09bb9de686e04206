"""Lay out a question and a passage as the reader's input; long passages become overlapping windows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qa.question.parts import asking

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

# A question or a title longer than this is cut: the passage must always have room beside them.
MAX_QUESTION_TOKENS = 64
MAX_TITLE_TOKENS = 32


@dataclass(frozen=True, slots=True)
class Window:
    """One model input: the question, the title of the passage's article if known, and as much of the passage as fits.

    `passage` is the index of the passage it was cut from. `ids`, `types` and `offsets` run over the tokens;
    `offsets` are character ranges in the passage, and mean nothing where `inside` is false (question, title, special
    tokens).
    """

    passage: int
    ids: list[int]
    types: list[int]
    offsets: list[tuple[int, int]]
    inside: list[bool]

    def __len__(self) -> int:
        return len(self.ids)


def cut(tokenizer: "Tokenizer", text: str, tokens: int) -> str:
    """The text, or its first `tokens` tokens' worth of characters."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    return text if len(encoding.ids) <= tokens else text[: encoding.offsets[tokens - 1][1]]


def windows(
    tokenizer: "Tokenizer",
    question: str,
    passages: Sequence[str],
    titles: Sequence[str] = (),
    *,
    size: int = 384,
    overlap: int = 128,
) -> list[Window]:
    """Windows of at most `size` tokens over each passage, in order; consecutive ones share `overlap` tokens.

    `titles` are empty, or one a passage, "" where there is none: a passage from the middle of an article seldom says
    what it is about. An empty passage gives one window with nothing inside it. The tokenizer's truncation and padding
    are set here.
    """
    tokenizer.no_truncation()
    tokenizer.no_padding()
    if cut(tokenizer, question, MAX_QUESTION_TOKENS) != question:  # what it tells before it asks goes first
        question = cut(tokenizer, asking(question), MAX_QUESTION_TOKENS)
    heads = {title: f"{question} | {cut(tokenizer, title, MAX_TITLE_TOKENS)}" for title in titles if title}
    tokenizer.enable_truncation(size, stride=overlap, strategy="only_second")
    pairs = zip(titles or [""] * len(passages), passages, strict=True)
    encodings = tokenizer.encode_batch([(heads.get(title, question), passage) for title, passage in pairs])
    return [
        _window(number, encoding) for number, first in enumerate(encodings) for encoding in (first, *first.overflowing)
    ]


def _window(passage: int, encoding: "Encoding") -> Window:
    return Window(
        passage=passage,
        ids=encoding.ids,
        types=encoding.type_ids,
        offsets=encoding.offsets,
        inside=[sequence == 1 for sequence in encoding.sequence_ids],
    )


def batch_arrays(batch: Sequence[Window]) -> dict[str, np.ndarray]:
    """The windows as zero-padded int64 arrays of shape (len(batch), longest), named as BERT's inputs."""
    longest = max(len(window) for window in batch)
    ids, types, mask = (np.zeros((len(batch), longest), dtype=np.int64) for _ in range(3))
    for row, window in enumerate(batch):
        ids[row, : len(window)] = window.ids
        types[row, : len(window)] = window.types
        mask[row, : len(window)] = 1
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}


def inside_mask(batch: Sequence[Window]) -> np.ndarray:
    """Boolean array of shape (len(batch), longest): the tokens that an answer may be made of."""
    longest = max(len(window) for window in batch)
    mask = np.zeros((len(batch), longest), dtype=bool)
    for row, window in enumerate(batch):
        mask[row, : len(window)] = window.inside
    return mask
