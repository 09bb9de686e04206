"""How an index grows: opening, searching and updating synthetic collections made of real news.

    python -m bench.store --news ../shared/news --passages 1000 50000 500000

Each passage of the news is repeated as often as it takes. Every copy has a fifth of its words changed to ones of its
own, so that the vocabulary grows, and a vector near the real one: for timing that is as good as real; how well an
approximate index finds what it should is measured by bench/dense.py on real vectors only. Articles lie in files of
their own. Prints one line of JSON a size. Times are in milliseconds.
"""

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np

from index import fold, generations
from index.catalog import FileRead
from index.changes import Changes, changing
from index.export import DEFAULT_ENCODER, prepare_encoder
from index.load import digest
from index.split import passages
from index.store import Store
from index.types import Article, Restriction
from index.update import indexed_text, update
from index.words import words
from qa.paths import cache_folder
from qa.stopwatch import Stopwatch

FILES = ("wikinews.jsonl.gz", "giveme5w1h_news_cluster.jsonl.gz", "onestopenglish.jsonl.gz", "reuters21578.jsonl.gz")

# Passages that are encoded; all others are made from them.
BASE = 5000

QUESTIONS = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--news", type=Path, default=Path("../shared/news"), help="folder with the news to repeat")
    parser.add_argument("--passages", type=int, nargs="+", default=[1000, 50_000, 500_000], help="sizes")
    parser.add_argument("--folder", type=Path, default=Path("build/bench"), help="where collections are kept")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measured(options.measure)))
        return
    for size in options.passages:
        place = (options.folder / str(size)).absolute()
        if not (place / "questions.json").exists():
            build(place, options.news, size)
        command = [sys.executable, "-m", "bench.store", "--measure", str(place)]
        colds = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(3)]
        asked = {name: round(float(np.median([cold[name] for cold in colds])), 1) for name in colds[0]}
        print(json.dumps({"passages": size, **asked, **added(place)}), flush=True)


def build(place: Path, news: Path, size: int) -> None:
    """A collection of about so many passages, in files and in an index."""
    encoder = prepare_encoder(DEFAULT_ENCODER, cache_folder())
    chooser = np.random.default_rng(1)
    shutil.rmtree(place, ignore_errors=True)
    index = place / "index"
    base, vectors = _base(news, min(size, BASE))
    with generations.writing(index), changing(index) as changes:
        changes.start(encoder.name, encoder.fingerprint)
        made = copy = 0
        pending: list[np.ndarray] = []
        while made < size:
            for number, article in enumerate(base):
                if made >= size:
                    break
                near = vectors[number]
                if copy:
                    near = near + chooser.normal(scale=0.5 / np.sqrt(near.shape[1]), size=near.shape)
                    near /= np.linalg.norm(near, axis=1, keepdims=True)
                pending.append(near.astype(np.float32))
                made += _add(changes, place / "news" / str(copy) / f"{number}.txt", article, copy)
            copy += 1
        rows = iter(changes.unencoded())
        for near in pending:
            changes.encoded([*islice(rows, len(near))], near)
        collection = changes.finish([place / "news"])
        with generations.new_generation(index) as generation:
            fold.write(generation, changes, collection)
            changes.commit()
    time.sleep(3)  # until the files are old enough to be known by what their folder says of them
    update(index, [place / "news"], encoder)
    questions = [article.title for article in base[: QUESTIONS * 5 : 5]]
    (place / "questions.json").write_text(json.dumps(questions))


@cache
def _base(news: Path, least: int) -> tuple[list[Article], list[np.ndarray]]:
    """Articles of the news with at least so many passages in all, and their vectors."""
    encoder = prepare_encoder(DEFAULT_ENCODER, cache_folder())
    articles = list(_articles(news, least))
    texts = [[indexed_text(article, passage) for passage in passages(article.text, ())] for article in articles]
    return articles, [encoder.encode(some) for some in texts]


def _articles(news: Path, least: int) -> Iterator[Article]:
    found = 0
    for name in FILES:
        with gzip.open(news / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                text = item["text"] if item["text"].startswith(item["title"]) else f"{item['title']}\n\n{item['text']}"
                yield Article(Path(), text, item["title"], digest(text), item.get("source"), item.get("date"))
                found += len(passages(text, ()))
                if found >= least:
                    return


def _add(changes: Changes, path: Path, article: Article, copy: int) -> int:
    """Write a copy of the article to a file and to the catalog; how many passages it has."""
    text = article.text if not copy else f"{article.text}\n\nCopy {copy}."
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "replace"))
    cut = passages(article.text, article.noise)
    month = f"{2000 + copy % 20}-{1 + copy % 12:02}-01"
    mine = replace(article, path=path, text=text, digest=digest(text), published=article.published or month)
    changes.add(mine, [(passage, _own(words(indexed_text(article, passage)), copy)) for passage in cut])
    changes.set_file(path, FileRead(digest(text), None, 1))
    return len(cut)


def _own(found: list[str], copy: int) -> list[str]:
    return [f"{word}{copy}" if copy and zlib.crc32(f"{word}{copy}".encode()) % 5 == 0 else word for word in found]


def measured(place: Path) -> dict[str, float]:
    """Opening the index in this fresh process, and searching it."""
    questions = json.loads((place / "questions.json").read_text())
    began = time.perf_counter()
    store = Store.open(place / "index", cache_folder())
    opened = time.perf_counter()
    store.search(questions[0], 10)
    first = time.perf_counter()
    all_of, half = _times(store, questions, None), _times(store, questions, Restriction(since="2009"))
    (peak,) = [line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line]
    return {
        "open": (opened - began) * 1000,
        "first": (first - opened) * 1000,
        "p50": float(np.percentile(all_of, 50)),
        "p95": float(np.percentile(all_of, 95)),
        "since_p50": float(np.percentile(half, 50)),
        "since_p95": float(np.percentile(half, 95)),
        "peak_mb": int(peak) / 1024,
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
