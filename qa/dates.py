"""Dates as people type them to bound a search."""

import re
from datetime import date

_FORM = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)


def is_date(text: str) -> bool:
    """Whether the text is an ISO day, month or year: 2016-09-22, 2016-09, 2016."""
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return bool(_FORM.fullmatch(text))


def day(published: str | None) -> str:
    """The day of an ISO date, which may come with a time; empty where there is none."""
    return (published or "").partition("T")[0]
