"""Questions to real news articles, whose texts lie elsewhere."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class NewsQuestion:
    """A question to the whole collection with all the answers that its articles give; unanswerable without any."""

    question: str
    answers: tuple[str, ...]


def read_questions(path: Path, articles: dict[str, str]) -> Iterator[NewsQuestion]:
    """The questions of a file such as tests/data/news.json, each answer checked against its article's text by id.

    Raises ValueError on an answer that is not in its place.
    """
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            reference = paragraph["reference"]
            for entry in paragraph["qas"]:
                places = [(reference["id"], answer) for answer in entry["answers"]]
                places += [(answer["article"], answer) for answer in entry.get("elsewhere", ())]
                for name, answer in places:
                    start, text = answer["answer_start"], answer["text"]
                    if articles[name][start : start + len(text)] != text:
                        raise ValueError(f"{path}: question {entry['id']}: {text!r} is not at {start} of {name}")
                yield NewsQuestion(entry["question"], tuple(dict.fromkeys(answer["text"] for _, answer in places)))


def read_articles(folder: Path, names: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """(id, title, text) of the articles in JSON lines files (gzip) of a folder."""
    for name in names:
        with gzip.open(folder / name, "rt", encoding="utf-8") as file:
            for line in file:
                fields = json.loads(line)
                yield fields["id"], fields["title"], fields["text"]
