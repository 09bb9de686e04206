"""The figure that a text begins with: one number, a range, a part of a whole, or a vague word for many."""

import re
from dataclasses import replace
from fractions import Fraction

from qa.compare.amount import Amount, converted, exactly
from qa.compare.bounds import OPENING
from qa.compare.number_words import COUNTS, PART_OF_ONE, digits
from qa.compare.units import CURRENCIES, PHYSICAL, SCALES, TIMES, Measure, singular

_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_MARK = r"(?:us|hk|nz|[acrs])\$|[$€£¥₹]|usd|eur|gbp|rs\.?(?=\s?\d)"
# "500,000", and "5,00,000" as India writes it.
_NUMBER = r"\d+(?:(?:,\d\d)*,\d{3})*"


def _figure(name: str) -> str:
    return (
        rf"(?P<mark{name}>{_MARK})?\s*(?P<number{name}>{_NUMBER}(?:\.\d+)?)"
        rf"(?:[\s-]*(?P<scale{name}>{_SCALE})s?\b(?!/s))?(?P<percent{name}>\s*(?:%|per\s*cent\b))?"
    )


_ONE = re.compile(rf"(?P<minus>(?:minus|negative)\s+|[-−–](?=[\d$€£¥]))?{_figure('')}")
_RANGE = re.compile(
    rf"(?P<between>between\s+|from\s+)?{_figure('_low')}\s*(?:-|–|—|\bto\b|(?(between)\band\b|-))\s*{_figure('_high')}"
)
_PART = re.compile(r"(\d+(?:,\d{3})*)\s+(?:out\s+of|of|in)\s+(?:the\s+|its\s+|all\s+)?(\d+(?:,\d{3})*)")
_ALL_BUT = re.compile(r"all\s+(?:but|except)\s+(\d+)\s+of\s+(?:the\s+|its\s+|their\s+)?(\d+(?:,\d{3})*)")
_VAGUE = tuple(
    (re.compile(rf"{OPENING}(?:{pattern})\b(?:\s+of\b)?"), Fraction(low), Fraction(high))
    for pattern, low, high in (
        (r"tens\s+of\s+millions", 20_000_000, 99_999_999),
        (r"hundreds\s+of\s+millions", 200_000_000, 999_999_999),
        (r"hundreds\s+of\s+thousands", 200_000, 999_999),
        (r"tens\s+of\s+thousands", 20_000, 99_999),
        (r"(?:several|a\s+few|many)\s+thousand", 2000, 9999),
        (r"(?:several|a\s+few|many)\s+hundred", 200, 999),
        (r"(?:several|a\s+few|many)\s+dozen", 24, 99),
        (r"(?:several|a\s+few|many)\s+million", 2 * 10**6, 10**7 - 1),
        (r"(?:several|a\s+few|many)\s+billion", 2 * 10**9, 10**10 - 1),
        (r"dozens", 20, 99),
        (r"scores", 40, 199),
        (r"hundreds", 100, 9999),
        (r"thousands", 1000, 999_999),
        (r"millions", 10**6, 10**9 - 1),
        (r"billions", 10**9, 10**12 - 1),
        (r"a\s+couple", 2, 3),
        (r"a\s+handful", 2, 9),
        (r"several|a\s+few|few", 2, 20),
        (r"(?=(?:seconds|minutes|hours|days|weeks|months|years|decades|centuries)\b)", 2, 24),
    )
)
_MOST = re.compile(
    r"(?:(most|(?:an?\s+|the\s+)?(?:(?:large|vast|great|overwhelming)\s+)?majority)|(?:an?\s+|the\s+)?minority)"
    r"(?:\s+of(?:\s+the)?(?:\s+(?P<whole>\d+))?\b|$)"
)
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_AGE = re.compile(
    rf"(?:in\s+(?:his|her|their)\s+(?P<part>early|mid|late)?[\s-]*(?:(?P<decade>{'|'.join(_DECADES)})|teens)"
    r"|(?:an?\s+)?teenage(?:r|d)?(?:\s+[a-z]+)?)$"
)
_AGE_PARTS = {"early": (0, 4), "mid": (3, 7), "late": (6, 9), None: (0, 9)}
_LASTING = re.compile(r"(\d+)\s*([a-z]+),?\s+(?:and\s+)?(\d+)\s*([a-z]+)\b")
_SHARES = "half third quarter fifth sixth seventh eighth ninth tenth".split()
# Not the third quarter, nor who came third.
_SHARE = re.compile(
    rf"(?:(?P<count>an?|{'|'.join(COUNTS)})[\s-]+|(?=half\b|[a-z]+\s+of\b))(?P<share>{'|'.join(_SHARES)})s?\b"
    r"(?:\s+of(?:\s+(?:the(?:ir)?|all))?\s+(?P<whole>\d+(?:,\d{3})*))?|(?:one|1)\s+in\s+(?:every\s+)?(?P<each>\w+)$"
)
_TOLD_IN_TWO = TIMES | PHYSICAL | {"in": PHYSICAL["inch"]}  # alone, "in" is another word
# A count is taken for rounded where it ends in so many zeros, and then in all but its first two digits at most.
_ROUND_ZEROS = 3


def figure(words: str) -> tuple[Amount, str] | None:
    """The amount at the beginning of a text, and what follows it."""
    return _share(words) or plain(digits(words))


def all_but(text: str) -> tuple[Amount, str] | None:
    """ "All but three of the 22": what is left; and what follows."""
    match = _ALL_BUT.match(digits(text)) if text.startswith("all ") else None
    if match is None:
        return None
    without, whole = (_number(group) for group in match.groups())
    return exactly(whole - without, of=whole), match.string[match.end() :]


def most(words: str) -> Amount | None:
    """ "Most of the 31", "a majority", "a minority"."""
    match = _MOST.match(words)
    if match is None:
        return None
    low, high = (50, 100) if match[1] else (0, 50)
    if match["whole"]:
        whole = _number(match["whole"])
        return Amount(whole * low / 100, whole * high / 100, of=whole, is_open=True)
    return Amount(Fraction(low), Fraction(high), Measure.PERCENT, is_open=True)


def age(text: str) -> Amount | None:
    """ "In her early forties", "a teenager": in months, as ages are."""
    match = _AGE.match(text)
    if match is None:
        return None
    if match["decade"]:
        decade = _DECADES.index(match["decade"]) * 10 + 20
        first, last = _AGE_PARTS[match["part"]]
        years = Amount(Fraction(decade + first), Fraction(decade + last))
    else:
        years = Amount(Fraction(13), Fraction(19))
    return converted(years, Measure.MONTHS, "", 12)


def _share(words: str) -> tuple[Amount, str] | None:
    """A part of a whole, in words: in percent, or as a number where the whole is said; and what follows."""
    match = _SHARE.match(words)
    if match is None or PART_OF_ONE.match(words):
        return None
    if match["each"]:
        each = digits(match["each"])
        return (exactly(Fraction(100, int(each)), Measure.PERCENT), "") if each.isdecimal() and int(each) else None
    rest = words[match.end() :]
    part = Fraction(COUNTS.get(match["count"] or "a", 1), _SHARES.index(match["share"]) + 2)
    if match["whole"]:
        whole = _number(match["whole"])
        return exactly(part * whole, of=whole), rest
    step = 1 if (100 * part).denominator == 1 else 2  # "a third" covers 33 %
    return exactly(100 * part, Measure.PERCENT, step=Fraction(step)), rest


def plain(body: str) -> tuple[Amount, str] | None:
    """The amount at the beginning of a text whose numbers are digits, and what follows it."""
    if match := _PART.match(body):
        part, whole = (_number(group) for group in match.groups())
        return exactly(part, of=whole), body[match.end() :]
    # "6.4 percent to 31.20 lei" is where something fell by and to.
    if (match := _RANGE.match(body)) and (match["percent_high"] or not match["percent_low"]):
        low = _scaled(match["number_low"], match["scale_low"] or match["scale_high"])
        high = _scaled(match["number_high"], match["scale_high"])
        if _shares_thousands(match, low, high):
            low *= 1000
        if low >= high:  # "900,000 to 1 million"
            low = _scaled(match["number_low"], match["scale_low"])
        if low < high:
            found = _marked(Amount(low, high, figure=high), match["mark_low"] or match["mark_high"])
            return _percent(found, match["percent_high"]), body[match.end() :]
    if (match := _LASTING.match(body)) and (long := _lasting(match)):
        return exactly(*long), body[match.end() :]
    if match := _ONE.match(body):
        return _one(match), body[match.end() :]
    for pattern, low, high in _VAGUE:
        if match := pattern.match(body):
            return Amount(low, high), body[match.end() :]
    return None


def _shares_thousands(match: re.Match[str], low: Fraction, high: Fraction) -> bool:
    """Whether the thousands of a range are told once: "5-6,000", "between 10 and 12,000"; not "from 5 to 6,000"."""
    is_told_once = match["number_high"].endswith(",000") and low.denominator == 1 and low < 1000
    return is_told_once and low * 1000 < high <= low * 3000 and (match["between"] or "").strip() != "from"


def _one(match: re.Match[str]) -> Amount:
    number, scale = match["number"], match["scale"]
    step = Fraction(SCALES[scale]) if scale and scale != "dozen" else Fraction(0)
    step = step / 10 ** len(number.partition(".")[2]) if step else _rounded_to(number)
    value = exactly(_scaled(number, scale) * (-1 if match["minus"] else 1), step=step)
    if scale == "m" and not match["mark"]:
        measure, factor = PHYSICAL["m"]
        value = replace(value, also=measured(exactly(_number(number)), measure, factor))
    return _percent(_marked(value, match["mark"]), match["percent"])


def measured(value: Amount, measure: Measure, factor: Fraction | int = 1, unit: str = "") -> Amount:
    """The amount as one of what is measured and not counted: exact to its last decimal, and no further."""
    step = value.step or _last_place(value.figure)
    return converted(replace(value, step=step), measure, unit, factor)


def _last_place(number: Fraction | None) -> Fraction:
    place = Fraction(1)
    while number is not None and place > Fraction(1, 10**6) and (number / place).denominator != 1:
        place /= 10
    return place


def _rounded_to(number: str) -> Fraction:
    plain_digits = number.replace(",", "")
    zeros = len(plain_digits) - len(plain_digits.rstrip("0"))
    if "." in plain_digits or zeros < _ROUND_ZEROS:
        return Fraction(0)
    return Fraction(10 ** min(zeros, len(plain_digits) - 2))


def _lasting(match: re.Match[str]) -> tuple[Fraction, Measure] | None:
    """How long "2 hours 50 minutes" is, in seconds or months, and "6 feet 2 inches" in metres."""
    found = [
        (Fraction(number), _TOLD_IN_TWO.get(singular(unit))) for number, unit in (match.group(1, 2), match.group(3, 4))
    ]
    measures = {unit[0] for _, unit in found if unit}
    if len(measures) != 1 or not all(unit for _, unit in found):
        return None
    (measure,) = measures
    return sum((number * unit[1] for number, unit in found if unit), Fraction(0)), measure


def _percent(value: Amount, mark: str | None) -> Amount:
    return measured(value, Measure.PERCENT) if mark and value.measure is Measure.COUNT else value


def _marked(value: Amount, mark: str | None) -> Amount:
    return converted(value, Measure.MONEY, CURRENCIES[mark]) if mark else value


def _number(written: str) -> Fraction:
    return Fraction(written.replace(",", ""))


def _scaled(written: str, scale: str | None) -> Fraction:
    return _number(written) * (SCALES[scale] if scale else 1)
