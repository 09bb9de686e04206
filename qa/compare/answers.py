"""How two answers to a question stand to each other, whatever they are: amounts, times, names or other words."""

import re
from dataclasses import dataclass
from functools import cached_property

from qa.answer_type import AnswerType
from qa.compare import amounts, names, times
from qa.compare.amounts import Amount
from qa.compare.relation import Relation
from qa.compare.times import Time
from qa.values import same_answer

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Said:
    """An answer's words, the ISO day on which its article was published if that is known, and what was asked for."""

    text: str
    published: str | None = None
    asked: AnswerType = AnswerType.OTHER

    @cached_property
    def amount(self) -> Amount | None:
        """The amount that it is; none where a time was asked for, and it is one."""
        return None if self.asked is AnswerType.TIME and self.time else amounts.amount(self.text)

    @cached_property
    def amounts(self) -> list[Amount]:
        """The amounts that it joins, if it is several."""
        return [] if self.asked is AnswerType.TIME or self.amount else amounts.amounts(self.text)

    @cached_property
    def time(self) -> Time | None:
        """The time that it is; none where a number was asked for."""
        return None if self.asked is AnswerType.NUMBER else times.time(self.text, self.published)


def relation(one: Said, other: Said) -> Relation:
    """How the two stand to each other."""
    if one.text == other.text and one.published == other.published:
        return Relation.SAME
    if one.time and other.time:
        return times.relation_of(one.time, other.time)
    if one.amount and other.amount:
        return amounts.relation_of(one.amount, other.amount)
    if (several := one.amounts or other.amounts) and (single := other.amount or one.amount):
        said = any(amounts.relation_of(single, each) is Relation.SAME for each in several)
        return Relation.COMPATIBLE if said else Relation.DIFFERENT
    if (one.amount or one.time or other.amount or other.time) and (
        _DIGIT.search(one.text) or _DIGIT.search(other.text)
    ):
        # A figure beside words that hold it: "45" in "45 of them were killed".
        return Relation.SAME if same_answer(one.text, other.text) else Relation.DIFFERENT
    if names.is_name(one.text) and names.is_name(other.text):
        return names.relation_of(one.text, other.text) or Relation.DIFFERENT
    return Relation.SAME if same_answer(one.text, other.text) else Relation.DIFFERENT
