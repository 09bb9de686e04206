"""Files that changed, read into the catalog."""

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from index.articles.indexed import indexed_passages, indexed_text
from index.articles.load import load
from index.digests import file_digest
from index.errors import UnreadableFile
from index.formats.names import Names, names_with
from index.storage.catalog import FileRead
from index.storage.changes import Changes
from index.summary import Summary
from index.text.language import knows
from index.text.words import words
from index.types import Article

# A file that changed within so many nanoseconds before it was looked at may change again and look the same.
_SETTLED = 2_000_000_000


class Reading:
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
