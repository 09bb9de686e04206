"""Bring an index up to date with its folders: encode what is new or changed, drop what is gone."""

import errno
import os
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from index.articles.load import absolute, find_files
from index.changed_files import Reading
from index.errors import NothingToIndex, UnreadableFile, command
from index.links import link
from index.missing_vectors import encode_missing
from index.storage import fold, generations, unfinished
from index.storage.changing import changing, remove_broken
from index.summary import Summary
from index.types import NamedEncoder


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
            reading = Reading(changes, encoder.name, fields)
            reading.read(files, closed)
            summary = reading.summary
            changes.remove(reading.removed)
            link(changes)
            if changes.is_empty():
                raise NothingToIndex(_nothing(named, summary.skipped))
            encode_missing(changes, folder, encoder, summary, progress)
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


def _nothing(roots: Sequence[str], skipped: Sequence[UnreadableFile]) -> str:
    places = ", ".join(roots)
    if skipped:
        which = f"The first of {len(skipped)} that were skipped" if len(skipped) > 1 else "Skipped"
        return f"There is no article below {places} that could be read. {which}: {skipped[0]}"
    return f"There is no article below {places}. Name another folder: {command('index FOLDER')}"
