"""Questions to news articles whose texts lie elsewhere: SQuAD's form with a `reference` in place of a `context`."""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from qa.evaluation.errors import MissingTexts, NotSquad
from qa.evaluation.questions import Gold, Question
from qa.evaluation.squad import place_in, read_data, squad_form, text_of


def read_questions(path: Path, articles: Mapping[str, str]) -> Iterator[Question]:
    """The questions of a file such as tests/data/news.json, each answer checked against its article's text by id.

    Those whose `reference` is null are given no article. Raises UnreadableQuestions, NotSquad, MisplacedAnswer or, if
    an article is not there, MissingTexts.
    """
    with squad_form(path):
        for article in read_data(path):
            for paragraph in article["paragraphs"]:
                given = text_of(paragraph["reference"]["id"]) if paragraph["reference"] else None
                for entry in paragraph["qas"]:
                    places = [(given, answer) for answer in entry["answers"]]
                    places += [(answer["article"], answer) for answer in entry.get("elsewhere", ())]
                    golds = []
                    for name, answer in places:
                        if name is None:
                            raise NotSquad(path, f"the answers to question {entry['id']} are from no article")
                        if name not in articles:
                            raise MissingTexts(f"{path} refers to an article {name} that is not among the texts.")
                        golds.append(Gold(name, place_in(path, entry["id"], answer, articles[name])[1]))
                    yield Question(text_of(entry["id"]), text_of(entry["question"]), given, tuple(golds))


def referenced_files(path: Path) -> tuple[str, ...]:
    """The names of the files that hold the articles a file of questions refers to; none for a file that holds its
    paragraphs itself. Raises UnreadableQuestions or NotSquad."""
    with squad_form(path):
        references = [paragraph.get("reference") for article in read_data(path) for paragraph in article["paragraphs"]]
        return tuple(dict.fromkeys(text_of(reference["file"]) for reference in references if reference))


def read_articles(folder: Path, names: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """(id, title, text) of the articles in JSON lines files (gzip) of a folder. Raises MissingTexts."""
    for name in names:
        try:
            with gzip.open(folder / name, "rt", encoding="utf-8") as file:
                for line in file:
                    fields = json.loads(line)
                    yield fields["id"], fields["title"], fields["text"]
        except (OSError, ValueError, EOFError, zlib.error) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise MissingTexts(f"The texts in {folder / name} cannot be read: {reason}.") from error
        except (KeyError, TypeError) as error:
            raise MissingTexts(f"The texts in {folder / name} lack an id, a title or a text.") from error
