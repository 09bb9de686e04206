from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.articles.load import load
from index.errors import UnreadableFile
from index.types import Article


@dataclass
class Reading:
    """What became of a file: its articles, and what is said of the rest."""

    articles: list[Article]
    said: str | None
    kept: int | None = None

    @property
    def article(self) -> Article:
        (article,) = self.articles
        return article

    @property
    def members(self) -> list[str | None]:
        return [article.member for article in self.articles]

    @property
    def texts(self) -> list[str]:
        return [article.text for article in self.articles]


Read = Callable[[str, str | bytes], Reading]


def reading_of(path: Path) -> Reading:
    reading = Reading([], None)
    try:
        for article in load(path):
            reading.articles.append(article)
    except UnreadableFile as error:
        reading.said = error.reason
        reading.kept = error.kept
    assert reading.kept in (None, len(reading.articles))
    assert len((reading.said or "").splitlines()) <= 1
    return reading


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a file and read it."""

    def read_file(name: str, content: str | bytes) -> Reading:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return reading_of(path)

    return read_file


PARAGRAPHS = (
    "The river rose by two metres in the night, and the town of Arden woke to water in its lower streets.",
    "Forty-five people were taken to the school on the hill, said Mara Lind, who leads the fire service.",
    "The bridge to the north is closed until the engineers have looked at its piers, the council said on Monday.",
)


def page(body: str | None = None, head: str = "", charset: str = "utf-8") -> str:
    """A page as an outlet of ours would make it: a menu, a story, a foot."""
    story = body or "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="{charset}"><title>Flood in Arden - Arden Post</title>'
        f"{head}</head><body><nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
        f"<article><h1>Flood in Arden</h1>{story}</article>"
        f"<footer>All rights reserved. <a href='/terms'>Terms</a></footer></body></html>"
    )
