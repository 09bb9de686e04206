"""Which of the words of a noun phrase are a name, and whether that is a person's."""

from collections.abc import Sequence

from qa.attribution import speech_words as words
from qa.attribution.tokens import POSSESSIVES, Token

_PARTICLES = words.PARTICLES | frozenset("of and & -".split())


def is_person(name: Sequence[Token]) -> bool:
    """Whether a name looks like a person's."""
    proper = [token for token in name if token.low not in _PARTICLES]
    return (
        0 < len(proper) <= 4
        and all(token.capital and not any(char.isdigit() for char in token.text) for token in proper)
        and not any(token.low in words.NO_PERSON or token.low in words.NOT_NAMES for token in proper)
        and not (len(proper) == 1 and proper[0].text.isupper() and len(proper[0].text) < 5)
        and not (len(proper) > 1 and all(token.text.isupper() for token in proper))
        and not proper[-1].low.endswith(POSSESSIVES)
    )


def name_start(core: Sequence[Token]) -> int:
    """Where the capitalised words at the end of the phrase begin, after the last word that tells a role."""
    at = len(core)
    while at and (
        core[at - 1].capital or (at < len(core) and (core[at - 1].low in _PARTICLES or _is_within_name(core, at - 1)))
    ):
        if (
            core[at - 1].low in words.ROLES
            and is_person(core[at:])
            and core[at - 1].low not in {"king", "prince", "pope"}
        ):
            break
        at -= 1
    while at < len(core) and (core[at].low in _PARTICLES - {"al", "el"} and not core[at].capital):
        at += 1
    if at < len(core) and core[at].low in {"the", "a", "an"}:
        at += 1
    for number in range(len(core) - 2, at - 1, -1):
        owns = core[number].low.endswith(POSSESSIVES) and core[number].low.replace("’", "'") not in words.NO_PERSON
        if owns and len(core) - number < 5 and is_person(core[number + 1 :]):
            return number + 1
    return at


def _is_within_name(core: Sequence[Token], the: int) -> bool:
    """Whether a "the" stands within a name: Save the Children."""
    return (
        the > 0
        and core[the].text == "the"
        and core[the - 1].capital
        and core[the - 1].low not in words.NOT_NAMES | words.OPENS_ADVERBIAL | words.CLAUSE_WORDS
    )
