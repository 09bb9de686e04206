"""Where reports differ: which sides there are, and how they differ. Never who is right."""

import re
from collections.abc import Sequence

from index.types import Origin
from qa.answers.voices import is_one_named
from qa.compare import names
from qa.compare.amount import Amount, relation_of
from qa.compare.answers import Said, relation
from qa.compare.counted import Counted, counted
from qa.compare.relation import Relation
from qa.compare.units import Measure, relation_of_units
from qa.dates import is_after
from qa.question.answer_type import AnswerType
from qa.reply import Answer, Citation, Difference, Disagreement, Side

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
    if is_unknown(other.text) or is_unknown(one.text):
        return None if is_unknown(other.text) and is_unknown(one.text) else Difference.DIFFERS
    found = _by_value(one, other, asked)
    return None if found is None or _are_of_two_things(one, other, found) else found


def _are_of_two_things(one: Answer, other: Answer, found: Difference) -> bool:
    """Whether an article gives both in one voice, as in "35 km north of the town, at a depth of 10 km": then it means
    two things by them. A later report that tells the figure before in the same sentence still updates it."""
    both = [(mine, theirs) for mine in one.citations for theirs in other.citations if _voice(mine) == _voice(theirs)]
    if found is Difference.UPDATED:
        earlier = other.citations[0] if _is_later(one, other) else one.citations[0]
        both = [
            (mine, theirs)
            for mine, theirs in both
            if mine.origin == earlier.origin or mine.quote_start != theirs.quote_start
        ]
    return bool(both)


def _voice(citation: Citation) -> tuple[Origin, str | None]:
    """The article, and the speaker whom it quotes."""
    return citation.origin, citation.attribution.speaker if citation.attribution else None


def _by_value(one: Answer, other: Answer, asked: AnswerType) -> Difference | None:
    """How what two answers say differs, whoever says it."""
    mine, theirs = _said(one.citations[0], asked), _said(other.citations[0], asked)
    if counted_in(one.citations[0]).is_other_than(counted_in(other.citations[0])):
        return None  # the dead are not the wounded, and three more are not all
    if mine.amount and theirs.amount:
        return _of_amounts(mine.amount, theirs.amount, one, other, relation(mine, theirs))
    if len(mine.amounts) == len(theirs.amounts) > 0:  # 12 dead and 30 wounded, 12 dead and 35 wounded
        for first, second in zip(mine.amounts, theirs.amounts, strict=True):
            if kind := _of_amounts(first, second, one, other, relation_of(first, second)):
                return kind
        return None
    are_times = bool(mine.time and theirs.time)
    comparable = are_times or (names.is_name(mine.text) and names.is_name(theirs.text))
    if not comparable or relation(mine, theirs) is not Relation.DIFFERENT:
        return None
    return _by_source(one, other) if are_times else _by_speaker(one, other)


def _of_amounts(mine: Amount, theirs: Amount, one: Answer, other: Answer, stand: Relation) -> Difference | None:
    if mine.measure is not theirs.measure or stand is Relation.SAME or mine.figure is None or theirs.figure is None:
        return None  # "several" is no side of its own
    if stand is Relation.COMPATIBLE:
        return Difference.BOUND if not (mine.is_exact and theirs.is_exact) else Difference.SCOPE
    units = relation_of_units(mine.unit, theirs.unit)
    if units is Relation.DIFFERENT or (mine.measure is Measure.PERCENT and mine.unit != theirs.unit):
        return None  # people and trucks are no matter of dispute, nor a rate and by how many points it was cut
    return Difference.SCOPE if units is Relation.COMPATIBLE else _by_source(one, other)


def _by_source(one: Answer, other: Answer) -> Difference:
    return Difference.UPDATED if _is_later(one, other) is not None else _by_speaker(one, other)


def _by_speaker(one: Answer, other: Answer) -> Difference:
    """Of names too: a later report of another name has no other figure."""
    mine, theirs = one.citations[0], other.citations[0]
    speakers = [it.attribution.speaker for it in (mine, theirs) if it.attribution and it.attribution.speaker]
    if len(speakers) == 2 and not (speakers[0] == speakers[1] or is_one_named(*speakers)):
        return Difference.ATTRIBUTION
    return Difference.DIFFERS


def _is_later(one: Answer, other: Answer) -> bool | None:
    """Whether the first is of a later report; None where dates do not tell."""
    mine, theirs = one.citations[0].published, other.citations[0].published
    return is_after(mine, theirs) if mine and theirs else None


def counted_in(citation: Citation) -> Counted:
    """What the cited sentence says of those whom the citation counts."""
    at = citation.start - citation.quote_start
    return counted(citation.quote, at, at + len(citation.text))


def _side(answer: Answer) -> Side:
    return Side(answer.text, answer.citations)


def _said(citation: Citation, asked: AnswerType) -> Said:
    return Said(citation.text, citation.published, asked)
