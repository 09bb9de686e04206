"""Where reports differ: which sides there are, and how they differ. Never who is right."""

import re
from collections.abc import Sequence

from qa.answer_type import AnswerType
from qa.compare import names
from qa.compare.amount import Amount, relation_of
from qa.compare.answers import Said, relation
from qa.compare.relation import Relation
from qa.compare.units import relation_of_units
from qa.dates import is_after
from qa.reply import Answer, Citation, Difference, Disagreement, Side
from qa.voices import is_one_named

_UNKNOWN = re.compile(r"\b(?:unknown|unclear|not\s+(?:yet\s+)?known|uncertain|unconfirmed)\b", re.IGNORECASE)


def is_unknown(text: str) -> bool:
    """Whether the words say that nobody knows."""
    return _UNKNOWN.search(text) is not None


def disagreements(answers: Sequence[Answer], asked: AnswerType) -> list[Disagreement]:
    """How the first answer and others, all of which may well answer the question, stand to each other: at most one
    disagreement for each of them, and one within the first, between a figure and a bound on it."""
    if not answers:
        return []
    first, *others = answers
    found = [within] if (within := _within(first, asked)) else []
    for other in others:
        kind = _difference(first, other, asked)
        if kind:
            sides = [_side(first), _side(other)]
            if kind is Difference.UPDATED and _is_later(first, other):
                sides.reverse()
            found.append(Disagreement(kind, tuple(sides)))
    return found


def _within(answer: Answer, asked: AnswerType) -> Disagreement | None:
    """A figure and a bound that allows it say the same answer, but not the same."""
    exact: Citation | None = None
    bound: Citation | None = None
    for citation in answer.citations:
        amount = _said(citation, asked).amount
        if amount and amount.is_exact:
            exact = exact or citation
        elif amount:
            bound = bound or citation
    if exact is None or bound is None:
        return None
    return Disagreement(Difference.BOUND, (Side(exact.text, (exact,)), Side(bound.text, (bound,))))


def _difference(one: Answer, other: Answer, asked: AnswerType) -> Difference | None:
    """How two answers differ; None if they do not, or cannot be compared."""
    mine, theirs = _said(one.citations[0], asked), _said(other.citations[0], asked)
    if is_unknown(other.text) or is_unknown(one.text):
        return None if is_unknown(other.text) and is_unknown(one.text) else Difference.DIFFERS
    if mine.amount and theirs.amount:
        return _of_amounts(mine.amount, theirs.amount, one, other, relation(mine, theirs))
    if len(mine.amounts) == len(theirs.amounts) > 0:  # 12 dead and 30 wounded, 12 dead and 35 wounded
        for first, second in zip(mine.amounts, theirs.amounts, strict=True):
            if kind := _of_amounts(first, second, one, other, relation_of(first, second)):
                return kind
        return None
    comparable = (mine.time and theirs.time) or (names.is_name(mine.text) and names.is_name(theirs.text))
    if not comparable or relation(mine, theirs) is not Relation.DIFFERENT:
        return None
    return _by_source(one, other)


def _of_amounts(mine: Amount, theirs: Amount, one: Answer, other: Answer, stand: Relation) -> Difference | None:
    if mine.measure is not theirs.measure or stand is Relation.SAME or mine.figure is None or theirs.figure is None:
        return None  # "several" is no side of its own
    if stand is Relation.COMPATIBLE:
        return Difference.BOUND if not (mine.is_exact and theirs.is_exact) else Difference.SCOPE
    units = relation_of_units(mine.unit, theirs.unit)
    if units is Relation.DIFFERENT:
        return None  # people and trucks are no matter of dispute
    return Difference.SCOPE if units is Relation.COMPATIBLE else _by_source(one, other)


def _by_source(one: Answer, other: Answer) -> Difference:
    mine, theirs = one.citations[0], other.citations[0]
    if _is_later(one, other) is not None:
        return Difference.UPDATED
    speakers = [it.attribution.speaker for it in (mine, theirs) if it.attribution and it.attribution.speaker]
    if len(speakers) == 2 and not (speakers[0] == speakers[1] or is_one_named(*speakers)):
        return Difference.ATTRIBUTION
    return Difference.DIFFERS


def _is_later(one: Answer, other: Answer) -> bool | None:
    """Whether the first is of a later report; None where dates do not tell."""
    mine, theirs = one.citations[0].published, other.citations[0].published
    return is_after(mine, theirs) if mine and theirs else None


def _side(answer: Answer) -> Side:
    return Side(answer.text, answer.citations)


def _said(citation: Citation, asked: AnswerType) -> Said:
    return Said(citation.text, citation.published, asked)
