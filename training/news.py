"""Questions to news articles, written for training; the articles themselves are not part of the project.

`news_questions.jsonl` has one article a line: the file and the id of its text, and its questions, each
`[question, start, answer]`, or `[question]` alone where the article does not answer it. The other files have the same
form; where several places answer alike, each follows with its start, the best first. In those of follow-up questions,
`talks` stand in the place of `questions`: `[first question, its answer, second question, start, answer]`. The second is
learned as it would be asked alone.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.articles import clean
from index.articles.split import passages
from index.text.words import words
from index.types import Passage
from qa.conversation.before import Before
from qa.conversation.follow_up import resolved
from qa.evaluation.errors import MisplacedAnswer
from qa.evaluation.news import read_articles
from qa.evaluation.squad import Example

QUESTIONS = Path(__file__).parent / "news_questions.jsonl"


@dataclass(frozen=True, slots=True)
class Asked:
    """An article's text with its title, and the questions that a file asks it: (question, start, answer, start,
    answer ...) or (question,)."""

    name: str
    title: str
    text: str
    questions: Sequence[tuple]
    file: Path

    def passages(self) -> list[Passage]:
        """As they are indexed and read."""
        return passages(self.text, clean.noise(self.text))


def read_asked(folder: Path, questions: Path = QUESTIONS) -> list[Asked]:
    """The articles that have questions, their texts from the files in `folder`. Raises MissingTexts."""
    lines = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    files = tuple(dict.fromkeys(line["file"] for line in lines))
    texts = {name: (title, text) for name, title, text in read_articles(folder, files)}
    return [Asked(line["id"], *texts[line["id"]], _asked_alone(line), questions) for line in lines]


def _asked_alone(line: Mapping) -> list[tuple]:
    """A line's questions; those that lean on another as the product completes them."""
    leaning = (
        (resolved(second, Before(first, answer)) or second, *told)
        for first, answer, second, *told in line.get("talks", ())
    )
    return [*map(tuple, line.get("questions", ())), *leaning]


def news_examples(articles: Sequence[Asked]) -> Iterator[Example]:
    """Each question with one passage of its article: the one that holds the answer or, where nothing answers, the one
    that shares most of its words. Raises MisplacedAnswer."""
    for article in articles:
        cut = article.passages()
        for number, (question, *told) in enumerate(article.questions):
            places = _places(article, told)
            passage = _around(cut, *places[0]) if places else _nearest(article.text, cut, question)
            if passage is None:  # the answer is in a line that is marked as noise, or all lines are
                continue
            context = article.text[passage.start : passage.end]
            answers = tuple(
                (start - passage.start, answer) for start, answer in places if _around([passage], start, answer)
            )
            yield Example(f"{article.name}:{number}", question, context, article.title, answers)


def _places(article: Asked, told: Sequence) -> list[tuple[int, str]]:
    """(start, answer) of each place that answers. Raises MisplacedAnswer."""
    places = list(zip(told[::2], told[1::2], strict=True))
    for start, answer in places:
        if article.text[start : start + len(answer)] != answer:
            raise MisplacedAnswer(article.file, article.name, answer, start)
    return places


def _around(cut: Sequence[Passage], start: int, answer: str) -> Passage | None:
    """The first passage that holds the answer."""
    return next((passage for passage in cut if passage.start <= start and start + len(answer) <= passage.end), None)


def _nearest(text: str, cut: Sequence[Passage], question: str) -> Passage | None:
    wanted = set(words(question))
    shared = {passage: len(wanted & set(words(text[passage.start : passage.end]))) for passage in cut}
    return max(shared, key=shared.__getitem__, default=None)
