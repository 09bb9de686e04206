"""What a format's loader is given, and what it gives."""

import tarfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import BufferedReader, BytesIO, RawIOBase
from lzma import LZMAError
from pathlib import PurePath
from typing import IO, Any
from zipfile import BadZipFile

from index.formats.names import USUAL, Names
from index.formats.patience import TookTooLong
from index.types import NO_FACTS, Facts, Range

# Bytes of a file that its format is told by, and its encoding.
HEAD = 4096
BUFFER = 1_000_000

# A file that can only be read whole may be no larger. It bounds the memory: collections are read bit by bit.
MOST_WHOLE = 64_000_000

# What compressed files may unpack to: so many times their own size beyond a first allowance, in so many files, one
# within another so deep. News compresses to a fifth or a tenth; a hundredth is a trap or no news.
MOST_RATIO = 100
FREE_BYTES = 10_000_000
MOST_BYTES = 20_000_000_000
MOST_MEMBERS = 100_000
MOST_DEPTH = 3


class Unreadable(Exception):
    """Why nothing, or nothing more, can be read: the rest of a sentence that begins with the file's name."""


class NeedsLibrary(Unreadable):
    """A file of a format whose library is not installed."""


class TooMuch(Unreadable):
    """A compressed file unpacks to more than it may."""


@dataclass(frozen=True, slots=True)
class Raw:
    """An article as its format gives it. `head` is a range at the text's beginning that is not its words."""

    text: str
    title: str | None = None
    member: str | None = None
    source: str | None = None
    published: str | None = None
    facts: Facts = NO_FACTS
    extracted: bool = True
    head: Range | None = None


@dataclass(frozen=True, slots=True)
class Bad:
    """An article that cannot be read, with its place in the file; the others go on. `may_pass`: for a reason that lies
    outside the file."""

    member: str
    reason: str
    may_pass: bool = False


# None: something that is no article and needs none, such as a picture in a web archive.
Item = Raw | Bad | None


@dataclass(slots=True)
class Budget:
    """What may still be unpacked out of one file of `size` bytes."""

    size: int
    unpacked: int = 0
    members: int = 0

    def unpack(self, count: int) -> None:
        """Count bytes. Raises TooMuch."""
        self.unpacked += count
        if self.unpacked > FREE_BYTES + MOST_RATIO * self.size:
            raise TooMuch(f"unpacks to more than {MOST_RATIO} times its size; what was left is not read")
        if self.unpacked > MOST_BYTES:
            raise TooMuch(f"unpacks to more than {MOST_BYTES // 10**9} GB; what was left is not read")

    def member(self) -> None:
        """Count a file. Raises TooMuch."""
        self.members += 1
        if self.members > MOST_MEMBERS:
            raise TooMuch(f"holds more than {MOST_MEMBERS} files; what was left is not read")


class _Metered(RawIOBase):
    """A stream that is only read onwards, and counts against a budget what is read.

    Compressed data that breaks off ends it: what came before is not lost, and `broken` tells.
    """

    def __init__(self, stream: IO[bytes], budget: Budget | None) -> None:
        # One step of unpacking at a time, where the stream knows how: an error in a later step takes no more with it.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._budget = budget
        self.broken = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = b"" if self.broken else self._read(len(buffer))
        except (EOFError, zlib.error, LZMAError, BadZipFile, tarfile.TarError, OSError) as error:
            if isinstance(error, OSError) and error.errno:
                raise  # the disk's fault
            self.broken = True
            return 0
        if self._budget:
            self._budget.unpack(len(data))
        buffer[: len(data)] = data
        return len(data)


@dataclass(slots=True)
class Source:
    """A file, or a file within a file, to read articles from. `name` is the file's own, without folders; `names` are
    those of its fields, if it has any."""

    name: str
    stream: "BufferedReader[Any]"
    budget: Budget
    read: Callable[["Source"], Iterator[Item]]
    depth: int = 0
    names: Names = field(default_factory=lambda: USUAL)
    head: bytes = field(init=False)

    def __post_init__(self) -> None:
        self.head = self.stream.peek(HEAD)[:HEAD]

    @property
    def suffix(self) -> str:
        """The suffix in lower case: ".html"."""
        return PurePath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return PurePath(self.name).stem

    def whole(self, most: int = MOST_WHOLE) -> bytes:
        """All bytes. Raises Unreadable if there are more than `most`."""
        data = self.stream.read(most + 1)
        if len(data) > most:
            raise Unreadable(f"is larger than {most // 10**6} MB, which is the most for a file of its kind")
        return data

    def seekable(self) -> IO[bytes]:
        """The stream, or its content where only that can be read in any order."""
        return self.stream if self.depth == 0 else BytesIO(self.whole())

    def within(self, name: str, stream: IO[bytes], *, unpacked: bool) -> Iterator[Item]:
        """The articles of a file within this one; `unpacked`: its bytes are more than this file's were."""
        if self.depth >= MOST_DEPTH:
            raise Unreadable("lies in an archive within archives, too deep to be read")
        metered = _Metered(stream, self.budget if unpacked else None)
        try:
            stream = BufferedReader(metered, BUFFER)
            inner = Source(PurePath(name).name, stream, self.budget, self.read, self.depth + 1, self.names)
            yield from self.read(inner)
        except TooMuch:
            raise
        except Unreadable as error:
            if not metered.broken:
                raise
            raise Unreadable(f"breaks off or is damaged, and {error}") from error
        if metered.broken:
            raise Unreadable("breaks off or is damaged")

    def member(self, name: str, stream: IO[bytes], *, unpacked: bool) -> Iterator[Item]:
        """The articles of one of several files within this one, named by it and, after a #, their own names; the others
        go on without it. `unpacked` as above."""
        try:
            for item in self.within(name, stream, unpacked=unpacked):
                if isinstance(item, Raw):
                    yield replace(item, member=f"{name}#{item.member}" if item.member else name)
                elif item is not None:
                    yield replace(item, member=f"{name}#{item.member}")
                else:
                    yield None
        except TooMuch:
            raise
        except Unreadable as error:
            yield Bad(name, str(error), may_pass=isinstance(error, NeedsLibrary))
        except TookTooLong:
            yield Bad(name, "takes too long to read", may_pass=True)


@dataclass(frozen=True, slots=True)
class Format:
    """A format that articles come in: what it is called, how it is told, how it is read.

    `told_by` looks at a file's first bytes and tells whether they can be nothing else; `suffixes` decide where no
    format is told. `unit` is what the file holds one or many of: "row", "entry".
    """

    name: str
    suffixes: tuple[str, ...]
    told_by: Callable[[bytes], bool]
    read: Callable[[Source], Iterator[Item]]
    unit: str = "article"
