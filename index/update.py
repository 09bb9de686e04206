"""Bring an index up to date with its folders: encode what is new or changed, drop what is gone."""

import errno
import os
import time
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np

from index import fold, generations, unfinished
from index.catalog import FileRead
from index.changes import Changes, changing, remove_broken
from index.digests import file_digest
from index.errors import NothingToIndex, UnreadableFile, command
from index.formats.names import Names, names_with
from index.language import knows
from index.links import link
from index.load import absolute, find_files, load
from index.split import captions, passages
from index.types import Article, Encoder, Passage, heading
from index.words import words

# Passages encoded between two reports of progress, and those among which they are chosen by length: batches of equal
# length waste nothing.
_CHUNK = 64
_WINDOW = 2048

# A file that changed within so many nanoseconds before it was looked at may change again and look the same.
_SETTLED = 2_000_000_000


class NamedEncoder(Encoder, Protocol):
    """An encoder of many texts, which says what it is, so that the index can record it."""

    name: str
    fingerprint: str

    def encode_each(self, batches: Iterable[Sequence[str]]) -> Iterator[np.ndarray]:
        """The vectors of each batch of texts, in order. May take batches ahead of those that it gives."""
        ...


@dataclass(slots=True)
class Summary:
    """What an update did. Counts are articles, but for `passages`, `encoded` and `resumed`, which are passages.

    `resumed` counts those that an earlier update had encoded before it was stopped, which are not encoded again.
    `same` counts those with the very text and title of one before them, which are not indexed a second time;
    `versions` and `copies` those that tell in much the same words what another of the same outlet, or of another, does;
    `words_only` those in a language that the encoder does not know, which are found by their words alone.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    passages: int = 0
    encoded: int = 0
    resumed: int = 0
    same: int = 0
    versions: int = 0
    copies: int = 0
    words_only: int = 0
    skipped: list[UnreadableFile] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """How many articles the index holds now."""
        return self.added + self.changed + self.unchanged

    @property
    def changed_anything(self) -> bool:
        """Whether any article is new, other than it was, or gone."""
        return bool(self.added or self.changed or self.removed)


def update(
    folder: Path,
    roots: Iterable[Path] | Callable[[Sequence[Path]], Iterable[Path]],
    encoder: NamedEncoder,
    *,
    fields: Mapping[str, str] | None = None,
    rebuild: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Summary:
    """Make the index in `folder` hold the articles below `roots`, and those only. Where they depend on which it holds
    now, `roots` is called with these, while no other process can change them.

    `fields` names columns of tables and keys of objects by what they hold, such as "title"; the usual names need none.
    Articles whose text is unchanged are not encoded again, wherever they lie now; `rebuild` encodes all. Those in a
    language that the encoder does not know are not encoded either, nor is what an update that was stopped had encoded.
    `progress` is told how many of the passages that had no vector have one. Files that cannot be read are skipped and
    named in the summary. Raises NothingToIndex if no article is left, IndexBusy if another process is writing. Whatever
    is raised, the last good index stays as it was.
    """
    fields = dict(fields or {})
    with generations.writing(folder):
        wanted = roots(generations.roots_of(folder)) if callable(roots) else roots
        named = [str(root) for root in sorted({absolute(root) for root in wanted})]
        closed: list[OSError] = []
        folders = _folders(named)
        files = find_files(map(Path, named), closed, besides=folder)  # before anything is changed: it may not be there
        inodes = _inodes(folders, files, generations.kept_inodes(folder), closed)
        if rebuild:
            remove_broken(folder)
        with changing(folder) as changes:
            if rebuild or changes.encoder_fingerprint() != encoder.fingerprint:
                changes.start(encoder.name, encoder.fingerprint)
            changes.forget_gone(fold.version_in_force(folder))
            reading = _Reading(changes, encoder.name, fields)
            reading.read(files, closed)
            summary = reading.summary
            changes.remove(reading.removed)
            link(changes)
            if changes.is_empty():
                raise NothingToIndex(_nothing(named, summary.skipped))
            _encode(changes, folder, encoder, summary, progress)
            collection = changes.collection()
            told = (tuple(named), fields, encoder.name)
            if summary.changed_anything or (collection.roots, collection.fields, collection.encoder) != told:
                collection = changes.finish(*told)
            generations.keep_roots(folder, named, inodes)
            summary.passages, summary.words_only = collection.passages, len(changes.words_only())
            summary.same, summary.versions, summary.copies = changes.told_again()
            if fold.is_due(folder, changes, collection):
                with generations.new_generation(folder) as generation:
                    fold.write(generation, changes, collection)
                    changes.commit()
            else:
                changes.commit()
            unfinished.remove(folder)
    return summary


def _folders(roots: Iterable[str]) -> dict[str, int]:
    """What tells those of the roots that are folders from others of their names: their inodes."""
    found = {}
    for root in roots:
        with suppress(OSError):
            if os.path.isdir(root):  # noqa: PTH112
                found[root] = os.stat(root).st_ino  # noqa: PTH116
    return found


def _inodes(
    listed: Mapping[str, int], files: Sequence[str], before: Mapping[str, int], closed: list[OSError]
) -> dict[str, int]:
    """The inodes by which the folders are known again in which some of the `files` lie: those that they had when they
    were `listed`, where they have them still, and else those of `before`. A folder in which none lies, and which is now
    another than before, is added to `closed`: it is where a disk is mounted at other times."""
    found = {}
    now = _folders(listed)
    for root, inode in listed.items():
        inside = os.path.join(root, "")  # noqa: PTH118
        place = bisect_left(files, inside)
        holds_some = place < len(files) and files[place].startswith(inside)
        if holds_some and now.get(root) == inode:
            found[root] = inode
        elif root in before and (holds_some or now.get(root) != before[root]):
            found[root] = before[root]
            if not holds_some:
                why = "is empty, and another folder than before, as where a disk is missing"
                closed.append(OSError(errno.ENODEV, why, root))
    return found


class _Reading:
    """Reads files into the catalog, but those that have not changed since they were last read: to take articles out of
    pages and documents takes far longer than to see that they are the same."""

    def __init__(self, changes: Changes, encoder: str, fields: Mapping[str, str]) -> None:
        """`encoder` by its name; where `fields` are others than before, all files have changed."""
        self._changes = changes
        self._encoder = encoder
        self._names: Names = names_with(fields)
        self._before = changes.files()
        if changes.collection().fields != fields:
            self._before = {path: FileRead("", None, before.articles) for path, before in self._before.items()}
        self.summary = Summary()
        self.removed: list[int] = []

    def read(self, names: Iterable[str], closed: Iterable[OSError] = ()) -> None:
        """Read all files of these names. `removed` are the articles that are not in them any more. What is known of
        folders that could not be listed, each named by an error in `closed`, stays."""
        gone = dict(self._before)
        for name in names:
            if not name.isprintable() and not _is_text(name):
                self.summary.skipped.append(UnreadableFile(Path(name), "has a name that is not UTF-8; give it another"))
                continue
            before = gone.pop(name, None)
            stamp = _stamp(name)
            if before is not None and stamp is not None and before.stamp == stamp:
                self._same(name, before)
                continue
            path = Path(name)
            digest = file_digest(path)
            if before is not None and before.digest == digest:
                self._same(name, before)
                self._changes.set_file(path, replace(before, stamp=stamp))
            else:
                self._changed(path, digest, stamp)
        for error in closed:
            self._keep(str(error.filename), error.strerror or "cannot be read", gone)
        for path in map(Path, gone):
            self._changes.forget_file(path)
            lost = self._changes.members_of(path)
            self.removed += [number for _, number in lost]
            self.summary.removed += len(lost)

    def _keep(self, folder: str, reason: str, gone: dict[str, FileRead]) -> None:
        """Leave what is known of a folder that cannot be looked into as it is: it need not be gone."""
        held = [gone.pop(name) for name in list(gone) if Path(name).is_relative_to(folder)]
        kept = sum(before.articles for before in held)
        self._left_as_it_is(Path(folder), reason, kept)

    def _left_as_it_is(self, path: Path, reason: str, kept: int) -> None:
        self.summary.unchanged += kept
        reason = f"{reason}; what is indexed of it stays" if kept else reason
        self.summary.skipped.append(UnreadableFile(path, reason, kept))

    def _same(self, name: str, before: FileRead) -> None:
        self.summary.unchanged += before.articles
        if before.trouble:
            self.summary.skipped.append(UnreadableFile(Path(name), before.trouble, before.articles))

    def _changed(self, path: Path, digest: str | None, stamp: str | None) -> None:
        known = dict(self._changes.members_of(path))
        if digest is None and known:  # it was there a moment ago: its disk may have been taken away since
            self._left_as_it_is(path, "cannot be read", len(known))
            return
        trouble: UnreadableFile | None = None
        count = 0
        try:
            for article in load(path, self._names):
                number = known.pop(article.member, None)
                if number is not None and self._changes.numbered(number) == article:
                    self.summary.unchanged += 1
                else:
                    self._add(article)
                    self.summary.added += number is None
                    self.summary.changed += number is not None
                    self.removed += [number] if number is not None else []
                count += 1
        except UnreadableFile as error:
            trouble = error
            self.summary.skipped.append(trouble)
        self.removed += known.values()
        self.summary.removed += len(known)
        # What gave nothing, or could not be read for a reason outside the file, is tried again: its library may have
        # been installed.
        if count and trouble and trouble.may_pass:
            self._changes.set_file(path, FileRead("", None, count, trouble.reason))
        elif count:
            reason = trouble.reason if trouble else None
            self._changes.set_file(path, FileRead(digest or "", stamp if digest else None, count, reason))
        else:
            self._changes.forget_file(path)

    def _add(self, article: Article) -> None:
        words_only = not knows(self._encoder, article.facts.language)
        if self._changes.add_place(article, words_only=words_only):
            return
        found_by = [(passage, words(indexed_text(article, passage))) for passage in indexed_passages(article)]
        self._changes.add(article, found_by, words_only=words_only)


def _is_text(name: str) -> bool:
    """Whether a file's name can be written as text: one in another encoding cannot be kept."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _stamp(name: str) -> str | None:
    """What the folder says of a file, which is different after every change to it; None if it cannot be told."""
    try:
        found = os.stat(name)  # noqa: PTH116  # a hundred thousand times
    except OSError:
        return None
    last = max(found.st_mtime_ns, found.st_ctime_ns)
    if time.time_ns() - last < _SETTLED:
        return None
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def indexed_passages(article: Article) -> list[Passage]:
    """What of an article can be found: its passages and its pictures' captions, in order."""
    own, pictured = passages(article.text, article.noise), captions(article.text, article.noise)
    return sorted((*own, *pictured), key=lambda passage: passage.start)


def indexed_text(article: Article, passage: Passage) -> str:
    """What a passage is found by: its words and its article's title."""
    title, text = heading(article, passage), article.text[passage.start : passage.end]
    return f"{title}\n{text}" if title else text


def _encode(
    changes: Changes, folder: Path, encoder: NamedEncoder, summary: Summary, progress: Callable[[int, int], None]
) -> None:
    """Give a vector to every passage that has none: one of zeros to those that are found by their words only."""
    if silent := changes.unencoded(words_only=True):
        nothing = np.zeros_like(encoder.encode(["any text"]))
        changes.encoded(silent, np.repeat(nothing, len(silent), axis=0))
    rows = changes.unencoded()
    if not rows:
        return
    progress(0, len(rows))
    with unfinished.opened(folder, encoder.fingerprint, worth_a_file=len(rows) > _WINDOW) as so_far:
        under_way: deque[_Batch] = deque()

        def done(batch: _Batch) -> None:
            changes.encoded(list(batch.texts), np.array([batch.vectors[text] for text in batch.texts.values()]))
            summary.resumed += len(batch.texts) - len(batch.rest)
            summary.encoded += len(batch.rest)
            progress(summary.resumed + summary.encoded, len(rows))

        def to_encode() -> Iterator[list[str]]:
            for texts in _chunks(changes, rows):
                batch = _Batch(texts, so_far.found(list(texts.values())))
                if batch.rest:
                    under_way.append(batch)
                    yield batch.rest
                else:
                    done(batch)

        for vectors in encoder.encode_each(to_encode()):
            batch = under_way.popleft()
            so_far.keep(batch.rest, vectors)
            batch.vectors |= zip(batch.rest, vectors, strict=True)
            done(batch)


class _Batch:
    """Passages that are encoded together: their indexed texts by their rows, what `vectors` there are of these, and
    the `rest`, which is encoded. Where an update was stopped between batches, these are cut as they were then."""

    def __init__(self, texts: dict[int, str], found: dict[str, np.ndarray]) -> None:
        self.texts = texts
        self.vectors = found
        self.rest = [text for text in texts.values() if text not in found]


def _chunks(changes: Changes, rows: Iterable[int]) -> Iterator[dict[int, str]]:
    """The passages that are encoded together, as rows and indexed texts."""
    for window in _in_turn(rows, _WINDOW):
        texts = {row: indexed_text(article, passage) for row, article, passage in changes.passages(window)}
        for chunk in _in_turn(sorted(window, key=lambda row: len(texts[row])), _CHUNK):
            yield {row: texts[row] for row in chunk}


def _in_turn(rows: Iterable[int], many: int) -> Iterator[list[int]]:
    rest = iter(rows)
    while some := list(islice(rest, many)):
        yield some


def _nothing(roots: Sequence[str], skipped: Sequence[UnreadableFile]) -> str:
    places = ", ".join(roots)
    if skipped:
        which = f"The first of {len(skipped)} that were skipped" if len(skipped) > 1 else "Skipped"
        return f"There is no article below {places} that could be read. {which}: {skipped[0]}"
    return f"There is no article below {places}. Name another folder: {command('index FOLDER')}"
