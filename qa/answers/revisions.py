"""Two versions of one report in which a figure was corrected: the same place of the same sentence."""

import operator
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from functools import lru_cache

from index.articles.split import all_sentences
from index.types import Article, Hit, Passage, Range
from qa.answers.corrections import changed, comes_later, is_correction, runs_into_note
from qa.answers.frames import Slot, frame, items, slots_of
from qa.answers.groups import Candidate
from qa.cite import cite, sentences_around
from qa.compare import phrases
from qa.compare.answers import Said, relation
from qa.compare.relation import Relation
from qa.question.answer_type import AnswerType
from qa.reply import Difference, Disagreement, Side

# Daily reports of a market are about a day apart.
_SERIES = timedelta(hours=20)

# So much of an ISO date is the day, and the minute.
_DAY, _MINUTE = 10, 16

_ASKED = {Slot.NUMBER: AnswerType.NUMBER, Slot.TIME: AnswerType.TIME}


@dataclass(frozen=True, slots=True)
class Revision:
    """A candidate, and the same place of the same sentence in another version of its article, which has another figure
    there. `figure` and `other_figure` are the places of the two figures, to the end of the candidates' words."""

    candidate: Candidate
    other: Candidate
    figure: Range
    other_figure: Range

    def disagreement(self) -> Disagreement:
        """The two figures: the earlier first, where it can be told which that is."""
        places = [(self.candidate.hit, self.figure), (self.other.hit, self.other_figure)]
        if comes_later(self.candidate.hit.article, self.other.hit.article):
            places.reverse()
        earlier, later = (hit.article for hit, _ in places)
        kind = Difference.UPDATED if comes_later(later, earlier) else Difference.DIFFERS
        cited = [cite(hit, place.start, place.end) for hit, place in places]
        return Disagreement(kind, tuple(Side(citation.text, (citation,)) for citation in cited))


def revisions(candidates: Iterable[Candidate], hits: Sequence[Hit], asked: AnswerType) -> Iterator[Revision]:
    """What the versions of the candidates' articles that are among the hits say in the candidates' places, where
    nothing but figures of the sentence was changed."""
    versions = {hit.article.origin: hit for hit in hits}
    for candidate in candidates:
        for hit in versions.values():
            if _are_of_one_report(candidate.hit, hit) and (found := revision(candidate, hit, asked)):
                yield found


def completed(candidates: Sequence[Candidate], hits: Sequence[Hit], asked: AnswerType) -> list[Candidate]:
    """The candidates but for those that run into a correction's note, and the places of other versions that the reader
    passed over though it took the same place of the same sentence with another figure: what speaks for one speaks for
    the other."""
    kept = [candidate for candidate in candidates if not runs_into_note(candidate)]
    return [*kept, *(found.other for found in revisions(kept, hits, asked))]


def _are_of_one_report(one: Hit, other: Hit) -> bool:
    """Whether the articles are versions of one report, one of which may correct the other, and not two of a series
    that is written to one pattern every day: those of one day, or less than a day apart, or that say they correct."""
    if other.article.digest not in one.linked:
        return False
    if is_correction(one.article) or is_correction(other.article):
        return True
    mine, theirs = (changed(hit.article) for hit in (one, other))
    if mine is None or theirs is None or mine[:_DAY] == theirs[:_DAY]:
        return True
    if min(len(mine), len(theirs)) < _MINUTE:
        return False
    times = (datetime.fromisoformat(time[:_MINUTE]) for time in (mine, theirs))
    return abs(operator.sub(*times)) < _SERIES


def revision(candidate: Candidate, version: Hit, asked: AnswerType) -> Revision | None:
    """What a version of the candidate's article says in the candidate's place, if it has another figure there, and the
    sentence is the same but for its figures. None where a day was changed beside the figure: what happened on another
    day is another matter."""
    mine = sentences_around(candidate.hit, candidate.start, candidate.end)
    theirs = counterpart(mine, candidate.hit.article, version.article)
    if theirs is None:
        return None
    here, there = (
        article.text[place.start : place.end]
        for article, place in ((candidate.hit.article, mine), (version.article, theirs))
    )
    ours, others = items(here), items(there)
    touched = [
        number
        for number, item in enumerate(ours)
        if item.start < candidate.end - mine.start and item.end > candidate.start - mine.start
    ]
    if not touched:
        return None
    first, last = touched[0], touched[-1]
    days = candidate.hit.article.published, version.article.published
    changes = [
        number
        for number, (one, other) in enumerate(zip(ours, others, strict=True))
        if one.slot and _differ(one.slot, one.words, other.words, days)
    ]
    own = [number for number in slots_of(ours, here, first, last) if number in changes]
    timed = {number for number in changes if ours[number].slot is Slot.TIME}
    if not own or (timed & set(own) and (asked is AnswerType.NUMBER or set(changes) - timed)):
        return None
    if timed - set(own) or (asked is AnswerType.TIME and not timed):
        return None  # of another day, and so not the same figure
    since = first if ours[own[0]].slot is Slot.RATE else own[0]
    until = max(last, own[-1])
    hit = replace(version, passage=Passage(theirs.start, theirs.end, (theirs,)))
    other = Candidate(hit, theirs.start + others[first].start, theirs.start + others[last].end, candidate.evidence)
    return Revision(
        candidate,
        other,
        Range(mine.start + ours[since].start, mine.start + ours[until].end),
        Range(theirs.start + others[since].start, theirs.start + others[until].end),
    )


def _differ(slot: Slot, one: str, other: str, days: tuple[str | None, str | None]) -> bool:
    """Whether two slots of two versions, published on those days, say different things."""
    if slot in _ASKED and one != other:
        asked = _ASKED[slot]
        return relation(Said(one, days[0], asked), Said(other, days[1], asked)) is Relation.DIFFERENT
    return phrases.opposed(one, other) if slot is Slot.SIGN else one != other


def counterpart(sentence: Range, article: Article, version: Article) -> Range | None:
    """The sentence of the version that was made of the article's, or it of that, by changing figures alone. Where more
    sentences are alike but for their figures, as in a table, it is the one that stands in the same place among them."""
    wanted = frame(article.text[sentence.start : sentence.end])
    mine, theirs = ([place for place, framed in _framed(it) if framed == wanted] for it in (article, version))
    if sentence not in mine:
        return None
    place = mine.index(sentence)
    written = [plain(article.text[each.start : each.end]) for each in mine]
    rewritten = [plain(version.text[each.start : each.end]) for each in theirs]
    edits = SequenceMatcher(None, written, rewritten, autojunk=False).get_opcodes()
    for change, first, end, other, other_end in edits:
        if change == "replace" and first <= place < end and end - first == other_end - other:
            return theirs[other + place - first]
    return None


@lru_cache(maxsize=64)
def _framed(article: Article) -> list[tuple[Range, tuple[str | Slot, ...]]]:
    """The article's sentences, each with what is left of it without figures."""
    places = all_sentences(article.text, article.noise)
    return [(place, frame(article.text[place.start : place.end])) for place in places]


def plain(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())
