"""What all contenders are given: the same texts and the same models."""

import json
from dataclasses import dataclass
from pathlib import Path

# Passages that are read for a question.
READ = 10

# Passages that each of two searches gives, where their rankings are fused by hand.
FUSED = 100


@dataclass(frozen=True, slots=True)
class Models:
    """Folders: a sentence-transformers encoder, and a reader for transformers."""

    encoder: Path
    reader: Path


@dataclass(frozen=True, slots=True)
class Work:
    """A folder with articles, one a file, and the passages that qa cuts them into, each below its article's title."""

    folder: Path

    @property
    def articles(self) -> Path:
        """The folder with the articles."""
        return self.folder / "articles"

    def passages(self) -> list[str]:
        """The passages of all articles."""
        return json.loads((self.folder / "passages.json").read_text(encoding="utf-8"))

    def questions(self) -> list[str]:
        """Questions to the articles."""
        return json.loads((self.folder / "questions.json").read_text(encoding="utf-8"))
