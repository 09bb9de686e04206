"""A time, and how two of them stand to each other."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from qa.compare.relation import Relation

_DAY = 24 * 60
# Zones differ by half hours, as a rule.
_ZONES = range(-_DAY, _DAY + 1, 30)
_WORST_FIRST = (Relation.DIFFERENT, Relation.COMPATIBLE, Relation.SAME)


@dataclass(frozen=True, slots=True)
class Clock:
    """The first and last minute of a day that it may be; of a day in Greenwich if `is_utc`, else where it happens."""

    first: int
    last: int
    is_utc: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """The days from `first` to `last`, both included, where they are known; or else what is known of them: a day of the
    week (0 is Monday), or a month with or without a day. `clocks` are the hours that are said.

    `is_ahead`: it comes after the article was published. `also` is what it may be as well: the next Friday or
    November and not the last, the sixth of March and not the third of June.
    """

    first: date | None = None
    last: date | None = None
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    clocks: tuple[Clock, ...] = ()
    is_ahead: bool = False
    also: "Time | None" = None


def relation_of(one: Time, other: Time) -> Relation:
    """How two times stand to each other."""
    clocks = _clocks(one.clocks, other.clocks)
    if clocks is Relation.DIFFERENT:
        return clocks
    days = max((_days(mine, theirs) for mine, theirs in _readings(one, other)), key=_WORST_FIRST.index)
    if days is Relation.DIFFERENT and _may_be_two_days(one.clocks, other.clocks):  # Thursday there, Wednesday here
        moved = (_days(one, _moved(other, way)) for way in (-1, 1))
        days = Relation.DIFFERENT if all(stand is days for stand in moved) else Relation.COMPATIBLE
    return Relation.COMPATIBLE if days is Relation.SAME and clocks is not Relation.SAME else days


def _readings(one: Time, other: Time) -> list[tuple[Time, Time]]:
    """The two as they are read first, and each as it may be read as well where the other is plain. A day of the week is
    the next one only beside a time that lies ahead too."""
    found = [(one, other)]
    for mine, theirs in ((one, other), (other, one)):
        if mine.also and not theirs.also and (theirs.is_ahead or not mine.also.is_ahead):
            found.append((mine.also, theirs))
    return found


def _clocks(mine: tuple[Clock, ...], theirs: tuple[Clock, ...]) -> Relation:
    if not mine or not theirs:
        return Relation.COMPATIBLE if mine or theirs else Relation.SAME
    pairs = [(one, other) for one in mine for other in theirs]
    if not _are_of_two_zones(mine, theirs):
        in_greenwich = [(one, other) for one, other in pairs if one.is_utc and other.is_utc]
        there = [(one, other) for one, other in pairs if not (one.is_utc or other.is_utc)]
        return min((_hours(one, other) for one, other in in_greenwich or there), key=_WORST_FIRST.index)
    found = max((_hours(one, other) for one, other in pairs), key=_WORST_FIRST.index)
    if found is Relation.DIFFERENT and any(_meet(one, other, _ZONES) for one, other in pairs):
        return Relation.COMPATIBLE  # 2:14 a.m. there, 2114 in Greenwich
    return found


def supports(one: Time, other: Time) -> bool:
    """Whether two times that may both be true speak for each other: both tell a day, or both an hour. "On Monday" says
    nothing of "4.40 a.m.", nor does an hour in Greenwich that is the same only where the zone is the right one."""
    if not (one.clocks and other.clocks):
        return _tells_day(one) and _tells_day(other)
    pairs = [(mine, theirs) for mine in one.clocks for theirs in other.clocks]
    return not _are_of_two_zones(one.clocks, other.clocks) or any(
        _hours(*pair) is not Relation.DIFFERENT for pair in pairs
    )


def _tells_day(time: Time) -> bool:
    return any(part is not None for part in (time.first, time.weekday, time.month))


def _are_of_two_zones(mine: tuple[Clock, ...], theirs: tuple[Clock, ...]) -> bool:
    """Whether one tells the hour in Greenwich and the other that where it happens, which may be of any zone."""
    return bool(mine and theirs) and not any(one.is_utc is other.is_utc for one in mine for other in theirs)


def _may_be_two_days(mine: tuple[Clock, ...], theirs: tuple[Clock, ...]) -> bool:
    """Whether one hour may be of one day for the one and of another for the other."""
    there, here = ([clock for clock in clocks if not clock.is_utc] for clocks in (mine, theirs))
    both_in_greenwich = len(there) < len(mine) and len(here) < len(theirs)
    return _are_of_two_zones(mine, theirs) or (both_in_greenwich and there != here)


def _moved(time: Time, days: int) -> Time:
    """The time so many days later."""
    by = timedelta(days=days)
    return replace(
        time,
        first=time.first + by if time.first else None,
        last=time.last + by if time.last else None,
        weekday=None if time.weekday is None else (time.weekday + days) % 7,
    )


def _hours(one: Clock, other: Clock) -> Relation:
    """Of a round day: shortly before midnight is near midnight."""
    if (one.first, one.last) == (other.first, other.last):
        return Relation.SAME
    return Relation.COMPATIBLE if _meet(one, other, (-_DAY, 0, _DAY)) else Relation.DIFFERENT


def _meet(one: Clock, other: Clock, shifts: Iterable[int]) -> bool:
    """Whether the hours overlap where the other's are moved by any of the minutes."""
    return any(one.first <= other.last + shift and other.first + shift <= one.last for shift in shifts)


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
