"""When an article was published and changed: what its format says, and what its own lines say."""

from dataclasses import dataclass
from datetime import date

from index.formats.dates import DOCUMENT, iso_date
from index.imprint.imprint import Imprint
from index.imprint.told import DATE_LINE, GUESSED, Stamp

# A leap year, to read a day of a month by.
_ANY_YEAR = 2000
# Years until a February 29 comes again, over a century too.
_LEAP = 9


@dataclass(frozen=True, slots=True)
class Dating:
    """ISO dates, with or without a time, and the rule that found them."""

    published: str | None = None
    modified: str | None = None
    dated_by: str | None = None


def dating(told: Dating, own: Imprint) -> Dating:
    """The dates that a format tells, filled up with those of the article's own lines.

    A dateline's day gets its year from the date of a change that is known, and from nothing less certain. Where only a
    change is dated, that is a guess at when the article was published. A date alone on a line is no better than what
    the format guessed. What a document says of itself dates the file, and counts only where no line surely dates the
    article.
    """
    if told.dated_by == DOCUMENT and _dates_surely(own):
        told = Dating()
    modified, modified_by = (told.modified, told.dated_by) if told.modified else _read(own.modified)
    if told.published and told.dated_by != GUESSED:
        return Dating(told.published, modified, told.dated_by)
    published, rule = _read(own.published)
    if published is None and own.published and modified and modified_by != GUESSED:
        published, rule = _latest(own.published, modified), own.published.rule
    if told.published and (published is None or rule in (GUESSED, DATE_LINE)):
        return Dating(told.published, modified, told.dated_by)
    if published is None:
        return Dating(modified, modified, GUESSED if modified else None)
    return Dating(published, modified, rule)


def month_and_day(stamp: Stamp) -> str | None:
    """The day of a date whose year is missing: "09-22"."""
    found, _ = iso_date(f"{stamp.written}, {_ANY_YEAR}", stamp.rule)
    return found[5:10] if found else None


def _read(stamp: Stamp | None) -> tuple[str | None, str | None]:
    return iso_date(stamp.written, stamp.rule) if stamp and stamp.has_year else (None, None)


def _dates_surely(own: Imprint) -> bool:
    return any(_read(stamp)[1] not in (None, GUESSED) for stamp in (own.published, own.modified))


def _latest(stamp: Stamp, until: str) -> str | None:
    """The last such day up to a date."""
    day = month_and_day(stamp)
    if day is None:
        return None
    year = int(until[:4])
    days = (f"{then}-{day}" for then in range(year, year - _LEAP, -1))
    return next((found for found in days if found <= until[:10] and _is_day(found)), None)


def _is_day(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:  # February 29
        return False
    return True
