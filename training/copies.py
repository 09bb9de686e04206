"""How well copies and versions are found: the time, recall on known pairs, and pairs to be read for precision."""

import argparse
import gzip
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from index.articles.load import load
from index.links import link
from index.storage.changes import Changes
from index.storage.changing import changing
from index.types import Article

_FILES = ("reuters21578", "giveme5w1h_news_cluster", "wikinews", "onestopenglish")
_CORRECTED = "reuters_corrections_pairs.jsonl.gz"


def exact_pairs(articles: Sequence[Article]) -> list[tuple[Article, Article]]:
    """Pairs of articles with the same words under the same title, but for the white space."""
    by_words: dict[tuple[str, str], list[Article]] = defaultdict(list)
    for article in articles:
        by_words[" ".join(article.title.split()), " ".join(article.text.split())].append(article)
    return [pair for alike in by_words.values() for pair in combinations(alike, 2)]


def corrected_pairs(folder: Path, articles: Sequence[Article]) -> list[tuple[Article, Article]]:
    """Pairs of a report and its correction."""
    by_id = {article.member: article for article in articles}
    with gzip.open(folder / _CORRECTED, "rt", encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    return [(by_id[pair["original"]["id"]], by_id[pair["corrected"]["id"]]) for pair in pairs]


def print_pair(one: Article, other: Article) -> None:
    for article in (one, other):
        text = re.sub(r"\s+", " ", article.text)
        print(f"  {article.source}, {article.published}: {article.title}\n    {text[:240]}")
    print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, default=Path("../shared/news"), help="folder with the collections")
    parser.add_argument("--read", type=int, default=0, metavar="N", help="print N linked pairs")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    arguments = parser.parse_args()
    articles = [article for name in _FILES for article in load(arguments.news / f"{name}.jsonl.gz")]
    with TemporaryDirectory() as folder, changing(Path(folder)) as changes:
        changes.start("none", "none")
        print(f"{len(articles)} articles compared in {_seconds_to_link(changes, articles):.1f} s of one core", end=", ")
        found = set(changes.pairs())
        changes.remove([number for number, article in changes.articles_of(articles[0].path) if article == articles[0]])
        link(changes)
        print(f"one more in {_seconds_to_link(changes, articles[:1]):.2f} s", end=", ")
        size = sum(len(part) for _, parts in changes.signatures() for part in parts)
        _, versions, copies = changes.told_again()
    print(f"{len(found)} links, {versions} versions, {copies} copies, {size / 1e6:.1f} MB of signatures")
    for what, pairs in (("the same", exact_pairs(articles)), ("corrected", corrected_pairs(arguments.news, articles))):
        missed = [pair for pair in pairs if not _is_linked(*pair, found)]
        print(f"{what}: {len(pairs) - len(missed)} of {len(pairs)}")
        for pair in missed:
            print_pair(*pair)
    by_text = {article.digest: article for article in articles}
    linked = [(by_text[one], by_text[other]) for one, other in sorted(found)]
    linked = [pair for pair in linked if "onestopenglish" not in (pair[0].source or "")]
    print(f"{len(linked)} links besides the texts that were rewritten on several reading levels")
    for pair in random.Random(arguments.seed).sample(linked, min(arguments.read, len(linked))):
        print_pair(*pair)


def _seconds_to_link(changes: Changes, articles: Sequence[Article]) -> float:
    for article in articles:
        changes.add(article, [])
    began = time.process_time()
    link(changes)
    return time.process_time() - began


def _is_linked(one: Article, other: Article, found: set[tuple[str, str]]) -> bool:
    pair = (min(one.digest, other.digest), max(one.digest, other.digest))
    return one.digest == other.digest or pair in found


if __name__ == "__main__":
    main()
