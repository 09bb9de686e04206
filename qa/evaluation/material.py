"""All that is measured on: the questions of some files, and the collection that they are put to."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.evaluation.collection import paragraphs
from qa.evaluation.errors import MissingTexts, NotSquad
from qa.evaluation.news import read_articles, read_questions, referenced_files
from qa.evaluation.questions import Gold, Question, Text
from qa.evaluation.squad import read_squad

_SEED = 1


@dataclass(frozen=True, slots=True)
class Material:
    """Questions, and the texts of the collection by name, in order."""

    questions: tuple[Question, ...]
    texts: dict[str, Text]

    def sample(self, count: int | None) -> "Material":
        """The same collection with at most `count` of the questions, in order and always the same ones; all if None."""
        if count is None or count >= len(self.questions):
            return self
        chosen = sorted(random.Random(_SEED).sample(range(len(self.questions)), count))
        return Material(tuple(self.questions[number] for number in chosen), self.texts)


def read_material(files: Sequence[Path], also: Sequence[Path] = (), folder: Path | None = None) -> Material:
    """The questions of `files`, and the texts of these and of `also`. Texts that a file only refers to are in `folder`.

    Raises UnreadableQuestions, NotSquad, MisplacedAnswer or MissingTexts.
    """
    texts: dict[str, Text] = {}
    asked = [_read(path, folder, texts) for path in files]
    for path in also:
        _read(path, folder, texts)
    questions = tuple(question for found in asked for question in found)
    if not questions:
        raise NotSquad(files[0], "it holds no question")
    return Material(questions, texts)


def _read(path: Path, folder: Path | None, texts: dict[str, Text]) -> list[Question]:
    """The questions of one file. Its texts are added to `texts`."""
    names = referenced_files(path)
    if not names:
        examples = list(read_squad(path))
        # A paragraph is known by its words: files that share it share one text.
        _add(texts, (Text(text, title, text) for text, title in paragraphs(examples).items()))
        return [
            Question(
                example.id,
                example.question,
                example.context,
                tuple(Gold(example.context, text) for _, text in example.answers),
            )
            for example in examples
        ]
    if folder is None:
        raise MissingTexts(f"{path} only refers to its texts.")
    articles = [Text(*fields) for fields in read_articles(folder, names)]
    _add(texts, articles)
    return list(read_questions(path, {article.name: article.text for article in articles}))


def _add(texts: dict[str, Text], more: Iterable[Text]) -> None:
    for text in more:
        texts.setdefault(text.name, text)
