"""Files become articles. `index/formats` knows the formats; here is what all articles have in common."""

import os
import re
import shlex
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from io import BufferedReader, FileIO
from pathlib import Path
from typing import Any

from index.articles import clean
from index.articles.dating import Dating, dating
from index.digests import digest
from index.errors import NothingToIndex, UnreadableFile, command
from index.formats import format_of, read
from index.formats.names import USUAL, Names
from index.formats.passed_over import is_hidden, is_of_a_page, is_passed_over
from index.formats.patience import TookTooLong, patiently
from index.formats.source import BUFFER, Budget, Item, NeedsLibrary, Raw, Source, Unreadable
from index.formats.tally import Tally
from index.formats.text import whole_characters
from index.imprint.datelines import opens_with_dateline
from index.text.language import language_of, told
from index.text.lines import lines
from index.types import Article, Facts, Mark, Range

# A headline is one line, not a paragraph.
MAX_TITLE = 200

# What stands before a name where fields hold a byline: "By Jane Doe".
_BY = re.compile(r"^by(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)

# A rule, or an account's name, as they stand above a headline.
_NO_TITLE = re.compile(r"[\W_]*|@\w+")

# Seconds that a file may take to give its first article, and each that follows.
PATIENCE = 10.0


def absolute(path: Path) -> Path:
    """The path from the root and without "..": the same folder, named in two ways, is one. Where a link on the way
    makes ".." mean something else, it stays."""
    plain = Path(os.path.abspath(path))  # noqa: PTH100  # Path.absolute leaves ".."
    try:
        return plain if plain.samefile(path) else path.absolute()
    except OSError:  # not there, or not to be reached
        return plain


def typed(path: Path) -> str:
    """The path as it is typed in a command."""
    return shlex.quote(str(path))


def find_files(roots: Iterable[Path], closed: list[OSError] | None = None, *, besides: Path | None = None) -> list[str]:
    """Every file below the given folders that may hold articles, and every file given by name, sorted, each once.

    Hidden files and folders are passed over, and pictures, scripts and the like, and the folder that a browser saves
    with a page. As texts: to make Paths of a hundred thousand takes seconds. Folders below that cannot be listed are
    added to `closed`, as the errors that name them; the folder `besides`, that of the index, is none of articles.
    Raises NothingToIndex for a path that does not exist or cannot be reached.
    """
    found: set[str] = set()
    besides = besides and besides.resolve()  # by the name that it has in its folder
    for root in roots:
        try:
            root.stat()
        except OSError as error:
            what = "There is no file or folder" if isinstance(error, FileNotFoundError) else "One cannot reach"
            forget = f"Check the path, or drop it with: {command(f'index --forget {typed(root)}')}"
            raise NothingToIndex(f"{what} {root}. {forget}") from error
        if root.is_file():
            found.add(str(root))
            continue
        waiting = [str(root)]
        while waiting:
            try:
                with os.scandir(waiting.pop()) as listed:
                    held = list(listed)
            except OSError as error:
                if closed is not None:
                    closed.append(error)
                continue
            files = {entry.name: entry.path for entry in held if not _is_folder(entry)}
            found.update(path for name, path in files.items() if not is_passed_over(name))
            waiting += [
                entry.path
                for entry in held
                if entry.name not in files
                and not entry.is_symlink()
                and not is_hidden(entry.name)
                and not is_of_a_page(entry.name, files)
                and not (besides and entry.name == besides.name and _are_one(Path(entry.path), besides))
            ]
    return sorted(found)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder, or a link to one."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _are_one(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def load(path: Path, names: Names = USUAL) -> Iterator[Article]:
    """The articles in a file; `names` are those of the fields of rows and objects.

    Raises UnreadableFile, with the reason, if there is none; and, after all that could be read, if some could not.
    """
    tally = Tally()
    members: dict[str, int] = {}
    began = time.perf_counter()
    try:
        for item in patiently(_items(path, names, tally), PATIENCE):
            if isinstance(item, Raw):
                tally.kept += 1
                yield _article(path, item, members)
            elif item is not None:
                tally.add_bad(item)
                if not tally.kept and time.perf_counter() - began > PATIENCE:
                    raise TookTooLong
    except Unreadable as error:
        tally.stopped = str(error)
        tally.may_pass |= isinstance(error, NeedsLibrary)
    except TookTooLong:
        tally.stopped, tally.may_pass = f"takes longer than {PATIENCE:.0f} seconds to read, and may be damaged", True
    except OSError as error:
        tally.stopped, tally.may_pass = error.strerror or "cannot be read", True
    if sentence := tally.sentence():
        # Names within a file may be of any characters, and it is one line.
        raise UnreadableFile(path, " ".join(whole_characters(sentence).split()), tally.kept, may_pass=tally.may_pass)


def _items(path: Path, names: Names, tally: Tally) -> Iterator[Item]:
    if path.exists() and not path.is_file():
        raise Unreadable("is not a file")  # a pipe or a device would have us wait for ever
    stream: BufferedReader[Any] = BufferedReader(FileIO(path), BUFFER)
    with stream:
        source = Source(path.name, stream, Budget(path.stat().st_size), read, names=names)
        tally.unit = format_of(source).unit
        yield from read(source)


def _article(path: Path, raw: Raw, members: dict[str, int]) -> Article:
    """The article with what all formats have in common: noise, what its own lines say of it, a name of its own."""
    text = whole_characters(raw.text) if raw.extracted else raw.text
    head = raw.head
    cleaned = clean.cleaned(text, head.end if head else 0)
    marks = (Mark(head.start, head.end), *cleaned.marks) if head else cleaned.marks
    own = cleaned.imprint
    title = " ".join(whole_characters(raw.title or "").split())
    facts = {name: _clean(value) for name, value in asdict(raw.facts).items()}
    author = _BY.sub("", facts["author"] or own.author or "") or None
    dated = dating(Dating(raw.published, raw.facts.modified, raw.facts.dated_by), own)
    return Article(
        path=path,
        text=text,
        title=title or _first_title(text, marks) or path.stem,
        digest=digest(text),
        source=_clean(raw.source) or own.outlet,
        published=dated.published,
        noise=marks,
        member=_member(raw.member, members),
        extracted=raw.extracted,
        facts=Facts(
            **facts
            | {
                "author": author,
                "modified": dated.modified,
                "dated_by": dated.dated_by,
                "language": told(facts["language"]) or language_of(text),
            }
        ),
    )


def _member(member: str | None, seen: dict[str, int]) -> str | None:
    """The member's name, told from others of the same name by a number, which is the same in every run."""
    name = _clean(member)
    if name is None:
        return None
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else _member(f"{name} ({seen[name]})", seen)


def _clean(value: str | None) -> str | None:
    """The value on one line; None if nothing is left."""
    return " ".join(whole_characters(value).split()) or None if value else None


def _first_title(text: str, marks: tuple[Mark, ...]) -> str | None:
    """The first line of words that is not noise, if it is short enough for a headline."""
    own = (line for line in lines(text) if not _covered(line, marks))
    first = next((line for line in own if not _NO_TITLE.fullmatch(text, line.start, line.end)), None)
    if first is None or first.end - first.start > MAX_TITLE:
        return None
    title = text[first.start : first.end]
    return None if opens_with_dateline(title) else " ".join(title.split())


def _covered(line: Range, marks: tuple[Mark, ...]) -> bool:
    """Whether a line lies within one of the marks, which are in order and apart."""
    place = bisect_right(marks, line.start, key=lambda mark: mark.start)
    return place > 0 and line.end <= marks[place - 1].end
