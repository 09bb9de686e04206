"""Bylines: who wrote an article, from where and for whom."""

import re

from index.imprint.told import NOTHING, Told, in_order
from index.imprint.words import (
    IN_PLACE,
    NAMES,
    NOBODY,
    ONE_AGENCY,
    OUTLET,
    PLACE,
    ROLE,
    ROLE_AFTER_NAME,
    STAFF,
    is_outlet,
)

BYLINE = re.compile(
    r"(?:by\b|(?:written|story|words|text|reported|report|analysis|compiled|posted|published)\s+by\b"
    r"|(?:author|byline|reporter)s?\s*:)[\s:]+(?=\S)",
    re.IGNORECASE,
)
# "By JANE DOE For the Example Times", and "From Jane Doe in Arden".
_FOR = re.compile(r"\s+for\s+", re.IGNORECASE)
_FROM = re.compile(r"(?:From|FROM)\s+(?=[A-Z])")
_BETWEEN_PIECES = re.compile(r"[,|/•·()]|\s[—–-]{1,2}\s")


def read_byline(text: str) -> Told | None:
    """What follows "By": names, with where they write from or for whom; or an agency, or nobody by name."""
    if agency := ONE_AGENCY.fullmatch(text):
        return Told(outlet=agency["agency"])
    if NOBODY.fullmatch(text):
        return NOTHING
    text = _FOR.sub(" for ", ROLE_AFTER_NAME.sub("", text))
    if staff := STAFF.fullmatch(text):
        return Told(outlet=staff["outlet"])
    names = NAMES.match(text)
    if names is None:
        return None
    before, last = _apart(names.group())
    outlets = [last] if last else []
    for piece in (piece.strip(" .") for piece in _BETWEEN_PIECES.split(text[names.end() :])):
        if piece and not _fits_byline(piece):
            return None
        outlets += [outlet for outlet in _outlets_in(piece) if outlet]
    return Told(in_order(before), outlets[0] if outlets else None)


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


def plain_byline(line: str) -> Told | None:
    """ "Jane Doe in Beirut", "Jane Doe, Example News", "Jane Doe, political correspondent"."""
    line = _FROM.sub("", line, count=1) if _FROM.match(line) else line
    where = IN_PLACE.fullmatch(line)
    if where and NAMES.fullmatch(where["before"]):
        return Told(author=in_order(where["before"]))
    name, _, rest = (where["before"] if where else line).partition(",")
    if not NAMES.fullmatch(name) or not rest.strip():
        return None
    if is_outlet(rest.strip()):
        return Told(in_order(name), rest.strip())
    return Told(in_order(name)) if ROLE.fullmatch(rest.strip()) else None


def outlet_of(text: str) -> Told | None:
    """What the name of an outlet tells that stands alone."""
    return Told(outlet=text) if OUTLET.fullmatch(text) else None
