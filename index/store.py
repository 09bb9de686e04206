"""The hybrid store: what was indexed, and how to find passages in it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np

from index.encoding.encode import OnnxEncoder, encoder_folder
from index.errors import DamagedIndex, unread
from index.search.dense import Dense
from index.search.fuse import fused
from index.search.lexical import Lexical
from index.search.postings import LENGTHS, PLACE, Postings, opened
from index.storage import generations
from index.storage.catalog import NAME, Catalog
from index.storage.fold import DENSE, ROWS
from index.text.words import words
from index.types import Article, Encoder, Found, Hit, Origin, Restriction

# How deep each leg looks: fusion needs more than it gives, since the legs rarely agree on the order.
DEPTH = 100

# What a passage of the articles near, or a caption where they are asked for, has ahead of others that fit as well.
PREFERENCE = 0.2

# Captions are found with the rest and left out: there are fewer of them than of other passages.
_DEEPER = 2 * DEPTH


class Store:
    """An index, open for reading. Nothing that happens to the folder meanwhile changes it."""

    def __init__(
        self,
        generation: Path,
        catalog: Catalog,
        rows: np.ndarray,
        lexical: Lexical,
        dense: Dense,
        encoder: Encoder,
    ) -> None:
        """`rows` are the catalog's, in the order in which the two legs count passages."""
        words_only = catalog.words_only()
        self.generation = generation
        self.manifest = catalog.collection()
        self._catalog = catalog
        self._rows = rows
        self._lexical = lexical
        self._dense = dense
        self._encoder = encoder
        # Marks the passages that are found by meaning too, if some are not.
        self._encoded = ~marked(rows, words_only) if words_only else None
        # Meaning is compared outside Python, so words are looked up meanwhile.
        self._beside = ThreadPoolExecutor(max_workers=1)

    @classmethod
    def open(cls, folder: Path, cache: Path) -> "Store":
        """The index in `folder`, with the encoder that made it from `cache`.

        Raises NoIndex, IndexMismatch, DamagedIndex or MissingModel.
        """
        return cls.opened_with(folder, lambda fingerprint: OnnxEncoder.open(encoder_folder(cache, fingerprint)))

    @classmethod
    def opened_with(cls, folder: Path, encoder_of: Callable[[str], Encoder]) -> "Store":
        """As `open`, with the encoder that `encoder_of` gives for a fingerprint."""
        generation = generations.current(folder)
        try:
            store = cls._of(folder, generation, encoder_of)
        except DamagedIndex:
            if generations.current(folder) == generation:
                raise
            return cls.opened_with(folder, encoder_of)  # it was replaced, and removed, while it was being opened
        if generations.current(folder) == generation:
            return store
        return cls.opened_with(folder, encoder_of)  # the catalog may have forgotten already what this one still holds

    @classmethod
    def _of(cls, folder: Path, generation: Path, encoder_of: Callable[[str], Encoder]) -> "Store":
        manifest = generations.read_manifest(generation)
        catalog = Catalog.open(folder)
        collection = catalog.collection()
        encoder = encoder_of(collection.encoder_fingerprint)
        if manifest.identity == collection.identity:
            generations.check_sizes(generation, manifest)
            rows, postings, next_row = opened(generation / ROWS, PLACE), Postings.open(generation), manifest.next_row
        else:  # a rebuilding was stopped between the catalog and the search files: the catalog alone is searched
            rows, postings, next_row = np.zeros(0, dtype=np.int64), Postings.none(), 0
        gone = marked(rows, catalog.runs_gone(manifest.version))
        fresh = list(catalog.vectors(next_row))
        dense = Dense(None, np.stack(fresh) if fresh else None, gone)
        if len(rows):
            dense = open_dense(generation, np.stack(fresh) if fresh else None, gone)
        for name, count in ((LENGTHS, len(postings)), (DENSE, len(dense))):
            if count != len(rows):
                raise DamagedIndex(generation / name, f"{count} passages, not {len(rows)}")
        return cls(
            generation,
            catalog,
            np.concatenate([rows, catalog.row_numbers(next_row)]),
            Lexical(list(catalog.words(next_row)), postings, gone),
            dense,
            encoder,
        )

    def is_current(self) -> bool:
        """Whether the index in the folder is still the one that is open. Raises NoIndex or DamagedIndex."""
        folder = self.generation.parent.parent
        if generations.current(folder) != self.generation:
            return False
        catalog = Catalog.open(folder)
        try:
            return catalog.collection() == self.manifest
        finally:
            catalog.close()

    def search(
        self,
        question: str,
        limit: int,
        *,
        within: Restriction | None = None,
        near: Collection[Origin] = (),
        captions: bool = False,
        lap: Callable[[str], None] = lambda part: None,
    ) -> list[Hit]:
        """The `limit` passages most likely to answer the question, best first; otherwise as `ranking`."""
        found = self.ranking(question, within=within, near=near, captions=captions, lap=lap)[:limit]
        return [self._hit(one, within) for one in found]

    def ranking(
        self,
        question: str,
        *,
        within: Restriction | None = None,
        near: Collection[Origin] = (),
        captions: bool = False,
        lap: Callable[[str], None] = lambda part: None,
    ) -> list[Found]:
        """All passages that were looked at for the question, best first: words and meaning, fused.

        Only articles `within` the restriction are searched. Passages of the articles `near` the question, such as
        those that it follows up on, come before others that fit as well. So do `captions` of pictures where they are
        asked for, and nothing else finds them. `lap` is told when the question is encoded.
        """
        (vector,) = self._encoder.encode([question], question=True)
        lap("encode")
        wanted = words(question)
        everywhere = self._scope(within) if within else None
        preferred = [self._scope(scope) for scope in _narrowed(within, near)]
        if captions:
            pictured = marked(self._rows, self._catalog.captions())
            preferred.append(pictured if everywhere is None else pictured & everywhere)
        lexical, dense = self._rankings(wanted, vector, everywhere, captions=captions)
        found = {*lexical, *dense}
        for scope in preferred:
            found.update(*self._rankings(wanted, vector, scope, captions=captions))
        places = np.array(sorted(found), dtype=np.int64)
        likeness, coverage = self._likeness(vector, places, dense), self._lexical.coverage(wanted, places)
        scores = fused(likeness, coverage)
        for scope in preferred:
            scores[scope[places]] += PREFERENCE
        by_words, by_meaning = _ranks(lexical), _ranks(dense)
        return [
            Found(
                int(self._rows[places[i]]),
                float(scores[i]),
                by_words.get(int(places[i])),
                by_meaning.get(int(places[i])),
                float(likeness[i]),
                float(coverage[i]),
            )
            for i in np.argsort(-scores, kind="stable")
        ]

    def _scope(self, within: Restriction) -> np.ndarray:
        """Which passages are within a restriction, a bool each."""
        return marked(self._rows, self._catalog.runs_within(within))

    def _likeness(self, vector: np.ndarray, places: np.ndarray, dense: Sequence[int]) -> np.ndarray:
        """How like the question the passages are. What has no vector may be as like as the last that was found by
        meaning."""
        likeness = self._dense.likeness(vector, places)
        if self._encoded is not None:
            last = likeness[np.searchsorted(places, dense[-1])] if dense else 0.0
            likeness[~self._encoded[places]] = last
        return likeness

    def _hit(self, found: Found, within: Restriction | None) -> Hit:
        """The passage in the first of the places where its text stands that is `within`, and the others."""
        article, passage = self._catalog.passage(found.row)
        places = [
            place
            for place in self._catalog.places(article)
            if within is None or within.allows(place.origin, place.published, place.source)
        ]
        if not places:
            raise DamagedIndex(self.generation.parent.parent / NAME, f"passage {found.row} stands nowhere")
        first, *others = places
        return Hit(
            article if first.origin == article.origin else self._catalog.article(first.origin),
            passage,
            found.score,
            found.lexical_rank,
            found.dense_rank,
            tuple(others),
            self._catalog.linked(article),
        )

    def _rankings(
        self, wanted: Sequence[str], vector: np.ndarray, among: np.ndarray | None, *, captions: bool
    ) -> list[list[int]]:
        """The places of the passages that are best by words, and of those that are best by meaning."""
        encoded = among if self._encoded is None else self._encoded if among is None else among & self._encoded
        try:
            near = self._beside.submit(self._dense.search, vector, _DEEPER, encoded)
            found = self._lexical.search(wanted, _DEEPER, among), near.result()
        except (IndexError, ValueError) as error:  # the numbers in a file lead out of it
            raise DamagedIndex(self.generation, str(error)) from error
        rows = {int(self._rows[place]): place for ranking in found for place in ranking}
        left_out = set() if captions else {rows[row] for row in self._catalog.captions_among(rows)}
        return [[place for place in ranking if place not in left_out][:DEPTH] for ranking in found]

    def rarity(self, word: str) -> float:
        """How rare a word, as `index.text.words` gives it, is among the passages: its inverse document frequency."""
        return self._lexical.rarity(word)

    def knows(self, word: str) -> bool:
        """Whether a word, as `index.text.words` gives it, stands in any passage."""
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


def marked(rows: np.ndarray, runs: Sequence[tuple[int, int]]) -> np.ndarray:
    """Marks, with a bool each, those of the rising rows that lie in a run: a first row and how many follow in line."""
    starts = np.array(runs, dtype=np.int64).reshape(-1, 2)
    edges = np.zeros(len(rows) + 1, dtype=np.int64)
    np.add.at(edges, np.searchsorted(rows, starts[:, 0]), 1)
    np.add.at(edges, np.searchsorted(rows, starts.sum(axis=1)), -1)
    return np.cumsum(edges[:-1]) > 0


def open_dense(generation: Path, fresh: np.ndarray | None = None, gone: np.ndarray | None = None) -> Dense:
    """The generation's vectors. Raises DamagedIndex."""
    path = generation / DENSE
    try:
        return Dense.open(path, fresh, gone)
    except (OSError, ValueError) as error:
        raise unread(path, error) from error
