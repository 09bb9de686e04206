"""What an article says of itself in its first and last lines: dateline, byline, date, update, sign-off.

Dates are found as they are written; `index.dating` reads them. `index.clean` marks the lines that say nothing else.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.imprint_words import (
    AGENCIES,
    AGENCY,
    ENDS_DATED,
    IN_PLACE,
    NAMES,
    NOBODY,
    ONE_AGENCY,
    ONLY_DATE,
    ONLY_TIME,
    OUTLET,
    PLACE,
    ROLE,
    ROLE_AFTER_NAME,
    SHORT_DATE,
    STAFF,
    STAMP,
    YEAR,
    is_outlet,
)

# Lines at the beginning and at the end that may tell of the article; a line as long as prose ends the beginning.
_FIRST_LINES = 8
_LAST_LINES = 4
_LONGEST = 160
_PROSE = 200

# "Jane Doe in Beirut" may be a headline in the first of them, and is a subheading in later ones.
_PLAIN_LINES = 3


# The rule of a date that stands alone, and of one that allows another reading.
DATE_LINE = "date line"
GUESSED = "guessed"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as it is written, and the rule that found it. A dateline may have no year."""

    written: str
    rule: str

    @property
    def has_year(self) -> bool:
        """Whether it is a date in full."""
        return re.search(YEAR, self.written) is not None


@dataclass(frozen=True, slots=True)
class Imprint:
    """What an article says of itself. `lines` are the numbers of the lines, from 0, that say nothing else."""

    author: str | None = None
    outlet: str | None = None
    published: Stamp | None = None
    modified: Stamp | None = None
    lines: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Told:
    """What one line tells; `alone` where it says nothing else."""

    author: str | None = None
    outlet: str | None = None
    published: Stamp | None = None
    modified: Stamp | None = None
    alone: bool = False


_NOTHING = _Told()

_BYLINE = re.compile(
    r"(?:by\b|(?:written|story|words|text|reported|report|analysis|compiled|posted|published)\s+by\b"
    r"|(?:author|byline|reporter)s?\s*:)[\s:]+(?=\S)",
    re.IGNORECASE,
)
# "By JANE DOE For the Example Times", and "From Jane Doe in Arden".
_FOR = re.compile(r"\s+for\s+", re.IGNORECASE)
_FROM = re.compile(r"(?:From|FROM)\s+(?=[A-Z])")
# What stands before a date like a place, and says of what it is: not of the article.
_OF_AN_EVENT = re.compile(
    r"(?:born|died|deceased|opened|closed|founded|established|released?|due|deadline|since|until|effective|expires?)\b",
    re.IGNORECASE,
)
_BETWEEN_PARTS = re.compile(r"\s*[|•·\t]\s*|\s+[—–-]{1,2}\s+|^[—–-]{1,2}\s+")
_BETWEEN_PIECES = re.compile(r"[,|/•·()]|\s[—–-]{1,2}\s")
_AROUND = " \t\xa0*_#>"
_LOOSE = " ,;.()|•·"

# "ALEPPO, Sept 22 (Reuters) —", with a date or without. A place in capitals needs nothing else, another one a date or
# an agency.
_PLACE_BEFORE = r"[^\w(]{0,6}(?:(?P<place>[A-Za-z][^\d()\n:—–|]{0,60}?)(?P<after>\s*[,.-][\s,.-]*|\s+|(?=:)))??"
_AGENCY_AND_DASH = (
    rf"[\s,]*(?:[(/](?P<agency>[A-Z][\w.&'’ -]{{1,38}})[)/]|(?P<bare>(?i:{AGENCY})))?"
    r"(?:[\s,.]*(?P<dash>-{1,3}|–|—|:|_)|(?<=/)\.)(?=\s|$)"
)
_GAP = re.compile(r",[\s,]*,")
_DATED = re.compile(rf"{_PLACE_BEFORE}(?P<date>(?i:{SHORT_DATE})){_AGENCY_AND_DASH}")
_UNDATED = re.compile(rf"{_PLACE_BEFORE}(?P<date>){_AGENCY_AND_DASH}")
_LEADS_WITH_AGENCY = re.compile(rf"\((?P<agency>{AGENCY})\)\s*(?:-{{1,3}}|–|—)?\s*(?=[A-Z“\"'])")
# "(Adds details)" stands where an agency does.
_NO_AGENCY = re.compile(r"(?:adds|updates?|recasts|corrects|repeats|refiles|rpt)\b", re.IGNORECASE)
_ENDS_OPEN = re.compile(r"\b(?:on|of|in|by|the|since|until|from|and|to|for|is|was|a|an|with|at)$", re.IGNORECASE)

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
    found: list[tuple[int, _Told]] = []
    for number, line in enumerate(lines[:_FIRST_LINES]):
        bare = line.strip(_AROUND)
        if number == 0 and (date := _after_place(bare)):  # it may be a headline: "Arden, May 3, 2016"
            found.append((number, _Told(published=Stamp(date, GUESSED))))
        elif told := _credit(bare, plain=0 < number < _PLAIN_LINES):
            found.append((number, told))
        elif told := _dateline(line):
            found.append((number, told))
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
    whole = _together(told for _, told in found)
    return Imprint(whole.author, whole.outlet, whole.published, whole.modified, own)


def opens_with_dateline(line: str) -> bool:
    """Whether a line begins with a date or an agency as a story does, and so is no headline."""
    told = _dateline(line)
    return told is not None and told != _NOTHING


def _together(found: Iterable[_Told], *, alone: bool = False) -> _Told:
    """All of them as one; what is told first counts."""
    whole = _Told(alone=alone)
    for told in found:
        whole = replace(
            whole,
            author=whole.author or told.author,
            outlet=whole.outlet or told.outlet,
            published=whole.published or told.published,
            modified=whole.modified or told.modified,
        )
    return whole


# The beginning


def _credit(line: str, *, plain: bool) -> _Told | None:
    """What a line tells that tells of the article and of nothing else; `plain`: it may be a byline without a "by"."""
    if not line or len(line) > _LONGEST:
        return None
    stamps = list(STAMP.finditer(line))
    if not all(_stands_apart(line, stamp) for stamp in stamps):
        return None
    rest = STAMP.sub("|", line)
    parts = [part.strip(_LOOSE) for part in _BETWEEN_PARTS.split(rest) if part.strip(_LOOSE)]
    sure = [_sure(part) for part in parts]
    if plain and len(parts) == 1 and not stamps and sure[0] is None:
        sure = [_plain_byline(parts[0])]
    told = [known or _likely(part) for part, known in zip(parts, sure, strict=True)]
    if not (stamps or any(sure)):
        return None
    if not all(told):  # a headline that ran into its stamp: "Trucks arrive Updated: 2016-07-15 13:14"
        return _together(map(_stamped, stamps)) if stamps else None
    return _together([*map(_stamped, stamps), *(part for part in told if part)], alone=True)


def _stands_apart(line: str, stamp: re.Match[str]) -> bool:
    """Whether "published" is no verb of a sentence: "the list was published on May 3, 2016"."""
    return not stamp.start() or ":" in stamp["mark"] or re.search(r"[|•·(\d]\W*$", line[: stamp.start()]) is not None


def _stamped(stamp: re.Match[str]) -> _Told:
    if stamp["changed"]:
        return _Told(modified=Stamp(stamp["date"], "update line"))
    return _Told(published=Stamp(stamp["date"], "published line"))


def _dated(date: str) -> _Told:
    return _Told(published=Stamp(date, DATE_LINE))


def _sure(part: str) -> _Told | None:
    """A date, a byline or an agency."""
    if dated := ONLY_DATE.fullmatch(part):
        return _dated(dated["date"])
    if dated := ENDS_DATED.fullmatch(part):
        before = dated["rest"].strip(_LOOSE)
        known = _sure(before) or _plain_byline(before) or _outlet_of(before)
        if known is None and _after_place(part):
            known = _NOTHING
        return _together([known, _dated(dated["date"])]) if known else None
    if byline := _BYLINE.match(part):
        return _byline(part[byline.end() :].strip(_LOOSE))
    if agency := ONE_AGENCY.fullmatch(part):
        return _Told(outlet=agency["agency"])
    return None


def _after_place(line: str) -> str | None:
    """The date in "Arden, May 3, 2016", but not in "Updated May 3, 2016"."""
    if len(line) > _LONGEST or STAMP.match(line):
        return None
    dated = ENDS_DATED.fullmatch(line)
    before = dated["rest"].strip(_LOOSE) if dated else ""
    placed = PLACE.fullmatch(before) and len(before.split()) <= 3 and not is_outlet(before)
    placed = placed and not _OF_AN_EVENT.match(before)
    return dated["date"] if dated and placed and not ONLY_DATE.fullmatch(line) and not _BYLINE.match(before) else None


def _likely(part: str) -> _Told | None:
    """What may be anything, but for a date or a byline beside it: an outlet, a name, a place, a time."""
    if told := _outlet_of(part):
        return told
    if NAMES.fullmatch(part):
        return _Told(author=_in_order(part))
    return _NOTHING if any(kind.fullmatch(part) for kind in (ONLY_TIME, ROLE, NOBODY, PLACE)) else None


def _outlet_of(text: str) -> _Told | None:
    return _Told(outlet=text) if OUTLET.fullmatch(text) else None


def _byline(text: str) -> _Told | None:
    """What follows "By": names, with where they write from or for whom; or an agency, or nobody by name."""
    if agency := ONE_AGENCY.fullmatch(text):
        return _Told(outlet=agency["agency"])
    if NOBODY.fullmatch(text):
        return _NOTHING
    text = _FOR.sub(" for ", ROLE_AFTER_NAME.sub("", text))
    if staff := STAFF.fullmatch(text):
        return _Told(outlet=staff["outlet"])
    names = NAMES.match(text)
    if names is None:
        return None
    before, last = _apart(names.group())
    outlets = [last] if last else []
    for piece in (piece.strip(" .") for piece in _BETWEEN_PIECES.split(text[names.end() :])):
        if piece and not _fits_byline(piece):
            return None
        outlets += [outlet for outlet in _outlets_in(piece) if outlet]
    return _Told(_in_order(before), outlets[0] if outlets else None)


def _apart(names: str) -> tuple[str, str | None]:
    """Names, and the outlet that they end with: "Jane Doe, Example News", "Jane Doe BBC News", "Jane Doe Reuters"."""
    before, comma, last = names.rpartition(",")
    if comma and is_outlet(last.strip()):
        return before, last.strip()
    words = names.split()
    for place in sorted(range(2, len(words)), key=lambda place: not words[place].isupper()):
        before, last = " ".join(words[:place]), " ".join(words[place:])
        outlet = ONE_AGENCY.fullmatch(last) or (" " in last and OUTLET.fullmatch(last))
        if outlet and NAMES.fullmatch(before):
            return before, last
    return names, None


def _outlets_in(piece: str) -> list[str]:
    """The outlet in "for Example News" or "Example News in Beirut"."""
    where = IN_PLACE.fullmatch(piece)
    bare = re.sub(r"^(?:for|of|at|with|and|in)\s+", "", where["before"] if where else piece)
    return [bare] if is_outlet(bare) else []


def _fits_byline(piece: str) -> bool:
    """Whether what follows a name belongs to a byline: an outlet, a place, somebody else in another place."""
    bare = re.sub(r"^(?:for|of|at|with|and|in)\s+(?:the\s+)?", "", piece)
    return bool(
        _outlets_in(piece)
        or any(kind.fullmatch(bare) for kind in (PLACE, ROLE, NOBODY))
        or re.fullmatch(rf"@\w+|\S+@\S+|{PLACE.pattern}\s+and\s+{NAMES.pattern}\s+in\s+{PLACE.pattern}", bare)
    )


def _plain_byline(line: str) -> _Told | None:
    """ "Jane Doe in Beirut", "Jane Doe, Example News", "Jane Doe, political correspondent"."""
    line = _FROM.sub("", line, count=1) if _FROM.match(line) else line
    where = IN_PLACE.fullmatch(line)
    if where and NAMES.fullmatch(where["before"]):
        return _Told(author=_in_order(where["before"]))
    name, _, rest = (where["before"] if where else line).partition(",")
    if not NAMES.fullmatch(name) or not rest.strip():
        return None
    if is_outlet(rest.strip()):
        return _Told(_in_order(name), rest.strip())
    return _Told(_in_order(name)) if ROLE.fullmatch(rest.strip()) else None


def _in_order(names: str) -> str:
    return " ".join(names.split())


def _dateline(line: str) -> _Told | None:
    """What a dateline tells that a line begins with."""
    if led := _LEADS_WITH_AGENCY.match(line):
        return _Told(outlet=led["agency"])
    # Without the gaps in it, which the patterns could share out among their parts in very many ways.
    beginning = " ".join(_GAP.sub(",", line[:_LONGEST]).split())
    match = _DATED.match(beginning) or _UNDATED.match(beginning)
    if match is None:
        return None
    place, date, agency = match["place"] or "", match["date"], match["agency"] or match["bare"]
    in_capitals = re.search(r"[A-Z]{3}", place) is not None and place.split()[0].isupper()
    if match["dash"] == ":" and not (in_capitals and date):
        return None
    if not (in_capitals or date or match["agency"]) or (place and not in_capitals and not _may_be_place(match)):
        return None
    return _Told(
        outlet=agency if agency and not _NO_AGENCY.match(agency) else None,
        published=Stamp(date, "dateline") if date else None,
    )


def _may_be_place(dateline: re.Match[str]) -> bool:
    """Whether a place that is not in capitals is one: "Bogota, March 4 -", but not "On the night of March 4 -"."""
    place = dateline["place"]
    apart = "," in dateline["after"] or "." in dateline["after"] or not dateline["date"]
    return apart and len(place.split()) <= 5 and not _ENDS_OPEN.search(place)


# The end


def _signed_by(signed: str) -> _Told:
    """What stands before "and agencies": an outlet, "Jane Doe in Arden", or "staff"."""
    if NOBODY.fullmatch(signed):
        return _Told(alone=True)
    where = IN_PLACE.fullmatch(signed)
    if where and NAMES.fullmatch(where["before"]):
        return _Told(_in_order(where["before"]), alone=True)
    return _Told(outlet=signed, alone=True)


def _sign_off(line: str, *, last: bool) -> _Told | None:
    """What a line of the end tells; only the last one can be a signature, others name who was quoted."""
    if agency := ONE_AGENCY.fullmatch(line):
        return _Told(outlet=agency["agency"], alone=True)
    if last and (signed := _SIGNED.fullmatch(line)):
        return _Told(_in_order(signed["names"]), alone=True)
    if reported := CREDITS.search(line):
        names = _REPORTED_BY.search(line, reported.start())
        return _Told(_in_order(names["names"]) if names else None, alone=not reported.start())
    if any(pattern.fullmatch(line) for pattern in (_CONTRIBUTED, _INITIALS, AGENCIES)):
        return _Told(alone=True)
    stamps = list(STAMP.finditer(line[:_LONGEST]))
    if stamps and not STAMP.sub("", line).strip(_LOOSE):
        return _together(map(_stamped, stamps), alone=True)
    return None
