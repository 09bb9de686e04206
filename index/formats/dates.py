"""Dates as files write them → ISO dates."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from index.imprint.told import GUESSED
from index.text.calendar_names import WEEKDAY

# The rule of a date that a document says of itself.
DOCUMENT = "document"

# "26-FEB-1987 15:01:01.79", as old wires have it, and what is common in tables.
_PATTERNS = (
    "%d-%b-%Y %H:%M:%S",
    "%d-%b-%Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d",
)
_FIGURES = re.compile(
    r"(?:[^\W\d_]+[.,]*\s+)?(?P<first>\d{1,2})(?P<mark>[ /.-])(?P<second>\d{1,2})[ /.-](?P<third>\d{2,4})\b.*",
    re.DOTALL,
)
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
_WEEKDAY = re.compile(rf"^{WEEKDAY},?\s+", re.IGNORECASE)
# Of a second, and what some wires have after it.
_FRACTION = re.compile(r"(?<=:\d\d)[.,]\d+[A-Za-z]*(?: [A-Za-z]+)*$")
# 20160922, 20160922101500: with ten digits it may be a count of seconds as well, from 2030 on.
_COMPACT = re.compile(
    r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:([01]\d|2[0-3])(?:([0-5]\d)([0-5]\d)?)?)?"
)
_EPOCH_DIGITS = 10
_HALF_DAY = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)
_PARTIAL = re.compile(r"\d{4}(?:-\d{2})?")

# It takes a tenth of a second to learn a language's dates, and there are two hundred.
_LANGUAGES = "en de fr es pt it nl pl ru tr ar".split()

# Epochs lie between 1973 and 2100: smaller numbers are counts of something.
_FIRST_SECOND = 100_000_000
_LAST_SECOND = 4_102_444_800
_MOST_CHARACTERS = 60

# What programs write where they know no date.
_NEVER = datetime(1970, 1, 1)


def iso_date(value: object, rule: str) -> tuple[str | None, str | None]:
    """The ISO date, with the time where one is given, and the rule that found it: `rule`, or "guessed" where the
    value can be read in more than one way. (None, None) if it is no date."""
    if isinstance(value, bool) or value is None:
        return None, None
    if not isinstance(value, float) and (compact := _COMPACT.fullmatch(str(value).strip())):
        with suppress(ValueError):
            moment = datetime(*(int(part) for part in compact.groups() if part))  # type: ignore[arg-type]
            return _shown(moment), GUESSED if len(compact[0]) == _EPOCH_DIGITS else rule
    if isinstance(value, int | float) or (isinstance(value, str) and re.fullmatch(r"\d{9,13}(?:\.\d+)?", value)):
        with suppress(OverflowError):
            if found := _epoch(float(value)):
                return found, rule
        return None, None
    text = " ".join(str(value).split())
    if not text or len(text) > _MOST_CHARACTERS or not re.search(r"\d", text) or _PARTIAL.fullmatch(text):
        return None, None
    # The second knows nothing of a.m. and p.m.
    usual = () if _HALF_DAY.search(text) else (parsedate_to_datetime,)
    for read in (datetime.fromisoformat, *usual, _patterned):
        try:
            moment = read(text)
            if ":" in text and _NEVER in (moment.replace(tzinfo=None), _in_utc(moment)):
                return None, None
            return _shown(moment), rule
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return _parsed(text, rule)


def _may_be_two(text: str) -> bool:
    """Whether it is a date in figures of which the first may be the month or the day: "4/3/2021"; or, as in "16-09-22",
    the day or the year."""
    figures = _FIGURES.fullmatch(text)
    if figures is None:
        return False
    first, second, third = (int(figures[name]) for name in ("first", "second", "third"))
    year_first = figures["mark"] == "-" and len(figures["first"]) == len(figures["third"]) == 2 and 1 <= third <= 31
    return second <= 12 and (first <= 12 or (first <= 31 and year_first))


def _shown(moment: datetime) -> str:
    if not 1700 <= moment.year <= 2100:
        raise ValueError("no date of an article")
    if moment.time() == datetime.min.time() and moment.tzinfo is None:
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat()


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _epoch(number: float) -> str | None:
    seconds = number / 1000 if number > _LAST_SECOND else number
    if not _FIRST_SECOND < seconds < _LAST_SECOND:
        return None
    return _shown(datetime.fromtimestamp(int(seconds), UTC))


def _patterned(text: str) -> datetime:
    text = _WEEKDAY.sub("", _FRACTION.sub("", text))
    for pattern in _PATTERNS:
        try:
            return datetime.strptime(text, pattern)
        except ValueError:
            continue
    raise ValueError(text)


def _parsed(text: str, rule: str) -> tuple[str | None, str | None]:
    """In any language and order, but no "3 hours ago": from when that counts is not known."""
    import dateparser  # slow to load, and few dates need it

    sure = not _may_be_two(text)
    settings: dict[str, object] = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    if _DOTTED.match(text):
        settings["DATE_ORDER"] = "DMY"  # only those who put the day first write dots
    try:
        found = dateparser.parse(text, languages=_LANGUAGES, settings=settings)
        return (_shown(found), rule if sure else GUESSED) if found else (None, None)
    except Exception:  # it raises whatever its many patterns raise
        return None, None
