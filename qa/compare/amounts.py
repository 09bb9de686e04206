"""Reads amounts: counts, percentages, money, lengths of time, with their bounds and how exact they are."""

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from qa.compare.amount import Amount, converted, exactly
from qa.compare.bounds import after, before, bounded
from qa.compare.english import undotted
from qa.compare.figures import age, all_but, figure, measured, most, plain
from qa.compare.number_words import digits
from qa.compare.units import (
    CURRENCIES,
    FAHRENHEIT,
    ICE_FAHRENHEIT,
    PHYSICAL,
    TIMES,
    Measure,
    are_people,
    is_anybody,
    is_fate,
    singular,
)

_NONE = re.compile(r"(?:no\s+one|not\s+a\s+single|nothing|nobody|none|zero|no)\b(?!\s+(?:more|fewer|less)\s+than)")
_FREE = re.compile(
    r"(?:(?:it|they|he|she)\s+(?:is|are|was|were)\s+)?"
    r"(?:free|for\s+free|free\s+of\s+charge|without\s+charge|at\s+no\s+(?:extra\s+)?(?:cost|charge))$"
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_ORDINAL = re.compile(rf"(?:the\s+)?(?:(?P<number>\d+)(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)}))(?:\s+place)?$")
_SOMEBODY = re.compile(r"an?\s+([a-z]+)")
# "By 184 votes to 141", "6-3": votes, or a score. From less to more it is a range.
_TALLY = re.compile(
    r"(?:by\s+)?(\d+)(?:\s+votes?)?\s*(?:[-–—]|\bto\b|\bagainst\b)\s*(\d+)(?:\s+votes?)?"
    r"(?:,?\s+with\s+\d+\s+abstentions?)?"
)
_MAGNITUDE = re.compile(r"\bmagnitude[\s-](?:of\s+)?(\d+(?:\.\d+)?)\b")
_COUPLE_OF = re.compile(r"^(?:an?\s+)?couple\s+of\s+(?=(?:dozen|hundred|thousand|million|billion)\b)")
# What follows is another matter: "13 civilians, including four children", "$38bn over 10 years"; "just over 70" is not.
_ASIDE = re.compile(
    r"(?:,?\s+(?:including|(?<!well\s)(?<!far\s)(?<!just\s)(?<!slightly\s)(?<!little\s)over|within|compared|up\s+from"
    r"|down\s+from|among\s+them)\b|,\s+(?:(?:at\s+least\s+)?[\w-]+\s+of\s+(?:whom|them)|of\s+whom)\b|\s+\().*$"
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
    "canadian australian swiss us american british syrian russian old more other full whole young local metric".split()
)
# Words that end what is counted; a participle does as well.
_ENDING = _LIGHT | frozenset(
    """across after against along although among amid around as because before behind below beneath beside between
    beyond but despite down during except inside into like near off onto or outside over past since than then through
    throughout till toward towards under until up via when where whereas while within without
    he she they it we you his her their its our all both not also already still now yet then today yesterday last next
    did does do had may might can could will would shall should must fewer less higher lower
    here overall altogether nationwide countrywide worldwide elsewhere""".split()
)
# Not what 45 in a week, 45 on Monday, 12 fewer people are.
_WHERE = frozenset("in on at to by for from".split())
_COMPARED = frozenset("fewer less higher lower".split())
_DOWN = re.compile(r"down$|f[ae]ll|los[te]|drop|declin|decreas|cut|reduc|shr[aiu]nk")
_RATE = re.compile(r"\s*(?:an?|per|each|every)\s+([a-z]+)\b")
# Units that are written in short, or with hyphens, as they are read.
_WRITTEN = (
    (re.compile(r"^([\s-]*[a-z]*)-(an?|per)-"), r"\1 \2 "),
    (re.compile(r"\bk(?:m/?h|ph|m/hr|mph)\b"), "kmh"),
    (re.compile(r"\b(k?m)/s(?:ec)?\b"), r"\1 a second"),
    (re.compile(r"\b(?:bpd|b/d)\b"), "barrels a day"),
    (re.compile(r"\bon\s+the\s+richter\s+scale\b"), "magnitude"),
    (re.compile(r"\b(?:square|sq\.?)\s+(?=[a-z])"), "square-"),
    (
        re.compile(
            r"/(?=(?:second|minute|hour|day|week|month|year|barrel|share|tonne|ton|kilo|kg|gallon|lit(?:re|er))\b)"
        ),
        " a ",
    ),
)
# "30C" and "30 degrees Celsius", but not "two F-16s"; without a scale it may be either.
_CELSIUS = re.compile(r"(?:\s*(?:°|degrees?\b))?\s*(?:c(?![-\w])|(?:celsius|centigrade)\b)")
_FAHRENHEIT = re.compile(r"(?:\s*(?:°|degrees?\b))?\s*(?:f(?![-\w])|fahrenheit\b)")
_DEGREES = re.compile(r"\s*(?:°|degrees?\b)")
_BELOW_ZERO = re.compile(r"\bbelow\s+zero\b")
_NATIONAL = re.compile(
    r"\s*(canadian|australian|hong\s+kong|new\s+zealand|singapore|swiss|egyptian|syrian)\s+(?=dollar|franc|pound)"
)
_FIGURE = re.compile(r"(?<!\w)(?<![a-z]-)\d")  # "B-1 bonds" has none
# More words after a figure are a story of their own.
_MOST_BESIDE = 6
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W_]+)*")
_RUN = re.compile(rf"{_WORD.pattern}(?:\s+{_WORD.pattern})*")
# What became of those who were just named; not "killed or wounded", which is either.
_FATE = re.compile(
    r"\s+(?:(?:who|that|was|were|are|is|has|have|had|been|be|being|left|reported|reportedly|confirmed|feared|believed"
    r"|presumed|found|also|already|now|still)\s+)*(?P<fate>[a-z]+)\b(?!\s+(?:and|or)\b)"
)


@lru_cache(maxsize=2048)  # the words of one candidate are weighed, grouped and compared
def amount(text: str) -> Amount | None:
    """The amount that a text is, with at most its unit and a few words after; None if it is not, or is several."""
    written = undotted(" ".join(text.casefold().replace("’", "'").split()))
    whole = _MAGNITUDE.sub(r"\1 magnitude", _ASIDE.sub("", written.strip(" .,;:!?\"'“”")))
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
    """The amounts that a text joins: "12 dead and 30 wounded", "184 votes to 141"; none if it is one, or anything
    else."""
    if tally := _TALLY.fullmatch(digits(" ".join(text.casefold().split()))):
        return [exactly(int(number)) for number in tally.groups()]
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
    return int(match["number"]) if match["number"] else _ORDINALS.index(match["word"]) + 1


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
    for pattern, written in _WRITTEN:
        rest = pattern.sub(written, rest)
    if value.measure is Measure.MONEY and (rate := _RATE.match(rest)):
        return replace(value, unit=f"{value.unit} a {rate[1]}")
    if value.measure is not Measure.COUNT:
        return value
    if degrees := _degrees(value, rest):
        return degrees
    if (rated := _as_rate(value, rest)) is not value:
        return rated
    rest = rest.lstrip(" -")
    if percent := _PERCENT.match(rest):
        return measured(value, Measure.PERCENT, unit="point" if percent["points"] else "")
    for pattern, measure, unit in _HUNDREDTHS:
        if found := pattern.match(rest):
            return _with_unit(converted(value, measure, unit, Fraction(1, 100)), rest[found.end() :])
    national = _NATIONAL.match(rest)
    for found in _WORD.finditer(rest):
        word = singular(found[0])
        if word in _WHERE:
            return value
        if word == "cent":
            return _with_unit(converted(value, Measure.MONEY, "dollar", Fraction(1, 100)), rest[found.end() :])
        if currency := CURRENCIES.get(word):
            if national:
                currency = f"{national[1]} {currency}"
            money = _with_unit(converted(value, Measure.MONEY, currency), rest[found.end() :])
            return replace(money, also=measured(value, *PHYSICAL["lb"])) if money.unit == "pound" else money
        if word in PHYSICAL:
            return _as_rate(measured(value, *PHYSICAL[word]), rest[found.end() :])
        timed = word.split("-")[0]
        if timed in TIMES:
            measure, factor = TIMES[timed]
            return converted(value, measure, "", factor)
        if word not in _LIGHT and word not in _BETWEEN and not national:
            return _counting(value, rest[found.start() :])
    return value


def _counting(value: Amount, rest: str) -> Amount:
    """The amount of what is named at the beginning of a text, and what became of it."""
    run = _RUN.match(rest)
    found = list(_WORD.finditer(run[0])) if run else []
    words = [word[0] for word in found]
    if words[0] in _ENDING - _COMPARED:  # 45 across the country
        said = _FATE.match(f" {rest}")
        return converted(value, Measure.COUNT, said["fate"]) if said and is_fate(said["fate"]) else value
    last = _head(words, is_one=value.figure == 1)
    before_it = [word for word in words[:last] if word not in _BETWEEN]
    unit, rest = " ".join([*before_it, singular(words[last])]), rest[found[last].end() :]
    if (said := _FATE.match(rest)) and is_fate(said["fate"]):
        unit, rest = f"{said['fate']} {unit}", rest[said.end() :]
    return _as_rate(converted(value, Measure.COUNT, unit), rest)


def _head(words: list[str], is_one: bool) -> int:
    """Which of the words after a figure is what is counted: "new cases" are cases, "truck drivers" drivers. It is the
    first plural, or the one after that in "news agencies"; else somebody; the first word where nothing tells."""
    somebody = None
    for number, word in enumerate(words):
        if number and is_fate(word):  # 45 confirmed dead, but 45 miners dead
            describe = all(before.endswith(("ed", "ly")) for before in words[:number])
            return number if describe else somebody or 0
        is_participle = number and word.endswith("ed") and not words[number - 1].endswith("ly")
        if word in _ENDING or is_participle:
            break
        if not is_one and _is_plural(word) and not _is_plural(" ".join(words[number + 1 : number + 2])):
            return 0 if _measures(singular(word)) else number  # "nautical miles" are no miles
        if is_anybody(word):
            somebody = number
    return somebody or 0


def _is_plural(word: str) -> bool:
    return word not in _ENDING and "'" not in word and (word == "people" or singular(word) != word)


def _measures(word: str) -> bool:
    return word in PHYSICAL or word in TIMES or word in CURRENCIES


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
    if _BELOW_ZERO.search(rest) and value.figure is not None:
        low, high = (None if bound is None else -bound for bound in (value.high, value.low))
        value = replace(value, low=low, high=high, figure=-value.figure)
    if _CELSIUS.match(rest):
        return measured(value, Measure.CELSIUS)
    if _FAHRENHEIT.match(rest):
        low, high = (None if bound is None else bound - ICE_FAHRENHEIT for bound in (value.low, value.high))
        above_ice = replace(value, low=low, high=high)
        return measured(above_ice, Measure.CELSIUS, FAHRENHEIT)
    return converted(value, Measure.COUNT, "degree") if _DEGREES.match(rest) else None
