"""Immutable generations of an index, switched by one rename.

    FOLDER/current               the name of the generation in force
    FOLDER/generations/NAME/     manifest.json, catalog.sqlite, postings (index/postings.py), dense.faiss
    FOLDER/lock                  held while a generation is being written

A generation is written beside the others and never changed again; a stop at any moment leaves `current` pointing at
the last one that was finished.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import DamagedIndex, IndexBusy, IndexMismatch, NoIndex

# Raise it whenever what is written, or how texts are cleaned and split, changes.
FORMAT = 3


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds and what made it. `roots` are the folders and files that the user named."""

    format: int
    encoder: str
    encoder_fingerprint: str
    articles: int
    passages: int
    roots: tuple[str, ...]


def current(folder: Path) -> Path:
    """The folder of the generation in force. Raises NoIndex if there is none."""
    try:
        name = (folder / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise NoIndex(folder) from error
    except OSError as error:
        raise DamagedIndex(folder / "current", error.strerror or "unreadable") from error
    return folder / "generations" / name


def read_manifest(generation: Path) -> Manifest:
    """Raises IndexMismatch for another format, DamagedIndex if the file does not hold a manifest."""
    path = generation / "manifest.json"
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        found = fields["format"]
        if found == FORMAT:
            return Manifest(**{**fields, "roots": tuple(fields["roots"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedIndex(path, str(error)) from error
    raise IndexMismatch(generation.parent.parent, f"format {found}", f"a version of qa that reads format {FORMAT}")


def roots_of(folder: Path) -> tuple[Path, ...]:
    """The folders and files an index is made of, whatever its format; none if there is no index or it is damaged."""
    try:
        fields = json.loads((current(folder) / "manifest.json").read_text(encoding="utf-8"))
        return tuple(Path(root) for root in fields["roots"])
    except (NoIndex, DamagedIndex, OSError, ValueError, KeyError, TypeError):
        return ()


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the index for writing, and remove what a stopped run left behind.

    Raises IndexBusy at once if another process holds it; a dead one's lock is free.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "lock", timeout=0):
            _sweep(folder)
            yield
    except Timeout as error:
        raise IndexBusy(folder) from error


@contextmanager
def new_generation(folder: Path) -> Iterator[Path]:
    """A folder to write the next generation to; put in force when the block ends, removed if it fails.

    To be used while `writing`.
    """
    kept = _name_in_force(folder)
    number = int(kept) + 1 if kept.isdigit() else 1
    fresh = folder / "generations" / f"{number:06d}"
    fresh.mkdir(parents=True)
    try:
        yield fresh
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    for path in (*fresh.iterdir(), fresh):
        _sync(path)
    beside = folder / "current.new"
    beside.write_text(fresh.name, encoding="utf-8")
    _sync(beside)
    beside.replace(folder / "current")
    _sync(folder)
    _sweep(folder)


def write_manifest(generation: Path, manifest: Manifest) -> None:
    """Write `manifest.json`."""
    (generation / "manifest.json").write_text(json.dumps(asdict(manifest), indent=2), encoding="utf-8")


def _name_in_force(folder: Path) -> str:
    try:
        return current(folder).name
    except NoIndex:
        return ""


def _sweep(folder: Path) -> None:
    """Remove all generations but the one in force. A reader may hold one open; where the system then forbids removing
    it, the next run does."""
    kept = _name_in_force(folder)
    generations = folder / "generations"
    for other in generations.iterdir() if generations.is_dir() else ():
        if other.name != kept:
            shutil.rmtree(other, ignore_errors=True)


def _sync(path: Path) -> None:
    """Have the disk hold what was written, so that a power cut after the rename finds whole files."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
