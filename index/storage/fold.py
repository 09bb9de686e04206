"""Fold the catalog into search files: a new generation, in which nothing is missing and nothing is too much."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from index.errors import DamagedIndex, IndexMismatch, NoIndex
from index.search.dense import Dense
from index.search.postings import PLACE, Postings, write_array
from index.storage import generations
from index.storage.catalog import Catalog, Collection

# The catalog's rows of the passages, in the order in which the other search files count them.
ROWS = "rows.bin"
DENSE = "dense.faiss"

# Passages that are searched beside the search files, or found in them in vain, before these are made anew: below the
# number nobody notices; above the share, writing all costs no more than so many times what has changed.
_FEW = 1000
_SHARE = 0.1
_MANY = 5000

# Vectors taken from the catalog at a time.
_BLOCK = 8192


def is_due(folder: Path, catalog: Catalog, collection: Collection) -> bool:
    """Whether the search files in force lack so much of the catalog, or hold so much that is gone, or are not whole."""
    try:
        generation = generations.current(folder)
        manifest = generations.read_manifest(generation)
        generations.check_sizes(generation, manifest)
    except (NoIndex, IndexMismatch, DamagedIndex):
        return True
    if manifest.identity != collection.identity or manifest.version > collection.version:
        return True
    gone = sum(count for first, count in catalog.runs_gone(manifest.version) if first < manifest.next_row)
    fresh = collection.passages - (manifest.passages - gone)
    return fresh + gone > min(max(_FEW, _SHARE * manifest.passages), _MANY)


def version_in_force(folder: Path) -> int:
    """The version of the catalog that the search files in force were made from; 0 if there are none."""
    try:
        return generations.read_manifest(generations.current(folder)).version
    except (NoIndex, IndexMismatch, DamagedIndex):
        return 0


def write(generation: Path, catalog: Catalog, collection: Collection) -> None:
    """Write the search files of all that the catalog holds."""
    rows = catalog.row_numbers()
    write_array(generation / ROWS, rows.astype(PLACE))
    Postings.write(generation, catalog.words())
    Dense.write(generation / DENSE, lambda: _blocks(catalog.vectors()), len(rows))
    generations.seal(generation, collection)


def _blocks(vectors: Iterator[np.ndarray]) -> Iterator[np.ndarray]:
    while block := list(islice(vectors, _BLOCK)):
        yield np.stack(block)
