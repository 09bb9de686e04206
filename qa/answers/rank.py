"""From spans to answers: group what says the same, rank by support, tell how sure."""

import math
from collections.abc import Iterator, Sequence

from index.text.words import words
from index.types import Origin, Range
from qa.answers.calibration import Calibration
from qa.answers.corrections import is_taken_back
from qa.answers.disagreement import is_unknown
from qa.answers.groups import MAY_WELL, Candidate, Group
from qa.answers.versions import is_superseded, latest_first, rewrites
from qa.cite import sentences_around
from qa.compare.answers import Said, agree
from qa.question.answer_type import AnswerType
from qa.question.kind import Kind
from qa.reply import Answer, Weighed

# A list is longer than what else is shown.
_LONGEST_LIST = 10

# An explanation takes at most so many sentences from one article, each at least half as likely as the best.
_SENTENCES = 3
_HALF = math.log(2)

# What may well be an answer besides the first has not much less of the question's words about it.
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
        alike = _grouped(_without_overlaps([each for each in ordered if _says_something(each)]), asked)
        groups = [Group(_support(members, calibration), latest_first(_each_source_first(members))) for members in alike]
        groups.sort(key=lambda group: -group.support)
    return sorted(groups, key=lambda group: is_superseded(group, groups))


def best_of(groups: Sequence[Group], calibration: Calibration, count: int, kind: Kind) -> list[Answer]:
    """The best answers, best first: `count` of them, or more where the question asks for a list.

    How often an answer with so much support, and so far ahead of its rivals, really is right, the calibration says.
    """
    shown = groups[: _LONGEST_LIST if kind is Kind.LIST else count]
    how_sure = _confidences(groups, calibration, count, kind)
    return [group.answer(confidence) for group, confidence in zip(shown, how_sure, strict=False)]


def values_of(
    groups: Sequence[Group], calibration: Calibration, count: int, kind: Kind, asked: AnswerType
) -> list[Answer]:
    """The `contenders`, each as sure as where it is one of the `count` best answers."""
    likely = {id(group) for group in contenders(groups, asked)}
    how_sure = _confidences(groups, calibration, count, kind)
    return [group.answer(confidence) for group, confidence in zip(groups, how_sure, strict=True) if id(group) in likely]


def contenders(groups: Sequence[Group], asked: AnswerType) -> list[Group]:
    """The groups that may well answer the question, best first: likely by themselves, of the sort that was asked for
    or saying that nobody knows, and from sentences that are about what was asked as much as the best one's is."""
    least = _MAY_BE_WHO if asked is AnswerType.NAME else MAY_WELL
    answers = bool(groups) and groups[0].support >= least
    likely = [
        group
        for group in groups
        if (group.support >= least or (answers and rewrites(group, groups[0])))
        and (not group.members[0].evidence.misfit or is_unknown(group.members[0].text))
    ]
    about = likely[0].members[0].evidence.sentence if likely else 0.0
    return [group for group in likely if group.members[0].evidence.sentence >= about - _LESS_ABOUT]


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


def _confidences(groups: Sequence[Group], calibration: Calibration, count: int, kind: Kind) -> Iterator[float]:
    """How sure each of the groups, which come best first, is. Groups exclude each other, so that a rival as likely
    makes an answer less sure; members of a list do not, and none counts for more against the others than an even
    chance does."""
    sureness = calibration.sentences if kind.wants_sentences else calibration.words
    # A correction of the best answer is no sign that the reader is wrong about it.
    rivals = groups[1 : max(count, 2)]
    second = next((group.support for group in rivals if not rewrites(group, groups[0])), 0.0)
    for group in groups:
        rival = second if group is groups[0] else groups[0].support
        yield sureness.confidence(group.support, min(rival, 0.0) if kind is Kind.LIST else rival)


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


def _says_something(candidate: Candidate) -> bool:
    """Whether there is more in the span than "the" or a bracket. "US" is a name and "us" is none."""
    return bool(words(candidate.text)) or any(len(word) > 1 and word.isupper() for word in candidate.text.split())


def _each_source_first(members: Sequence[Candidate]) -> list[Candidate]:
    """The members, which come best first, each article's best before what it says again elsewhere. What it says again
    in the same sentence is left out."""
    sentences: set[tuple[Origin, Range]] = set()
    first: dict[Origin, Candidate] = {}
    again: list[Candidate] = []
    for member in members:
        origin = member.hit.article.origin
        sentence = (origin, sentences_around(member.hit, member.start, member.end))
        if sentence not in sentences and first.setdefault(origin, member) is not member:
            again.append(member)
        sentences.add(sentence)
    return [*first.values(), *again]


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
    says is said of its picture, and what a story says is not. What a correction takes back nobody says with it."""
    groups: list[list[tuple[Candidate, Said]]] = []
    alone: list[list[Candidate]] = []
    for candidate in candidates:
        if is_taken_back(candidate):
            alone.append([candidate])
            continue
        said = Said(candidate.text, candidate.hit.article.published, asked)
        for group in groups:
            same = candidate.hit.caption == group[0][0].hit.caption
            if same and all(agree(said, member) for _, member in group):
                group.append((candidate, said))
                break
        else:
            groups.append([(candidate, said)])
    return [*([candidate for candidate, _ in group] for group in groups), *alone]


def _support(group: Sequence[Candidate], calibration: Calibration) -> float:
    """The log-odds that not every source of the group is wrong.

    Each article counts once, with its best span. A copy adds nothing: neither the same text in another place, nor a
    version or copy of it, nor the same sentence in another text.
    """
    heard: set[str] = set()
    all_wrong = 0.0  # the logarithm of the chance
    for candidate in group:
        marks = {candidate.hit.article.digest, " ".join(candidate.sentence.split()).casefold()}
        if not (marks | candidate.hit.linked) & heard:
            all_wrong -= math.log1p(math.exp(min(calibration.log_odds(candidate.evidence), 30.0)))
        heard |= marks
    return math.log(-math.expm1(all_wrong)) - all_wrong
