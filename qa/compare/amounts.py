"""Amounts: counts, percentages, money, lengths of time, with their bounds and how exact they are."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from qa.compare.number_words import COUNTS, digits
from qa.compare.relation import Relation
from qa.compare.units import (
    CURRENCIES,
    LENGTHS,
    SCALES,
    SECONDS_A_MONTH,
    TIMES,
    WEIGHTS,
    Measure,
    relation_of_units,
    singular,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high`, both included; None is no bound.

    `unit` is what is counted, or the currency, lower-case and singular; "" if nothing says. `of` is the whole that the
    amount is a part of, as in "18 of 31". `step` is what the figure was rounded to, 0 if it was not. `figure` is the
    number as it stands, before its unit. `is_open`: the bound itself is left out, as in "more than 45". `is_rough`: it
    is said to be about that figure.
    """

    low: Fraction | None
    high: Fraction | None
    measure: Measure = Measure.COUNT
    unit: str = ""
    of: Fraction | None = None
    step: Fraction = Fraction(0)
    figure: Fraction | None = None
    is_open: bool = False
    is_rough: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it is one figure and no bound or range."""
        return self.low is not None and self.low == self.high


def exactly(value: Fraction | int, measure: Measure = Measure.COUNT, **more: object) -> Amount:
    """One figure."""
    return replace(Amount(Fraction(value), Fraction(value), measure, figure=Fraction(value)), **more)  # type: ignore[arg-type]


# How amounts stand to each other


def relation_of(one: Amount, other: Amount) -> Relation:
    """How two amounts stand to each other."""
    if one.measure is not other.measure:
        return _across(one, other)
    units = relation_of_units(one.unit, other.unit)
    if units is Relation.DIFFERENT or (one.of and other.of and one.of != other.of):
        return Relation.DIFFERENT
    about_one_figure = one.is_rough and other.is_rough and one.figure == other.figure
    if about_one_figure or (one.low, one.high) == (other.low, other.high):
        return units
    return Relation.DIFFERENT if _apart(_widened(one, other), _widened(other, one)) else Relation.COMPATIBLE


def _apart(one: Amount, other: Amount) -> bool:
    """Whether no amount is within both. An exact "45" is let pass for "more than 45": reports are not that careful."""
    closed = one.is_exact or other.is_exact or not (one.is_open or other.is_open)
    return any(
        low.low is not None and high.high is not None and (low.low > high.high or (low.low == high.high and not closed))
        for low, high in ((one, other), (other, one))
    )


def _across(one: Amount, other: Amount) -> Relation:
    """Amounts of different measures: "21" and "21-year-old" can say the same, weeks be compared with months."""
    if {one.measure, other.measure} == {Measure.SECONDS, Measure.MONTHS}:
        return Relation.DIFFERENT if _apart(_in_seconds(one), _in_seconds(other)) else Relation.COMPATIBLE
    part, share = sorted((one, other), key=lambda amount: amount.measure is Measure.PERCENT)
    if part.measure is Measure.COUNT and part.of and share.measure is Measure.PERCENT:  # "18 of 31" and "most"
        return relation_of(replace(_in(part, Measure.PERCENT, "", Fraction(100) / part.of), step=Fraction(1)), share)
    bare, timed = sorted((one, other), key=lambda amount: amount.measure is not Measure.COUNT)
    if bare.measure is Measure.COUNT and not bare.unit and timed.measure in (Measure.SECONDS, Measure.MONTHS):
        return Relation.SAME if bare.is_exact and bare.figure == timed.figure else Relation.DIFFERENT
    return Relation.DIFFERENT


def _in_seconds(value: Amount) -> Amount:
    """A length of time to a twentieth: months are not all as long."""
    factor = SECONDS_A_MONTH if value.measure is Measure.MONTHS else 1
    low = None if value.low is None else value.low * factor * Fraction(19, 20)
    high = None if value.high is None else value.high * factor * Fraction(21, 20)
    return Amount(low, high, Measure.SECONDS)


def _widened(one: Amount, other: Amount) -> Amount:
    """A rounded figure covers what rounds to it, where the other is not rounded as well."""
    if one.low is None or not one.is_exact or not one.step or other.step >= one.step:
        return one
    return Amount(one.low - one.step / 2, one.low + one.step / 2, one.measure, one.unit)


# Reading an amount

_SINGLE = (
    r"second|minute|hour|day|night|week|fortnight|month|year|decade|century|dozen|hundred|thousand|million|billion|trillion"
    r"|few|couple|handful|half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth"
)
_OPENING = (
    rf"(?:(?:an?(?!\s+(?:{_SINGLE}))|the|only|just|exactly|all|another|further|(?:total|party|group|crew|team)\s+of"
    r"|aged|age|for)\s+)*"
)
_LOWER = (
    r"at\s+least|not?\s+(?:fewer|less)\s+than|(?:well\s+|far\s+)?(?:more\s+than|over|above)|upwards?\s+of|in\s+excess\s+of|a\s+minimum\s+of"
    r"|exceeding|>"
)
_UPPER = (
    r"at\s+most|up\s+to|as\s+(?:many|much)\s+as|not?\s+more\s+than|fewer\s+than|less\s+than|under|below|a\s+maximum\s+of"
    r"|<"
)
_BARELY = r"(?:just|slightly|a\s+little)\s+(?:over|above|more\s+than)"
_ALMOST = r"nearly|almost|just\s+(?:under|below|short\s+of)"
_ABOUT = r"around|about|approximately|roughly|some|(?:an?\s+)?estimated|close\s+to|circa|approx\.?|~|an?\s+average\s+of"
_HOW = re.compile(
    rf"{_OPENING}(?:(?P<barely>{_BARELY})|(?P<low>{_LOWER})|(?P<high>{_UPPER})|(?P<almost>{_ALMOST})|(?P<about>{_ABOUT}))\s*{_OPENING}"
)
_AFTER = re.compile(
    r"\s*(?:(?P<low>\+|\bor\s+more\b|\bplus\b|\bat\s+least\b)|(?P<high>\bor\s+(?:fewer|less)\b)|(?P<about>\bor\s+so\b))"
)
_OPEN = re.compile(r"\b(?:more|over|above|exceeding|excess|fewer|less|under|below)\b|[<>]")

_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_MARK = r"us\$|a\$|c\$|[$€£¥₹]|usd|eur|gbp"


def _figure(name: str) -> str:
    return (
        rf"(?P<mark{name}>{_MARK})?\s*(?P<number{name}>\d+(?:,\d{{3}})*(?:\.\d+)?)"
        rf"(?:[\s-]*(?P<scale{name}>{_SCALE})s?\b)?(?P<percent{name}>\s*(?:%|per\s*cent\b))?"
    )


_ONE = re.compile(_figure(""))
_RANGE = re.compile(
    rf"(?P<between>between\s+|from\s+)?{_figure('_low')}\s*(?:-|–|—|\bto\b|(?(between)\band\b|-))\s*{_figure('_high')}"
)
_PART = re.compile(r"(\d+(?:,\d{3})*)\s+(?:out\s+of|of|in)\s+(?:the\s+|its\s+|all\s+)?(\d+(?:,\d{3})*)")
_VAGUE = tuple(
    (re.compile(rf"{_OPENING}(?:{pattern})\b(?:\s+of\b)?"), Fraction(low), Fraction(high))
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
_AGE = re.compile(rf"in\s+(?:his|her|their)\s+(?:early\s+|mid-?|late\s+)?({'|'.join(_DECADES)})$")
_LASTING = re.compile(r"(\d+)\s*([a-z]+),?\s+(?:and\s+)?(\d+)\s*([a-z]+)\b")
_NONE = re.compile(r"(?:no\s+one|not\s+a\s+single|nothing|nobody|none|zero|no)\b(?!\s+(?:more|fewer|less)\s+than)")
_SHARES = "half third quarter fifth sixth seventh eighth ninth tenth".split()
_SHARE = re.compile(
    rf"(?:(?P<count>an?|{'|'.join(COUNTS)})[\s-]+)?(?P<share>{'|'.join(_SHARES)})s?\b"
    r"(?:\s+of(?:\s+(?:the(?:ir)?|all))?\s+(?P<whole>\d+(?:,\d{3})*))?|(?:one|1)\s+in\s+(?:every\s+)?(?P<each>\w+)$"
)
_NOT_A_SHARE = re.compile(r"[\s-]+(?:an?\s+)?(?:million|billion|trillion|dozen|year|hour|century|decade)\b")
_ORDINAL = re.compile(r"(?:the\s+)?(?:(?P<number>\d+)(?:st|nd|rd|th)|the\s+(?P<word>[a-z]+)|(?P<alone>first|second))$")
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
# What follows is another matter: "13 civilians, including four children", "$38bn over 10 years".
_ASIDE = re.compile(
    r"(?:,?\s+(?:including|over|within|compared|up\s+from|down\s+from|among\s+them)\b|,\s+of\s+whom\b|\s+\().*$"
)
_PERCENT = re.compile(r"%|per\s*cent\b|percentage\s+points?\b")
_HUNDREDTHS = (
    (re.compile(r"basis\s+points?\b"), Measure.PERCENT, ""),
    (re.compile(r"p\b|pence\b"), Measure.MONEY, "pound"),
)
# Words beside an amount that say nothing of it, and those between it and its unit.
_LIGHT = frozenset(
    """a an the of in on at to by for from with and were was are is be been being have has had who which that
    this so far there as well total people's worth each per least according""".split()
)
_BETWEEN = frozenset(
    "canadian australian swiss us american british syrian russian old more other full whole young local".split()
)
_DOWN = re.compile(r"down$|f[ae]ll|los[te]|drop|declin|decreas|cut|reduc|shr[aiu]nk")
_RATE = re.compile(r"\s*(?:an?|per|each|every)\s+([a-z]+)\b")
_NATIONAL = re.compile(
    r"\s*(canadian|australian|hong\s+kong|new\s+zealand|singapore|swiss|egyptian|syrian)\s+(?=dollar|franc|pound)"
)
# More words after a figure are a story of their own.
_MOST_BESIDE = 6
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def amount(text: str) -> Amount | None:
    """The amount that a text is, with at most its unit and a few words after; None if it is not, or is several."""
    plain = _ASIDE.sub("", " ".join(text.casefold().replace("’", "'").split()).strip(" .,;:!?\"'“”"))
    if match := _NONE.match(plain):
        return _with_unit(exactly(0), plain[match.end() :])
    if place := _place(plain):
        return exactly(place, unit="place")
    how = _HOW.match(plain)
    words = plain[how.end() :] if how else re.sub(rf"^{_OPENING}", "", plain)
    if match := _MOST.match(words):
        low, high = (50, 100) if match[1] else (0, 50)
        if match["whole"]:
            whole = _number(match["whole"])
            return Amount(whole * low / 100, whole * high / 100, of=whole, is_open=True)
        return Amount(Fraction(low), Fraction(high), Measure.PERCENT, is_open=True)
    if match := _AGE.match(plain):
        decade = Fraction(_DECADES.index(match[1]) * 10 + 20)
        return _in(Amount(decade, decade + 9), Measure.MONTHS, "", 12)
    found = _share(words) or _plain(digits(words)) or _after_a_verb(plain)
    if found is None:
        return None
    value, rest = found
    after = _AFTER.match(rest)
    rest = rest[after.end() :] if after else rest
    if re.search(r"\d", rest) or len(rest.split()) > _MOST_BESIDE:
        return None
    value = _with_unit(value, rest)
    for said in (how, after):
        for bound, words in (said.groupdict() if said else {}).items():
            if words:
                return _bounded(value, bound, words)
    return value


def amounts(text: str) -> list[Amount]:
    """The amounts that a text joins: "12 dead and 30 wounded"; none if it is one, or anything else."""
    parts = re.split(r",?\s+and\s+|,\s+(?=\w)", text)
    found = [each for part in parts if (each := amount(part))]
    return found if len(found) == len(parts) > 1 else []


def _place(plain: str) -> int | None:
    """Which one of several: "the third"."""
    match = _ORDINAL.match(plain)
    if match is None:
        return None
    if match["number"]:
        return int(match["number"])
    word = match["word"] or match["alone"]
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else None


def _share(words: str) -> tuple[Amount, str] | None:
    """A part of a whole, in words: in percent, or as a number where the whole is said; and what follows."""
    match = _SHARE.match(words)
    if match is None:
        return None
    if match["each"]:
        each = digits(match["each"])
        return (exactly(Fraction(100, int(each)), Measure.PERCENT), "") if each.isdigit() and int(each) else None
    rest = words[match.end() :]
    part = Fraction(COUNTS.get(match["count"] or "a", 1), _SHARES.index(match["share"]) + 2)
    if match["whole"]:
        whole = _number(match["whole"])
        return exactly(part * whole, of=whole), rest
    # "A third" covers 33 %.
    return None if _NOT_A_SHARE.match(rest) else (exactly(100 * part, Measure.PERCENT, step=Fraction(1)), rest)


def _plain(body: str) -> tuple[Amount, str] | None:
    """The amount at the beginning of a text with digits, and what follows it."""
    if match := _PART.match(body):
        part, whole = (_number(group) for group in match.groups())
        return exactly(part, of=whole), body[match.end() :]
    if match := _RANGE.match(body):
        low = _scaled(match["number_low"], match["scale_low"] or match["scale_high"])
        high = _scaled(match["number_high"], match["scale_high"])
        if low < high:
            found = _marked(Amount(low, high, figure=high), match["mark_low"] or match["mark_high"])
            return _percent(found, match["percent_high"]), body[match.end() :]
    if (match := _LASTING.match(body)) and (long := _lasting(match)):
        return exactly(*long), body[match.end() :]
    if match := _ONE.match(body):
        scale = match["scale"]
        step = Fraction(SCALES[scale]) if scale and scale != "dozen" else Fraction(0)
        step /= 10 ** len(match["number"].partition(".")[2])
        found = _marked(exactly(_scaled(match["number"], scale), step=step), match["mark"])
        return _percent(found, match["percent"]), body[match.end() :]
    for pattern, low, high in _VAGUE:
        if match := pattern.match(body):
            return Amount(low, high), body[match.end() :]
    return None


def _lasting(match: re.Match[str]) -> tuple[Fraction, Measure] | None:
    """How long "2 hours 50 minutes" is, in seconds or months."""
    found = [(Fraction(number), TIMES.get(singular(unit))) for number, unit in (match.group(1, 2), match.group(3, 4))]
    measures = {unit[0] for _, unit in found if unit}
    if len(measures) != 1 or not all(unit for _, unit in found):
        return None
    (measure,) = measures
    return sum((number * unit[1] for number, unit in found if unit), Fraction(0)), measure


def _after_a_verb(plain: str) -> tuple[Amount, str] | None:
    """ "Fined 100 dollars": a word before an amount whose unit is plain."""
    first, _, words = plain.partition(" ")
    if not first.isalpha() or singular(first) in TIMES:
        return None
    found = _plain(digits(words))
    if found is None or _with_unit(*found).measure not in (Measure.MONEY, Measure.PERCENT):
        return None
    down = _DOWN.match(first) is not None
    return (_in(found[0], found[0].measure, found[0].unit, -1), found[1]) if down else found


def _with_unit(value: Amount, rest: str) -> Amount:
    """The amount with the unit that follows it."""
    if value.measure is Measure.MONEY and (rate := _RATE.match(rest)):
        return replace(value, unit=f"{value.unit} a {rate[1]}")
    if value.measure is not Measure.COUNT:
        return value
    rest = rest.lstrip(" -")
    if _PERCENT.match(rest):
        return _in(value, Measure.PERCENT, "")
    for pattern, measure, unit in _HUNDREDTHS:
        if pattern.match(rest):
            return _in(value, measure, unit, Fraction(1, 100))
    for word in (singular(word) for word in _WORD.findall(rest)):
        if word == "cent":
            return _in(value, Measure.MONEY, "dollar", Fraction(1, 100))
        if currency := CURRENCIES.get(word):
            if national := _NATIONAL.match(rest):
                currency = f"{national[1]} {currency}"
            return _with_unit(_in(value, Measure.MONEY, currency), rest.partition(" ")[2])
        if word in WEIGHTS:
            return replace(_in(value, Measure.KILOGRAMS, "", WEIGHTS[word]), step=WEIGHTS[word])
        if word in LENGTHS:
            return replace(_in(value, Measure.METRES, "", LENGTHS[word]), step=LENGTHS[word])
        timed = word.split("-")[0]
        if timed in TIMES:
            measure, factor = TIMES[timed]
            return _in(value, measure, "", factor)
        if word not in _LIGHT and word not in _BETWEEN:
            return _in(value, Measure.COUNT, word)
    return value


def _in(value: Amount, measure: Measure, unit: str, factor: Fraction | int = 1) -> Amount:
    low, high = (None if bound is None else bound * factor for bound in (value.low, value.high))
    return replace(value, low=low, high=high, measure=measure, unit=unit, step=value.step * factor)


def _percent(value: Amount, mark: str | None) -> Amount:
    return _in(value, Measure.PERCENT, "") if mark and value.measure is Measure.COUNT else value


def _marked(value: Amount, mark: str | None) -> Amount:
    return _in(value, Measure.MONEY, CURRENCIES[mark]) if mark else value


def _bounded(value: Amount, bound: str, words: str) -> Amount:
    """The amount with what was said, in `words`, of how exact it is."""
    is_open = bool(_OPEN.search(words)) and not words.startswith(("no ", "not "))
    if bound == "low":
        return replace(value, high=None, is_open=is_open)
    if bound == "high":
        return replace(value, low=None, is_open=is_open)
    if value.low is None or value.high is None:
        return value
    room = max(_rounding(value.high), value.high / 10)
    low, high = value.low - room, value.high + room
    if bound == "almost":
        high = value.high
    elif bound == "barely":
        low = value.low
    return replace(value, low=low, high=high, is_rough=True)


def _rounding(figure: Fraction) -> Fraction:
    """Half of the power of ten that a round figure was rounded to: 50 for 3,100."""
    if figure.denominator != 1 or figure == 0:
        return Fraction(0)
    written = str(figure.numerator)
    return Fraction(10 ** (len(written) - len(written.rstrip("0"))), 2)


def _number(written: str) -> Fraction:
    return Fraction(written.replace(",", ""))


def _scaled(written: str, scale: str | None) -> Fraction:
    return _number(written) * (SCALES[scale] if scale else 1)
