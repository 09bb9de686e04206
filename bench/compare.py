"""qa beside its peers, on the same machine, texts and models, and how qa grows; writes docs/performance.md.

    python -m bench.compare --news ../shared/news

`make bench` makes first what it needs: a virtual environment with the peers, and the reader's weights for transformers.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench import texts
from bench.contenders import contenders, encoding_alone
from bench.measures import adding, answering, asking, indexing, medians, size
from bench.page import Measured, Run, page
from bench.work import Models
from index.encoding.export import packaged_default

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"

# Packages whose versions the page names.
PACKAGES = ("haystack-ai", "txtai", "sentence-transformers", "transformers", "torch", "rank-bm25", "faiss-cpu")

# Sizes of the collections that qa grows through, in passages: the third has a hundred thousand articles.
GROWTH = [5000, 50_000, 260_000, 500_000]

# No peer asks a model hub for what lies on this disk, or tells anybody of its use.
OFFLINE = {"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--news", type=Path, default=Path("../shared/news"), help="folder with the news")
    parser.add_argument("--folder", type=Path, default=Path("build/bench"), help="where all that is made lies")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page to write")
    parser.add_argument("--passages", type=int, default=2000, help="passages that the warm questions are put to")
    parser.add_argument("--questions", type=int, default=80, help="warm questions")
    parser.add_argument("--sample", type=int, default=1000, help="passages indexed against the clock")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    parser.add_argument("--growth", type=int, nargs="*", default=GROWTH, help="sizes for bench.store")
    parser.add_argument("--no-growth", action="store_const", const=[], dest="growth", help="leave bench.store out")
    options = parser.parse_args()
    os.environ.update(OFFLINE)
    load = os.getloadavg()[0]
    run = compare(options, load)
    options.page.write_text(page(run), encoding="utf-8")
    print(options.page.read_text(encoding="utf-8"))


def compare(options: argparse.Namespace, load: float) -> Run:
    """All that is measured."""
    folder = options.folder.absolute()
    python = str(folder / "peers" / "bin" / "python")
    models = Models(packaged_default(), folder / "reader")
    all_of = contenders(models, python)
    _say("reading the news")
    work = texts.make(
        folder / "work",
        options.news,
        size=options.passages,
        questions=options.questions,
        rounds=options.rounds,
        sample=options.sample,
    )
    indexes = folder / "indexes"
    shutil.rmtree(indexes, ignore_errors=True)

    def places(name: str) -> list[Path]:
        return [indexes / name / one.name for one in all_of]

    _say("an index of the seeds and one of the news, each with all")
    indexing(all_of, work.seeds, places("seeds"))
    indexing(all_of, work.news, places("news"))
    disk = [size(place) for place in places("news")]
    _say("cold questions")
    cold = medians(options.rounds, lambda number: asking(all_of, places("seeds")))
    _say("warm questions")
    took, peaks = answering(all_of, places("news"), work.news.questions())
    p50, p95 = np.percentile(took, [50, 95], axis=0)
    _say("indexing")
    measured_too = [*all_of, encoding_alone(models, python)]
    rates = medians(
        options.rounds,
        lambda number: indexing(
            measured_too, work.sample, [*places(f"sample-{number}"), indexes / "nothing"], warming=work.seeds
        ),
    )
    _say("adding articles")
    added = medians(options.rounds, lambda number: adding(all_of, work.tens[number], places("news")))
    own, *peers = (
        Measured(
            name=one.name,
            cold_s=cold[i][0],
            cold_mb=cold[i][1],
            p50_ms=p50[i],
            p95_ms=p95[i],
            warm_mb=peaks[i],
            indexed=rates[i],
            added_s=added[i],
            disk_mb=disk[i],
        )
        for i, one in enumerate(all_of)
    )
    return Run(
        own=own,
        peers=peers,
        encoding=rates[-1],
        articles=len(list(work.news.articles.iterdir())),
        passages=len(work.news.passages()),
        questions=len(work.news.questions()),
        sample=len(work.sample.passages()),
        cores=len(os.sched_getaffinity(0)),
        load=load,
        system=f"{platform.system()}, {platform.machine()}, Python {platform.python_version()}",
        versions=_versions(python),
        growth=_growth(options.growth, options.news, folder),
    )


def _growth(sizes: Sequence[int], news: Path, folder: Path) -> list[dict[str, float]]:
    """The lines of bench.store. The collections that it made are used again the next time."""
    if not sizes:
        return []
    _say("growth")
    where = ["--news", str(news), "--folder", str(folder)]
    command = [sys.executable, "-m", "bench.store", *where, "--passages", *map(str, sizes)]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def _versions(python: str) -> dict[str, str]:
    """What the peers' Python has."""
    code = "import importlib.metadata as m, json, sys; print(json.dumps({n: m.version(n) for n in sys.argv[1:]}))"
    run = subprocess.run([python, "-c", code, *PACKAGES], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(run.stdout)


def _say(what: str) -> None:
    print(f"{what} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
