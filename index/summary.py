"""What an update did."""

from dataclasses import dataclass, field

from index.errors import UnreadableFile


@dataclass(slots=True)
class Summary:
    """What an update did. Counts are articles, but for `passages`, `encoded` and `resumed`, which are passages.

    `resumed` counts those that an earlier update had encoded before it was stopped, which are not encoded again.
    `same` counts those with the very text and title of one before them, which are not indexed a second time;
    `versions` and `copies` those that tell in much the same words what another of the same outlet, or of another, does;
    `words_only` those in a language that the encoder does not know, which are found by their words alone.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    passages: int = 0
    encoded: int = 0
    resumed: int = 0
    same: int = 0
    versions: int = 0
    copies: int = 0
    words_only: int = 0
    skipped: list[UnreadableFile] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """How many articles the index holds now."""
        return self.added + self.changed + self.unchanged

    @property
    def changed_anything(self) -> bool:
        """Whether any article is new, other than it was, or gone."""
        return bool(self.added or self.changed or self.removed)
