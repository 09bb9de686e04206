"""Haystack: its document store in memory, both of its retrievers, their rankings joined, and its extractive reader.

The store is saved to disk and read again, as Haystack offers. The reader does not hand BERT's token types on; it takes
as long with them.
"""

import time
from collections.abc import Callable
from pathlib import Path

from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)
from haystack_integrations.components.readers.transformers import TransformersExtractiveReader

from bench.work import FUSED, READ, Models, Work


def index(work: Work, folder: Path, models: Models) -> tuple[int, float]:
    """Passages that were indexed, and the seconds it took."""
    folder.mkdir(parents=True, exist_ok=True)
    embedder = _embedder(models)
    began = time.perf_counter()
    passages = work.passages()
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    store.write_documents(_documents(embedder, passages))
    store.save_to_disk(str(folder / "store.json"))
    return len(passages), time.perf_counter() - began


def add(work: Work, folder: Path, models: Models) -> None:
    """The store is read, added to and saved."""
    store = InMemoryDocumentStore.load_from_disk(str(folder / "store.json"))
    store.write_documents(_documents(_embedder(models), work.passages()))
    store.save_to_disk(str(folder / "store.json"))


def opened(folder: Path, models: Models) -> Callable[[str], str | None]:
    """The index, ready to be asked."""
    store = InMemoryDocumentStore.load_from_disk(str(folder / "store.json"))
    pipeline = Pipeline()
    pipeline.add_component("embedder", SentenceTransformersTextEmbedder(model=str(models.encoder), progress_bar=False))
    pipeline.add_component("words", InMemoryBM25Retriever(store, top_k=FUSED))
    pipeline.add_component("vectors", InMemoryEmbeddingRetriever(store, top_k=FUSED))
    pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=READ))
    pipeline.add_component("reader", TransformersExtractiveReader(model=str(models.reader), top_k=3))
    pipeline.connect("embedder.embedding", "vectors.query_embedding")
    pipeline.connect("words", "joiner")
    pipeline.connect("vectors", "joiner")
    pipeline.connect("joiner", "reader")
    pipeline.warm_up()

    def ask(question: str) -> str | None:
        asked = {"embedder": {"text": question}, "words": {"query": question}, "reader": {"query": question}}
        return pipeline.run(asked)["reader"]["answers"][0].data

    return ask


def _embedder(models: Models) -> SentenceTransformersDocumentEmbedder:
    embedder = SentenceTransformersDocumentEmbedder(model=str(models.encoder), progress_bar=False)
    embedder.warm_up()
    return embedder


def _documents(embedder: SentenceTransformersDocumentEmbedder, passages: list[str]) -> list[Document]:
    return embedder.run([Document(content=passage) for passage in passages])["documents"]
