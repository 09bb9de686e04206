"""`qa index` and `qa add`: what they take from their options, and what they print."""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from threading import Event

from index.articles.load import absolute, typed
from index.encoding.encode import encoder_folder
from index.encoding.export import prepare_encoder
from index.errors import CannotOpen, CannotWrite, Error, IndexBusy, NothingToIndex, command
from index.storage.generations import roots_of
from index.types import NamedEncoder
from index.update import update
from qa.collect.upkeep import PAUSE, Upkeep
from qa.config import Config
from qa.paths import cache_folder, shown
from qa.reading.reader import Reader
from qa.views.listing import added_as_json, summary_as_json, summary_lines
from qa.views.progress import announce, progress_as_json, progress_bar

# Seconds until somebody may have made room on a full disk.
_LONG_PAUSE = 60.0


def index(options: argparse.Namespace, config: Config, folder: Path) -> None:
    """Bring the index up to date with its folders, those that are named now among them; with `--watch`, go on."""

    def wanted(known: Sequence[Path]) -> set[Path]:
        return _roots(known, config, options.paths, options.forget)

    wanted(roots_of(folder))  # whoever named no folder need not wait for the models to hear of it
    with _encoder(options, config) as encoder:
        bring_up_to_date = _updater(config, folder, encoder, as_json=options.json)
        bring_up_to_date(wanted, rebuild=options.rebuild)
        if options.watch:
            leaving = Event()
            if not options.json:
                print(f"Watching {_listed(roots_of(folder))}; Ctrl+C ends it.", flush=True)
            with suppress(KeyboardInterrupt):
                for _ in Upkeep(folder).changes(leaving):
                    while pause := _trouble(bring_up_to_date, partial(_roots, config=config)):
                        leaving.wait(pause)


def _roots(known: Sequence[Path], config: Config, named: Sequence[Path] = (), forget: Sequence[Path] = ()) -> set[Path]:
    """The folders and files that the index is to hold: those `known` to it, those of config.toml and those `named`, but
    for what it is to `forget`. Raises NothingToIndex."""
    listed = {absolute(path) for path in (*config.index.articles, *named)}
    roots = listed | {absolute(path) for path in known}
    for path in forget:
        if absolute(path) not in roots:
            raise NothingToIndex(f"The index has no folder or file {path}. It has: {_listed(roots)}")
        if absolute(path) in listed:
            raise NothingToIndex(f"{path} is named here or in config.toml, so it cannot be forgotten. Name it no more.")
        roots.remove(absolute(path))
    if not roots and forget:
        forgotten = " ".join(f"--forget {typed(path)}" for path in forget)
        raise NothingToIndex(
            f"That would leave nothing. Name what takes its place: {command(f'index FOLDER {forgotten}')}"
        )
    if not roots:
        raise NothingToIndex(f"No folder of articles was named. Name one: {command('index FOLDER')}")
    return roots


@contextmanager
def _encoder(options: argparse.Namespace, config: Config) -> Iterator[NamedEncoder]:
    """The encoder that config.toml names, on this machine or on a cluster."""
    encoder = prepare_encoder(config.encoder.model, cache_folder(), announce=announce, jobs=options.jobs)
    if not options.dask:
        yield encoder
        return
    from index.encoding.cluster import connected

    with connected(options.dask, encoder, encoder_folder(cache_folder(), encoder.fingerprint)) as spread:
        yield spread


def index_added(options: argparse.Namespace, config: Config, folder: Path) -> bool:
    """Bring pages and files into the folder for them, and index it; whether all of them came."""
    from qa.collect.add import add

    added = failed = False
    for outcome in add(options.places, config.index.added, config.fields.named()):
        if isinstance(outcome, Error):
            failed = True
            print(f"qa: {outcome}", file=sys.stderr, flush=True)
        else:
            added = True
            print(added_as_json(absolute(outcome)) if options.json else f"Added {shown(outcome)}", flush=True)
    if added:
        encoder = prepare_encoder(config.encoder.model, cache_folder(), announce=announce)
        _updater(config, folder, encoder, as_json=options.json)(
            partial(_roots, config=config, named=[config.index.added])
        )
    return not failed


def _updater(config: Config, folder: Path, encoder: NamedEncoder, *, as_json: bool) -> Callable[..., None]:
    """Brings the index up to date with the roots that it is given, made of those that it has, and says what was done;
    the models are there from the first. From the second on, nothing is said where nothing has changed."""
    Reader.open(config.reader.model, download=True)
    told: list[str] | None = None

    def bring_up_to_date(roots: Callable[[Sequence[Path]], set[Path]], *, rebuild: bool = False) -> None:
        nonlocal told
        began = time.perf_counter()
        with nullcontext(progress_as_json) if as_json else progress_bar("Encoding", "passages") as progress:
            summary = update(folder, roots, encoder, fields=config.fields.named(), rebuild=rebuild, progress=progress)
        seconds = time.perf_counter() - began
        skipped = [str(error) for error in summary.skipped]
        if summary.changed_anything or skipped != told:
            for line in [summary_as_json(summary, seconds)] if as_json else summary_lines(summary, seconds):
                print(line, flush=True)
        told = skipped

    return bring_up_to_date


def _trouble(bring_up_to_date: Callable[..., None], roots: Callable[[Sequence[Path]], set[Path]]) -> float | None:
    """Bring the index up to date; after how many seconds to try again, where another process was doing so or the disk
    was full. What is wrong is told."""
    try:
        bring_up_to_date(roots)
    except IndexBusy:
        return PAUSE
    except Error as error:
        print(f"qa: {error}", file=sys.stderr, flush=True)
        if isinstance(error, CannotOpen | CannotWrite):
            return _LONG_PAUSE
        # Such as a folder that is empty for a moment: what is in it then is a change.
    return None


def _listed(roots: Iterable[Path]) -> str:
    return ", ".join(str(root) for root in sorted(roots)) or "nothing"
