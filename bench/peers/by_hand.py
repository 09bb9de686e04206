"""The script that a user would write: rank_bm25, faiss, sentence-transformers and transformers."""

import json
import pickle
import re
import time
from collections.abc import Callable
from pathlib import Path

import faiss
import numpy as np
import torch
from rank_bm25 import BM25Okapi
from sentence_transformers import SentenceTransformer
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

from bench.work import FUSED, READ, Models, Work

# The constant of reciprocal rank fusion.
_RRF = 60

_LONGEST_ANSWER = 30


def index(work: Work, folder: Path, models: Models) -> tuple[int, float]:
    """Passages that were indexed, and the seconds it took."""
    encoder = _encoder(models)
    began = time.perf_counter()
    passages = work.passages()
    vectors = faiss.IndexFlatIP(encoder.get_embedding_dimension())
    vectors.add(_encoded(encoder, passages))
    _write(folder, passages, vectors)
    return len(passages), time.perf_counter() - began


def add(work: Work, folder: Path, models: Models) -> None:
    """BM25Okapi cannot be added to: it is made anew from all passages."""
    passages, _, vectors = _read(folder)
    new = work.passages()
    vectors.add(_encoded(_encoder(models), new))
    _write(folder, passages + new, vectors)


def opened(folder: Path, models: Models) -> Callable[[str], str | None]:
    """The index, ready to be asked."""
    passages, bm25, vectors = _read(folder)
    encoder = _encoder(models)
    tokenizer = AutoTokenizer.from_pretrained(models.reader)
    reader = AutoModelForQuestionAnswering.from_pretrained(models.reader).eval()

    def ask(question: str) -> str | None:
        scores: dict[int, float] = {}
        by_words = np.argsort(-bm25.get_scores(_words(question)))[:FUSED]
        by_vectors = vectors.search(_encoded(encoder, [question]), FUSED)[1][0]
        for ranking in (by_words, by_vectors[by_vectors >= 0]):
            for rank, number in enumerate(ranking):
                scores[number] = scores.get(number, 0.0) + 1 / (_RRF + rank + 1)
        best = [passages[number] for number in sorted(scores, key=lambda number: -scores[number])[:READ]]
        return _answer(tokenizer, reader, question, best)

    return ask


def _answer(tokenizer, reader, question: str, passages: list[str]) -> str | None:
    """The span that exceeds its passage's null by most, or None if none does."""
    inputs = tokenizer(
        [question] * len(passages),
        passages,
        truncation="only_second",
        max_length=384,
        padding=True,
        return_offsets_mapping=True,
        return_tensors="pt",
    )
    offsets = inputs.pop("offset_mapping")
    with torch.no_grad():
        found = reader(**inputs)
    best, answer = 0.0, None
    for number, passage in enumerate(passages):
        inside = torch.tensor([part == 1 for part in inputs.sequence_ids(number)])
        start = found.start_logits[number].masked_fill(~inside, -torch.inf)
        end = found.end_logits[number].masked_fill(~inside, -torch.inf)
        spans = (start[:, None] + end[None, :]).masked_fill(_impossible(len(start)), -torch.inf)
        margin = float(spans.max() - found.start_logits[number][0] - found.end_logits[number][0])
        if margin > best:
            first, last = divmod(int(spans.argmax()), len(start))
            best, answer = margin, passage[offsets[number][first][0] : offsets[number][last][1]]
    return answer


def _impossible(tokens: int) -> torch.Tensor:
    """Which (first, last) tokens make no answer: those the wrong way round, or too far apart."""
    return ~torch.ones(tokens, tokens, dtype=torch.bool).triu().tril(_LONGEST_ANSWER - 1)


def _encoder(models: Models) -> SentenceTransformer:
    return SentenceTransformer(str(models.encoder), device="cpu")


def _encoded(encoder: SentenceTransformer, texts: list[str]) -> np.ndarray:
    return encoder.encode(texts, normalize_embeddings=True, show_progress_bar=False)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _write(folder: Path, passages: list[str], vectors: faiss.Index) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "passages.json").write_text(json.dumps(passages), encoding="utf-8")
    (folder / "bm25.pickle").write_bytes(pickle.dumps(BM25Okapi([_words(passage) for passage in passages])))
    faiss.write_index(vectors, str(folder / "vectors.faiss"))


def _read(folder: Path) -> tuple[list[str], BM25Okapi, faiss.Index]:
    passages = json.loads((folder / "passages.json").read_text(encoding="utf-8"))
    bm25 = pickle.loads((folder / "bm25.pickle").read_bytes())
    return passages, bm25, faiss.read_index(str(folder / "vectors.faiss"))
