"""From spans to answers: group what says the same, rank by support, tell how sure."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.types import Hit, Origin, Range
from qa.answer_type import AnswerType
from qa.calibration import Calibration, Sureness
from qa.cite import cite, sentences_around
from qa.compare.answers import Said, agree
from qa.disagreement import is_unknown
from qa.evidence import Evidence
from qa.kind import Kind
from qa.reply import Answer, Weighed
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

# An article has many names, and few of them are answers.
_MAY_BE_WHO = 0.0


def answers_of(
    candidates: Sequence[Candidate],
    calibration: Calibration,
    count: int,
    kind: Kind = Kind.FACTOID,
    asked: AnswerType = AnswerType.OTHER,
) -> list[Answer]:
    """The best answers, best first: `count` of them, or more where the question asks for a list.

    Answers are ordered by the chance that not all of their sources are wrong, taken as independent: two reports that
    are right seven times in ten make an answer that is right nine times in ten. How often an answer with so much
    support, and so far ahead of its rivals, really is right, the calibration says.
    """
    ordered = sorted(candidates, key=lambda candidate: -calibration.log_odds(candidate.evidence))
    if kind.wants_sentences:
        return _sure(_told(ordered, calibration)[: max(count, 2)], calibration.sentences)[:count]
    groups = _grouped(_without_overlaps(ordered), asked)
    supported = sorted(((_support(group, calibration), group) for group in groups), key=lambda pair: -pair[0])
    if kind is Kind.LIST:  # the members of a list are no rivals
        return [_answer(group, calibration.words.confidence(support, support)) for support, group in supported][
            :_LONGEST_LIST
        ]
    return _sure(supported[: max(count, 2)], calibration.words)[:count]


def contenders(candidates: Sequence[Candidate], calibration: Calibration, asked: AnswerType) -> list[Answer]:
    """The answers that may well answer the question, best first: likely by themselves, of the sort that was asked for
    or saying that nobody knows, and from sentences that are about what was asked as much as the best one's is."""
    ordered = sorted(candidates, key=lambda candidate: -calibration.log_odds(candidate.evidence))
    groups = _grouped(_without_overlaps(ordered), asked)
    supported = sorted(((_support(group, calibration), group) for group in groups), key=lambda pair: -pair[0])
    likely = [
        (support, group)
        for support, group in supported
        if support >= (_MAY_BE_WHO if asked is AnswerType.NAME else _MAY_WELL)
        and (not group[0].evidence.misfit or is_unknown(group[0].text))
    ]
    about = likely[0][1][0].evidence.sentence if likely else 0.0
    return _sure(
        [(support, group) for support, group in likely if group[0].evidence.sentence >= about - _LESS_ABOUT],
        calibration.words,
    )


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


def _sure(supported: Sequence[tuple[float, Sequence[Candidate]]], sureness: Sureness) -> list[Answer]:
    """The answers, which come best first and each of which excludes the others, with their confidence."""
    best, second = ([support for support, _ in supported] + [0.0, 0.0])[:2]
    return [
        _answer(group, sureness.confidence(support, best if number else second))
        for number, (support, group) in enumerate(supported)
    ]


def _answer(group: Sequence[Candidate], confidence: float) -> Answer:
    citations = tuple(cite(candidate.hit, candidate.start, candidate.end) for candidate in group)
    reports = [
        Report(candidate.hit.article.digest, citation.quote, candidate.hit.text, citation.attribution)
        for candidate, citation in zip(group, citations, strict=True)
    ]
    return Answer(
        text=group[0].text,
        confidence=confidence,
        citations=citations,
        sources=len({candidate.hit.article.digest for candidate in group}),
        voices=voices(reports),
    )


def _told(candidates: Sequence[Candidate], calibration: Calibration) -> list[tuple[float, list[Candidate]]]:
    """The log-odds of each article's best sentence and its few best sentences, whole; the best article first.

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
    return [(best, list(told.values())) for best, told in articles.values()]


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
    it agrees with every member: "45" goes with "45 people" or with "45 trucks", which stay two answers."""
    groups: list[list[tuple[Candidate, Said]]] = []
    for candidate in candidates:
        said = Said(candidate.text, candidate.hit.article.published, asked)
        for group in groups:
            if all(agree(said, member) for _, member in group):
                group.append((candidate, said))
                break
        else:
            groups.append([(candidate, said)])
    return [[candidate for candidate, _ in group] for group in groups]


def _support(group: Sequence[Candidate], calibration: Calibration) -> float:
    """The log-odds that not every source of the group is wrong.

    Each article counts once, with its best span. A copy adds nothing: neither the same text in another place, nor the
    same sentence in another text.
    """
    heard: set[str] = set()
    all_wrong = 0.0  # the logarithm of the chance
    for candidate in group:
        marks = {candidate.hit.article.digest, " ".join(_sentence(candidate).split()).casefold()}
        if not marks & heard:
            all_wrong -= math.log1p(math.exp(min(calibration.log_odds(candidate.evidence), 30.0)))
        heard |= marks
    return math.log(-math.expm1(all_wrong)) - all_wrong


def _sentence(candidate: Candidate) -> str:
    found = sentences_around(candidate.hit, candidate.start, candidate.end)
    return candidate.hit.article.text[found.start : found.end]
