"""The units that news counts in: lengths of time, currencies, people and what became of them."""

from enum import Enum
from fractions import Fraction

from qa.compare.relation import Relation


class Measure(Enum):
    """What an amount is an amount of. Seconds and months cannot be turned into each other exactly."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    METRES = "metres"
    KILOGRAMS = "kilograms"
    SECONDS = "seconds"
    MONTHS = "months"


TIMES = {
    "second": (Measure.SECONDS, 1),
    "sec": (Measure.SECONDS, 1),
    "minute": (Measure.SECONDS, 60),
    "min": (Measure.SECONDS, 60),
    "hour": (Measure.SECONDS, 3600),
    "hr": (Measure.SECONDS, 3600),
    "day": (Measure.SECONDS, 86400),
    "night": (Measure.SECONDS, 86400),
    "week": (Measure.SECONDS, 7 * 86400),
    "fortnight": (Measure.SECONDS, 14 * 86400),
    "month": (Measure.MONTHS, 1),
    "year": (Measure.MONTHS, 12),
    "decade": (Measure.MONTHS, 120),
    "century": (Measure.MONTHS, 1200),
}
LENGTHS = {
    "m": Fraction(1), "metre": Fraction(1), "meter": Fraction(1), "km": Fraction(1000), "kilometre": Fraction(1000),
    "kilometer": Fraction(1000), "mile": Fraction(1609), "cm": Fraction(1, 100), "foot": Fraction(3048, 10000),
    "feet": Fraction(3048, 10000), "ft": Fraction(3048, 10000), "yard": Fraction(9144, 10000),
}  # fmt: skip
WEIGHTS = {
    "kg": Fraction(1), "kilo": Fraction(1), "kilogram": Fraction(1), "gram": Fraction(1, 1000), "g": Fraction(1, 1000),
    "tonne": Fraction(1000), "ton": Fraction(1000),
}  # fmt: skip
SECONDS_A_MONTH = 2_629_746  # the mean

CURRENCIES = {
    "$": "dollar", "us$": "dollar", "usd": "dollar", "dollar": "dollar", "a$": "australian dollar",
    "c$": "canadian dollar", "€": "euro", "euro": "euro", "eur": "euro",
    "£": "pound", "pound": "pound", "gbp": "pound", "sterling": "pound", "¥": "yen", "yen": "yen", "yuan": "yuan",
    "rmb": "yuan", "₹": "rupee", "rupee": "rupee", "rouble": "rouble", "ruble": "rouble", "franc": "franc",
    "peso": "peso", "lira": "lira", "krona": "krona", "krone": "krone", "rand": "rand", "shekel": "shekel",
}  # fmt: skip

SCALES = {
    "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "mn": 10**6, "mln": 10**6,
    "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12, "dozen": 12,
}  # fmt: skip

_ANYONE = frozenset("person people human soul life victim casualty body other more total individual".split())
_SOMEONE = frozenset(
    """civilian soldier troop child woman man rebel militant fighter policeman officer worker passenger migrant refugee
    student patient prisoner protester journalist american russian syrian baby boy girl adult resident inmate pilgrim
    tourist hostage guard pilot sailor teacher doctor nurse staff member employee guest driver survivor""".split()
)
# What became of people: each line excludes the others.
_FATES = tuple(
    frozenset(words.split())
    for words in (
        "dead death died killed fatality",
        "wounded injured hurt injury",
        "missing",
        "arrested detained arrest detention",
        "rescued saved",
        "displaced",
    )
)
_IRREGULAR = {
    "children": "child", "women": "woman", "men": "man", "lives": "life", "policemen": "policeman", "bodies": "body",
    "casualties": "casualty", "fatalities": "fatality", "injuries": "injury", "centuries": "century", "babies": "baby",
    "countries": "country", "cities": "city", "parties": "party", "companies": "company", "families": "family",
}  # fmt: skip


def relation_of_units(one: str, other: str) -> Relation:
    """How two things that are counted stand to each other, given that the figures are equal; "" is anything."""
    if one == other or not one or not other:
        return Relation.SAME
    pair = {one, other}
    fates = [fate for fate in _FATES if pair & fate]
    if len(fates) > 1:
        return Relation.DIFFERENT
    if fates:
        return Relation.SAME if pair <= fates[0] | _ANYONE else Relation.COMPATIBLE
    if pair <= _ANYONE:
        return Relation.SAME
    return Relation.COMPATIBLE if pair & _ANYONE and pair - _ANYONE <= _SOMEONE else Relation.DIFFERENT


def singular(word: str) -> str:
    """The word without its plural ending."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3 else word
