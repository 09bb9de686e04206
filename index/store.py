"""The hybrid store: what was indexed, and how to find passages in it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from index import generations
from index.catalog import Catalog
from index.dense import Dense
from index.encode import OnnxEncoder, encoder_folder
from index.errors import DamagedIndex
from index.fuse import reciprocal_rank_fusion
from index.generations import Manifest
from index.lexical import Lexical
from index.postings import Postings
from index.types import Article, Encoder, Found, Hit, Origin, Restriction
from index.words import words

# How deep each leg looks: fusion needs more than it gives, since the legs rarely agree on the order.
DEPTH = 100


class Store:
    """One generation of an index, open for reading. Nothing that happens to the folder meanwhile changes it."""

    def __init__(
        self,
        generation: Path,
        manifest: Manifest,
        catalog: Catalog,
        lexical: Lexical,
        dense: Dense,
        encoder: Encoder,
    ) -> None:
        self.generation = generation
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
        postings = Postings.open(generation)
        if len(postings) != manifest.passages:
            raise DamagedIndex(generation, f"words of {len(postings)} passages, not of {manifest.passages}")
        encoder = OnnxEncoder.open(encoder_folder(cache, manifest.encoder_fingerprint))
        return cls(generation, manifest, catalog, Lexical([], postings), dense, encoder)

    def search(
        self,
        question: str,
        limit: int,
        *,
        within: Restriction | None = None,
        near: Collection[Origin] = (),
        lap: Callable[[str], None] = lambda part: None,
    ) -> list[Hit]:
        """The `limit` passages most likely to answer the question, best first; otherwise as `ranking`."""
        return [
            Hit(*self._catalog.passage(found.row), found.score, found.lexical_rank, found.dense_rank)
            for found in self.ranking(question, within=within, near=near, lap=lap)[:limit]
        ]

    def ranking(
        self,
        question: str,
        *,
        within: Restriction | None = None,
        near: Collection[Origin] = (),
        lap: Callable[[str], None] = lambda part: None,
    ) -> list[Found]:
        """All passages that were looked at for the question, best first: words and meaning, fused.

        Only articles `within` the restriction are searched. Passages of the articles `near` the question, such as
        those that it follows up on, come before others that fit as well. `lap` is told when the question is encoded.
        """
        (vector,) = self._encoder.encode([question], question=True)
        lap("encode")
        wanted = words(question)
        rankings = []
        for scope in (within, *_narrowed(within, near)):
            among = self._among(scope) if scope else None
            try:
                rankings += [self._lexical.search(wanted, DEPTH, among), self._dense.search(vector, DEPTH, among)]
            except (IndexError, ValueError) as error:  # the numbers in a file lead out of it
                raise DamagedIndex(self.generation, str(error)) from error
        lexical, dense = map(_ranks, rankings[:2])  # those after them are of the articles near, and count from 1 again
        return [Found(row, score, lexical.get(row), dense.get(row)) for row, score in reciprocal_rank_fusion(rankings)]

    def _among(self, scope: Restriction) -> np.ndarray:
        """Marks, with a bool each, the passages that a restriction allows."""
        runs = np.array(self._catalog.runs_within(scope), dtype=np.int64).reshape(-1, 2)
        edges = np.zeros(self.manifest.passages + 1, dtype=np.int64)
        edges[runs[:, 0]] += 1
        edges[runs.sum(axis=1)] -= 1
        return np.cumsum(edges[:-1]) > 0

    def rarity(self, word: str) -> float:
        """How rare a word, as `index.words` gives it, is among the passages: its inverse document frequency."""
        return self._lexical.rarity(word)

    def knows(self, word: str) -> bool:
        """Whether a word, as `index.words` gives it, stands in any passage."""
        return self._lexical.knows(word)

    def dates(self) -> tuple[str, str] | None:
        """The first and the last date that any article has; None if none has one."""
        return self._catalog.dates()

    def article(self, origin: Origin) -> Article:
        """The article that was read there, as it was when it was indexed. Raises DamagedIndex."""
        return self._catalog.article(origin)

    def rows(self) -> dict[Path, list[int]]:
        """The rows of every article's passages, in order, by the article's path."""
        return self._catalog.rows()

    def listing(self) -> list[tuple[Article, int]]:
        """Every article with the number of its passages, by path."""
        return self._catalog.listing()


def _ranks(ranking: Sequence[int]) -> dict[int, int]:
    return {row: rank for rank, row in enumerate(ranking, start=1)}


def _narrowed(within: Restriction | None, near: Collection[Origin]) -> Iterator[Restriction]:
    """The restriction to those articles near that it allows, if it may allow any."""
    whole = within or Restriction()
    origins = frozenset(near) & whole.origins if whole.origins else frozenset(near)
    if origins:
        yield replace(whole, origins=origins)


def open_dense(generation: Path) -> Dense:
    """The generation's vectors. Raises DamagedIndex."""
    path = generation / "dense.faiss"
    try:
        return Dense.open(path)
    except (OSError, ValueError) as error:
        raise DamagedIndex(path, str(error)) from error
