"""docs/performance.md: what was measured, as ratios first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One contender's medians. Seconds, milliseconds, MiB; `indexed` is passages a second."""

    name: str
    cold_s: float
    cold_mb: float
    p50_ms: float
    p95_ms: float
    warm_mb: float
    indexed: float
    added_s: float
    disk_mb: float


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured against what, and on what.

    `own` is qa's. `encoding` is passages a second of sentence-transformers' encode() alone. `versions` are those of the
    peers' packages. `load` is how many programs wanted a core when it began. `growth` are the lines of bench.store.
    """

    own: Measured
    peers: Sequence[Measured]
    encoding: float
    articles: int
    passages: int
    questions: int
    sample: int
    cores: int
    load: float
    system: str
    versions: Mapping[str, str]
    growth: Sequence[Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    figure: Callable[[Measured], float]
    written: str
    more_is_better: bool = False

    def ratio(self, own: Measured, peer: Measured) -> str:
        mine, theirs = self.figure(own), self.figure(peer)
        return times(mine / theirs if self.more_is_better else theirs / mine)


_COLUMNS = (
    _Column("cold question", lambda of: of.cold_s, "{:.2f} s"),
    _Column("its memory", lambda of: of.cold_mb, "{:.0f} MB"),
    _Column("warm p50", lambda of: of.p50_ms, "{:.0f} ms"),
    _Column("warm p95", lambda of: of.p95_ms, "{:.0f} ms"),
    _Column("memory", lambda of: of.warm_mb, "{:.0f} MB"),
    _Column("indexing", lambda of: of.indexed, "{:.0f}/s", more_is_better=True),
    _Column("adding 10 articles", lambda of: of.added_s, "{:.2f} s"),
    _Column("disk", lambda of: of.disk_mb, "{:.1f} MB"),
)

# Heading, key of bench.store's lines, how it is written.
_GROWTH = (
    ("passages", "passages", "{:,.0f}"),
    ("open", "open", "{:.0f} ms"),
    ("first question", "first", "{:.0f} ms"),
    ("search p50", "p50", "{:.1f} ms"),
    ("p95", "p95", "{:.1f} ms"),
    ("since 2010 p50", "since_p50", "{:.1f} ms"),
    ("p95", "since_p95", "{:.1f} ms"),
    ("peak memory", "peak_mb", "{:.0f} MB"),
    ("add 10 articles", "added_ms", "{:.0f} ms"),
    ("written", "written_mb", "{:.1f} MB"),
)

_PAGE = """\
# How fast it is

`make bench` measures this and writes this page. Compare the figures of one table with each other: absolute ones are of
one machine, here {system}, {cores} cores, and promise nothing of another.
{load}

## Beside what people use instead

The same texts, the same encoder (all-MiniLM-L6-v2) and the same reader (qa's own; for the peers, its weights as a
checkpoint for transformers) in all of them, each in processes of its own, in turns: A, B, C, D, A, B, … A figure is the
median of its runs. The peers lie in `bench/peers/`; "by hand" is the script that one would write with rank_bm25, faiss,
sentence-transformers and transformers. Their versions:
{versions}. All search by words and by vectors, put the two
together, qa and txtai by their scores and the others by their ranks, and read ten passages for a question.

How many times better qa is; below 1, how much worse:

{ratios}

The figures behind them:

{figures}

- **Cold question**: a fresh process that opens an index of the two articles in `seeds/`, answers one question and ends,
  and the most memory that it had. qa: `qa ask`.
- **Warm**: {questions} questions to {articles:,} news articles, {passages:,} passages, with all programs open and one
  question put to each in turn; and the most memory that each had by the end.
- **Indexing**: passages a second, {sample:,} of them, until the index is on disk. Models and libraries are loaded:
  each has indexed the seeds before. qa reads the articles' files, cuts and compares them within that time; the peers
  are handed the finished passages.
  sentence-transformers' own `encode()` of the same passages, and nothing else, makes {encoding:.0f}/s: qa indexes
  {encoding_ratio} as fast as that.
- **Adding 10 articles**: a fresh process that adds them to those {passages:,} passages, until the next process would
  find them. qa: `qa index`.
- **Disk**: the index of those {passages:,} passages, as each saves it. qa's holds the articles whole, what lets it
  find copies and mend itself, and every vector twice: in the catalog and in the search files.

## Growth

{growth}
"""

_MEASURED = """\
`python -m bench.store`: a thousand real passages, repeated, so that every word of a question is in as large a share of
the passages as in a small collection, which is the worst case for the words' part. Search is without encoding
the question. "Since 2010" allows half of the articles. Medians of three processes:

{table}

Opening is loading the encoder, whatever the size; memory is mostly mapped files, which the system takes back when it
needs them. [How the index is made](store.md) tells what each part costs, and why."""

_NOT_MEASURED = "Left out of this run; `make bench` measures it, and so does `python -m bench.store`."


def page(run: Run) -> str:
    """docs/performance.md."""
    busy = f"When it began, {run.load:.1f} programs wanted a core already, so take the ratios for rough."
    growth = _MEASURED.format(table=_growth(run.growth)) if run.growth else _NOT_MEASURED
    return _PAGE.format(
        system=run.system,
        cores=run.cores,
        load=busy if run.load >= 0.5 else "Nothing else of weight ran beside it.",
        versions=", ".join(f"{name} {version}" for name, version in run.versions.items()),
        ratios=ratios(run.own, run.peers),
        figures=figures([run.own, *run.peers]),
        questions=run.questions,
        articles=run.articles,
        passages=run.passages,
        sample=run.sample,
        encoding=run.encoding,
        encoding_ratio=times(run.own.indexed / run.encoding),
        growth=growth,
    )


def ratios(own: Measured, peers: Sequence[Measured]) -> str:
    """A table: how many times better `own` is than each peer, by each figure."""
    rows = [[peer.name, *(column.ratio(own, peer) for column in _COLUMNS)] for peer in peers]
    return _table(["", *(column.heading for column in _COLUMNS)], rows)


def figures(measured: Sequence[Measured]) -> str:
    """A table of what was measured."""
    rows = [[of.name, *(column.written.format(column.figure(of)) for column in _COLUMNS)] for of in measured]
    return _table(["", *(column.heading for column in _COLUMNS)], rows)


def times(ratio: float) -> str:
    """A ratio with two digits, which is all that two runs have in common."""
    for digits, least in ((2, 0.995), (1, 9.95)):
        if ratio < least:
            return f"{ratio:.{digits}f} ×"
    return f"{ratio:.0f} ×"


def _growth(lines: Sequence[Mapping[str, float]]) -> str:
    rows = [[written.format(line[key]) for _, key, written in _GROWTH] for line in lines]
    return _table([heading for heading, _, _ in _GROWTH], rows)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [headings, ["---"] * len(headings), *rows])
