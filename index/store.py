"""The hybrid store: what was indexed, and how to find passages in it."""

from pathlib import Path

from index import generations
from index.catalog import Catalog
from index.dense import Dense
from index.encode import OnnxEncoder, encoder_folder
from index.errors import DamagedIndex
from index.fuse import reciprocal_rank_fusion
from index.generations import Manifest
from index.lexical import Lexical
from index.types import Encoder, Hit
from index.words import words

# How deep each leg looks: fusion needs more than it gives, since the legs rarely agree on the order.
DEPTH = 100


class Store:
    """One generation of an index, open for reading. Nothing that happens to the folder meanwhile changes it."""

    def __init__(self, manifest: Manifest, catalog: Catalog, lexical: Lexical, dense: Dense, encoder: Encoder) -> None:
        self.manifest = manifest
        self._catalog = catalog
        self._lexical = lexical
        self._dense = dense
        self._encoder = encoder

    @classmethod
    def open(cls, folder: Path, cache: Path) -> "Store":
        """The index in `folder`, with the encoder that made it from `cache`.

        Raises NoIndex, IndexMismatch, DamagedIndex or MissingModel.
        """
        generation = generations.current(folder)
        try:
            return cls._of(generation, cache)
        except DamagedIndex:
            if generations.current(folder) == generation:
                raise
            return cls.open(folder, cache)  # it was replaced, and removed, while it was being opened

    @classmethod
    def _of(cls, generation: Path, cache: Path) -> "Store":
        manifest = generations.read_manifest(generation)
        catalog = Catalog(generation / "catalog.sqlite")
        dense = open_dense(generation)
        if len(dense) != manifest.passages:
            raise DamagedIndex(generation / "dense.faiss", f"{len(dense)} vectors for {manifest.passages} passages")
        encoder = OnnxEncoder.open(encoder_folder(cache, manifest.encoder_fingerprint))
        return cls(manifest, catalog, Lexical(catalog.words()), dense, encoder)

    def search(self, question: str, limit: int) -> list[Hit]:
        """The `limit` passages most likely to answer the question, best first: words and meaning, fused."""
        (vector,) = self._encoder.encode([question], question=True)
        rankings = (self._lexical.search(words(question), DEPTH), self._dense.search(vector, DEPTH))
        return [Hit(*self._catalog.passage(row), score) for row, score in reciprocal_rank_fusion(rankings)[:limit]]


def open_dense(generation: Path) -> Dense:
    """The generation's vectors. Raises DamagedIndex."""
    path = generation / "dense.faiss"
    try:
        return Dense.open(path)
    except (OSError, ValueError) as error:
        raise DamagedIndex(path, str(error)) from error
