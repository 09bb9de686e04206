"""An index is made anew when what would be written changes: then `generations.FORMAT` has to be raised."""

import hashlib
import json
from pathlib import Path

from index.articles.indexed import indexed_passages, indexed_text
from index.articles.load import find_files, load
from index.storage import generations
from index.text.words import words
from tests.conftest import SEEDS

# What texts are cut into in this format, what words are found by, and which lines are no article's own.
FORMAT, CUT = 12, "337fd244d9352dd25f2d51c8ef0244e6be39ecbce88242c552054bb1a0720e98"

TEXT = """Flood in Exampleville

By Jane Doe, Example News
Published on May 3, 2016

The flood killed 17 people, Ms. Doe said at 9 p.m. Monday, and the council, which
had met before the water came, asked all who live by the river to share this
story with the neighbours.

Photo: The river, May 2, 2016. EXAMPLE/Jane Doe

Related stories
Fire in Sampletown
"""


def test_whoever_changes_how_texts_are_cut_raises_the_format(tmp_path: Path):
    (tmp_path / "flood.txt").write_text(TEXT, encoding="utf-8")
    cut = [
        [
            [(mark.start, mark.end, mark.caption) for mark in article.noise],
            [
                (
                    passage.start,
                    passage.end,
                    [(part.start, part.end) for part in passage.sentences],
                    words(indexed_text(article, passage)),
                )
                for passage in indexed_passages(article)
            ],
        ]
        # Folder by folder: which of the two comes first in the alphabet is a matter of where the project lies.
        for folder in (SEEDS, tmp_path)
        for name in find_files([folder])
        for article in load(Path(name))
    ]
    found = hashlib.sha256(json.dumps(cut).encode()).hexdigest()
    assert (generations.FORMAT, found) == (FORMAT, CUT), "raise generations.FORMAT, and write both here"
