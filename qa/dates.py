"""Dates as people type them to bound a search."""

from datetime import date


def is_date(text: str) -> bool:
    """Whether the text is an ISO date: 2016-09-22."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def day(published: str | None) -> str:
    """The day of an ISO date, which may come with a time; empty where there is none."""
    return (published or "").partition("T")[0]
