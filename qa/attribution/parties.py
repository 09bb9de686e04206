"""Whom a noun phrase means: of what kind they are, by what name, in what role."""

from dataclasses import dataclass
from typing import Literal

from index.types import Range

Kind = Literal["person", "group", "document", "outlet", "pronoun"]


@dataclass(frozen=True, slots=True)
class Party:
    """Who is meant: `name` is the name or the whole phrase, `word` its last word, or the pronoun."""

    kind: Kind
    name: Range
    word: str
    role: Range | None = None
    proper: bool = False
