"""What an article says of itself in its first and last lines: dateline, byline, date, update, sign-off.

Dates are found as they are written; `index.articles.dating` reads them. `index.articles.clean` marks the lines that
say nothing else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.imprint.bylines import BYLINE, outlet_of, plain_byline, read_byline
from index.imprint.datelines import read_dateline
from index.imprint.told import DATE_LINE, GUESSED, LONGEST, NOTHING, Stamp, Told, in_order, together
from index.imprint.words import (
    AGENCIES,
    AGENCY,
    ENDS_DATED,
    IN_PLACE,
    NAMES,
    NOBODY,
    ONE_AGENCY,
    ONLY_DATE,
    ONLY_TIME,
    PLACE,
    ROLE,
    STAMP,
    is_outlet,
)

# Lines at the beginning and at the end that may tell of the article; a line as long as prose ends the beginning.
_FIRST_LINES = 8
_LAST_LINES = 4
_PROSE = 200

# "Jane Doe in Beirut" may be a headline in the first of them, and is a subheading in later ones.
_PLAIN_LINES = 3


@dataclass(frozen=True, slots=True)
class Imprint:
    """What an article says of itself. `lines` are the numbers of the lines, from 0, that say nothing else."""

    author: str | None = None
    outlet: str | None = None
    published: Stamp | None = None
    modified: Stamp | None = None
    lines: frozenset[int] = frozenset()


# What stands before a date like a place, and says of what it is: not of the article.
_OF_AN_EVENT = re.compile(
    r"(?:born|died|deceased|opened|closed|founded|established|released?|due|deadline|since|until|effective|expires?)\b",
    re.IGNORECASE,
)
_BETWEEN_PARTS = re.compile(r"\s*[|•·\t]\s*|\s+[—–-]{1,2}\s+|^[—–-]{1,2}\s+")
_AROUND = " \t\xa0*_#>"
_LOOSE = " ,;.()|•·*_"

# "TRTWorld and agencies", "Source: Example News".
_SIGN_OFF = re.compile(
    r"(?:source\s*:\s*(?P<named>\S.{1,50}?)(?:(?:,| and| with)(?: news)? agencies)?"
    r"|(?P<signed>[A-Z][\w.&' -]{1,40}?)(?:,| and| with)(?: news)? agencies)\.?",
    re.IGNORECASE,
)
# "(Reporting by Jane Doe in Beirut; Editing by John Roe)", at the end of a line or on one of its own.
CREDITS = re.compile(
    r"\((?:additional\s+)?(?:reporting|writing|editing)\s+by\s+[^()]{2,300}\)\s*$"
    r"|^(?:[—–-]{1,2}\s*)?(?:additional\s+|with\s+)?(?:reporting|writing|editing|translation|assistance)\s+(?:by|from)\s"
    r".{2,300}$",
    re.IGNORECASE,
)
_REPORTED_BY = re.compile(rf"(?<!dditional )(?<!\w)(?i:reporting\s+by)\s+(?P<names>{NAMES.pattern})")
_CONTRIBUTED = re.compile(
    r".{3,200}\bcontributed(?: reporting)? to (?:this|the) (?:report|story|article|post|piece)\.?", re.IGNORECASE
)
_INITIALS = re.compile(rf"[a-z]{{2,4}}(?:/[a-z]{{2,4}})*\s*\({AGENCY}(?:\s*,\s*{AGENCY})*\)")
_SIGNED = re.compile(rf"(?:--?|—|–)\s*(?P<names>{NAMES.pattern})")


def read(lines: Sequence[str]) -> Imprint:
    """What the lines of an article say of it. Captions, which have dates of their own, are not to be among them."""
    found: list[tuple[int, Told]] = []
    for number, line in enumerate(lines[:_FIRST_LINES]):
        bare = line.strip(_AROUND)
        if number == 0 and (date := _after_place(bare)):  # it may be a headline: "Arden, May 3, 2016"
            found.append((number, Told(published=Stamp(date, GUESSED))))
        elif told := _credit(bare, plain=0 < number < _PLAIN_LINES):
            found.append((number, told))
        elif told := read_dateline(line):
            found.append((number, told))
            if told != NOTHING or not _may_be_headline(line):
                break
        elif len(line) > _PROSE:
            break
    begun = {number for number, told in found if told.alone}
    for number in range(max(0, len(lines) - _LAST_LINES), len(lines)):
        if number in begun:
            continue
        line = lines[number].strip(_AROUND)
        if signed := _SIGN_OFF.fullmatch(line):  # it counts for more than the wire that a dateline names
            found.insert(0, (number, _signed_by(signed["named"] or signed["signed"])))
        elif told := _sign_off(line, last=number == len(lines) - 1):
            found.append((number, told))
    own = frozenset(number for number, told in found if told.alone)
    whole = together(told for _, told in found)
    return Imprint(whole.author, whole.outlet, whole.published, whole.modified, own)


def _may_be_headline(line: str) -> bool:
    """Whether a line is not the first paragraph of a story: "NATO - what next?"."""
    return len(line) <= LONGEST and not line.rstrip().endswith((".", "”", '"'))


# The beginning


def _credit(line: str, *, plain: bool) -> Told | None:
    """What a line tells that tells of the article and of nothing else; `plain`: it may be a byline without a "by"."""
    if not line or len(line) > LONGEST:
        return None
    stamps = list(STAMP.finditer(line))
    if not all(_stands_apart(line, stamp) for stamp in stamps):
        return None
    rest = STAMP.sub("|", line)
    parts = [part.strip(_LOOSE) for part in _BETWEEN_PARTS.split(rest) if part.strip(_LOOSE)]
    sure = [_sure(part) for part in parts]
    if plain and len(parts) == 1 and not stamps and sure[0] is None:
        sure = [plain_byline(parts[0])]
    told = [known or _likely(part) for part, known in zip(parts, sure, strict=True)]
    if not (stamps or any(sure)):
        return None
    if not all(told):  # a headline that ran into its stamp: "Trucks arrive Updated: 2016-07-15 13:14"
        return together(map(_stamped, stamps)) if stamps else None
    return together([*map(_stamped, stamps), *(part for part in told if part)], alone=True)


def _stands_apart(line: str, stamp: re.Match[str]) -> bool:
    """Whether "published" is no verb of a sentence: "the list was published on May 3, 2016"."""
    return not stamp.start() or ":" in stamp["mark"] or re.search(r"[|•·(\d]\W*$", line[: stamp.start()]) is not None


def _stamped(stamp: re.Match[str]) -> Told:
    if stamp["changed"]:
        return Told(modified=Stamp(stamp["date"], "update line"))
    return Told(published=Stamp(stamp["date"], "published line"))


def _dated(date: str) -> Told:
    return Told(published=Stamp(date, DATE_LINE))


def _sure(part: str) -> Told | None:
    """A date, a byline or an agency."""
    if dated := ONLY_DATE.fullmatch(part):
        return _dated(dated["date"])
    if dated := ENDS_DATED.fullmatch(part):
        before = dated["rest"].strip(_LOOSE)
        known = _sure(before) or plain_byline(before) or outlet_of(before)
        if known is None and _after_place(part):
            known = NOTHING
        return together([known, _dated(dated["date"])]) if known else None
    if byline := BYLINE.match(part):
        return read_byline(part[byline.end() :].strip(_LOOSE))
    if agency := ONE_AGENCY.fullmatch(part):
        return Told(outlet=agency["agency"])
    return None


def _after_place(line: str) -> str | None:
    """The date in "Arden, May 3, 2016", but not in "Updated May 3, 2016"."""
    if len(line) > LONGEST or STAMP.match(line):
        return None
    dated = ENDS_DATED.fullmatch(line)
    before = dated["rest"].strip(_LOOSE) if dated else ""
    placed = PLACE.fullmatch(before) and len(before.split()) <= 3 and not is_outlet(before)
    placed = placed and not _OF_AN_EVENT.match(before)
    return dated["date"] if dated and placed and not ONLY_DATE.fullmatch(line) and not BYLINE.match(before) else None


def _likely(part: str) -> Told | None:
    """What may be anything, but for a date or a byline beside it: an outlet, a name, a place, a time."""
    if told := outlet_of(part):
        return told
    if NAMES.fullmatch(part):
        return Told(author=in_order(part))
    return NOTHING if any(kind.fullmatch(part) for kind in (ONLY_TIME, ROLE, NOBODY, PLACE)) else None


# The end


def _signed_by(signed: str) -> Told:
    """What stands before "and agencies": an outlet, "Jane Doe in Arden", or "staff"."""
    if NOBODY.fullmatch(signed):
        return Told(alone=True)
    where = IN_PLACE.fullmatch(signed)
    if where and NAMES.fullmatch(where["before"]):
        return Told(in_order(where["before"]), alone=True)
    return Told(outlet=signed, alone=True)


def _sign_off(line: str, *, last: bool) -> Told | None:
    """What a line of the end tells; only the last one can be a signature, others name who was quoted."""
    if agency := ONE_AGENCY.fullmatch(line):
        return Told(outlet=agency["agency"], alone=True)
    if last and (signed := _SIGNED.fullmatch(line)):
        return Told(in_order(signed["names"]), alone=True)
    if reported := CREDITS.search(line):
        names = _REPORTED_BY.search(line, reported.start())
        return Told(in_order(names["names"]) if names else None, alone=not reported.start())
    if any(pattern.fullmatch(line) for pattern in (_CONTRIBUTED, _INITIALS, AGENCIES)):
        return Told(alone=True)
    stamps = list(STAMP.finditer(line[:LONGEST]))
    if stamps and not STAMP.sub("", line).strip(_LOOSE):
        return together(map(_stamped, stamps), alone=True)
    return None
