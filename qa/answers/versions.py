"""One sentence in several versions of an article: which is the latest, and what it says instead."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from index.types import Article, Hit, Origin, Range
from qa.answers.corrections import is_later, is_taken_back
from qa.answers.frames import frame
from qa.answers.groups import MAY_WELL, Candidate, Group
from qa.answers.revisions import counterpart, plain, revision, revisions
from qa.cite import sentences_around
from qa.question.answer_type import AnswerType
from qa.reply import Citation, Difference, Disagreement

# A sentence is another one's rewritten where so much of both, which have at least so many words, is the same.
_REWRITTEN = 0.8
_LEAST_WORDS = 5


def rewrites(group: Group, best: Group) -> bool:
    """Whether the group's sentence is one of the best group's, in another article, with other words for the answer: a
    correction, or a later version; or what a correction takes back. It is no rival, and, but for what is taken back,
    as likely as that one, however unlikely the reader thinks it."""
    if group is best:
        return False
    return any(_is_rewritten(group.members[0], member) for member in best.members) or any(
        _is_revised(one, other) for one in group.members for other in best.members
    )


def _is_revised(one: Candidate, other: Candidate) -> bool:
    """Whether both are the same place of the same sentence of two versions, with another figure."""
    if other.hit.article.digest not in one.hit.linked:
        return False
    found = revision(one, other.hit, AnswerType.OTHER)
    return found is not None and found.other.start < other.end and other.start < found.other.end


def _is_rewritten(one: Candidate, other: Candidate) -> bool:
    if one.hit.article.origin == other.hit.article.origin or one.text == other.text:
        return False
    (place, mine), (against, theirs) = _around(one), _around(other)
    if abs(place - against) > 1:
        return False
    return sum((mine & theirs).values()) >= _REWRITTEN * max(mine.total(), theirs.total(), _LEAST_WORDS)


def _around(candidate: Candidate) -> tuple[int, Counter[str]]:
    """How many words of its sentence stand before the candidate, and how often each word comes that is no figure."""
    found = sentences_around(candidate.hit, candidate.start, candidate.end)
    text = candidate.hit.article.text
    words = text[found.start : found.end].casefold().split()
    return len(text[found.start : candidate.start].split()), Counter(word for word in words if word.isalpha())


def is_superseded(group: Group, groups: Sequence[Group]) -> bool:
    """Whether each of the group's sentences reads otherwise in a later version of its article, which well answers; or
    is taken back."""
    return all(is_taken_back(member) for member in group.members) or any(
        other is not group
        and other.support >= MAY_WELL
        and all(any(_revises(later, member) for later in other.members) for member in group.members)
        for other in groups
    )


def _revises(later: Candidate, earlier: Candidate) -> bool:
    """Whether a candidate is from a later version of the other's article, and from the same sentence, edited."""
    if not is_later(later.hit, earlier.hit):
        return False
    if frame(later.sentence) == frame(earlier.sentence):  # one of many rows of a table
        return _is_revised(later, earlier)
    mine, theirs = ({*one.sentence.casefold().split()} for one in (later, earlier))
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs))


def latest_first(members: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with the latest version of each article before its earlier ones; the best first otherwise."""
    ordered: list[Candidate] = []
    left = list(members)
    while left:
        latest = left[0]
        for other in left:
            if is_later(other.hit, latest.hit):
                latest = other
        ordered.append(latest)
        left = [other for other in left if other is not latest]
    return ordered


def updates(groups: Iterable[Group], hits: Sequence[Hit], asked: AnswerType) -> list[Disagreement]:
    """How other versions differ from the groups, one for each two figures."""
    found: dict[frozenset[str], Disagreement] = {}
    for group in groups:
        for revised in revisions(group.members, hits, asked):
            told = revised.disagreement()
            found.setdefault(frozenset(side.text for side in told.sides), told)
    return list(found.values())


def besides(told: Sequence[Disagreement], found: Iterable[Disagreement], hits: Sequence[Hit]) -> Iterator[Disagreement]:
    """The disagreements that are not told already, of the same sentences, and that are none between figures of two
    things."""
    sentences = {_sentence(side.citations[0]) for one in told for side in one.sides}
    for one in found:
        is_told = all(any(_sentence(cited) in sentences for cited in side.citations) for side in one.sides)
        if not is_told and not (one.kind is Difference.UPDATED and _are_of_two_things(one, hits)):
            yield one


def _sentence(citation: Citation) -> tuple[Origin, int]:
    return citation.origin, citation.quote_start


def _are_of_two_things(found: Disagreement, hits: Sequence[Hit]) -> bool:
    """Whether one of the two articles gives both figures, side by side, or the other's in another sentence that was
    made of its own: then they are figures of two things, and neither updates the other."""
    articles = {hit.article.origin: hit.article for hit in hits}
    one, other = (side.citations[0] for side in found.sides)
    return one.origin != other.origin and any(
        _stands_elsewhere(mine, articles[mine.origin], theirs, articles[theirs.origin])
        for mine, theirs in ((one, other), (other, one))
        if mine.origin in articles and theirs.origin in articles
    )


def _stands_elsewhere(cited: Citation, article: Article, other: Citation, version: Article) -> bool:
    """Whether the version has the cited sentence, or what was made of it, elsewhere than where the other is cited."""
    if plain(cited.quote) in plain(version.text):
        return True
    made = counterpart(Range(cited.quote_start, cited.quote_start + len(cited.quote)), article, version)
    return made is not None and made.start != other.quote_start
