"""Immutable generations of search files, switched by one rename.

    FOLDER/catalog.sqlite        the truth (index/storage/catalog.py)
    FOLDER/roots.json            the folders and files that the user named, for when the catalog is damaged; and what a
                                 folder is known again by
    FOLDER/current               the name of the generation in force
    FOLDER/generations/NAME/     search files made from the catalog, and a manifest with their checksums
    FOLDER/unfinished.sqlite     vectors of an update that has not ended (index/storage/unfinished.py)
    FOLDER/lock                  held while the index is being written

A generation is written beside the others and never changed again; a stop at any moment leaves `current` pointing at
the last one that was finished. What the catalog has gained and lost since, a reader learns from the catalog.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.digests import sha256
from index.errors import CannotWrite, DamagedIndex, IndexBusy, IndexMismatch, NoIndex, unread
from index.storage.catalog import Catalog, Collection

# The folders and files that the user named, kept beside the catalog, and by what a folder is known again.
ROOTS = "roots.json"

# Raise it whenever what is written, or how texts are cleaned and split, changes.
FORMAT = 12


@dataclass(frozen=True, slots=True)
class FileSeal:
    """What a search file must be: its length in bytes and their SHA-256."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made from: the catalog of that identity as it was in that version, whose rows were all
    below `next_row`."""

    format: int
    identity: str
    version: int
    next_row: int
    passages: int
    files: dict[str, FileSeal]


def current(folder: Path) -> Path:
    """The folder of the generation in force. Raises NoIndex if there is none, DamagedIndex or CannotOpen."""
    try:
        name = (folder / "current").read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoIndex(folder) from error
    except (OSError, ValueError) as error:
        raise unread(folder / "current", error) from error
    return folder / "generations" / name


def read_manifest(generation: Path) -> Manifest:
    """Raises IndexMismatch for another format, DamagedIndex if the file does not hold a manifest, CannotOpen."""
    path = generation / "manifest.json"
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        found = fields["format"]
        if found == FORMAT:
            if fields.pop("checksum") != _checksum(fields):
                raise ValueError("is not what was written")
            files = {name: FileSeal(**seal) for name, seal in fields["files"].items()}
            return Manifest(**{**fields, "files": files})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise unread(path, error) from error
    raise IndexMismatch(generation.parent.parent, f"format {found}", f"a version of qa that reads format {FORMAT}")


def is_of_this_format(folder: Path) -> bool:
    """Whether the search files in force say that they are of this format. Raises CannotOpen."""
    try:
        return read_manifest(current(folder)).format == FORMAT
    except (NoIndex, IndexMismatch, DamagedIndex):
        return False


def check_sizes(generation: Path, manifest: Manifest) -> None:
    """Raises DamagedIndex for a search file that is missing or not as long as it was; index/doctor.py looks closer."""
    for name, seal in manifest.files.items():
        path = generation / name
        try:
            size = path.stat().st_size
        except OSError as error:
            raise unread(path, error) from error
        if size != seal.bytes:
            raise DamagedIndex(path, f"{size} bytes, not {seal.bytes}")


def roots_of(folder: Path) -> tuple[Path, ...]:
    """The folders and files an index is made of, whatever its format; none if there is no index or it is damaged."""
    try:
        catalog = Catalog.open(folder)
        try:
            return tuple(Path(root) for root in catalog.collection().roots)
        finally:
            catalog.close()
    except DamagedIndex:
        pass
    with suppress(DamagedIndex):
        return tuple(Path(root) for root in kept_roots(folder))
    try:  # of a format that kept them in the manifest
        fields = json.loads((current(folder) / "manifest.json").read_text(encoding="utf-8"))
        return tuple(Path(root) for root in fields["roots"])
    except (NoIndex, DamagedIndex, OSError, ValueError, KeyError, TypeError):
        return ()


def kept_roots(folder: Path) -> tuple[str, ...]:
    """The roots that are kept beside the catalog, for when that is damaged. Raises DamagedIndex."""
    return tuple(_kept(folder)["roots"])


def kept_inodes(folder: Path) -> dict[str, int]:
    """By root, what told those that are folders from others of their names when they were indexed last."""
    try:
        return dict(_kept(folder).get("inodes", {}))
    except DamagedIndex:
        return {}


def _kept(folder: Path) -> dict[str, Any]:
    path = folder / ROOTS
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        if fields.pop("checksum") != _checksum(fields) or not isinstance(fields["roots"], list):
            raise ValueError("is not what was written")
        return fields
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise unread(path, error) from error


def keep_roots(folder: Path, roots: Sequence[str], inodes: Mapping[str, int] | None = None) -> None:
    """Keep the roots beside the catalog, and their inodes where these are told, if others are kept there. To be used
    while `writing`. Raises CannotWrite."""
    fields = {"roots": list(roots), "inodes": kept_inodes(folder) if inodes is None else dict(inodes)}
    with suppress(DamagedIndex):
        if _kept(folder) == fields:
            return
    try:
        beside = _beside(folder / ROOTS, json.dumps({**fields, "checksum": _checksum(fields)}))
        beside.replace(folder / ROOTS)
    except OSError as error:
        raise CannotWrite(folder / ROOTS, error.strerror or str(error)) from error


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the index for writing, and remove what a stopped run left behind.

    Raises IndexBusy at once if another process holds it; a dead one's lock is free. Raises CannotWrite.
    """
    from filelock import FileLock, Timeout

    try:
        os.fspath(folder.absolute()).encode()
    except UnicodeEncodeError as error:  # nor does faiss write there
        raise CannotWrite(folder, "its path is not UTF-8; name another folder") from error
    lock = FileLock(folder / "lock", timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise IndexBusy(folder) from error
    except OSError as error:
        raise CannotWrite(folder / "lock", error.strerror or str(error)) from error
    try:
        _sweep(folder)
        yield
    finally:
        lock.release()


@contextmanager
def new_generation(folder: Path) -> Iterator[Path]:
    """A folder to write the next generation to, and then to `seal`; put in force when the block ends, removed if it
    fails.

    To be used while `writing`.
    """
    kept = _name_in_force(folder)
    number = int(kept) + 1 if kept.isdigit() else 1
    fresh = folder / "generations" / f"{number:06d}"
    try:
        fresh.mkdir(parents=True)
        yield fresh
        beside = _beside(folder / "current", fresh.name)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise CannotWrite(Path(error.filename or fresh), error.strerror or str(error)) from error
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    beside.replace(folder / "current")
    _sync(folder)
    _sweep(folder)


def seal(generation: Path, collection: Collection) -> None:
    """Write the manifest of a generation whose files are all there, made from the catalog that holds the collection;
    and have the disk hold them."""
    files = {path.name: FileSeal(path.stat().st_size, sha256(path)) for path in sorted(generation.iterdir())}
    manifest = Manifest(
        format=FORMAT,
        identity=collection.identity,
        version=collection.version,
        next_row=collection.next_row,
        passages=collection.passages,
        files=files,
    )
    fields = asdict(manifest)
    text = json.dumps({**fields, "checksum": _checksum(fields)}, indent=2)
    (generation / "manifest.json").write_text(text, encoding="utf-8")
    for path in (*generation.iterdir(), generation, generation.parent):
        _sync(path)


def _checksum(fields: dict) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def _name_in_force(folder: Path) -> str:
    try:
        return current(folder).name
    except (NoIndex, DamagedIndex):
        return ""


def _sweep(folder: Path) -> None:
    """Remove all generations but the one in force. A reader may hold one open; where the system then forbids removing
    it, the next run does."""
    kept = _name_in_force(folder)
    generations = folder / "generations"
    for other in generations.iterdir() if generations.is_dir() else ():
        if other.name != kept:
            shutil.rmtree(other, ignore_errors=True)


def _beside(path: Path, text: str) -> Path:
    """A file beside `path`, on the disk, to be put in its place. Raises OSError."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    _sync(beside)
    return beside


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
