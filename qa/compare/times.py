"""Reads times: days, months and years, weekdays and the like resolved against the day of publication, hours."""

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from index.text.calendar_names import MONTH_OR_SHORT, MONTHS, WEEKDAYS
from qa.compare.clocks import clocks
from qa.compare.number_words import COUNTS
from qa.compare.time import Time

_MONTHS = [month[:3].casefold() for month in MONTHS]
_MONTH = rf"(?P<month>{MONTH_OR_SHORT.casefold()})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_WEEKDAYS = [day.casefold() for day in WEEKDAYS]
_WEEKDAY = rf"(?P<weekday>{'|'.join(day + '|' + day[:3] for day in _WEEKDAYS)}|tues|thurs|weds)\.?"
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
# The third of June, or the sixth of March.
_EITHER = re.compile(rf"\b(?P<one>0?[1-9]|1[0-2])[./](?P<other>0?[1-9]|1[0-2])[./]{_YEAR}")
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}-(?P<number>\d\d)-{_DAY}",
        rf"(?P<day>1[3-9]|2\d|3[01])[./](?P<number>0?[1-9]|1[0-2])[./]{_YEAR}",  # told from the next by the day alone
        rf"(?P<number>0?[1-9]|1[0-2])[./](?P<day>1[3-9]|2\d|3[01])[./]{_YEAR}",
        rf"{_MONTH}\s+{_DAY}(?:\s*,)?\s*{_YEAR}",
        rf"{_DAY}(?:\s+of)?\s+{_MONTH}(?:\s*,)?\s*{_YEAR}",
        rf"{_MONTH}(?:\s*,|\s+of)?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY}",
        rf"{_DAY}(?:\s+of)?\s+{_MONTH}",
        r"(?P<decade>(?:1[5-9]|20)\d0)s",
        rf"(?:the\s+(?:early|mid|late)?[\s-]*)(?P<spelled>{'|'.join(_DECADES)})",
        r"'(?P<short>[2-9]0)s",
        _YEAR,
        _MONTH,
    )
)
_DAY_IN_WORDS = re.compile(rf"\b{_MONTH}\s+(?P<word>{'|'.join(COUNTS)})\b")  # as old wires have it
_RELATIVE = re.compile(
    r"(?P<day>today|tonight|yesterday|tomorrow|last\s+night|this\s+(?:morning|afternoon|evening))"
    r"|(?P<by>(?:by|before)\s+)?(?:the\s+)?end\s+of\s+(?:the|this)\s+(?P<end>week|month|year)"
    r"|(?P<which>last|this|next|earlier\s+this|later\s+this|the\s+previous|previous)\s+(?P<span>week|month|year)"
    r"|(?P<count>\d+|a|an|one|two|three|four|five|six|seven)\s+(?P<ago>days?|weeks?|months?|years?)\s+(?:ago|earlier)"
)
_WEEKEND = re.compile(r"\b(?:(?P<which>last|this|next|past|the)\s+)?weekend\b")
_LAST_WEEKDAY = re.compile(rf"(?:(?P<which>last|this|next|past)\s+)?{_WEEKDAY}")
# "Before 2011"; "shortly before" is about that time.
_OPEN = re.compile(r"(?:some\s?time\s+)?(?P<way>before|after)\s+(?!.*\bend\s+of\b)")
_PARTS = re.compile(
    r"\b(early|mid|late|(?<!by\s)(?<!by\sthe\s)(?<!before\s)(?<!before\sthe\s)end(?=\s+of)|first\s+half|second\s+half)\b"
)
_SHARES = {
    "early": (0.0, 0.45),
    "mid": (0.3, 0.7),
    "late": (0.55, 1.0),
    "end": (0.75, 1.0),
    "first half": (0.0, 0.5),
    "second half": (0.5, 1.0),
}
# What may stand beside a time without being one.
_BESIDE = re.compile(
    r"\b(?:on|in|at|by|the|of|since|until|from|during|around|about|early|late|mid|morning|afternoon|evening|night|day|year"
    r"|local|time|gmt|utc|bst|est|edt|cet|et|pt|o'clock|overnight|before|after|and|just|shortly|a|ad|this|last|earlier"
    r"|later|exactly|approximately|only|soon|first|second|half|end)\b|[^\w]+"
)
_FEASTS = {
    "christmas day": "december 25",
    "christmas eve": "december 24",
    "new year's day": "january 1",
    "new year's eve": "december 31",
    "christmas": "december 25",
}
_COUNTS = {"a": 1, "an": 1} | COUNTS
# How far ahead a day without a year is taken to lie, and how far into the next year it may.
_FUTURE = timedelta(days=45)
_NEXT_YEAR = timedelta(days=90)


def time(text: str, published: str | None = None) -> Time | None:
    """The time that a text is; None if it is not, or says more. Weekdays, "yesterday" and days without year count from
    `published`, an ISO day."""
    rest = " ".join(text.casefold().replace("’", "'").split())
    for feast, day in _FEASTS.items():
        rest = rest.replace(feast, day)
    base = _iso(published)
    hours, rest = clocks(_DAY_IN_WORDS.sub(_in_digits, rest))
    found, rest = _found(rest, base)
    if _BESIDE.sub("", rest) or (found is None and not hours):
        return None
    found = _part_of(found, text.casefold()) if found else Time()
    if not hours and (opened := _OPEN.match(text.casefold())):
        found = _beyond(found, is_before=opened["way"] == "before")
    is_ahead = base is not None and found.first is not None and found.first > base
    return replace(found, clocks=hours, is_ahead=is_ahead)


def _beyond(time: Time, *, is_before: bool) -> Time:
    """All days before or after the time, where they are known."""
    if time.first is None or time.last is None:
        return time
    also = _beyond(time.also, is_before=is_before) if time.also else None
    day = timedelta(days=1)
    return Time(date.min, time.first - day, also=also) if is_before else Time(time.last + day, date.max, also=also)


def _in_digits(match: re.Match[str]) -> str:
    return f"{match['month']} {COUNTS[match['word']]}"


def _part_of(whole: Time, text: str) -> Time:
    """The part of a month or year that "early", "late" or "the first half of" leaves."""
    part = _PARTS.search(text)
    if part is None or whole.first is None or whole.last is None or whole.first == whole.last:
        return whole
    days = (whole.last - whole.first).days + 1
    begin, end = _SHARES[part[1]]
    first = whole.first + timedelta(days=round(days * begin))
    also = _part_of(whole.also, text) if whole.also else None
    return Time(first, whole.first + timedelta(days=round(days * end) - 1), also=also)


def _found(text: str, base: date | None) -> tuple[Time | None, str]:
    """The days that a text speaks of, and the text without them."""
    if match := _EITHER.search(text):
        one, other, year = (int(match[name]) for name in ("one", "other", "year"))
        either = Time(*_whole(year, other, one), also=Time(*_whole(year, one, other)))
        return either, f"{text[: match.start()]} {text[match.end() :]}"
    for pattern in _DATES:
        if match := pattern.search(text):
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            found = _dated(match.groupdict(), base)
            return found, _LAST_WEEKDAY.sub(" ", rest, count=1)
    if match := _RELATIVE.search(text):
        try:
            relative = _relative(match, base) if base else None
        except (ValueError, OverflowError):  # "4500 years ago": before all calendars
            relative = None
        return relative, f"{text[: match.start()]} {text[match.end() :]}"
    if match := _WEEKEND.search(text):
        saturday = _day_of_week(5, match["which"], base)
        return (_two_days(saturday) if base else None), f"{text[: match.start()]} {text[match.end() :]}"
    if match := _LAST_WEEKDAY.search(text):
        return _weekday(match, base), f"{text[: match.start()]} {text[match.end() :]}"
    return None, text


def _dated(fields: dict[str, str | None], base: date | None) -> Time | None:
    if decade := fields.get("decade"):
        return Time(date(int(decade), 1, 1), date(int(decade) + 9, 12, 31))
    if tens := fields.get("short"):
        return Time(date(1900 + int(tens), 1, 1), date(1909 + int(tens), 12, 31))
    if word := fields.get("spelled"):
        first = 1920 + 10 * _DECADES.index(word)
        return Time(date(first, 1, 1), date(first + 9, 12, 31))
    month = int(fields["number"] or 0) if fields.get("number") else None
    if name := fields.get("month"):
        month = _MONTHS.index(name[:3]) + 1
    day = int(fields["day"] or 0) if fields.get("day") else None
    year = int(fields["year"] or 0) if fields.get("year") else None
    try:
        if year is None and month is not None and base is not None:
            return _without_year(month, day, base)
        if year is None:
            return Time(month=month, day=day)
        return Time(*_whole(year, month, day))
    except ValueError:  # there is no such day
        return None


def _whole(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _without_year(month: int, day: int | None, base: date) -> Time | None:
    """The last such day or month that is not far ahead of publication, since news looks back. It may also be the one of
    the year of publication that lies farther ahead, or the next year's where it is near. None if there is no such day.
    """

    def comes_by(year: int, latest: date) -> bool:
        return (year, month, day or 1) <= (latest.year, latest.month, latest.day)

    if not comes_by(base.year, base + _FUTURE):
        years = [base.year - 1, base.year]
    elif comes_by(base.year + 1, base + _NEXT_YEAR):
        years = [base.year, base.year + 1]
    else:
        years = [base.year]
    found = [Time(*_whole(year, month, day)) for year in years if (day or 1) <= calendar.monthrange(year, month)[1]]
    return replace(found[0], also=found[1] if found[1:] else None) if found else None


def _relative(match: re.Match[str], base: date) -> Time:
    if match["day"]:
        shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(match["day"], 0)
        day = base + timedelta(days=shift)
        return Time(day, day)
    if match["ago"]:
        count = _COUNTS.get(match["count"]) or int(match["count"])
        unit = match["ago"].rstrip("s")
        if unit in ("day", "week"):
            day = base - timedelta(days=count * (7 if unit == "week" else 1))
            return Time(day, day) if unit == "day" else Time(day - timedelta(days=3), day + timedelta(days=3))
        return _span(unit, base, -count)
    if match["end"]:
        end = _span(match["end"], base, 0)
        return replace(end, first=base) if match["by"] else end
    shift = {"last": -1, "next": 1}.get(match["which"], -1 if "previous" in match["which"] else 0)
    return _span(match["span"], base, shift)


def _span(unit: str, base: date, shift: int) -> Time:
    """The whole week, month or year that is `shift` away from the one that holds `base`."""
    if unit == "week":
        first = base - timedelta(days=base.weekday()) + timedelta(weeks=shift)
        return Time(first, first + timedelta(days=6))
    if unit == "month":
        months = base.year * 12 + base.month - 1 + shift
        return Time(*_whole(months // 12, months % 12 + 1, None))
    return Time(*_whole(base.year + shift, None, None))


def _weekday(match: re.Match[str], base: date | None) -> Time:
    weekday = next(number for number, name in enumerate(_WEEKDAYS) if name.startswith(match["weekday"][:3]))
    return _day_of_week(weekday, match["which"], base)


def _day_of_week(weekday: int, which: str | None, base: date | None) -> Time:
    """The last such day, which may also be the next one where nothing tells, unless it is the day of publication."""
    if base is None:
        return Time(weekday=weekday)
    back = (base.weekday() - weekday) % 7
    last, coming = base - timedelta(days=back), base + timedelta(days=7 - back)
    if which == "next" or (which == "this" and back):
        return Time(coming, coming)
    if which in ("last", "past") or not back:
        return Time(last, last)
    return Time(last, last, also=Time(coming, coming, is_ahead=True))


def _two_days(day: Time) -> Time:
    """The day and the one after it."""
    assert day.first is not None
    longer = replace(day, last=day.first + timedelta(days=1))
    return replace(longer, also=_two_days(day.also)) if day.also else longer


def _iso(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
