"""The work for all contenders, made of the seeds and of the news."""

import gzip
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from bench.dense import FILES, QUESTIONS
from bench.work import Work
from index.articles.indexed import indexed_passages, indexed_text
from index.articles.load import load

SEEDS = Path(__file__).parent.parent / "seeds"


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text as a file holds it, and questions to it."""

    text: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Works:
    """The seeds; the news that warm questions are put to; ten articles for each round; passages to be indexed."""

    seeds: Work
    news: Work
    tens: list[Work]
    sample: Work


def make(place: Path, news: Path, *, size: int, questions: int, rounds: int, sample: int) -> Works:
    """All work, in `place`. `size` and `sample` are passages, at the least."""
    shutil.rmtree(place, ignore_errors=True)
    seeds = [Text(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.iterdir())]
    texts = _news(news)  # each text serves once
    return Works(
        seeds=_written(place / "seeds", seeds, questions=0),
        news=_written(place / "news", texts, at_least=size, questions=questions),
        tens=[_written(place / f"ten-{turn}", islice(texts, 10), questions=0) for turn in range(rounds)],
        sample=_written(place / "sample", texts, at_least=sample, questions=0),
    )


def _news(folder: Path) -> Iterator[Text]:
    """The articles of the news, each text once, those with questions among the first."""
    asked = {
        (line["file"], line["id"]): tuple(question[0] for question in line["questions"])
        for line in map(json.loads, QUESTIONS.read_text(encoding="utf-8").splitlines())
    }
    seen = set()
    for name in FILES:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for item in map(json.loads, lines):
                if item["text"] not in seen:
                    seen.add(item["text"])
                    yield Text(f"{item['title']}\n\n{item['text']}", asked.get((name, item["id"]), ()))


def _written(place: Path, texts: Iterable[Text], *, questions: int, at_least: int | None = None) -> Work:
    """The texts as work, as many as have `at_least` so many passages, or all; and some of the questions to them."""
    work = Work(place)
    work.articles.mkdir(parents=True)
    cut: list[str] = []
    asked: list[str] = []
    for number, text in enumerate(texts):
        path = work.articles / f"{number:05d}.txt"
        path.write_text(text.text, encoding="utf-8", errors="replace")
        for article in load(path):
            cut += [indexed_text(article, passage) for passage in indexed_passages(article)]
        asked += text.questions
        if at_least is not None and len(cut) >= at_least:
            break
    chosen = np.random.default_rng(5).permutation(len(asked))[:questions]
    (place / "passages.json").write_text(json.dumps(cut), encoding="utf-8")
    (place / "questions.json").write_text(json.dumps([asked[number] for number in chosen]), encoding="utf-8")
    return work
