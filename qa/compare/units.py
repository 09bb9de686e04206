"""The units that news counts in: lengths of time, currencies, people and what became of them."""

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

from qa.compare.english import plain_english
from qa.compare.relation import Relation


class Measure(Enum):
    """What an amount is an amount of. Seconds and months cannot be turned into each other exactly."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    METRES = "metres"
    KILOGRAMS = "kilograms"
    SQUARE_METRES = "square metres"
    METRES_A_SECOND = "metres a second"
    CELSIUS = "degrees Celsius"
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
# What is measured: its measure, and how many metres, kilograms, square metres or metres a second one of it is.
PHYSICAL = {
    word: (measure, Fraction(size))
    for measure, sizes in (
        (
            Measure.METRES,
            {
                "mm": "0.001", "millimetre": "0.001", "millimeter": "0.001", "cm": "0.01", "centimetre": "0.01",
                "centimeter": "0.01", "m": "1", "metre": "1", "meter": "1", "km": "1000", "kilometre": "1000",
                "kilometer": "1000", "mile": "1609", "inch": "0.0254", "foot": "0.3048",
                "feet": "0.3048", "ft": "0.3048", "yard": "0.9144",
            },
        ),
        (
            Measure.KILOGRAMS,
            {
                "kg": "1", "kilo": "1", "kilogram": "1", "gram": "0.001", "g": "0.001", "tonne": "1000", "ton": "1000",
                "lb": "0.4536", "lbs": "0.4536",
            },
        ),
        (
            Measure.SQUARE_METRES,
            {
                "hectare": "10000", "acre": "4047", "square-metre": "1", "square-meter": "1", "square-km": "1000000",
                "square-kilometre": "1000000", "square-kilometer": "1000000", "km²": "1000000",
                "square-mile": "2589988", "square-foot": "0.0929", "square-feet": "0.0929", "square-ft": "0.0929",
                "square-m": "1",
            },
        ),
        (
            Measure.METRES_A_SECOND,
            {"mph": "1609/3600", "kmh": "1000/3600", "knot": "0.5144"},
        ),
    )
    for word, size in sizes.items()
}  # fmt: skip
ICE_FAHRENHEIT = 32  # 0 °C
FAHRENHEIT = Fraction(5, 9)  # of a degree Celsius
SECONDS_A_MONTH = 2_629_746  # the mean

CURRENCIES = {
    "$": "dollar", "us$": "dollar", "usd": "dollar", "dollar": "dollar", "dlr": "dollar",
    "a$": "australian dollar", "hk$": "hong kong dollar", "nz$": "new zealand dollar", "s$": "singapore dollar",
    "r$": "real", "rs": "rupee", "rs.": "rupee",
    "c$": "canadian dollar", "€": "euro", "euro": "euro", "eur": "euro",
    "£": "pound", "pound": "pound", "gbp": "pound", "sterling": "pound", "¥": "yen", "yen": "yen", "yuan": "yuan",
    "rmb": "yuan", "₹": "rupee", "rupee": "rupee", "rouble": "rouble", "ruble": "rouble", "franc": "franc",
    "peso": "peso", "lira": "lira", "krona": "krona", "krone": "krone", "rand": "rand", "shekel": "shekel",
}  # fmt: skip

_MONEY = frozenset(CURRENCIES.values())  # a Canadian dollar is no dollar

SCALES = {
    "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "mn": 10**6, "mln": 10**6,
    "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12, "dozen": 12, "lakh": 10**5,
    "crore": 10**7,
}  # fmt: skip

_ANYONE = frozenset("person people human soul life victim casualty body other more total individual".split())
_SOMEONE = frozenset(
    """civilian soldier troop child woman man rebel militant fighter policeman officer worker passenger migrant refugee
    student patient prisoner protester journalist american russian syrian baby boy girl adult resident inmate pilgrim
    tourist hostage guard pilot sailor teacher doctor nurse staff member employee guest driver survivor miner farmer
    villager firefighter paramedic priest nun activist volunteer insurgent gunman attacker terrorist lawmaker
    citizen national teenager police afghan iraqi israeli palestinian ukrainian turk""".split()
)
# What became of people: each line excludes the others.
_FATES = tuple(
    frozenset(words.split())
    for words in (
        "dead death died killed fatality",
        "wounded injured hurt injury",
        "missing",
        "arrested detained arrest detention",
        "rescued saved survived",
        "displaced",
        "evacuated evacuation",
        "homeless",
    )
)
# Before another word they say nothing of people: a death sentence.
_FATES_BY_NOUN = frozenset("death fatality injury arrest detention evacuation".split())
_IRREGULAR = {
    "children": "child", "women": "woman", "men": "man", "lives": "life", "policemen": "policeman", "gunmen": "gunman",
    "bodies": "body", "casualties": "casualty", "fatalities": "fatality", "injuries": "injury", "centuries": "century",
    "babies": "baby", "lorries": "lorry", "countries": "country", "cts": "cent", "cities": "city", "parties": "party",
    "companies": "company", "families": "family", "inches": "inch", "hrs": "hour",
}  # fmt: skip


def relation_of_units(one: str, other: str) -> Relation:
    """How two things that are counted stand to each other, given that the figures are equal; "" is anything."""
    if one == other or not one or not other:
        return Relation.SAME
    (mine, mine_each), (theirs, theirs_each) = _by_time(one), _by_time(other)
    if mine_each != theirs_each:
        return Relation.DIFFERENT
    if not mine or not theirs:
        return Relation.SAME
    (my_fate, my_sort, mine_more), (their_fate, their_sort, theirs_more) = _counted(mine), _counted(theirs)
    if my_fate and their_fate and my_fate != their_fate:
        return Relation.DIFFERENT
    if my_sort == their_sort and my_sort not in _MONEY:
        # New cases are cases, confirmed ones are not suspected ones.
        return Relation.SAME if mine_more <= theirs_more or theirs_more <= mine_more else Relation.DIFFERENT
    pair = {my_sort, their_sort}
    if pair <= _ANYONE:
        return Relation.SAME
    are_alike = pair - _ANYONE <= _SOMEONE or (my_fate and my_fate == their_fate)
    return Relation.COMPATIBLE if pair & _ANYONE and are_alike else Relation.DIFFERENT


def _by_time(unit: str) -> tuple[str, str]:
    """What is counted, and for each of what: a day, a share."""
    thing, _, each = unit.partition(" a ")
    return thing.strip(), each


def _counted(thing: str) -> tuple[frozenset[str], str, frozenset[str]]:
    """What became of those who are counted, what they are, and the words before that. The dead are people."""
    words, fate = thing.split(), fate_of(thing)
    more = plain_english(" ".join(word for word in words if word not in fate)).split()
    sort = "person" if words[-1] in fate else more.pop()
    return fate, sort, frozenset(more)


def fate_of(thing: str) -> frozenset[str]:
    """What became of those who are counted, in all words that say the same; empty where nothing says."""
    words = thing.split()
    telling = set(words) - (_FATES_BY_NOUN - set(words[-1:]))
    return next((fate for fate in _FATES if not fate.isdisjoint(telling)), frozenset())


def are_people(units: Iterable[str]) -> bool:
    """Whether all of the units are people, whatever became of them."""
    return all(is_anybody(unit.rpartition(" ")[2]) for unit in units)


def is_anybody(word: str) -> bool:
    """Whether a word, singular, is one for people: "soldier", "victim"."""
    return word in _ANYONE or word in _SOMEONE


def is_fate(word: str) -> bool:
    """Whether a word says what became of people: "dead", "missing"."""
    return any(word in fate for fate in _FATES)


def singular(word: str) -> str:
    """The word without its plural ending."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3 else word
