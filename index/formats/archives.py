"""Archives and compressed files. Nothing is unpacked to disk: their files are read one after the other."""

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from index.formats.passed_over import is_hidden, is_of_a_page, is_passed_over
from index.formats.source import Bad, Format, Item, Source, Unreadable


def _read_zip(source: Source) -> Iterator[Item]:
    try:
        archive = ZipFile(source.seekable())
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable("is a damaged zip archive, or not all of one") from error
    with archive:
        names = frozenset(archive.namelist())
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            source.budget.member()
            if any(is_of_a_page(str(folder), names) for folder in PurePosixPath(entry.filename).parents):
                yield None
                continue
            if entry.flag_bits & 1:
                yield Bad(entry.filename, "is encrypted")
                continue
            try:
                stream = archive.open(entry)
            except (BadZipFile, NotImplementedError, RuntimeError, ValueError):
                yield Bad(entry.filename, "is damaged")
                continue
            with stream:
                yield from _member(source, entry.filename, stream, unpacked=True)


def _read_tar(source: Source) -> Iterator[Item]:
    try:
        with tarfile.open(fileobj=source.stream, mode="r|") as archive:
            for entry in archive:
                source.budget.member()
                stream = archive.extractfile(entry) if entry.isreg() else None
                if stream is not None:
                    yield from _member(source, entry.name, stream, unpacked=False)
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise Unreadable("is a damaged tar archive, or breaks off") from error


def _member(source: Source, name: str, stream: IO[bytes], *, unpacked: bool) -> Iterator[Item]:
    """The articles of a file of an archive, named by its path and, after a #, their own names."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0][1:] == ":"):  # "C:\flood.txt"
        yield Bad(name, "leads out of the archive")
        return
    if is_passed_over(path.name) or is_hidden(*path.parts):
        yield None
        return
    yield from source.member(str(path), stream, unpacked=unpacked)


def _single(opened: Callable[..., Any]) -> Callable[[Source], Iterator[Item]]:
    """Reads a compressed file as the file itself: "page.html.gz" is a page, ".tgz" a tar archive."""

    def read(source: Source) -> Iterator[Item]:
        name = f"{source.stem}.tar" if source.suffix in (".tgz", ".tbz2", ".txz") else source.stem
        with opened(source.stream) as stream:
            yield from source.within(name, stream, unpacked=True)

    return read


ZIP = Format("a zip archive", (".zip",), lambda head: head.startswith((b"PK\3\4", b"PK\5\6")), _read_zip)
TAR = Format("a tar archive", (".tar",), lambda head: head[257:262] == b"ustar", _read_tar)
GZIP = Format("gzip", (".gz", ".tgz"), lambda head: head.startswith(b"\x1f\x8b"), _single(gzip.open))
BZIP2 = Format("bzip2", (".bz2", ".tbz2"), lambda head: head.startswith(b"BZh"), _single(bz2.open))
XZ = Format("xz", (".xz", ".txz"), lambda head: head.startswith(b"\xfd7zXZ\0"), _single(lzma.open))
