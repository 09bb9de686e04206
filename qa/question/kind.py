"""The kinds of answer that a question may want."""

from enum import StrEnum


class Kind(StrEnum):
    """The kinds that can be told by a question's words."""

    FACTOID = "factoid"
    LIST = "list"
    EXPLANATION = "explanation"
    YES_NO = "yes_no"

    @property
    def wants_sentences(self) -> bool:
        """Whether a few words would not do."""
        return self in (Kind.EXPLANATION, Kind.YES_NO)
