"""Times: days, months and years, weekdays and the like resolved against the day of publication, hours of a day."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from qa.compare.number_words import COUNTS
from qa.compare.relation import Relation


@dataclass(frozen=True, slots=True)
class Time:
    """The days from `first` to `last`, both included, where they are known; or else what is known of them: a day of the
    week (0 is Monday), or a month with or without a day. `minutes` are the first and
    last minute of the day that it may be, if that is said."""

    first: date | None = None
    last: date | None = None
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    minutes: tuple[int, int] | None = None


def relation_of(one: Time, other: Time) -> Relation:
    """How two times stand to each other."""
    if one.minutes and other.minutes and (one.minutes[1] < other.minutes[0] or other.minutes[1] < one.minutes[0]):
        return Relation.DIFFERENT
    days = _days(one, other)
    return Relation.COMPATIBLE if days is Relation.SAME and one.minutes != other.minutes else days


def _days(one: Time, other: Time) -> Relation:
    if one.first and one.last and other.first and other.last:
        if (one.first, one.last) == (other.first, other.last):
            return Relation.SAME
        apart = one.last < other.first or other.last < one.first
        return Relation.DIFFERENT if apart else Relation.COMPATIBLE
    if one.first is None and other.first is None:
        if (one.weekday, one.month, one.day) == (other.weekday, other.month, other.day):
            return Relation.SAME
        clash = any(
            mine is not None and theirs is not None and mine != theirs
            for mine, theirs in ((one.weekday, other.weekday), (one.month, other.month), (one.day, other.day))
        )
        return Relation.DIFFERENT if clash else Relation.COMPATIBLE
    known, vague = (one, other) if one.first else (other, one)
    return Relation.COMPATIBLE if _may_be(known, vague) else Relation.DIFFERENT


def _may_be(known: Time, vague: Time) -> bool:
    """Whether any of the known days is as the vague time says; a year and more may be anything."""
    assert known.first is not None
    assert known.last is not None
    days = (known.last - known.first).days + 1
    return days > 366 or any(
        (vague.weekday is None or day.weekday() == vague.weekday)
        and (vague.month is None or day.month == vague.month)
        and (vague.day is None or day.day == vague.day)
        for day in (known.first + timedelta(days=number) for number in range(days))
    )


# Reading a time

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY = rf"(?P<weekday>{'|'.join(day + '|' + day[:3] for day in _WEEKDAYS)}|tues|thurs|weds)\.?"
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
        _YEAR,
        _MONTH,
    )
)
_RELATIVE = re.compile(
    r"(?P<day>today|tonight|yesterday|tomorrow|last\s+night|this\s+(?:morning|afternoon|evening))"
    r"|(?P<which>last|this|next|earlier\s+this|later\s+this|the\s+previous|previous)\s+(?P<span>week|month|year)"
    r"|(?P<count>\d+|a|an|one|two|three|four|five|six|seven)\s+(?P<ago>days?|weeks?|months?|years?)\s+(?:ago|earlier)"
)
_LAST_WEEKDAY = re.compile(rf"(?:(?P<which>last|this|next|past)\s+)?{_WEEKDAY}")
_CLOCK = re.compile(
    r"(?<![\d./-])(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap]\.?m\.?)|(?P<hour24>[01]?\d|2[0-3])[:.](?P<minute24>[0-5]\d)(?![\d./-]\d|\d))"
    r"|(?P<name>noon|midday|midnight)|(?P<past>quarter|half)\s+past\s+(?P<after>\w+)|(?P<exact>\w+)\s+o'clock"
)
_PART_OF_DAY = re.compile(r"\bbefore\s+dawn\b|\b(?P<part>morning|afternoon|evening|night|overnight|tonight)\b")
_PARTS_OF_DAY = {
    "dawn": (0, 6 * 60),
    "morning": (0, 12 * 60),
    "afternoon": (12 * 60, 18 * 60),
    "evening": (17 * 60, 24 * 60),
    "night": (18 * 60, 24 * 60),
    "overnight": (0, 24 * 60),
    "tonight": (17 * 60, 24 * 60),
}
_PARTS = re.compile(r"\b(early|mid|late|first\s+half|second\s+half)\b")
_SHARES = {
    "early": (0.0, 0.4),
    "mid": (0.3, 0.7),
    "late": (0.6, 1.0),
    "first half": (0.0, 0.5),
    "second half": (0.5, 1.0),
}
_VAGUELY = re.compile(r"\b(?:around|about|shortly|just|soon|approximately|before|after)\b")
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
# What may stand beside a time without being one.
_BESIDE = re.compile(
    r"\b(?:on|in|at|by|the|of|since|until|from|during|around|about|early|late|mid|morning|afternoon|evening|night|day|year"
    r"|local|time|gmt|utc|bst|est|edt|cet|et|pt|o'clock|overnight|before|after|and|just|shortly|a|ad|this|last|earlier"
    r"|later|exactly|approximately|only|soon|first|second|half)\b|[^\w]+"
)
_FEASTS = {
    "christmas day": "december 25",
    "christmas eve": "december 24",
    "new year's day": "january 1",
    "new year's eve": "december 31",
}
_COUNTS = {"a": 1, "an": 1} | COUNTS
_FUTURE = timedelta(days=45)


def time(text: str, published: str | None = None) -> Time | None:
    """The time that a text is; None if it is not, or says more. Weekdays, "yesterday" and days without year count from
    `published`, an ISO day."""
    rest = " ".join(text.casefold().replace("’", "'").split())
    for feast, day in _FEASTS.items():
        rest = rest.replace(feast, day)
    base = _iso(published)
    minutes = None
    if clock := _CLOCK.search(rest):
        minutes = _minutes(clock)
        rest = f"{rest[: clock.start()]} {rest[clock.end() :]}"
        if minutes and _VAGUELY.search(rest):
            minutes = max(0, minutes[0] - 15), minutes[1] + 15
    elif part := _PART_OF_DAY.search(rest):
        minutes = _PARTS_OF_DAY[part["part"] or "dawn"]
        rest = rest.replace("before dawn", "")
    found, rest = _found(rest, base)
    if _BESIDE.sub("", rest) or (found is None and minutes is None):
        return None
    found = _part_of(found, text.casefold()) if found else Time()
    return Time(found.first, found.last, found.weekday, found.month, found.day, minutes)


def _part_of(whole: Time, text: str) -> Time:
    """The part of a month or year that "early", "late" or "the first half of" leaves."""
    part = _PARTS.search(text)
    if part is None or whole.first is None or whole.last is None or whole.first == whole.last:
        return whole
    days = (whole.last - whole.first).days + 1
    begin, end = _SHARES[part[1]]
    first = whole.first + timedelta(days=round(days * begin))
    return Time(first, whole.first + timedelta(days=round(days * end) - 1))


def _found(text: str, base: date | None) -> tuple[Time | None, str]:
    """The days that a text speaks of, and the text without them."""
    for pattern in _DATES:
        if match := pattern.search(text):
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            found = _dated(match.groupdict(), base)
            return found, _LAST_WEEKDAY.sub(" ", rest, count=1)
    if match := _RELATIVE.search(text):
        return (_relative(match, base) if base else None), f"{text[: match.start()]} {text[match.end() :]}"
    if match := _LAST_WEEKDAY.search(text):
        return _weekday(match, base), f"{text[: match.start()]} {text[match.end() :]}"
    return None, text


def _dated(fields: dict[str, str | None], base: date | None) -> Time | None:
    if decade := fields.get("decade"):
        return Time(date(int(decade), 1, 1), date(int(decade) + 9, 12, 31))
    month = int(fields["number"] or 0) if fields.get("number") else None
    if name := fields.get("month"):
        month = _MONTHS.index(name[:3]) + 1
    day = int(fields["day"] or 0) if fields.get("day") else None
    year = int(fields["year"] or 0) if fields.get("year") else None
    try:
        if year is None and month is not None and base is not None:
            year = _year(month, day or 1, base)
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


def _year(month: int, day: int, base: date) -> int:
    """The year of a day that is not far ahead of publication: news looks back."""
    return base.year if date(base.year, month, day) <= base + _FUTURE else base.year - 1


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
    if base is None:
        return Time(weekday=weekday)
    back = (base.weekday() - weekday) % 7
    ahead = match["which"] == "next" or (match["which"] == "this" and back)
    day = base + timedelta(days=7 - back) if ahead else base - timedelta(days=back)
    return Time(day, day)


def _minutes(clock: re.Match[str]) -> tuple[int, int] | None:
    if clock["name"]:
        minute = 0 if clock["name"] == "midnight" else 720
    elif clock["half"]:
        hour = int(clock["hour"]) % 12 + (12 if clock["half"][0] == "p" else 0)
        minute = hour * 60 + int(clock["minute"] or 0)
    elif word := clock["after"] or clock["exact"]:
        hour = int(word) if word.isdigit() else _HOURS.index(word) + 1 if word in _HOURS else 24
        if hour >= 24:
            return None
        minute = hour * 60 + {"quarter": 15, "half": 30}.get(clock["past"], 0)
    else:
        minute = int(clock["hour24"]) * 60 + int(clock["minute24"])
    return minute, minute


def _iso(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
