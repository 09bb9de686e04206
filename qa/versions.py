"""One sentence in several versions of an article: which is the latest, and what it says instead."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from index.split import all_sentences
from index.types import Article, Hit, Origin, Passage, Range
from qa.answer_type import AnswerType
from qa.cite import cite, sentences_around
from qa.compare import phrases
from qa.compare.answers import Said, relation
from qa.compare.relation import Relation
from qa.corrections import is_correction, is_taken_back, runs_into_note
from qa.frames import Slot, frame, items, slots_of
from qa.groups import MAY_WELL, Candidate, Group
from qa.reply import Citation, Difference, Disagreement, Side

# A sentence is another one's rewritten where so much of both, which have at least so many words, is the same.
_REWRITTEN = 0.8
_LEAST_WORDS = 5

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
        if _is_later(self.candidate.hit, self.other.hit):
            places.reverse()
        known = _is_later(places[1][0], places[0][0])
        cited = [cite(hit, place.start, place.end) for hit, place in places]
        kind = Difference.UPDATED if known else Difference.DIFFERS
        return Disagreement(kind, tuple(Side(citation.text, (citation,)) for citation in cited))


def revisions(candidates: Iterable[Candidate], hits: Sequence[Hit], asked: AnswerType) -> Iterator[Revision]:
    """What the versions of the candidates' articles that are among the hits say in the candidates' places, where
    nothing but figures of the sentence was changed."""
    versions = {hit.article.origin: hit for hit in hits}
    for candidate in candidates:
        for hit in versions.values():
            if hit.article.digest in candidate.hit.linked and (found := _revision(candidate, hit, asked)):
                yield found


def _revision(candidate: Candidate, version: Hit, asked: AnswerType) -> Revision | None:
    mine = sentences_around(candidate.hit, candidate.start, candidate.end)
    theirs = _counterpart(mine, candidate.hit.article, version.article)
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
    changed = [
        number
        for number, (one, other) in enumerate(zip(ours, others, strict=True))
        if one.slot and _differ(one.slot, one.words, other.words, days)
    ]
    own = [number for number in slots_of(ours, here, first, last) if number in changed]
    timed = {number for number in changed if ours[number].slot is Slot.TIME}
    if not own or (timed & set(own) and (asked is AnswerType.NUMBER or set(changed) - timed)):
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


def _counterpart(sentence: Range, article: Article, version: Article) -> Range | None:
    """The sentence of the version that was made of the article's, or it of that, by changing figures alone. Where more
    sentences are alike but for their figures, as in a table, it is the one that stands in the same place among them."""
    wanted = frame(article.text[sentence.start : sentence.end])
    mine, theirs = (
        [place for place in all_sentences(it.text, it.noise) if frame(it.text[place.start : place.end]) == wanted]
        for it in (article, version)
    )
    if sentence not in mine:
        return None
    place = mine.index(sentence)
    written = [
        [" ".join(it.text[place.start : place.end].split()) for place in places]
        for it, places in ((article, mine), (version, theirs))
    ]
    for change, first, end, other, other_end in SequenceMatcher(None, written[0], written[1], autojunk=False).get_opcodes():
        if change == "replace" and first <= place < end and end - first == other_end - other:
            return theirs[other + place - first]
    return None


def completed(candidates: Sequence[Candidate], hits: Sequence[Hit], asked: AnswerType) -> list[Candidate]:
    """The candidates but for those that run into a correction's note, and the places of other versions that the reader
    passed over though it took the same place of the same sentence with another figure: what speaks for one speaks for
    the other."""
    kept = [candidate for candidate in candidates if not runs_into_note(candidate)]
    return [*kept, *(found.other for found in revisions(kept, hits, asked))]


def updates(groups: Iterable[Group], hits: Sequence[Hit], asked: AnswerType) -> list[Disagreement]:
    """How other versions differ from the groups, one for each two figures."""
    found: dict[frozenset[str], Disagreement] = {}
    for group in groups:
        for revision in revisions(group.members, hits, asked):
            told = revision.disagreement()
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
    if _plain(cited.quote) in _plain(version.text):
        return True
    made = _counterpart(Range(cited.quote_start, cited.quote_start + len(cited.quote)), article, version)
    return made is not None and made.start != other.quote_start


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
    found = _revision(one, other.hit, AnswerType.OTHER)
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
    if not _is_later(later.hit, earlier.hit):
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
            if _is_later(other.hit, latest.hit):
                latest = other
        ordered.append(latest)
        left = [other for other in left if other is not latest]
    return ordered


def _is_later(one: Hit, other: Hit) -> bool:
    """Whether its article is a version of the other's that was published, or changed, later by the same outlet; or, of
    the same day as far as dates tell, that says that it corrects."""
    mine, theirs = one.article, other.article
    if mine.digest not in other.linked or mine.source != theirs.source:
        return False
    since, before = (article.facts.modified or article.published for article in (mine, theirs))
    known = min(len(since), len(before)) if since and before else 0  # a day may have no hour
    if since and before and since[:known] != before[:known]:
        return since > before
    return is_correction(mine) and not is_correction(theirs)


def _plain(text: str) -> str:
    return " ".join(text.split())
