"""How a figure moved: its values by the day on which they were published."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fractions import Fraction

from index.text.words import words
from index.types import Origin
from qa.answers.calibration import Calibration
from qa.answers.disagreement import counted_in
from qa.answers.evidence import Asked
from qa.answers.groups import Candidate
from qa.cite import cite
from qa.compare.amount import Amount
from qa.compare.amounts import amount
from qa.compare.counted import Counted, fate_asked
from qa.compare.relation import Relation
from qa.compare.units import ICE_FAHRENHEIT, Measure, relation_of_units
from qa.question.parts import ARTICLE, ASKS
from qa.reply import Citation, Difference, Disagreement

# Passages read for a timeline: as many reports as there may be, not the best one.
PASSAGES = 40

# A report of the figure is so likely by itself, in log-odds, and its passage at least so much about the matter as the
# likeliest one's. Chosen on 18 figures told by clusters of articles on one event, among 4,000 others, and 8 told by a
# few short ones: of the points shown 75 % and all are right, 77 and 67 % of the articles that have one are found. Of
# all values of the answers 53 % were right, and of the few short ones half as many found.
_LEAST, _AS_MUCH = -2.5, 0.5
# Whoever is counted: what became of them is looked at where the figure stands.
_WHOEVER = frozenset("people person persons many much number toll total count tally figure".split())

# "How has the toll in Aleppo changed since Monday?" is about the toll in Aleppo since Monday.
_MOVED = re.compile(
    r"(?:(?:how|by\s+how\s+much)\s+)?(?:ha[sd]|have|did|does|do|is|was|are|were)\s+(?P<figure>.+?)\s+"
    r"(?:mov|chang|develop|evolv|ris|rose|gr[eo]w|go(?:ing|ne)?\b|went\b|increas|climb|swell|swollen|f[ae]ll|dropp?|"
    r"declin|decreas|shr[aiu]nk)\w*(?:\s+(?:up|down|over\s+(?:the\s+)?(?:time|days|weeks|months|years)))*"
    r"(?:\s+(?P<rest>.+))?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Point:
    """One report of the figure."""

    figure: Fraction
    amount: Amount
    citation: Citation

    @property
    def size(self) -> Fraction:
        """The figure in what all figures of its measure are counted in: two years are more than 18 months, and 41C is
        more than 104F."""
        is_fahrenheit = self.amount.measure is Measure.CELSIUS and self.amount.each != 1
        return (self.figure - (ICE_FAHRENHEIT if is_fahrenheit else 0)) * self.amount.each

    @property
    def day(self) -> str | None:
        """The ISO day of publication, if it is known."""
        return self.citation.published[:10] if self.citation.published else None


def as_question(topic: str) -> str:
    """A topic such as "death toll in Aleppo" as a question; whether or how it moved asks for it; another question stays
    as it is."""
    topic = topic.strip().rstrip("?").rstrip()
    if moved := _MOVED.match(topic):
        topic = " ".join(part for part in moved.group("figure", "rest") if part)
    if ASKS.match(topic):
        return f"{topic}?"
    return f"What was the {ARTICLE.sub('', topic)}?"


def matter(question: str) -> str:
    """The question without who is counted, and what became of them: "how many people died in the flood" is about the
    flood, and so is "the death toll"."""
    return _WORD.sub(lambda it: "" if it[0].casefold() in _WHOEVER or fate_asked(it[0]) else it[0], question)


def reports(
    candidates: Iterable[Candidate], calibration: Calibration, question: str, rarity: Callable[[str], float]
) -> list[Citation]:
    """Of each article the figure that answers best, if it may well be a report of the one that was asked about.

    Unlike the answers to a question they are no rivals: neither its passage's rank nor the wording of its sentence says
    whether it is one, but the reader does, and how much its passage is about the `matter`, each word as much as its
    `rarity`.
    """
    asked, of_what = fate_asked(question), matter(question)
    about = Asked(of_what, rarity)
    of_anything = not words(of_what)  # "the death toll": every passage is about that
    likely: dict[Origin, tuple[float, float, Candidate]] = {}
    for candidate in candidates:
        found = amount(candidate.text)
        if found is None or found.figure is None or candidate.evidence.misfit:
            continue
        if _counts_others(candidate.counted, asked):
            continue
        evidence = about.evidence(candidate.hit, candidate.start, candidate.end, candidate.evidence.margin, rank=1)
        evidence = replace(evidence, sentence=0.0, passage=1.0 if of_anything else evidence.passage)
        odds = calibration.log_odds(evidence)
        if odds > likely.get(candidate.hit.article.origin, (_LEAST,))[0]:
            likely[candidate.hit.article.origin] = odds, evidence.passage, candidate
    _, most, _ = max(likely.values(), key=lambda it: it[0], default=(0.0, 0.0, None))
    return [cite(it.hit, it.start, it.end) for _, share, it in likely.values() if share >= _AS_MUCH * most]


def timeline(told: Iterable[Citation], disagreements: Iterable[Disagreement] = (), question: str = "") -> list[Point]:
    """The `reports` of figures of one measure, by day, the undated last; of each article and figure one.

    The measure is the one that most reports have, and so is what is counted; of the dead and the wounded it is those
    whom the question asks about. Of the disagreements the updated figures are taken too: they may stand in answers that
    hold more than one figure, and so are no figure themselves.
    """
    told = list(told)
    updates = [found for found in disagreements if found.kind is Difference.UPDATED]
    told += [citation for found in updates for side in found.sides for citation in side.citations]
    points: list[Point] = []
    seen = set()
    for citation in told:
        found = amount(citation.text)
        if found and found.figure is not None and (citation.origin, found.figure) not in seen:
            seen.add((citation.origin, found.figure))
            points.append(Point(found.figure, found, citation))
    if not points:
        return []
    measures = [point.amount.measure for point in points]
    usual = max(measures, key=measures.count)
    kept = _of_one_kind([point for point in points if point.amount.measure is usual], fate_asked(question))
    units = [point.amount.unit for point in kept if point.amount.unit]
    if usual is Measure.PERCENT:  # a rate of 4 percent, and by how many points it was cut
        stated = [point.amount.unit for point in kept]
        kept = [point for point in kept if point.amount.unit == max(stated, key=stated.count)]
    elif units:  # 45 people and 50 trucks are no one figure that moved
        counted = max(units, key=units.count)
        kept = [point for point in kept if relation_of_units(point.amount.unit, counted) is not Relation.DIFFERENT]
    corrected = {(it.origin, it.start) for found in updates for it in found.sides[0].citations}
    return sorted(kept, key=lambda point: _when(point, (point.citation.origin, point.citation.start) in corrected))


def _of_one_kind(points: list[Point], asked: frozenset[str]) -> list[Point]:
    """The points that count those who were asked about, or the same as most: the dead and not the wounded, all and not
    "three more" where there are others."""
    found = [(point, counted_in(point.citation)) for point in points]
    fates = [each.fate for _, each in found if each.fate and not each.is_more]
    usual = asked or (max(fates, key=fates.count) if fates else frozenset())
    alike = [(point, each) for point, each in found if not _counts_others(each, usual)]
    return [point for point, each in alike if not each.is_more] or [point for point, _ in alike]


def _counts_others(counted: Counted, asked: frozenset[str]) -> bool:
    """Whether it is said what became of those counted, and that is not what was asked about."""
    return bool(asked and counted.fate and counted.fate != asked)


def _when(point: Point, is_corrected: bool) -> tuple[bool, str, str, bool, Fraction]:
    """What points are sorted by: the day, the hour in Greenwich where it is known, and what another report of that
    time updates first."""
    published = point.citation.published or ""
    moment = datetime.fromisoformat(published) if "T" in published else None
    if moment and moment.tzinfo:  # ten o'clock in Paris is before nine in London
        published = moment.astimezone(UTC).isoformat()
    return point.day is None, point.day or "", published, not is_corrected, point.figure


def marks(points: Sequence[Point]) -> dict[int, str]:
    """Which points, by number, are the first, the latest and the highest."""
    dated = [number for number, point in enumerate(points) if point.day]
    found: dict[int, list[str]] = {}
    if dated:
        found.setdefault(dated[0], []).append("first")
        found.setdefault(dated[-1], []).append("latest")
    if points:
        highest = max(range(len(points)), key=lambda number: points[number].size)
        found.setdefault(highest, []).append("highest")
    return {number: ", ".join(names) for number, names in found.items()}
