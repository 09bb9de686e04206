"""A time, and how two of them stand to each other."""

from dataclasses import dataclass
from datetime import date, timedelta

from qa.compare.relation import Relation

_DAY = 24 * 60
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
    of_one_zone = [_hours(one, other) for one, other in pairs if one.is_utc is other.is_utc]
    if of_one_zone:
        return min(of_one_zone, key=_WORST_FIRST.index)
    return max((_hours(one, other) for one, other in pairs), key=_WORST_FIRST.index)


def _hours(one: Clock, other: Clock) -> Relation:
    """Of a round day: shortly before midnight is near midnight."""
    if (one.first, one.last) == (other.first, other.last):
        return Relation.SAME
    overlap = any(one.first <= other.last + shift and other.first + shift <= one.last for shift in (-_DAY, 0, _DAY))
    return Relation.COMPATIBLE if overlap else Relation.DIFFERENT


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
