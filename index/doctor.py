"""Check all that an index is made of, and mend what can be."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import digests
from index.errors import BeyondRepair, DamagedIndex
from index.links import link
from index.search.postings import PLACE, opened
from index.storage import fold, generations
from index.storage.catalog import NAME, Catalog
from index.storage.changing import changing
from index.storage.checks import CheckedCatalog
from index.storage.generations import Manifest
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
    with suppress(DamagedIndex):
        generations.read_manifest(generations.current(folder))  # of another format, or none at all, nothing is checked
    path = folder / NAME
    try:
        catalog = CheckedCatalog.open(folder)
    except DamagedIndex as error:
        yield Problem(path, error.reason)
        return
    try:
        if fault := _misnamed(catalog):
            yield Problem(path, fault)
            return
        for fault in catalog.faults():
            yield Problem(path, fault)
    except DamagedIndex as error:
        yield Problem(path, error.reason)
        return
    finally:
        catalog.close()
    try:
        generations.kept_roots(folder)
    except DamagedIndex as error:
        yield Problem(error.path, error.reason)
    yield from _search_files(folder)


def repair(folder: Path) -> int:
    """Drop from the catalog what is damaged, and make all search files from it anew; the number of articles that were
    dropped. The next update reads them again.

    Raises BeyondRepair where the catalog cannot be mended, and IndexBusy.
    """
    with generations.writing(folder):
        try:
            catalog = Catalog.open(folder)
            before, fault = catalog.collection(), _misnamed(catalog)
            catalog.close()
            if fault:
                raise BeyondRepair(folder / NAME, fault)
            with changing(folder) as changes:
                dropped = changes.drop_damaged()
                link(changes)
                collection = changes.finish(before.roots, before.fields)
                generations.keep_roots(folder, before.roots)
                if fault := next(changes.faults(), None):
                    raise BeyondRepair(folder / NAME, fault)
                with generations.new_generation(folder) as generation:
                    fold.write(generation, changes, collection)
                    changes.commit()
        except DamagedIndex as error:
            raise BeyondRepair(error.path, error.reason) from error
    return dropped


def _misnamed(catalog: Catalog) -> str | None:
    """What is wrong with a catalog that says of itself that it is of another format, or that nobody may write it."""
    if (found := catalog.format()) != generations.FORMAT:
        return f"says that it is of format {found}, not {generations.FORMAT}"
    return "its header is not what was written" if catalog.is_locked_up() else None


def _search_files(folder: Path) -> list[Problem]:
    """What is wrong with the search files in force."""
    try:
        generation = generations.current(folder)
        catalog = Catalog.open(folder)
        try:
            found = list(_of_generation(generation, catalog))
        finally:
            catalog.close()
        replaced = found and generations.current(folder) != generation
    except DamagedIndex as error:
        return [Problem(error.path, error.reason)]
    return _search_files(folder) if replaced else found  # replaced, and removed, while they were being read


def _of_generation(generation: Path, catalog: Catalog) -> Iterator[Problem]:
    if not generation.is_dir():
        yield Problem(generation.parent.parent / "current", f"names {generation.name}, which is not there")
        return
    try:
        manifest = generations.read_manifest(generation)
    except DamagedIndex as error:
        yield Problem(error.path, error.reason)
        return
    whole = True
    for name, seal in manifest.files.items():
        path = generation / name
        try:
            fault = None if digests.sha256(path) == seal.sha256 else "is not what was written"
        except OSError as error:
            fault = "missing" if isinstance(error, FileNotFoundError) else error.strerror or "unreadable"
        if fault:
            whole = False
            yield Problem(path, fault)
    if whole and (fault := _stale(generation, manifest, catalog)):
        yield Problem(generation / "manifest.json", fault)


def _stale(generation: Path, manifest: Manifest, catalog: Catalog) -> str | None:
    """Why the search files are not those of the catalog; None if they are, or are not searched."""
    collection = catalog.collection()
    if manifest.identity != collection.identity:  # a rebuilding was stopped: the catalog alone is searched
        return None
    if manifest.version > collection.version:
        return "was made from a later version of the catalog"
    rows = opened(generation / fold.ROWS, PLACE)
    left = rows[~marked(rows, catalog.runs_gone(manifest.version))]
    now = catalog.row_numbers()
    if not np.array_equal(left, now[now < manifest.next_row]):
        return "does not hold the passages of the catalog"
    return None
