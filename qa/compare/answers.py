"""How two answers to a question stand to each other, whatever they are: amounts, times, names or other words."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from index.text.words import words
from qa.compare import amounts, names, phrases
from qa.compare.amount import Amount, relation_of
from qa.compare.english import plain_english
from qa.compare.relation import Relation
from qa.compare.units import are_people
from qa.compare.values import same_answer
from qa.question.answer_type import AnswerType

if TYPE_CHECKING:
    from qa.compare.time import Time

_DIGIT = re.compile(r"\d")
_DESCRIBES = re.compile(r"(?:an?|the|his|her|their|its|one\s+of|two|three|several|some)\s+(?:[a-z0-9-]+(?:\s|$)|US\s)+")


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
    def time(self) -> "Time | None":
        """The time that it is; none where a number was asked for."""
        if self.asked is AnswerType.NUMBER:
            return None
        from qa.compare import times  # many patterns to compile, and most answers have no use for them

        return times.time(self.text, self.published)


def agree(one: Said, other: Said) -> bool:
    """Whether one supports the other: they say the same, or a figure, a time or other words within what the other
    allows."""
    stand = relation(one, other)
    if stand is Relation.COMPATIBLE:
        if one.amount and other.amount:  # "several" supports no figure
            return one.amount.figure is not None and other.amount.figure is not None
        if one.time and other.time:
            from qa.compare import time

            # A day and an hour may be of one answer: "on Monday", "at 4.40 a.m."
            return time.supports(one.time, other.time) or not (one.time.clocks and other.time.clocks)
        return same_answer(plain_english(one.text), plain_english(other.text))
    return stand is Relation.SAME


def relation(one: Said, other: Said) -> Relation:
    """How the two stand to each other."""
    if one.text == other.text and one.published == other.published:
        return Relation.SAME
    if phrases.opposed(one.text, other.text):
        return Relation.DIFFERENT
    if phrases.owns(one.text) or phrases.owns(other.text):
        if set(words(one.text)) & set(words(other.text)):
            return phrases.relation_of(one.text, other.text)  # "Kerry's spokesman" is not Kerry
        return Relation.COMPATIBLE if one.asked is AnswerType.NAME else Relation.DIFFERENT
    named = [names.is_name(said.text) for said in (one, other)]
    if all(named) and not (one.time or other.time):
        return names.relation_of(one.text, other.text)
    if one.asked is AnswerType.NAME and any(named) and any(_DESCRIBES.match(said.text) for said in (one, other)):
        return Relation.COMPATIBLE  # "the president" may be anyone
    if one.time and other.time:
        from qa.compare import time

        return time.relation_of(one.time, other.time)
    if one.amount and other.amount:
        return relation_of(one.amount, other.amount)
    if one.amounts and len(one.amounts) == len(other.amounts):
        stands = [relation_of(mine, theirs) for mine, theirs in zip(one.amounts, other.amounts, strict=True)]
        if all(stand is Relation.SAME for stand in stands):  # 12 dead and 30 wounded, 12 killed and 30 injured
            return Relation.SAME
    if (several := one.amounts or other.amounts) and (single := other.amount or one.amount):
        said = any(relation_of(single, each) is Relation.SAME for each in several)
        return Relation.COMPATIBLE if said or _are_all_of(several, single) else Relation.DIFFERENT
    if (one.amount or one.time or other.amount or other.time) and (
        _DIGIT.search(one.text) or _DIGIT.search(other.text)
    ):
        # A figure beside words that hold it: "45" in "45 of them were killed".
        return Relation.SAME if same_answer(one.text, other.text) else Relation.DIFFERENT
    return phrases.relation_of(one.text, other.text)


def _are_all_of(several: list[Amount], total: Amount) -> bool:
    """Whether several figures of people make up one: two policemen and a child are three people."""
    return (
        are_people([each.unit for each in (*several, total)])
        and all(each.is_exact for each in (*several, total))
        and sum(each.figure or 0 for each in several) == total.figure
    )
