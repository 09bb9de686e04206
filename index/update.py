"""Bring an index up to date with its folders: encode what is new or changed, drop what is gone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from index import generations
from index.catalog import Catalog, Entry, FileRead
from index.dense import Dense
from index.errors import DamagedIndex, IndexMismatch, NoIndex, NothingToIndex, UnreadableFile
from index.generations import Manifest
from index.load import file_digest, find_files, load
from index.postings import Postings
from index.split import passages
from index.store import open_dense
from index.types import Article, Encoder, Origin, Passage, heading
from index.words import words

# Passages encoded between two reports of progress.
_CHUNK = 64


class NamedEncoder(Encoder, Protocol):
    """An encoder that says what it is, so that the index can record it."""

    name: str
    fingerprint: str


@dataclass(slots=True)
class Summary:
    """What an update did. Counts are articles, but for `passages` and `encoded`, which are passages."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    passages: int = 0
    encoded: int = 0
    skipped: list[UnreadableFile] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """How many articles the index holds now."""
        return self.added + self.changed + self.unchanged


@dataclass(frozen=True, slots=True)
class _Known:
    """An article of the last generation, with its passages' vectors."""

    entry: Entry
    vectors: np.ndarray


def update(
    folder: Path,
    roots: Iterable[Path],
    encoder: NamedEncoder,
    *,
    rebuild: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Summary:
    """Make the index in `folder` hold the articles below `roots`, and those only.

    Articles whose text is unchanged are not encoded again, wherever they lie now; `rebuild` encodes all. `progress` is
    told how many of the passages to encode are done. Files that cannot be read are skipped and named in the summary.
    Raises NothingToIndex if no article is left, IndexBusy if another process is writing. Whatever is raised, the last
    good index stays as it was.
    """
    roots = sorted({root.absolute() for root in roots})
    with generations.writing(folder):
        known, files = ({}, {}) if rebuild else _known(folder, encoder)
        reading = _Reading(files, known)
        by_digest = {item.entry.article.digest: item for item in known.values()}
        summary = Summary()
        entries: list[Entry] = []
        kept: list[np.ndarray | None] = []
        for article in reading.articles(find_files(roots)):
            before = known.pop(article.origin, None)
            if before is None:
                summary.added += 1
            elif before.entry.article == article:
                summary.unchanged += 1
            else:
                summary.changed += 1
            same = by_digest.get(article.digest)
            if same is not None and same.entry.article.title == article.title:
                entries.append(Entry(article, same.entry.passages, same.entry.words))
                kept.append(same.vectors)
            else:
                entries.append(_entry(article))
                kept.append(None)
        summary.removed = len(known)
        summary.skipped = reading.skipped
        summary.passages = sum(len(entry.passages) for entry in entries)
        if not summary.passages:
            raise NothingToIndex(_nothing(roots, summary.skipped))
        news = summary.added or summary.changed or summary.removed or reading.files != files
        if rebuild or news or roots != _sorted_roots(folder):
            vectors = _vectors(entries, kept, encoder, summary, progress)
            with generations.new_generation(folder) as generation:
                Catalog.write(generation / "catalog.sqlite", entries, reading.files)
                Postings.write(generation, (words for entry in entries for words in entry.words))
                Dense.write(generation / "dense.faiss", vectors)
                generations.write_manifest(
                    generation,
                    Manifest(
                        format=generations.FORMAT,
                        encoder=encoder.name,
                        encoder_fingerprint=encoder.fingerprint,
                        articles=len(entries),
                        passages=summary.passages,
                        roots=tuple(str(root) for root in roots),
                    ),
                )
    return summary


class _Reading:
    """Reads files, but those that have not changed since they were last read: to take articles out of pages and
    documents takes far longer than to see that they are the same."""

    def __init__(self, before: Mapping[Path, FileRead], known: Mapping[Origin, _Known]) -> None:
        self._before = before
        self._known: dict[Path, list[Article]] = defaultdict(list)
        for origin, item in known.items():
            self._known[origin.path].append(item.entry.article)
        self.files: dict[Path, FileRead] = {}
        self.skipped: list[UnreadableFile] = []

    def articles(self, paths: Iterable[Path]) -> Iterator[Article]:
        """The articles of all files."""
        for path in paths:
            digest = file_digest(path)
            before = self._before.get(path)
            trouble: UnreadableFile | None = None
            if before is not None and before.digest == digest:
                yield from self._known[path]
                if before.trouble:
                    trouble = UnreadableFile(path, before.trouble, len(self._known[path]))
            else:
                try:
                    yield from load(path)
                except UnreadableFile as error:
                    trouble = error
            if trouble:
                self.skipped.append(trouble)
            # What gave nothing is tried again: its library may have been installed.
            if digest and (trouble is None or trouble.kept):
                self.files[path] = FileRead(digest, trouble.reason if trouble else None)


def indexed_text(article: Article, passage: Passage) -> str:
    """What a passage is found by: its words and its article's title."""
    title, text = heading(article, passage), article.text[passage.start : passage.end]
    return f"{title}\n{text}" if title else text


def _entry(article: Article) -> Entry:
    cut = tuple(passages(article.text, article.noise))
    return Entry(article, cut, tuple(tuple(words(indexed_text(article, passage))) for passage in cut))


def _vectors(
    entries: Sequence[Entry],
    kept: Sequence[np.ndarray | None],
    encoder: Encoder,
    summary: Summary,
    progress: Callable[[int, int], None],
) -> np.ndarray:
    """The vectors of all passages, in order, encoding those that are not kept."""
    texts = [
        indexed_text(entry.article, passage)
        for entry, vectors in zip(entries, kept, strict=True)
        if vectors is None
        for passage in entry.passages
    ]
    made = []
    progress(0, len(texts))
    for first in range(0, len(texts), _CHUNK):
        made.append(encoder.encode(texts[first : first + _CHUNK]))
        summary.encoded += len(made[-1])
        progress(summary.encoded, len(texts))
    fresh = np.concatenate(made) if made else None
    parts, used = [], 0
    for entry, vectors in zip(entries, kept, strict=True):
        if vectors is None and fresh is not None:
            vectors = fresh[used : used + len(entry.passages)]
            used += len(entry.passages)
        if vectors is not None and len(vectors):
            parts.append(vectors)
    return np.concatenate(parts)


def _known(folder: Path, encoder: NamedEncoder) -> tuple[dict[Origin, _Known], dict[Path, FileRead]]:
    """The articles and files of the generation in force; none where it cannot be built upon."""
    try:
        generation = generations.current(folder)
        if generations.read_manifest(generation).encoder_fingerprint != encoder.fingerprint:
            return {}, {}
        vectors = open_dense(generation).vectors()
        catalog = Catalog(generation / "catalog.sqlite")
        try:
            known = {
                article.origin: _Known(catalog.entry(number, article), vectors[catalog.rows_of(number)])
                for number, article in list(catalog.articles())
            }
            return known, catalog.files()
        finally:
            catalog.close()
    except (NoIndex, IndexMismatch, DamagedIndex):
        return {}, {}


def _sorted_roots(folder: Path) -> list[Path]:
    return sorted(generations.roots_of(folder))


def _nothing(roots: Sequence[Path], skipped: Sequence[UnreadableFile]) -> str:
    places = ", ".join(str(root) for root in roots)
    if skipped:
        return f"None of the {len(skipped)} files in {places} could be read; the first: {skipped[0]}"
    return f"There is no article below {places}. Name another folder: qa index FOLDER"
