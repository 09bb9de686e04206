"""Names: of people with titles, initials and particles, of organisations and places."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from qa.compare.relation import Relation
from qa.compare.spelling import alike, is_carried_over, short_for, sounds_alike

_TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister chancellor premier secretary
    senator sen congressman congresswoman representative rep governor gov mayor king queen prince princess pope bishop
    archbishop imam sheikh general gen colonel col major captain lieutenant lt sergeant sgt admiral judge justice
    chief director spokesman spokeswoman spokesperson chairman chairwoman ceo foreign defence defense interior finance
    deputy former then state detective det inspector insp constable superintendent commander crown pm mp vp""".split()
)
# Part of a title in "Foreign Minister", and of a name in "Foreign Ministry".
_FIELDS = frozenset("foreign defence defense interior finance justice state".split())
_BODIES = frozenset("ministry department committee commission agency office".split())
_MEN = frozenset("mr sir lord king prince spokesman chairman congressman".split())
_WOMEN = frozenset("mrs ms miss dame lady queen princess spokeswoman chairwoman congresswoman".split())
# Words that make another country of one: New Guinea, the Democratic Republic of Congo.
_NEW = frozenset("new equatorial".split())
_SORTS_OF_REPUBLIC = frozenset("democratic people people's peoples".split())
# Words after a name that make a paper of a town, and another place of a country or a town.
_PAPERS = frozenset("times post herald tribune journal telegraph gazette chronicle globe".split())
_TOWNS = frozenset("city county beach".split())
_NATIONS = frozenset(
    "us american russian syrian turkish british french german israeli iranian chinese saudi ukrainian iraqi".split()
)
_AMERICAN = re.compile(r"^u\.?s\.?$")
_PARTICLES = frozenset("al el as ash ad an ar at az abu bin ibn de da di del della van von der den la le du".split())
_SHORT = {
    "un": "united nations", "us": "united states", "usa": "united states",
    "uk": "united kingdom",
    "eu": "european union", "nato": "north atlantic treaty organization", "who": "world health organization",
    "fbi": "federal bureau of investigation", "cia": "central intelligence agency", "uae": "united arab emirates",
    "imf": "international monetary fund", "ap": "associated press", "isis": "islamic state", "isil": "islamic state",
    "is": "islamic state", "nyc": "new york city", "dc": "washington", "eea": "european economic area",
    "america": "united states", "britain": "united kingdom", "united states of america": "united states",
    "fed": "federal reserve", "daesh": "islamic state",
    "gop": "republican party", "republicans": "republican party", "democrats": "democratic party",
    "conservatives": "conservative party", "tories": "conservative party", "kiev": "kyiv", "bombay": "mumbai",
    "burma": "myanmar", "holland": "netherlands", "turkiye": "turkey", "czechia": "czech republic",
}  # fmt: skip
# By its capital, or a house in it, news means a country's government; and what is in one is in the other.
_SEATS = {
    "washington": "united states", "white house": "united states", "pentagon": "united states", "moscow": "russia",
    "kremlin": "russia", "beijing": "china", "london": "united kingdom", "downing street": "united kingdom",
    "paris": "france", "berlin": "germany", "rome": "italy", "madrid": "spain", "ankara": "turkey", "tehran": "iran",
    "damascus": "syria", "baghdad": "iraq", "kabul": "afghanistan", "kyiv": "ukraine",
    "tokyo": "japan", "seoul": "south korea", "pyongyang": "north korea", "delhi": "india", "new delhi": "india",
    "islamabad": "pakistan", "brussels": "european union", "cairo": "egypt", "jerusalem": "israel",
    "canberra": "australia", "ottawa": "canada",
}  # fmt: skip
_PLACE_PARTS = frozenset(
    """eastern western northern southern central east west north south northeast northwest southeast southwest rural
    greater downtown old upper lower inner outer parts districts district outskirts suburbs suburb""".split()
)
_PART = "\ue000"  # marks a word that makes a part of a place; of the private use area, so that no text has it
_TOKEN = re.compile(r"\ue000?[^\W_]+(?:[.'’-][^\W_]+)*\.?")
# "Urum al-Kubra, west of Aleppo": where a place is makes no other one of it.
_WHERE = re.compile(
    r",\s+(?:(?:just\s+)?(?:north|south|east|west)\w*\s+of|near|outside|in|on|\d+|an?)\b.*$", re.IGNORECASE
)
# "Sergei Ivanenko, the foreign minister": what somebody is makes no other one of them.
_APPOSED = re.compile(r",\s+(?:the|an?|his|her|its|their|who)\s+(?!.*\band\s+(?:the\s+)?[A-Z])[a-z].*$")
# "Geneva, Switzerland": two names without "and" are a place and a larger one.
_WITHIN = re.compile(r"^(?P<place>[^,;&/]+),\s+(?P<larger>[^,;&/]+)$")
_JOINS = re.compile(r"\b(?:and|or|nor|but)\b|[,;/]|(?<!\w)&(?!\w)")
_AND_COMPANY = re.compile(r"\s+&\s+Co\b\.?")
# "Russia's Putin": one of a country whom headlines name by one word.
_OF_COUNTRY = re.compile(r"^(?:the\s+)?(?P<country>[^'’]+)['’]s\s+(?P<name>[A-Z].*)$")
_COUNTRIES = frozenset(_SEATS.values())
_ABBREVIATION = re.compile(r"(?:the\s+)?(?P<letters>[A-Z](?:\.?[A-Za-z]){1,5})\.?")
_DOTTED = re.compile(r"^(?:[a-z]\.){1,4}[a-z]$")  # "u.n", "f.b.i"
_ABDUL = re.compile(r"^abd[aeou]+l")  # Abdul Rahman, Abdelrahman, Abd al-Rahman
_IS_NAME = re.compile(r"^[^\W\d_a-z]|^(?:al|el|an|ash|as|ad)-", re.UNICODE)


@lru_cache(maxsize=1024)
def is_name(text: str) -> bool:
    """Whether every weighty word is capitalised, and none is a figure."""
    tokens = [token for token in _TOKEN.findall(_alone(text)) if token.strip(".") not in _SKIPPED and token != "The"]
    named = [token for token in tokens if token.casefold().strip(".") not in _TITLES]
    if len(tokens) > 1:  # "the US secretary of state" names nobody, "the US" does
        named = [token for token in named if token.casefold().strip(".") not in _NATIONS]
    return any(_IS_NAME.match(token) for token in named) and all(
        _IS_NAME.match(token) or token.casefold() in _TITLES for token in tokens
    )


def _alone(text: str) -> str:
    """The name without what it is and where it lies."""
    return _APPOSED.sub("", _WHERE.sub("", text))


_LIGHT = frozenset("the a an of for in on at to by from and or".split())
_SKIPPED = _LIGHT | _PARTICLES | _PLACE_PARTS


def relation_of(one: str, other: str) -> Relation:
    """How two names, or several joined ones, stand to each other."""
    if _is_short_for(one, other) or _is_short_for(other, one):
        return Relation.SAME
    one, other = _without_country(one, other), _without_country(other, one)
    mine, theirs = _names(_alone(one)), _names(_alone(other))
    if _generation(one) != _generation(other):
        return Relation.DIFFERENT
    if len(mine) != len(theirs):
        return _within(one, other)
    if len(mine) > 1:
        matched = [[_one(name, against) is Relation.SAME for against in theirs] for name in mine]
        both_ways = all(map(any, matched)) and all(map(any, zip(*matched, strict=True)))
        return Relation.SAME if both_ways else Relation.DIFFERENT
    if _man_and_woman(one, other) or _of_two_nations(one, other):
        return Relation.DIFFERENT
    return _one(mine[0], theirs[0])


def _of_two_nations(one: str, other: str) -> bool:
    """Whether each is said to be of another nation: the US Army, the British Army."""
    mine, theirs = (
        {_AMERICAN.sub("american", word) for word in text.casefold().split()} & _NATIONS for text in (one, other)
    )
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _is_short_for(short: str, long: str) -> bool:
    """Whether one is made of the other's first letters: ECB, BoE, SOHR."""
    match = _ABBREVIATION.fullmatch(short)
    letters = match["letters"].replace(".", "") if match else ""
    if not letters or letters.casefold() in _TITLES | _SHORT.keys():
        return False
    first = "".join(word[0] for word in _TOKEN.findall(long) if word.casefold() != "the")
    return letters in (first, "".join(letter for letter in first if letter.isupper()))


def _without_country(name: str, other: str) -> str:
    """The name without the country before it, where one word is left and the other name has none before it: Putin for
    Russia's Putin."""
    match = _OF_COUNTRY.match(name)
    if match is None or _OF_COUNTRY.match(other):
        return name
    country = " ".join(_tokens(match["country"]))
    return match["name"] if country in _COUNTRIES and len(_tokens(match["name"])) == 1 else name


def _within(one: str, other: str) -> Relation:
    """Of a place with the larger one that it lies in, and a single name."""
    for text, single in ((one, other), (other, one)):
        if (found := _WITHIN.match(_alone(text))) and not re.search(r"\b(?:and|or)\b", text):
            if relation_of(found["place"], single) is Relation.SAME:
                return Relation.SAME
            if relation_of(found["larger"], single) is Relation.SAME:
                return Relation.COMPATIBLE
    return Relation.DIFFERENT


def _man_and_woman(one: str, other: str) -> bool:
    mine, theirs = ({word.strip(".,") for word in text.casefold().split()} for text in (one, other))
    return any(not a.isdisjoint(_MEN) and not b.isdisjoint(_WOMEN) for a, b in ((mine, theirs), (theirs, mine)))


def _generation(text: str) -> set[str]:
    """Junior or senior, where a name says so."""
    return {match.casefold()[0] for match in re.findall(r"\b(?:jr|sr|junior|senior)\b", text, re.IGNORECASE)}


@lru_cache(maxsize=1024)
def _names(text: str) -> list[list[str]]:
    """The tokens of each of the names that are joined in a text."""
    parts = [_tokens(part) for part in _JOINS.split(_AND_COMPANY.sub("", text))]
    return [part for part in parts if part] or [[]]


def _undotted(match: re.Match[str]) -> str:
    """An abbreviation that is known, without its dots; initials stay as they are."""
    plain = match.group().replace(".", "")
    return plain if plain in _SHORT else match.group()


def _tokens(text: str) -> list[str]:
    # "eastern Aleppo" is a part of Aleppo, "South Sudan" a name of its own.
    marked = " ".join(f"{_PART}{word}" if word in _PLACE_PARTS else word for word in text.split())
    folded = unicodedata.normalize("NFKD", marked.casefold().replace("’", "'"))
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    found = [_DOTTED.sub(_undotted, token.removesuffix("'s").strip(".")) for token in _TOKEN.findall(plain)]
    found = [token for token in found if token not in _LIGHT and token not in ("jr", "sr", "junior", "senior")]
    whole = " ".join(found)
    if whole in _SHORT:
        return [token for token in _SHORT[whole].split() if token not in _LIGHT]
    # US, but not Kim Jong Un
    short = {token.casefold().replace(".", "") for token in _TOKEN.findall(text) if token.isupper()}
    spread = [part for token in found for part in (_SHORT.get(token, token) if token in short else token).split()]
    if _is_body(spread):
        return spread
    of_state = not (_TITLES - {"state"}).isdisjoint(spread)  # a secretary of state, but the Islamic State
    weighty = [token for token in spread if token not in _TITLES | _NATIONS or (token == "state" and not of_state)]
    return weighty or spread


def _is_body(name: list[str]) -> bool:
    """Whether it is a ministry or the like, and nobody who works there."""
    return not _BODIES.isdisjoint(name) and (_TITLES - _FIELDS).isdisjoint(name)


def _one(mine: list[str], theirs: list[str]) -> Relation:
    if mine == theirs:
        return Relation.SAME
    whole = " ".join(mine), " ".join(theirs)
    if _SEATS.get(whole[0], whole[0]) == _SEATS.get(whole[1], whole[1]):
        return Relation.COMPATIBLE  # Moscow, the Kremlin and Russia
    mine_parts, theirs_parts = _without_places(mine), _without_places(theirs)
    if mine_parts == theirs_parts and mine_parts:  # Aleppo and eastern Aleppo, but not eastern and western Aleppo
        return Relation.COMPATIBLE if mine_parts in (mine, theirs) else Relation.DIFFERENT
    if (set(mine) ^ set(theirs)) & _PLACE_PARTS:
        return Relation.DIFFERENT  # Sudan and South Sudan
    bare, other = _bare(mine), _bare(theirs)
    if not bare or not other:
        return Relation.DIFFERENT
    if bare == other:
        return Relation.SAME
    less, more = sorted((bare, other), key=len)
    if _is_body(less) and _is_body(more):  # the Defence Ministry is the Ministry of Defense
        named = all(any(alike(word, against) for against in more) for word in less)
        return Relation.SAME if named and len(less) > 1 else Relation.DIFFERENT
    is_at_home = more[0] in _NEW and less == more[2:] and less[-1] not in _PAPERS  # Yankees of New York
    if (added := set(more) - set(less)) & _NEW and set(less) < set(more) and not is_at_home:
        return Relation.DIFFERENT
    if added & _SORTS_OF_REPUBLIC and "republic" in more and less[-1] == more[-1]:
        return Relation.DIFFERENT if "republic" in less else Relation.COMPATIBLE
    if set(less) < set(more) and more[-1] not in less and more[-1] in _PAPERS | _TOWNS:
        return Relation.COMPATIBLE if more[-1] in _TOWNS else Relation.DIFFERENT  # Mexico City, the Washington Post
    same = _sounding if is_carried_over(mine) or is_carried_over(theirs) else alike
    if re.sub(r"[-.]", "", "".join(bare)) == re.sub(r"[-.]", "", "".join(other)):  # Abdel-Rahman, J.K. Rowling
        return Relation.SAME
    if len(less) > 2 and _initials(less) != _initials(more) and _initials(less) and _initials(more):
        return Relation.DIFFERENT  # George W. and George H. W. Bush
    if same(less[-1], more[-1]) and _given(less[:-1], more[:-1], same):
        return Relation.SAME
    if len(less) == 1 and len(more) > 2 and less[0] in (more[0], more[-1]):
        return Relation.SAME
    if len(less) == len(more) and set(less) == set(more):
        return Relation.DIFFERENT  # James Martin is not Martin James
    if set(less) <= set(more) and len(less) > 1:
        return Relation.SAME
    return Relation.SAME if len(less) == 1 and less[0] in more else Relation.DIFFERENT


def _initials(tokens: list[str]) -> list[str]:
    return [token for token in tokens[1:-1] if len(token) == 1]


def _bare(tokens: list[str]) -> list[str]:
    """The tokens without particles, also those before a hyphen: Khatib for al-Khatib."""
    parts = []
    for token in tokens:
        token = _ABDUL.sub("abd", token)
        head, hyphen, tail = token.partition("-")
        parts.append(tail if hyphen and head in _PARTICLES else token)
    kept = [part for part in parts if part not in _PARTICLES]
    return kept or parts


def _without_places(tokens: list[str]) -> list[str]:
    return [token for token in tokens if not token.startswith(_PART)]


def _sounding(one: str, other: str) -> bool:
    return alike(one, other) or sounds_alike(one, other)


def _given(less: list[str], more: list[str], same: Callable[[str, str], bool]) -> bool:
    """Whether given names do not clash: every one of the fewer is one of the more, its initial, short for it, or
    spelled alike. One initial or middle name that only one of them has does not clash; two that differ do."""
    if not less:
        return True
    pairs = zip(less, more, strict=True) if len(less) == len(more) else [(less[0], more[0])]
    return all(
        one[0] == other[0] if len(one) == 1 or len(other) == 1 else same(one, other) or short_for(one, other)
        for one, other in pairs
    )
