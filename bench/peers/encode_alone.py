"""sentence-transformers' own encode() and nothing else: what an index of vectors costs at the least."""

import time
from pathlib import Path

from sentence_transformers import SentenceTransformer

from bench.work import Models, Work


def index(work: Work, folder: Path, models: Models) -> tuple[int, float]:
    """Passages that were encoded, and the seconds it took. Nothing is written."""
    encoder = SentenceTransformer(str(models.encoder), device="cpu")
    began = time.perf_counter()
    passages = work.passages()
    encoder.encode(passages, show_progress_bar=False)
    return len(passages), time.perf_counter() - began
