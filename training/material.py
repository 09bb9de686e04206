"""Questions as what the reader learns from: windows of tokens with their targets, in batches of like length."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tokenizers import Tokenizer

from qa.evaluation.collection import paragraphs
from qa.evaluation.squad import Example, read_squad
from qa.reading.pairs import Window, windows
from training.distractors import Paragraph, distractors
from training.news import news_examples, read_asked
from training.recipe import QAMR, TO_NEWS, WRITTEN, Stage

# The share of questions that come with their article's title: the reader must do without one too.
_TITLED = 0.7


@dataclass(frozen=True, slots=True)
class Sources:
    """The folders with the SQuAD-form files and with the texts of the questions to the news."""

    reading: Path
    news: Path

    def path(self, name: str) -> Path:
        """Where a file of questions is: those written for this project beside the code."""
        return Path(__file__).with_name(name) if name in (*TO_NEWS, WRITTEN) else self.reading / name


@dataclass(frozen=True, slots=True)
class Feature:
    """A window with its target: weights over token positions for the answer's start and end (each sums to 1)."""

    window: Window
    starts: dict[int, float]
    ends: dict[int, float]

    @property
    def says(self) -> float:
        """How much of the weight is on an answer, and not on the null."""
        return 1.0 - self.starts.get(0, 0.0)


# The windows of one question: over the paragraph it was asked about, and over others that a search brought.
Group = list[Feature]


def features(tokenizer: Tokenizer, example: Example, title: str = "", others: Sequence[Paragraph] = ()) -> Group:
    """Every window of an example and of the paragraphs that do not answer it. Several annotators' answers share the
    target equally; a window that does not hold an annotator's answer points at its first token, the null."""
    made = []
    titles = [title, *(other.title if title else "" for other in others)]
    texts = [example.context, *(other.text for other in others)]
    for window in windows(tokenizer, example.question, texts, titles):
        starts: dict[int, float] = {}
        ends: dict[int, float] = {}
        answers = example.answers if window.passage == 0 and example.answers else ((0, ""),)
        for start, text in answers:
            first, last = _token_span(window, start, start + len(text))
            starts[first] = starts.get(first, 0.0) + 1 / len(answers)
            ends[last] = ends.get(last, 0.0) + 1 / len(answers)
        made.append(Feature(window, starts, ends))
    return made


def groups(tokenizer: Tokenizer, stage: Stage, sources: Sources, seed: int) -> list[Group]:
    """The stage's questions with their windows."""
    made: list[Group] = []
    asked: list[Example] = []  # of questions to the news, whose articles are searched together
    articles: dict[str, str] = {}
    for name in stage.data:
        examples, texts = _questions(name, sources)
        if name in stage.shares:
            examples = random.Random(seed).sample(examples, round(len(examples) * stage.shares[name]))
        # QAMR's sentences have no titles, and its questions fit many of them.
        if not stage.as_asked or name == QAMR or name in stage.plain:
            made += [features(tokenizer, example) for example in examples]
        elif name in TO_NEWS:
            asked += [replace(example, id=f"{name} {example.id}") for example in examples]
            articles |= texts
        else:
            made += _as_asked(tokenizer, examples, texts, stage, seed)
    return made + (_as_asked(tokenizer, asked, articles, stage, seed) if asked else [])


def _questions(name: str, sources: Sources) -> tuple[list[Example], dict[str, str]]:
    """A file's questions, and the texts to search, each with its article's title."""
    if name not in TO_NEWS:
        examples = list(read_squad(sources.path(name)))
        return examples, paragraphs(examples)
    articles = read_asked(sources.news, sources.path(name))
    texts = {
        article.text[passage.start : passage.end]: article.title
        for article in articles
        for passage in article.passages()
    }
    return list(news_examples(articles)), texts


def _as_asked(
    tokenizer: Tokenizer, examples: Sequence[Example], texts: Mapping[str, str], stage: Stage, seed: int
) -> list[Group]:
    """The windows of questions as in asking: most with a title, some with a text that a search brought."""
    chooser = random.Random(seed)
    distracted = [example for example in examples if chooser.random() < stage.distracted]
    brought = distractors(distracted, seed, texts)
    made = []
    for example in examples:
        title = example.title.replace("_", " ") if chooser.random() < _TITLED else ""
        made.append(features(tokenizer, example, title, brought.get(example.id, ())))
    return made


def _token_span(window: Window, start: int, end: int) -> tuple[int, int]:
    """First and last token overlapping the characters; (0, 0) where the window does not hold them whole."""
    held = [
        token
        for token, (left, right) in enumerate(window.offsets)
        if window.inside[token] and left < end and right > start
    ]
    if not held or window.offsets[held[0]][0] > start or window.offsets[held[-1]][1] < end:
        return 0, 0
    return held[0], held[-1]


def batches(items: list[Group], stage: Stage, seed: int) -> Iterator[list[Group]]:
    """Batches for the whole stage: shuffled, then gathered by length so that little is padding."""
    shuffler = random.Random(seed)
    for epoch in range(math.ceil(stage.epochs)):
        share = min(1.0, stage.epochs - epoch)
        order = items[:]
        shuffler.shuffle(order)
        order = order[: round(len(order) * share)]
        made: list[list[Group]] = []
        for first in range(0, len(order), 2000):
            batch: list[Group] = []
            rows = 0
            for item in sorted(order[first : first + 2000], key=_length):
                if batch and _length(item) * (rows + len(item)) > stage.tokens_per_batch:
                    made.append(batch)
                    batch, rows = [], 0
                batch.append(item)
                rows += len(item)
            made.append(batch)
        shuffler.shuffle(made)
        yield from made


def _length(item: Group) -> int:
    return max(len(feature.window) for feature in item)
