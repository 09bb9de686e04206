"""Dates as people type them to bound a search, and which of two comes after the other."""

import re
from datetime import date, datetime

_FORM = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)


def is_date(text: str) -> bool:
    """Whether the text is an ISO day, month or year: 2016-09-22, 2016-09, 2016."""
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return bool(_FORM.fullmatch(text))


def is_after(one: str, other: str) -> bool | None:
    """Whether an ISO date, with or without a time, is after another. None where they are the same, or where that cannot
    be told: a day may have no hour."""
    known = min(len(one), len(other))
    if known > len("2016-09-22T10:00"):
        moments = [datetime.fromisoformat(written) for written in (one, other)]
        if all(moment.tzinfo for moment in moments):  # ten o'clock in Paris is before nine in London
            return None if moments[0] == moments[1] else moments[0] > moments[1]
    return None if one[:known] == other[:known] else one > other


def day(published: str | None) -> str:
    """The day of an ISO date, which may come with a time; empty where there is none."""
    return (published or "").partition("T")[0]
