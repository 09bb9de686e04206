"""Check all that an index is made of, and mend what can be."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import fold, generations
from index.catalog import NAME, Catalog
from index.changes import changing
from index.errors import BeyondRepair, DamagedIndex
from index.generations import Manifest
from index.links import link
from index.postings import PLACE, opened
from index.store import marked


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file of the index."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


def problems(folder: Path) -> Iterator[Problem]:
    """All that is wrong with the index in `folder`. Reads every byte of it. Raises NoIndex or IndexMismatch."""
    path = folder / NAME
    try:
        catalog = Catalog.open(folder)
    except DamagedIndex as error:
        generations.read_manifest(generations.current(folder))  # of another format, or none at all, it has no catalog
        yield Problem(path, error.reason)
        return
    try:
        for fault in catalog.faults():
            yield Problem(path, fault)
        yield from _search_files(folder, catalog)
    except DamagedIndex as error:
        yield Problem(error.path, error.reason)
    finally:
        catalog.close()


def repair(folder: Path) -> int:
    """Drop from the catalog what is damaged, and make all search files from it anew; the number of articles that were
    dropped. The next update reads them again.

    Raises BeyondRepair where the catalog cannot be mended, and IndexBusy.
    """
    with generations.writing(folder):
        try:
            catalog = Catalog.open(folder)
            before = catalog.collection()
            catalog.close()
            with changing(folder) as changes:
                dropped = changes.drop_damaged()
                link(changes)
                collection = changes.finish([Path(root) for root in before.roots], before.fields)
                if fault := next(changes.faults(), None):
                    raise BeyondRepair(folder / NAME, fault)
                with generations.new_generation(folder) as generation:
                    fold.write(generation, changes, collection)
                    changes.commit()
        except DamagedIndex as error:
            raise BeyondRepair(error.path, error.reason) from error
    return dropped


def _search_files(folder: Path, catalog: Catalog) -> Iterator[Problem]:
    generation = generations.current(folder)
    if not generation.is_dir():
        yield Problem(folder / "current", f"names {generation.name}, which is not there")
        return
    manifest = generations.read_manifest(generation)
    whole = True
    for name, seal in manifest.files.items():
        path = generation / name
        if not path.is_file():
            whole = False
            yield Problem(path, "missing")
        elif generations.sha256(path) != seal.sha256:
            whole = False
            yield Problem(path, "is not what was written")
    if whole and (fault := _stale(generation, manifest, catalog)):
        yield Problem(generation / "manifest.json", fault)


def _stale(generation: Path, manifest: Manifest, catalog: Catalog) -> str | None:
    """Why the search files are not those of the catalog; None if they are."""
    collection = catalog.collection()
    if manifest.identity != collection.identity:
        return "was made from another catalog"
    rows = opened(generation / fold.ROWS, PLACE)
    left = rows[~marked(rows, catalog.runs_gone(manifest.version))]
    now = catalog.row_numbers()
    if not np.array_equal(left, now[now < manifest.next_row]):
        return "does not hold the passages of the catalog"
    return None
