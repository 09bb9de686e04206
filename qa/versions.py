"""One sentence in several versions of an article: which is the latest, and what it says instead."""

from collections import Counter
from collections.abc import Sequence

from qa.cite import sentences_around
from qa.groups import MAY_WELL, Candidate, Group

# A sentence is another one's rewritten where so much of both, which have at least so many words, is the same.
_REWRITTEN = 0.8
_LEAST_WORDS = 5


def rewrites(group: Group, best: Group) -> bool:
    """Whether the group's sentence is one of the best group's, in another article, with other words for the answer: a
    correction, or a later version. It is as likely as that one, however unlikely the reader thinks it."""
    return group is not best and any(_is_rewritten(group.members[0], member) for member in best.members)


def _is_rewritten(one: Candidate, other: Candidate) -> bool:
    if one.hit.article.origin == other.hit.article.origin or one.text == other.text:
        return False
    (place, mine), (against, theirs) = _frame(one), _frame(other)
    if abs(place - against) > 1:
        return False
    return sum((mine & theirs).values()) >= _REWRITTEN * max(mine.total(), theirs.total(), _LEAST_WORDS)


def _frame(candidate: Candidate) -> tuple[int, Counter[str]]:
    """How many words of its sentence stand before the candidate, and how often each word comes that is no figure."""
    found = sentences_around(candidate.hit, candidate.start, candidate.end)
    text = candidate.hit.article.text
    words = text[found.start : found.end].casefold().split()
    return len(text[found.start : candidate.start].split()), Counter(word for word in words if word.isalpha())


def is_superseded(group: Group, groups: Sequence[Group]) -> bool:
    """Whether each of the group's sentences reads otherwise in a later version of its article, which well answers."""
    return any(
        other is not group
        and other.support >= MAY_WELL
        and all(any(_revises(later, member) for later in other.members) for member in group.members)
        for other in groups
    )


def _revises(later: Candidate, earlier: Candidate) -> bool:
    """Whether a candidate is from a later version of the other's article, and from the same sentence, edited."""
    if not later.hit.is_later_than(earlier.hit):
        return False
    mine, theirs = ({*one.sentence.casefold().split()} for one in (later, earlier))
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs))


def latest_first(members: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with the latest version of each article before its earlier ones; the best first otherwise."""
    ordered: list[Candidate] = []
    left = list(members)
    while left:
        latest = left[0]
        for other in left:
            if other.hit.is_later_than(latest.hit):
                latest = other
        ordered.append(latest)
        left = [other for other in left if other is not latest]
    return ordered
