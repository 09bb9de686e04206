"""Which index for the vectors: what each finds of what exact search finds, and how long a question takes.

    python -m bench.dense --news ../shared/news

On real vectors only: those of the news, asked the questions that are written to that news. On random ones every
approximation looks worse than it is. One line an index: recall of the ten and of the hundred nearest, milliseconds a
question on one thread (median and 95th percentile), bytes a passage, seconds of processor time to build.
"""

import argparse
import gzip
import json
import time
from pathlib import Path

import faiss
import numpy as np

from index.articles.clean import noise
from index.articles.indexed import indexed_text
from index.articles.split import passages
from index.encoding.encode import OnnxEncoder
from index.encoding.export import DEFAULT_ENCODER, prepare_encoder
from index.types import Article
from qa.paths import cache_folder

FILES = ("wikinews.jsonl.gz", "giveme5w1h_news_cluster.jsonl.gz", "onestopenglish.jsonl.gz", "reuters21578.jsonl.gz")
QUESTIONS = Path(__file__).parent.parent / "training" / "news_questions.jsonl"

# faiss's names of the indexes; and the lists that are looked into, or how many are compared again for each that is
# wanted.
INDEXES = (
    ("Flat", 0),
    ("SQ8", 0),
    ("PQ96x4fs,Refine(SQ8)", 5),
    ("PQ96x4fs,Refine(SQ8)", 10),
    ("PQ192x4fs,Refine(SQ8)", 5),
    ("RaBitQfs,Refine(SQ8)", 10),
    ("IVF512,SQ8", 64),
    ("IVF512,SQ8", 128),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--news", type=Path, default=Path("../shared/news"), help="folder with the news")
    parser.add_argument("--passages", type=int, default=43_000, help="how many passages")
    options = parser.parse_args()
    encoder = prepare_encoder(DEFAULT_ENCODER, cache_folder())
    vectors = _vectors(options.news, options.passages, encoder)
    lines = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    asked = [question[0] for line in lines for question in line["questions"]]
    chosen = np.random.default_rng(3).permutation(len(asked))[:300]
    questions = encoder.encode([asked[number] for number in chosen], question=True)
    gold: np.ndarray | None = None
    for name, looked in INDEXES:
        index = faiss.index_factory(vectors.shape[1], name, faiss.METRIC_INNER_PRODUCT)
        began = time.process_time()
        index.train(vectors)
        index.add(vectors)
        built = time.process_time() - began
        if isinstance(index, faiss.IndexRefine):
            index.k_factor = looked
        elif looked:
            faiss.extract_index_ivf(index).nprobe = looked
        found, times = _searched(index, questions)
        gold = found if gold is None else gold
        ten, hundred = (
            float(np.mean([len({*a[:k]} & {*b[:k]}) / k for a, b in zip(found, gold, strict=True)])) for k in (10, 100)
        )
        size = faiss.serialize_index(index).nbytes / len(vectors)
        p50, p95 = np.percentile(times, [50, 95])
        cost = f"{p50:6.2f} {p95:6.2f} ms {size:6.0f} B {built:6.1f} s"
        print(f"{name:22} {looked or '':>4} {ten:.3f} {hundred:.3f} {cost}", flush=True)


def _vectors(news: Path, count: int, encoder: OnnxEncoder) -> np.ndarray:
    texts: list[str] = []
    for name in FILES:
        with gzip.open(news / name, "rt", encoding="utf-8") as lines:
            for item in map(json.loads, lines):
                article = Article(Path(), item["text"], item["title"], "", noise=tuple(noise(item["text"])))
                texts += [indexed_text(article, passage) for passage in passages(article.text, article.noise)]
    chosen = np.random.default_rng(1).permutation(len(texts))[:count]
    return encoder.encode([texts[number] for number in chosen])


def _searched(index: faiss.Index, questions: np.ndarray) -> tuple[np.ndarray, list[float]]:
    """The hundred nearest of every question, and the milliseconds that each took."""
    faiss.omp_set_num_threads(1)
    found, times = [], []
    for question in questions:
        began = time.perf_counter()
        found.append(index.search(question[np.newaxis, :], 100)[1][0])
        times.append((time.perf_counter() - began) * 1000)
    faiss.omp_set_num_threads(faiss.omp_get_max_threads())
    return np.array(found), times


if __name__ == "__main__":
    main()
