"""Amounts: counts, percentages, money, lengths of time, with their bounds and how exact they are."""

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from qa.compare.relation import Relation


class Measure(Enum):
    """What an amount is an amount of. Seconds and months cannot be turned into each other."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    SECONDS = "seconds"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high`, both included; None is no bound. `step` is what the figure was rounded to, 0 if it was not.

    `unit` is what is counted, or the currency, lower-case and singular; "" if nothing says. `of` is the whole that the
    amount is a part of, as in "18 of 31". `figure` is the number as it stands, before its unit.
    """

    low: Fraction | None
    high: Fraction | None
    measure: Measure = Measure.COUNT
    unit: str = ""
    of: Fraction | None = None
    step: Fraction = Fraction(0)
    figure: Fraction | None = None

    @property
    def is_exact(self) -> bool:
        """Whether it is one figure and no bound or range."""
        return self.low is not None and self.low == self.high


def relation_of(one: Amount, other: Amount) -> Relation:
    """How two amounts stand to each other."""
    if one.measure is not other.measure:
        return _across(one, other)
    units = _units(one, other)
    if units is Relation.DIFFERENT or (one.of and other.of and one.of != other.of):
        return Relation.DIFFERENT
    if (one.low, one.high) == (other.low, other.high):
        return units
    mine, theirs = _widened(one, other), _widened(other, one)
    apart = (mine.high is not None and theirs.low is not None and mine.high < theirs.low) or (
        theirs.high is not None and mine.low is not None and theirs.high < mine.low
    )
    return Relation.DIFFERENT if apart else Relation.COMPATIBLE


def _across(one: Amount, other: Amount) -> Relation:
    """Amounts of different measures: only "21" and "21-year-old" can say the same."""
    bare, timed = sorted((one, other), key=lambda amount: amount.measure is not Measure.COUNT)
    if bare.measure is Measure.COUNT and not bare.unit and timed.measure in (Measure.SECONDS, Measure.MONTHS):
        return Relation.SAME if bare.is_exact and bare.figure == timed.figure else Relation.DIFFERENT
    return Relation.DIFFERENT


def _widened(one: Amount, other: Amount) -> Amount:
    """A rounded figure covers what rounds to it, where the other is not rounded as well."""
    if not one.is_exact or not one.step or other.step >= one.step:
        return one
    figure = one.low or Fraction(0)
    return Amount(figure - one.step / 2, figure + one.step / 2, one.measure, one.unit)


# Units

_ANYONE = frozenset(
    "person people human soul life dead death victim casualty fatality killed body other more total individual".split()
)
_SOMEONE = frozenset(
    """civilian soldier troop child woman man rebel militant fighter policeman officer worker passenger migrant refugee
    student patient prisoner protester journalist american russian syrian baby boy girl adult resident inmate pilgrim
    tourist hostage guard pilot sailor teacher doctor nurse staff member employee guest driver""".split()
)


def _units(one: Amount, other: Amount) -> Relation:
    if one.unit == other.unit or not one.unit or not other.unit:
        return Relation.SAME
    pair = {one.unit, other.unit}
    if pair <= _ANYONE:
        return Relation.SAME
    return Relation.COMPATIBLE if pair & _ANYONE and pair - _ANYONE <= _SOMEONE else Relation.DIFFERENT


# Reading an amount

_TIMES = {
    "second": (Measure.SECONDS, 1),
    "minute": (Measure.SECONDS, 60),
    "hour": (Measure.SECONDS, 3600),
    "day": (Measure.SECONDS, 86400),
    "night": (Measure.SECONDS, 86400),
    "week": (Measure.SECONDS, 7 * 86400),
    "fortnight": (Measure.SECONDS, 14 * 86400),
    "month": (Measure.MONTHS, 1),
    "year": (Measure.MONTHS, 12),
    "decade": (Measure.MONTHS, 120),
    "century": (Measure.MONTHS, 1200),
}
_CURRENCIES = {
    "$": "dollar", "us$": "dollar", "usd": "dollar", "dollar": "dollar", "us dollar": "dollar", "€": "euro",
    "euro": "euro", "eur": "euro", "£": "pound", "pound": "pound", "gbp": "pound", "sterling": "pound", "¥": "yen",
    "yen": "yen", "yuan": "yuan", "rmb": "yuan", "₹": "rupee", "rupee": "rupee", "rouble": "rouble", "ruble": "rouble",
    "franc": "franc", "won": "won", "real": "real", "peso": "peso", "cent": "cent", "lira": "lira", "krona": "krona",
}  # fmt: skip
_SCALES = {
    "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "mn": 10**6, "mln": 10**6,
    "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12, "dozen": 12,
}  # fmt: skip
_LOWER = (
    r"at\s+least|not?\s+(?:fewer|less)\s+than|more\s+than|over|above|upwards?\s+of|in\s+excess\s+of|a\s+minimum\s+of"
    r"|exceeding|>"
)
_UPPER = (
    r"at\s+most|up\s+to|as\s+(?:many|much)\s+as|not?\s+more\s+than|fewer\s+than|less\s+than|under|below"
    r"|a\s+maximum\s+of|<"
)
_ABOUT = (
    r"around|about|approximately|roughly|some|an?\s+estimated|estimated|close\s+to|circa|approx\.?|~|an?\s+average\s+of"
)
_ALMOST = r"nearly|almost|just\s+(?:under|below|short\s+of)"
_OPENING = r"(?:(?:a|an|the|only|just|exactly|all|another|further|total\s+of|a\s+total\s+of)\s+)*"
_HOW = re.compile(
    rf"^{_OPENING}(?:(?P<low>{_LOWER})|(?P<high>{_UPPER})|(?P<almost>{_ALMOST})|(?P<about>{_ABOUT}))\s*{_OPENING}",
)
_AFTER = re.compile(
    r"\s*(?:(?P<low>\+|\bor\s+more\b|\bplus\b|\bat\s+least\b)|(?P<high>\bor\s+(?:fewer|less)\b)|(?P<about>\bor\s+so\b))"
)
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_MARK = r"us\$|[$€£¥₹]|usd|eur|gbp"
_FIGURE = (
    rf"(?P<mark{{0}}>{_MARK})?\s*(?P<number{{0}}>\d+(?:,\d{{{{3}}}})*(?:\.\d+)?)(?:[\s-]*(?P<scale{{0}}>{_SCALE})s?\b)?"
)
_ONE = re.compile(_FIGURE.format(""))
_RANGE = re.compile(
    rf"(?P<between>between\s+|from\s+)?{_FIGURE.format('_low')}\s*(?:-|–|—|\bto\b|(?(between)\band\b|-))"
    rf"\s*{_FIGURE.format('_high')}"
)
_PART = re.compile(r"(\d+(?:,\d{3})*)\s+(?:of|out\s+of|in)\s+(?:the\s+|its\s+|all\s+)?(\d+(?:,\d{3})*)")
_VAGUE = (
    (r"hundreds\s+of\s+thousands", 200_000, 999_999),
    (r"tens\s+of\s+thousands", 20_000, 99_999),
    (r"(?:several|a\s+few|many)\s+thousand", 2000, 9999),
    (r"(?:several|a\s+few|many)\s+hundred", 200, 999),
    (r"(?:several|a\s+few|many)\s+dozen", 24, 99),
    (r"(?:several|a\s+few|many)\s+million", 2 * 10**6, 10**7 - 1),
    (r"(?:several|a\s+few|many)\s+billion", 2 * 10**9, 10**10 - 1),
    (r"dozens|scores", 20, 199),
    (r"hundreds", 100, 9999),
    (r"thousands", 1000, 999_999),
    (r"millions", 10**6, 10**9 - 1),
    (r"billions", 10**9, 10**12 - 1),
    (r"a\s+couple(?:\s+of)?", 2, 3),
    (r"a\s+handful(?:\s+of)?", 2, 9),
    (r"several|a\s+few|few", 2, 20),
)
_VAGUE_AMOUNT = tuple(
    (re.compile(rf"{_OPENING}(?:{pattern})\b(?:\s+of\b)?"), low, high) for pattern, low, high in _VAGUE
)
_NONE = re.compile(r"^(?:no\s+one|nobody|none|zero|no)\b")
_HALF = re.compile(r"^(?:(?:a|one)\s+)?(half|third|quarter)\b(?:\s+of)?|^(two\s+thirds|three\s+quarters)\b(?:\s+of)?")
_SHARES = {"half": 2, "third": 3, "quarter": 4}
_WORD_NUMBER = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety)\b"
)
# What stands beside an amount and says nothing of it.
_LIGHT = frozenset(
    """a an the of in on at to by for from with and were was are is be been have has had who which that this killed died
    dead wounded injured hurt so far there as well total people's worth each per least""".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def amount(text: str) -> Amount | None:
    """The amount that a text is, with at most its unit and a few words after; None if it is not, or is several."""
    plain = " ".join(text.casefold().replace("’", "'").split()).strip(" .,;:!?\"'“”()")
    if match := _NONE.match(plain):
        return _with_unit(Amount(Fraction(0), Fraction(0), figure=Fraction(0)), plain[match.end() :])
    words = _digits(plain)
    how = _HOW.match(words)
    body = words[how.end() :] if how else re.sub(rf"^{_OPENING}", "", words)
    found = _plain(body) or (_plain(words) if how else None)
    if found is None:
        return None
    value, rest = found
    after = _AFTER.match(rest)
    if after:
        rest = rest[after.end() :]
    if re.search(r"\d", rest):
        return None
    value = _with_unit(value, rest)
    for name in ("low", "high", "almost", "about"):
        if (how and name in how.groupdict() and how[name]) or (after and after.groupdict().get(name)):
            return _bounded(value, name)
    return value


def _plain(body: str) -> tuple[Amount, str] | None:
    """The amount at the beginning, and what follows it."""
    if match := _PART.match(body):
        part, whole = (_number(group) for group in match.groups())
        return Amount(part, part, of=whole, figure=part), body[match.end() :]
    if match := _RANGE.match(body):
        scale = match["scale_low"] or match["scale_high"]
        low, high = _scaled(match["number_low"], scale), _scaled(match["number_high"], match["scale_high"])
        if low < high:
            mark = match["mark_low"] or match["mark_high"]
            return _marked(Amount(low, high), mark), body[match.end() :]
    if match := _ONE.match(body):
        value = _scaled(match["number"], match["scale"])
        step = Fraction(_SCALES[match["scale"]]) if match["scale"] and match["scale"] != "dozen" else Fraction(0)
        if step and "." in match["number"]:
            step /= 10 ** len(match["number"].partition(".")[2])
        return _marked(Amount(value, value, step=step, figure=value), match["mark"]), body[match.end() :]
    for pattern, low, high in _VAGUE_AMOUNT:
        if match := pattern.match(body):
            return Amount(Fraction(low), Fraction(high)), body[match.end() :]
    if match := _HALF.match(body):
        share = (
            Fraction(2, 3)
            if match[2] == "two thirds"
            else Fraction(3, 4)
            if match[2]
            else Fraction(1, _SHARES[match[1]])
        )
        return Amount(100 * share, 100 * share, Measure.PERCENT), body[match.end() :]
    return None


def _with_unit(value: Amount, rest: str) -> Amount:
    """The amount with the unit that follows it."""
    rest = rest.lstrip(" -")
    if re.match(r"%|per\s*cent\b|percent\b|percentage\s+points?\b", rest) and value.measure is Measure.COUNT:
        return _in(value, Measure.PERCENT, "")
    words = [_singular(word) for word in _WORD.findall(rest)]
    for first, second in zip(words, [*words[1:], ""], strict=False):
        if value.measure is Measure.COUNT and (
            currency := _CURRENCIES.get(f"{first} {second}") or _CURRENCIES.get(first)
        ):
            return _in(value, Measure.MONEY, currency)
        if first in ("us", "american", "british", "syrian", "old", "more", "other", "full", "whole"):
            continue
        timed = first.split("-")[0]
        if timed in _TIMES and value.measure is Measure.COUNT:
            measure, factor = _TIMES[timed]
            return _in(value, measure, "", factor)
        if first not in _LIGHT and value.measure in (Measure.COUNT, Measure.PERCENT):
            return _in(value, value.measure, first if value.measure is Measure.COUNT else "")
    return value


def _in(value: Amount, measure: Measure, unit: str, factor: int = 1) -> Amount:
    low, high = (None if bound is None else bound * factor for bound in (value.low, value.high))
    return Amount(low, high, measure, unit, value.of, value.step * factor, value.figure)


def _marked(value: Amount, mark: str | None) -> Amount:
    return _in(value, Measure.MONEY, _CURRENCIES[mark]) if mark else value


def _bounded(value: Amount, how: str) -> Amount:
    """The amount with what was said of how exact it is."""
    low, high = value.low, value.high
    if low is None or high is None:
        return value
    if how == "low":
        low, high = low, None
    elif how == "high":
        low, high = None, high
    else:
        room = max(_rounding(high), Fraction(1, 10) * high)
        low, high = low - room, high + (room if how == "about" else 0)
    return Amount(low, high, value.measure, value.unit, value.of, value.step, value.figure)


def _rounding(figure: Fraction) -> Fraction:
    """Half of the power of ten that a round figure was rounded to: 50 for 3,100."""
    if figure.denominator != 1 or figure == 0:
        return Fraction(0)
    digits = str(figure.numerator)
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))), 2)


def _number(digits: str) -> Fraction:
    return Fraction(digits.replace(",", ""))


def _scaled(digits: str, scale: str | None) -> Fraction:
    return _number(digits) * (_SCALES[scale] if scale else 1)


def _digits(words: str) -> str:
    """The text with its number words as digits."""
    words = re.sub(
        r"\bhalf\s+(?:a\s+|an\s+)?(million|billion|trillion|dozen|year|hour|century|decade)\b", r"0.5 \1", words
    )
    words = re.sub(r"\b(?:a|an)\s+(?=(?:dozen|hundred|thousand|million|billion|trillion)\b)", "1 ", words)
    words = re.sub(
        r"^(?:a|an)[\s-]+(?=(?:second|minute|hour|day|week|fortnight|month|year|decade|century)\b)", "1 ", words
    )
    words = re.sub(r"\b(\w+)\s+and\s+a\s+half\b", lambda match: f"{_ONES.get(match[1], match[1])}.5", words)
    if _WORD_NUMBER.search(words):
        from text_to_num import alpha2digit  # 0.03 s to load

        words = alpha2digit(words.replace("-to-", " to "), "en")
        words = re.sub(r"\b(one|two|three|four|five|six|seven|eight|nine)\b", lambda match: _ONES[match[1]], words)
    return re.sub(r"\b(\d+)\s+to\s+(\d+)\s+(hundred|thousand)\b", r"\1 \3 to \2 \3", words)


_ONES = {
    word: str(number) for number, word in enumerate("one two three four five six seven eight nine".split(), start=1)
}


def _singular(word: str) -> str:
    irregular = {
        "people": "people",
        "children": "child",
        "women": "woman",
        "men": "man",
        "lives": "life",
        "policemen": "policeman",
        "bodies": "body",
        "casualties": "casualty",
        "fatalities": "fatality",
        "centuries": "century",
        "babies": "baby",
        "countries": "country",
        "cities": "city",
    }
    if word in irregular:
        return irregular[word]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3 else word
