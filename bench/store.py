"""How an index grows: opening, searching and updating collections made of real news.

    python -m bench.store --news ../shared/news --passages 1000 50000 500000

A thousand passages of the news are repeated, word for word, as often as it takes, each article in a file of its own:
what is timed is how much there is, not how well it is found (bench/dense.py measures that, on real vectors only). Dates
of the copies are spread over twenty years, and half of these are asked for. Prints one line of JSON a size, times in
milliseconds.
"""

import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.memory import peak_mb
from index.articles.split import passages
from index.copies import hashes_of, stored
from index.digests import digest, file_digest
from index.encoding.export import DEFAULT_ENCODER, prepare_encoder
from index.storage import fold, generations
from index.storage.catalog import FileRead
from index.storage.changing import changing
from index.store import Store
from index.types import Article, Restriction
from index.update import update
from qa.paths import cache_folder
from qa.stopwatch import Stopwatch

FILE = "reuters21578.jsonl.gz"

# Passages that are encoded; all others are copies of theirs.
BASE = 1000

QUESTIONS = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--news", type=Path, default=Path("../shared/news"), help="folder with the news to repeat")
    parser.add_argument("--passages", type=int, nargs="+", default=[5000, 50_000, 260_000, 500_000], help="sizes")
    parser.add_argument("--folder", type=Path, default=Path("build/bench"), help="where collections are kept")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measured(options.measure)))
        return
    for size in options.passages:
        place = (options.folder / f"{size}-{generations.FORMAT}").absolute()
        if not (place / "questions.json").exists():
            build(place, options.news, size)
        command = [sys.executable, "-m", "bench.store", "--measure", str(place)]
        colds = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(3)]
        asked = {name: round(float(np.median([cold[name] for cold in colds])), 1) for name in colds[0]}
        print(json.dumps({"passages": size, **asked, **added(place)}), flush=True)


def build(place: Path, news: Path, size: int) -> None:
    """A collection of about so many passages, in files and in an index."""
    encoder = prepare_encoder(DEFAULT_ENCODER, cache_folder())
    shutil.rmtree(place, ignore_errors=True)
    index = place / "index"
    base = list(_articles(news, min(size, BASE)))
    copies = -(-size // BASE)
    for copy in range(copies):
        folder = place / "news" / str(copy)
        folder.mkdir(parents=True)
        for number, article in enumerate(base):
            (folder / f"{number}.txt").write_text(article.text, encoding="utf-8", errors="replace")
    update(index, [place / "news" / "0"], encoder)
    with generations.writing(index), changing(index) as changes:
        rows = changes.rows()
        words = dict(zip(changes.row_numbers(), changes.words(), strict=True))
        vectors = dict(zip(changes.row_numbers(), changes.vectors(), strict=True))
        known = [(article, rows[article.path]) for _, article in changes.articles()]
        for copy in range(1, copies):
            for article, mine in known:
                path = place / "news" / str(copy) / article.path.name
                month = f"{2000 + copy % 20}-{1 + copy % 12:02}-01"
                text = f"{article.text} {copy}"
                own = replace(article, path=path, published=month, text=text, digest=digest(text))
                changes.add(own, [(changes.passage(row)[1], words[row]) for row in mine])
                # As if all words were its own, so that it is like no other.
                words_of_its_own = replace(article, text=re.sub(r"\w+", rf"\g<0>{copy}", article.text), noise=())
                changes.sign(own.digest, month, stored(hashes_of(words_of_its_own)))
                changes.set_file(path, FileRead(file_digest(path) or "", None, 1))
        block = np.stack([vectors[row] for _, mine in known for row in mine])
        unencoded = changes.unencoded()
        for first in range(0, len(unencoded), len(block)):
            changes.encoded(unencoded[first : first + len(block)], block)
        collection = changes.finish([str(place / "news")], {})
        with generations.new_generation(index) as generation:
            fold.write(generation, changes, collection)
            changes.commit()
    update(index, [place / "news"], encoder)  # notes what the folders say of the files, which are old enough by now
    (place / "questions.json").write_text(json.dumps([article.title for article in base[:QUESTIONS]]))


def _articles(news: Path, least: int) -> Iterator[Article]:
    """Articles of the news, with at least so many passages in all."""
    found = 0
    with gzip.open(news / FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            text = f"{item['title']}\n\n{item['text']}"
            yield Article(Path(), text, item["title"], digest(text))
            found += len(passages(text, ()))
            if found >= least:
                return


def measured(place: Path) -> dict[str, float]:
    """Opening the index in this fresh process, and searching it."""
    questions = json.loads((place / "questions.json").read_text())
    began = time.perf_counter()
    store = Store.open(place / "index", cache_folder())
    opened = time.perf_counter()
    store.search(questions[0], 10)
    first = time.perf_counter()
    all_of, half = _times(store, questions, None), _times(store, questions, Restriction(since="2010"))
    return {
        "open": (opened - began) * 1000,
        "first": (first - opened) * 1000,
        "p50": float(np.percentile(all_of, 50)),
        "p95": float(np.percentile(all_of, 95)),
        "since_p50": float(np.percentile(half, 50)),
        "since_p95": float(np.percentile(half, 95)),
        "peak_mb": peak_mb(),
    }


def _times(store: Store, questions: list[str], within: Restriction | None) -> list[float]:
    """Milliseconds of each search, without encoding the question."""
    times = []
    for question in questions:
        watch = Stopwatch()
        store.search(question, 10, within=within, lap=watch.lap)
        watch.lap("search")
        times.append(watch.ms["search"])
    return times


def added(place: Path) -> dict[str, float]:
    """Adding ten articles: until they are searchable, and what was written meanwhile."""
    encoder = prepare_encoder(DEFAULT_ENCODER, cache_folder())
    batch = place / "news" / f"new-{time.time_ns()}"
    batch.mkdir()
    for number in range(10):
        (batch / f"{number}.txt").write_text(
            f"Bridge {number} is closed\n\n" + "The town council closed the bridge on Monday. Nobody was hurt. " * 20
        )
    before, began = _written(), time.perf_counter()
    summary = update(place / "index", [place / "news"], encoder)
    seconds = time.perf_counter() - began
    assert summary.added == 10
    return {"added_ms": round(seconds * 1000, 1), "written_mb": round((_written() - before) / 1e6, 2)}


def _written() -> int:
    os.sync()
    (line,) = [line for line in Path("/proc/self/io").read_text().splitlines() if line.startswith("wchar")]
    return int(line.split()[1])


if __name__ == "__main__":
    main()
