"""Questions to news articles, written for training; the articles themselves are not part of the project.

`news_questions.jsonl` has one article a line: the file and the id of its text, and its questions, each
`[question, start, answer]`, or `[question]` alone where the article does not answer it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index import clean
from index.split import passages
from index.types import Passage
from index.words import words
from qa.evaluation.errors import MisplacedAnswer
from qa.evaluation.news import read_articles
from qa.evaluation.squad import Example

QUESTIONS = Path(__file__).parent / "news_questions.jsonl"


@dataclass(frozen=True, slots=True)
class Asked:
    """An article's text with its title, and the questions to it: (question, start, answer) or (question,)."""

    name: str
    title: str
    text: str
    questions: Sequence[tuple]

    def passages(self) -> list[Passage]:
        """As they are indexed and read."""
        return passages(self.text, clean.noise(self.text))


def read_asked(folder: Path, questions: Path = QUESTIONS) -> list[Asked]:
    """The articles that have questions, their texts from the files in `folder`. Raises MissingTexts."""
    lines = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    files = tuple(dict.fromkeys(line["file"] for line in lines))
    texts = {name: (title, text) for name, title, text in read_articles(folder, files)}
    return [Asked(line["id"], *texts[line["id"]], line["questions"]) for line in lines]


def news_examples(articles: Sequence[Asked]) -> Iterator[Example]:
    """Each question with one passage of its article: the one that holds the answer or, where nothing answers, the one
    that shares most of its words. Raises MisplacedAnswer."""
    for article in articles:
        cut = article.passages()
        for number, (question, *answer) in enumerate(article.questions):
            passage = _with_answer(article, cut, *answer) if answer else _nearest(article.text, cut, question)
            if passage is None:  # the answer is in a line that is marked as noise, or all lines are
                continue
            context = article.text[passage.start : passage.end]
            answers = ((answer[0] - passage.start, answer[1]),) if answer else ()
            yield Example(f"{article.name}:{number}", question, context, article.title, answers)


def _with_answer(article: Asked, cut: Sequence[Passage], start: int, answer: str) -> Passage | None:
    if article.text[start : start + len(answer)] != answer:
        raise MisplacedAnswer(QUESTIONS, article.name, answer, start)
    holding = [passage for passage in cut if passage.start <= start and start + len(answer) <= passage.end]
    return holding[0] if holding else None


def _nearest(text: str, cut: Sequence[Passage], question: str) -> Passage | None:
    wanted = set(words(question))
    shared = {passage: len(wanted & set(words(text[passage.start : passage.end]))) for passage in cut}
    return max(shared, key=shared.__getitem__, default=None)
