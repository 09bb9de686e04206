"""From spans to answers: group what says the same, rank by support, tell how sure."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.types import Hit, Origin, Range
from qa.answer_type import AnswerType
from qa.calibration import Calibration, Sureness
from qa.cite import cite, sentences_around
from qa.compare.answers import Said, agree
from qa.disagreement import is_unknown
from qa.evidence import Evidence
from qa.kind import Kind
from qa.reply import Answer, Citation, Weighed
from qa.voices import Report, voices


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of a hit's passage with what speaks for it; `start` and `end` are places in the article."""

    hit: Hit
    start: int
    end: int
    evidence: Evidence

    @property
    def text(self) -> str:
        """The span's words."""
        return self.hit.article.text[self.start : self.end]


# A list is longer than what else is shown.
_LONGEST_LIST = 10

# An explanation takes at most so many sentences from one article, each at least half as likely as the best.
_SENTENCES = 3
_HALF = math.log(2)

# What may well be an answer besides the first: as likely as one in four, in log-odds, and not much less of the
# question's words about it.
_MAY_WELL = math.log(1 / 3)
_LESS_ABOUT = 0.2

# A sentence is another one's rewritten where so much of both, which have at least so many words, is the same.
_REWRITTEN = 0.8
_LEAST_WORDS = 5

# An article has many names, and few of them are answers.
_MAY_BE_WHO = 0.0


@dataclass(frozen=True)
class Group:
    """Candidates that say the same, best first, and the log-odds that not all of them are wrong."""

    support: float
    members: Sequence[Candidate]

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Where each stands, found once whatever answers the group is part of."""
        return tuple(cite(candidate.hit, candidate.start, candidate.end) for candidate in self.members)

    @cached_property
    def voices(self) -> int:
        """How many independent voices there are."""
        return voices(
            [
                Report(candidate.hit.article.digest, candidate.hit.linked, citation.quote, citation.attribution)
                for candidate, citation in zip(self.members, self.citations, strict=True)
            ]
        )

    def answer(self, confidence: float) -> Answer:
        """The answer that the group is."""
        return Answer(
            text=self.members[0].text,
            confidence=confidence,
            citations=self.citations,
            sources=len({candidate.hit.article.digest for candidate in self.members}),
            voices=self.voices,
        )


def answers_of(
    candidates: Sequence[Candidate],
    calibration: Calibration,
    count: int,
    kind: Kind = Kind.FACTOID,
    asked: AnswerType = AnswerType.OTHER,
) -> list[Answer]:
    """The best answers that the candidates make, as `best_of` gives them."""
    return best_of(groups_of(candidates, calibration, kind, asked), calibration, count, kind)


def groups_of(candidates: Sequence[Candidate], calibration: Calibration, kind: Kind, asked: AnswerType) -> list[Group]:
    """The candidates grouped by what they say or, where whole sentences answer, by article; the best group first.

    Groups are ordered by the chance that not all of their sources are wrong, taken as independent: two reports that are
    right seven times in ten make an answer that is right nine times in ten. What only an earlier version of an article
    says, where a later one says something else, comes after all others.
    """
    ordered = sorted(candidates, key=lambda candidate: -calibration.log_odds(candidate.evidence))
    if kind.wants_sentences:
        groups = _told(ordered, calibration)
    else:
        alike = _grouped(_without_overlaps(ordered), asked)
        groups = [Group(_support(members, calibration), _latest_first(members)) for members in alike]
        groups.sort(key=lambda group: -group.support)
    return sorted(groups, key=lambda group: _is_superseded(group, groups))


def best_of(groups: Sequence[Group], calibration: Calibration, count: int, kind: Kind) -> list[Answer]:
    """The best answers, best first: `count` of them, or more where the question asks for a list.

    How often an answer with so much support, and so far ahead of its rivals, really is right, the calibration says.
    """
    if kind is Kind.LIST:  # the members of a list are no rivals
        return [
            group.answer(calibration.words.confidence(group.support, group.support)) for group in groups[:_LONGEST_LIST]
        ]
    sureness = calibration.sentences if kind.wants_sentences else calibration.words
    return _sure(groups[: max(count, 2)], sureness)[:count]


def contenders(groups: Sequence[Group], calibration: Calibration, asked: AnswerType) -> list[Answer]:
    """The answers that may well answer the question, best first: likely by themselves, of the sort that was asked for
    or saying that nobody knows, and from sentences that are about what was asked as much as the best one's is."""
    least = _MAY_BE_WHO if asked is AnswerType.NAME else _MAY_WELL
    answers = bool(groups) and groups[0].support >= least
    likely = [
        group
        for group in groups
        if (group.support >= least or (answers and _rewrites(group, groups[0])))
        and (not group.members[0].evidence.misfit or is_unknown(group.members[0].text))
    ]
    about = likely[0].members[0].evidence.sentence if likely else 0.0
    return _sure(
        [group for group in likely if group.members[0].evidence.sentence >= about - _LESS_ABOUT], calibration.words
    )


def _rewrites(group: Group, best: Group) -> bool:
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


def weighed(candidates: Sequence[Candidate], calibration: Calibration) -> Iterator[Weighed]:
    """Each passage's best candidate with what speaks for it, in the order in which the passages come."""
    passages: dict[tuple[Origin, int], Candidate] = {}
    for candidate in candidates:
        key = (candidate.hit.article.origin, candidate.hit.passage.start)
        best = passages.setdefault(key, candidate)
        if calibration.log_odds(candidate.evidence) > calibration.log_odds(best.evidence):
            passages[key] = candidate
    for candidate in passages.values():
        hit = candidate.hit
        yield Weighed(
            origin=hit.article.origin,
            title=hit.article.title,
            text=candidate.text,
            start=candidate.start,
            end=candidate.end,
            lexical_rank=hit.lexical_rank,
            dense_rank=hit.dense_rank,
            parts=calibration.parts(candidate.evidence),
            likely=1 / (1 + math.exp(-calibration.log_odds(candidate.evidence))),
        )


def _sure(groups: Sequence[Group], sureness: Sureness) -> list[Answer]:
    """The answers, which come best first and each of which excludes the others, with their confidence."""
    best = groups[0].support if groups else 0.0
    # A correction of the best answer is no sign that the reader is wrong about it.
    second = next((group.support for group in groups[1:] if not _rewrites(group, groups[0])), 0.0)
    return [
        group.answer(sureness.confidence(group.support, best if number else second))
        for number, group in enumerate(groups)
    ]


def _told(candidates: Sequence[Candidate], calibration: Calibration) -> list[Group]:
    """Each article's few best sentences, whole, as likely as the best of them; the best article first.

    A sentence is as likely as the likeliest of the candidates, which come best first, in it.
    """
    articles: dict[Origin, tuple[float, dict[Range, Candidate]]] = {}
    for candidate in candidates:
        likely = calibration.log_odds(candidate.evidence)
        best, told = articles.setdefault(candidate.hit.article.origin, (likely, {}))
        whole = sentences_around(candidate.hit, candidate.start, candidate.end)
        apart = all(whole.end <= other.start or whole.start >= other.end for other in told)
        if apart and len(told) < _SENTENCES and likely >= best - _HALF:
            told[whole] = Candidate(candidate.hit, whole.start, whole.end, candidate.evidence)
    return [Group(best, list(told.values())) for best, told in articles.values()]


def _without_overlaps(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, which come best first, without those that overlap a better one in the same article.

    Passages share sentences, and "45" inside "at least 45" is one place, not two.
    """
    kept: list[Candidate] = []
    for candidate in candidates:
        if all(
            candidate.hit.article.origin != other.hit.article.origin
            or candidate.end <= other.start
            or candidate.start >= other.end
            for other in kept
        ):
            kept.append(candidate)
    return kept


def _grouped(candidates: Sequence[Candidate], asked: AnswerType) -> list[list[Candidate]]:
    """Candidates that say the same, each group and each group's members best first. A candidate joins a group only if
    it agrees with every member: "45" goes with "45 people" or with "45 trucks", which stay two answers. What a caption
    says is said of its picture, and what a story says is not."""
    groups: list[list[tuple[Candidate, Said]]] = []
    for candidate in candidates:
        said = Said(candidate.text, candidate.hit.article.published, asked)
        for group in groups:
            same = candidate.hit.caption == group[0][0].hit.caption
            if same and all(agree(said, member) for _, member in group):
                group.append((candidate, said))
                break
        else:
            groups.append([(candidate, said)])
    return [[candidate for candidate, _ in group] for group in groups]


def _latest_first(members: Sequence[Candidate]) -> list[Candidate]:
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


def _is_superseded(group: Group, groups: Sequence[Group]) -> bool:
    """Whether each of the group's sentences reads otherwise in a later version of its article, which well answers."""
    return any(
        other is not group
        and other.support >= _MAY_WELL
        and all(any(_revises(later, member) for later in other.members) for member in group.members)
        for other in groups
    )


def _revises(later: Candidate, earlier: Candidate) -> bool:
    """Whether a candidate is from a later version of the other's article, and from the same sentence, edited."""
    if not later.hit.is_later_than(earlier.hit):
        return False
    mine, theirs = ({*_sentence(one).casefold().split()} for one in (later, earlier))
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs))


def _support(group: Sequence[Candidate], calibration: Calibration) -> float:
    """The log-odds that not every source of the group is wrong.

    Each article counts once, with its best span. A copy adds nothing: neither the same text in another place, nor a
    version or copy of it, nor the same sentence in another text.
    """
    heard: set[str] = set()
    all_wrong = 0.0  # the logarithm of the chance
    for candidate in group:
        marks = {candidate.hit.article.digest, " ".join(_sentence(candidate).split()).casefold()}
        if not (marks | candidate.hit.linked) & heard:
            all_wrong -= math.log1p(math.exp(min(calibration.log_odds(candidate.evidence), 30.0)))
        heard |= marks
    return math.log(-math.expm1(all_wrong)) - all_wrong


def _sentence(candidate: Candidate) -> str:
    found = sentences_around(candidate.hit, candidate.start, candidate.end)
    return candidate.hit.article.text[found.start : found.end]
