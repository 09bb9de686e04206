"""Datelines: where and when a story was filed, and by whom."""

import re

from index.imprint.told import LONGEST, NOTHING, Stamp, Told
from index.imprint.words import AGENCY, SHORT_DATE

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


def read_dateline(line: str) -> Told | None:
    """What a dateline tells that a line begins with."""
    if led := _LEADS_WITH_AGENCY.match(line):
        return Told(outlet=led["agency"])
    # Without the gaps in it, which the patterns could share out among their parts in very many ways.
    beginning = " ".join(_GAP.sub(",", line[:LONGEST]).split())
    match = _DATED.match(beginning) or _UNDATED.match(beginning)
    if match is None:
        return None
    place, date, agency = match["place"] or "", match["date"], match["agency"] or match["bare"]
    in_capitals = re.search(r"[A-Z]{3}", place) is not None and place.split()[0].isupper()
    if match["dash"] == ":" and not (in_capitals and date):
        return None
    if not (in_capitals or date or match["agency"]) or (place and not in_capitals and not _may_be_place(match)):
        return None
    return Told(
        outlet=agency if agency and not _NO_AGENCY.match(agency) else None,
        published=Stamp(date, "dateline") if date else None,
    )


def _may_be_place(dateline: re.Match[str]) -> bool:
    """Whether a place that is not in capitals is one: "Bogota, March 4 -", but not "On the night of March 4 -"."""
    place = dateline["place"]
    apart = "," in dateline["after"] or "." in dateline["after"] or not dateline["date"]
    return apart and len(place.split()) <= 5 and not _ENDS_OPEN.search(place)


def opens_with_dateline(line: str) -> bool:
    """Whether a line begins with a date or an agency as a story does, and so is no headline."""
    told = read_dateline(line)
    return told is not None and told != NOTHING
