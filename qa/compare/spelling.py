"""When two spellings are of one name: carried over from another script, shortened as the English do."""

import re
from functools import cache

# Given names and what the English make of them; a name may be short for several.
_SHORT = {
    short: frozenset(long.split())
    for short, long in (
        entry.split(":")
        for entry in """
        abby:abigail|al:albert alan|alex:alexander alexandra|andy:andrew|ben:benjamin|bernie:bernard|bill:william
        |billy:william|bob:robert|bobby:robert|charlie:charles|chris:christopher christine|chuck:charles|dan:daniel
        |danny:daniel|dave:david|dick:richard|don:donald|ed:edward|eddie:edward|fred:frederick|greg:gregory|hank:henry
        |harry:henry harold|jack:john|jeff:jeffrey|jerry:gerald|jim:james|jimmy:james|joe:joseph|johnny:john
        |ken:kenneth|kate:katherine catherine|kathy:katherine|larry:lawrence|liz:elizabeth|maggie:margaret|matt:matthew
        |mike:michael|nick:nicholas|pat:patrick patricia|pete:peter|phil:philip|ray:raymond|rick:richard|rob:robert
        |ron:ronald|sam:samuel samantha|steve:steven stephen|sue:susan|ted:edward|tim:timothy|tom:thomas|tony:anthony
        |vince:vincent|will:william
        """.split("|")
    )
    for short in [short.strip()]
}
# What tells that a name was carried over from Arabic script: its particles, and a q that no u follows.
_CARRIED = re.compile(r"^(?:al|el|as|ash|ad|ar|an|at|az)-|^(?:abd|abu|ibn|bin)$|^abd|q(?!u)")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"gh|q|g", "k"),
        (r"kh", "k"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"ou|oo|o|w(?![aeiou])", "u"),
        (r"ee|ei|ai|ay|ey|y|i", "i"),
        (r"a+", "a"),
        (r"(?<=[aeiu])h(?![aeiu])", ""),
        (r"(.)\1+", r"\1"),
        (r"ea|ae|ie|ia(?!$)", "e"),
    )
)
# Letters that are written for one another in names, and those that say little of which name it is.
_WRITTEN = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"c(?=[eiy])|z|tz"), "s"),
    (re.compile(r"ck?(?!h)|q"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"tch|tsch"), "ch"),
    (re.compile(r"(?!^)[aeiouyh'’-]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_PIECES = re.compile(r"([^aeiu]+)|([aeiu]+)")


def short_for(one: str, other: str) -> bool:
    """Whether one given name is short for the other, or both for a third: Liz for Elizabeth."""
    mine, theirs = _SHORT.get(one, frozenset()) | {one}, _SHORT.get(other, frozenset()) | {other}
    return not mine.isdisjoint(theirs)


def is_carried_over(name: list[str]) -> bool:
    """Whether the name's tokens tell that it was carried over from Arabic script."""
    return any(_CARRIED.search(token) for token in name)


@cache
def alike(one: str, other: str) -> bool:
    """Spelled the same, but for a letter or two that may be written in several ways: Sergey and Sergei, but not Ireland
    and Iceland."""
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or one[0] != other[0] or _skeleton(one) != _skeleton(other):
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(one, other) <= (1 if min(len(one), len(other)) < 8 else 2)


def _skeleton(name: str) -> str:
    """The first letter and the consonants of a name, one way of writing each."""
    for pattern, letter in _WRITTEN:
        name = pattern.sub(letter, name)
    return name


@cache
def sounds_alike(one: str, other: str) -> bool:
    """Whether two spellings of a word from Arabic script sound alike: Gaddafi and Qaddafi, Sayegh and Sayigh, but not
    Hassan and Hussein. Consonants are the same; so are vowels, but that an e may be an a or an i, and that one of them
    may be left out: Urum and Urm."""
    mine, theirs = _consonants(one), _consonants(other)
    if [consonant for consonant, _ in mine] != [consonant for consonant, _ in theirs]:
        return False
    vowels = [(first, second) for (_, first), (_, second) in zip(mine, theirs, strict=True)]
    left_out = sum(not first or not second for first, second in vowels if first != second)
    return left_out <= 1 and all(
        first == second or not first or not second or ("e" in (first, second) and {first, second} <= set("aei"))
        for first, second in vowels
    )


def _consonants(word: str) -> list[tuple[str, str]]:
    """Each consonant of a word, as it sounds, with the vowel after it; the vowel before the first comes with ""."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    found: list[tuple[str, str]] = [("", "")]
    for consonants, vowels in _PIECES.findall(word):
        if vowels:
            found[-1] = found[-1][0], vowels
        else:
            found += [(consonant, "") for consonant in consonants]
    return found
