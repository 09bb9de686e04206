"""Bring an index up to date with its folders: encode what is new or changed, drop what is gone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from index import generations
from index.catalog import Catalog, Entry, FileRead
from index.copies import Relations, Signed, signed
from index.dense import Dense
from index.errors import DamagedIndex, IndexMismatch, NoIndex, NothingToIndex, UnreadableFile
from index.formats.names import Names, names_with
from index.generations import Manifest
from index.language import knows
from index.load import file_digest, find_files, load
from index.split import captions, passages
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
    """What an update did. Counts are articles, but for `passages` and `encoded`, which are passages.

    `same` counts those with the very text and title of one before them, which are not indexed a second time;
    `versions` and `copies` those that tell in much the same words what another of the same outlet, or of another, does.
    `words_only` are those in a language that the encoder does not know, which are found by their words alone.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    passages: int = 0
    encoded: int = 0
    same: int = 0
    versions: int = 0
    copies: int = 0
    words_only: int = 0
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
    fields: Mapping[str, str] | None = None,
    rebuild: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Summary:
    """Make the index in `folder` hold the articles below `roots`, and those only.

    `fields` names columns of tables and keys of objects by what they hold, such as "title"; the usual names need none.
    Articles whose text is unchanged are not encoded again, wherever they lie now; `rebuild` encodes all. Those in a
    language that the encoder does not know are not encoded either. `progress` is told how many of the passages to
    encode are done. Files that cannot be read are skipped and named in the summary. Raises NothingToIndex if no article
    is left, IndexBusy if another process is writing. Whatever is raised, the last good index stays as it was.
    """
    roots = sorted({root.absolute() for root in roots})
    fields = dict(fields or {})
    with generations.writing(folder):
        known, files, signed_before = ({}, {}, Signed()) if rebuild else _known(folder, encoder, fields)
        reading = _Reading(files, known, names_with(fields))
        by_digest = {item.entry.article.digest: item for item in known.values()}
        summary = Summary()
        entries: list[Entry] = []
        kept: list[np.ndarray | None] = []
        told: set[tuple[str, str]] = set()
        nothing: np.ndarray | None = None  # a vector of zeros, which is never found
        for article in reading.articles(find_files(roots)):
            before = known.pop(article.origin, None)
            if before is None:
                summary.added += 1
            elif before.entry.article == article:
                summary.unchanged += 1
            else:
                summary.changed += 1
            same = by_digest.get(article.digest)
            if not knows(encoder.name, article.facts.language):
                summary.words_only += 1
            if (article.digest, article.title) in told:
                summary.same += 1
                entries.append(Entry(article, (), ()))
                kept.append(None)
            elif not knows(encoder.name, article.facts.language):
                nothing = np.zeros_like(encoder.encode(["any text"])) if nothing is None else nothing
                entries.append(_entry(article))
                kept.append(np.repeat(nothing, len(entries[-1].passages), axis=0))
            elif same is not None and same.entry.article.title == article.title:
                entries.append(Entry(article, same.entry.passages, same.entry.words))
                kept.append(same.vectors)
            else:
                entries.append(_entry(article))
                kept.append(None)
            told.add((article.digest, article.title))
        summary.removed = len(known)
        summary.skipped = reading.skipped
        summary.passages = sum(len(entry.passages) for entry in entries)
        if not summary.passages:
            raise NothingToIndex(_nothing(roots, summary.skipped))
        articles = [entry.article for entry in entries]
        signatures = signed(articles, signed_before)
        summary.versions, summary.copies = Relations(articles, signatures.pairs).counts()
        news = summary.added or summary.changed or summary.removed or reading.files != files
        if rebuild or news or roots != _sorted_roots(folder):
            vectors = _vectors(entries, kept, encoder, summary, progress)
            with generations.new_generation(folder) as generation:
                Catalog.write(generation / "catalog.sqlite", entries, reading.files, signatures)
                Dense(vectors).save(generation / "dense.faiss")
                generations.write_manifest(
                    generation,
                    Manifest(
                        format=generations.FORMAT,
                        encoder=encoder.name,
                        encoder_fingerprint=encoder.fingerprint,
                        articles=len(entries),
                        passages=summary.passages,
                        roots=tuple(str(root) for root in roots),
                        fields=fields,
                    ),
                )
    return summary


class _Reading:
    """Reads files, but those that have not changed since they were last read: to take articles out of pages and
    documents takes far longer than to see that they are the same."""

    def __init__(self, before: Mapping[Path, FileRead], known: Mapping[Origin, _Known], names: Names) -> None:
        self._before = before
        self._names = names
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
                    yield from load(path, self._names)
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
    own, pictured = passages(article.text, article.noise), captions(article.text, article.noise)
    cut = tuple(sorted((*own, *pictured), key=lambda passage: passage.start))
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


def _known(
    folder: Path, encoder: NamedEncoder, fields: Mapping[str, str]
) -> tuple[dict[Origin, _Known], dict[Path, FileRead], Signed]:
    """The articles, files and signatures of the generation in force; none where it cannot be built upon, and no file
    where fields had other names."""
    try:
        generation = generations.current(folder)
        manifest = generations.read_manifest(generation)
        if manifest.encoder_fingerprint != encoder.fingerprint:
            return {}, {}, Signed()
        vectors = open_dense(generation).vectors()
        catalog = Catalog(generation / "catalog.sqlite")
        try:
            known = {
                article.origin: _Known(catalog.entry(number, article), vectors[catalog.rows_of(number)])
                for number, article in list(catalog.articles())
            }
            return known, catalog.files() if manifest.fields == fields else {}, catalog.signed()
        finally:
            catalog.close()
    except (NoIndex, IndexMismatch, DamagedIndex):
        return {}, {}, Signed()


def _sorted_roots(folder: Path) -> list[Path]:
    return sorted(generations.roots_of(folder))


def _nothing(roots: Sequence[Path], skipped: Sequence[UnreadableFile]) -> str:
    places = ", ".join(str(root) for root in roots)
    if skipped:
        return f"None of the {len(skipped)} files in {places} could be read; the first: {skipped[0]}"
    return f"There is no article below {places}. Name another folder: qa index FOLDER"
