"""Reads amounts: counts, percentages, money, lengths of time, with their bounds and how exact they are."""

import re
from dataclasses import replace
from fractions import Fraction

from qa.compare.amount import Amount, converted, exactly
from qa.compare.bounds import after, before, bounded
from qa.compare.figures import age, all_but, figure, measured, most, plain
from qa.compare.number_words import digits
from qa.compare.units import CURRENCIES, PHYSICAL, TIMES, Measure, are_people, singular

_NONE = re.compile(r"(?:no\s+one|not\s+a\s+single|nothing|nobody|none|zero|no)\b(?!\s+(?:more|fewer|less)\s+than)")
_FREE = re.compile(
    r"(?:(?:it|they|he|she)\s+(?:is|are|was|were)\s+)?"
    r"(?:free|for\s+free|free\s+of\s+charge|without\s+charge|at\s+no\s+(?:extra\s+)?(?:cost|charge))$"
)
_ORDINAL = re.compile(r"(?:the\s+)?(?:(?P<number>\d+)(?:st|nd|rd|th)|the\s+(?P<word>[a-z]+)|(?P<alone>first|second))$")
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_SOMEBODY = re.compile(r"an?\s+([a-z]+)")
_COUPLE_OF = re.compile(r"^(?:an?\s+)?couple\s+of\s+(?=(?:dozen|hundred|thousand|million|billion)\b)")
# What follows is another matter: "13 civilians, including four children", "$38bn over 10 years"; "just over 70" is not.
_ASIDE = re.compile(
    r"(?:,?\s+(?:including|(?<!well\s)(?<!far\s)(?<!just\s)(?<!slightly\s)(?<!little\s)over|within|compared|up\s+from"
    r"|down\s+from|among\s+them)\b|,\s+of\s+whom\b|\s+\().*$"
)
_PERCENT = re.compile(r"(?:%|per\s*cent\b|pct\b)|(?P<points>percentage[\s-]+points?\b)")
_HUNDREDTHS = (
    (re.compile(r"basis\s+points?\b"), Measure.PERCENT, "point"),
    (re.compile(r"p\b|pence\b"), Measure.MONEY, "pound"),
)
# Words beside an amount that say nothing of it, and those between it and its unit.
_LIGHT = frozenset(
    """a an the of in on at to by for from with and were was are is be been being have has had who which that
    this so far there as well total people's worth each per least according tall high long deep wide""".split()
)
_BETWEEN = frozenset(
    "canadian australian swiss us american british syrian russian old more other full whole young local".split()
)
_DOWN = re.compile(r"down$|f[ae]ll|los[te]|drop|declin|decreas|cut|reduc|shr[aiu]nk")
_RATE = re.compile(r"\s*(?:an?|per|each|every)\s+([a-z]+)\b")
_KMH = re.compile(r"\b(?:k(?:m/?h|ph|m/hr|mph))\b")
# "30C" and "30 degrees Celsius"; without a scale it may be either.
_CELSIUS = re.compile(r"(?:°|\s*degrees?\b)?\s*(?:c|celsius|centigrade)\b")
_FAHRENHEIT = re.compile(r"(?:°|\s*degrees?\b)?\s*(?:f|fahrenheit)\b")
_DEGREES = re.compile(r"°|\s*degrees?\b")
_NATIONAL = re.compile(
    r"\s*(canadian|australian|hong\s+kong|new\s+zealand|singapore|swiss|egyptian|syrian)\s+(?=dollar|franc|pound)"
)
_SQUARE = re.compile(r"\b(?:square|sq\.?)\s+(?=[a-z])")
_FIGURE = re.compile(r"(?<!\w)(?<![a-z]-)\d")  # "B-1 bonds" has none
# More words after a figure are a story of their own.
_MOST_BESIDE = 6
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def amount(text: str) -> Amount | None:
    """The amount that a text is, with at most its unit and a few words after; None if it is not, or is several."""
    whole = _ASIDE.sub("", " ".join(text.casefold().replace("’", "'").split()).strip(" .,;:!?\"'“”"))
    if _FREE.match(whole):
        return exactly(0, Measure.MONEY)
    if match := _NONE.match(whole):
        return _with_unit(exactly(0), whole[match.end() :])
    if place := _place(whole):
        return exactly(place, unit="place")
    how, words = before(_COUPLE_OF.sub("about 2 ", whole))
    if found := most(words) or age(whole):
        return found
    read = all_but(whole) or figure(words) or _after_a_verb(whole)
    if read is None:
        return None
    value, rest = read
    said_after, rest = after(rest)
    if _FIGURE.search(rest) or len(rest.split()) > _MOST_BESIDE or _somebody(rest.rpartition(" and ")[2]):
        return None
    return bounded(_with_unit(value, rest), how, said_after)


def amounts(text: str) -> list[Amount]:
    """The amounts that a text joins: "12 dead and 30 wounded"; none if it is one, or anything else."""
    parts = re.split(r",?\s+and\s+|,\s+or\s+|,\s+(?=\w)", text)
    found = [each for part in parts if (each := amount(part) or _somebody(part))]
    return found if len(found) == len(parts) > 1 else []


def _somebody(text: str) -> Amount | None:
    """One of a sort of people: "a child"."""
    match = _SOMEBODY.fullmatch(text.strip().casefold())
    return exactly(1, unit=match[1]) if match and are_people([match[1]]) else None


def _place(text: str) -> int | None:
    """Which one of several: "the third"."""
    match = _ORDINAL.match(text)
    if match is None:
        return None
    if match["number"]:
        return int(match["number"])
    word = match["word"] or match["alone"]
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else None


def _after_a_verb(text: str) -> tuple[Amount, str] | None:
    """ "Fined 100 dollars": a word before an amount whose unit is plain."""
    first, _, words = text.partition(" ")
    if not first.isalpha() or singular(first) in TIMES:
        return None
    found = plain(digits(words))
    if found is None or _with_unit(*found).measure not in (Measure.MONEY, Measure.PERCENT):
        return None
    down = _DOWN.match(first) is not None
    return (converted(found[0], found[0].measure, found[0].unit, -1), found[1]) if down else found


def _with_unit(value: Amount, rest: str) -> Amount:
    """The amount with the unit that follows it."""
    if value.measure is Measure.MONEY and (rate := _RATE.match(rest)):
        return replace(value, unit=f"{value.unit} a {rate[1]}")
    if value.measure is not Measure.COUNT:
        return value
    if degrees := _degrees(value, rest):
        return degrees
    rest = _KMH.sub("kmh", _SQUARE.sub("square-", rest.lstrip(" -")))
    if percent := _PERCENT.match(rest):
        return measured(value, Measure.PERCENT, unit="point" if percent["points"] else "")
    for pattern, measure, unit in _HUNDREDTHS:
        if pattern.match(rest):
            return converted(value, measure, unit, Fraction(1, 100))
    for found in _WORD.finditer(rest):
        word = singular(found[0])
        if word == "cent":
            return converted(value, Measure.MONEY, "dollar", Fraction(1, 100))
        if currency := CURRENCIES.get(word):
            if national := _NATIONAL.match(rest):
                currency = f"{national[1]} {currency}"
            return _with_unit(converted(value, Measure.MONEY, currency), rest.partition(" ")[2])
        if word in PHYSICAL:
            return _as_rate(measured(value, *PHYSICAL[word]), rest[found.end() :])
        timed = word.split("-")[0]
        if timed in TIMES:
            measure, factor = TIMES[timed]
            return converted(value, measure, "", factor)
        if word not in _LIGHT and word not in _BETWEEN:
            return _as_rate(converted(value, Measure.COUNT, word), rest[found.end() :])
    return value


def _as_rate(value: Amount, rest: str) -> Amount:
    """The amount, or what there is of it in each hour, day or year where the words that follow say so."""
    rate = _RATE.match(rest)
    time = singular(rate[1]) if rate else ""
    if time not in TIMES:
        return value
    measure, long = TIMES[time]
    if value.measure is Measure.METRES and measure is Measure.SECONDS:
        return converted(value, Measure.METRES_A_SECOND, "", Fraction(1, long))
    return replace(value, unit=f"{value.unit} a {time}")


def _degrees(value: Amount, rest: str) -> Amount | None:
    """A temperature; of an unknown scale, it is a count of degrees. None if it is something else."""
    if _CELSIUS.match(rest):
        return measured(value, Measure.CELSIUS)
    if _FAHRENHEIT.match(rest):
        above_ice = replace(
            value, **{name: bound - 32 for name in ("low", "high") if (bound := getattr(value, name)) is not None}
        )
        return measured(above_ice, Measure.CELSIUS, Fraction(5, 9))
    return converted(value, Measure.COUNT, "degree") if _DEGREES.match(rest) else None
