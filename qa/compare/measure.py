"""What measure a question asks for by its words, and whether an answer is told in another one: a percentage is not how
many, and an age not how long."""

import re
from collections.abc import Callable, Mapping

from qa.compare.amount import Amount
from qa.compare.amounts import amount
from qa.compare.clocks import clocks
from qa.compare.units import CURRENCIES, PHYSICAL, TIMES, Measure, singular
from qa.question.parts import asking

_TIMES = frozenset((Measure.SECONDS, Measure.MONTHS))
_HOW_LONG = re.compile(r"\bhow\s+long\b(?!\s+(?:is|are|was|were)\s+(?:the|an?|its|this|that)\b)(?!\s+an?\b)")
_UNIT = re.compile(r"\bhow\s+many\s+(?:more\s+)?(?P<unit>[a-z]+)")
_HOW_OLD = re.compile(r"\bhow\s+old\b|\bwhat\s+age\b|\bthe\s+age\b")
_HOW_MANY = re.compile(r"\bhow\s+many\s+(?!percent|per\s+cent|pct|times\b)")
_SHARE = re.compile(
    r"\b(?:what|which)\s+(?:percentage|per\s*cent|pct|proportion|share)\b|\bshare\s+of\s+the\s+votes?\b|\bhow\s+many\s+per\s*cent\b"
)
_MONEY = re.compile(
    r"\bhow\s+much\s+(?:money|cash)\b|\bwhat\s+(?:sum|price|fee)\b|\bhow\s+much\b.*\b(?:costs?|paid|pay|worth|fined)\b"
)
_HOUR = re.compile(r"\b(?:what|which)\s+(?:time|hour)\b(?!\s+(?:of\s+(?:the\s+)?year|period|frame|span))")

_AGE = re.compile(r"\byears?[\s-]olds?\b|\baged\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:half|halves|thirds?|quarters?|fifths?|tenths?|most|all|none|majority|minority)\b|\d/\d|\bin\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LENGTHS = re.compile(rf"\b(?:{'|'.join(TIMES)}|centurie|season)s?\b", re.IGNORECASE)
_HOURS = re.compile(r"\b(?:dawn|dusk|sunrise|sunset|hours?|minutes?|time)\b|\bo['’]clock\b", re.IGNORECASE)

# Whether an answer's words, and the amount that they are, if they are one, are told in another measure.
Otherwise = Callable[[str, Amount | None], bool]


def _is_no_count(text: str, value: Amount | None) -> bool:
    if value is None or (value.measure is Measure.PERCENT and _PART.search(text)):
        return False
    return value.measure is not Measure.COUNT


def _is_no_age(text: str, value: Amount | None) -> bool:
    return value is not None and value.measure not in _TIMES and not _is_bare(value) and not _AGE.search(text)


def _is_no_length_of_time(text: str, value: Amount | None) -> bool:
    if _AGE.search(text):
        return True
    if value is None or value.measure in (*_TIMES, Measure.METRES) or _is_bare(value):
        return False
    return not _LENGTHS.search(text)


def _is_no_share(text: str, value: Amount | None) -> bool:
    if value is None or value.measure is Measure.PERCENT or _is_bare(value):
        return False
    return not _PART.search(text)


def _is_no_money(text: str, value: Amount | None) -> bool:
    return value is not None and value.measure not in (Measure.MONEY, Measure.COUNT, Measure.PERCENT)


def _is_no_hour(text: str, value: Amount | None) -> bool:
    return _YEAR.search(text) is not None and not clocks(text.casefold())[0] and not _HOURS.search(text)


def _is_bare(value: Amount) -> bool:
    """Whether it may be of any measure: "93"."""
    return value.measure is Measure.COUNT and not value.unit


_OTHERWISE: Mapping[str, Otherwise] = {
    "age": _is_no_age,
    "time": _is_no_length_of_time,
    "share": _is_no_share,
    "count": _is_no_count,
    "money": _is_no_money,
    "hour": _is_no_hour,
}


def measure_asked(question: str) -> str | None:
    """The measure that a question asks for: "age", "time" (how long), "share", "count", "money" or "hour"; None where
    its words do not tell."""
    asked = asking(question).casefold()
    if _HOW_OLD.search(asked):
        return "age"
    counted = _UNIT.search(asked)
    unit = singular(counted["unit"]) if counted else ""
    if unit in PHYSICAL:
        return None
    if _HOW_LONG.search(asked) or unit in TIMES:
        return "time"
    if unit in CURRENCIES:
        return "money"
    if _SHARE.search(asked):
        return "share"
    if _HOW_MANY.search(asked):
        return "count"
    if _MONEY.search(asked):
        return "money"
    return "hour" if _HOUR.search(asked) else None


def is_measured_otherwise(answer: str, measure: str | None) -> bool:
    """Whether the words tell something in another measure than the one that `measure_asked` names. Generous: of what
    is no amount, or a bare figure, nothing is known."""
    return measure is not None and _OTHERWISE[measure](answer, amount(answer))
