"""Words that are no amount, time or name, and how two lots of them stand to each other."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.text.words import words
from qa.compare.english import plain_english
from qa.compare.relation import Relation
from qa.compare.values import same_answer

_DENIES = re.compile(r"\b(?:not|no|never|none|nor|neither|without)\b|n['’]t\b", re.IGNORECASE)
# The deputy chief is not the chief, an attempted murder no murder.
_MAKES_ANOTHER = frozenset("deputy vice assistant attempted failed anti non".split())
_OR = re.compile(r"\bor\b")
_FROM = re.compile(r"\bfrom\b")
_OWNS = re.compile(r"['’]s\s+[a-z]")
_PAIRS = (
    "profit loss,surplus deficit,rise fall,rose fell,up down,increase decrease,north south,east west"
    ",northern southern,eastern western,to by,before after,won lost,male female,import export,buy sell,left right"
)
_OPPOSITES = {word: opposite for pair in _PAIRS.split(",") for word, opposite in (pair.split(), reversed(pair.split()))}


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A text's stems, how often it denies, which words make another thing of it, and whether it says "or"."""

    stems: tuple[str, ...]
    denials: int
    qualifiers: frozenset[str]
    leaves_open: bool
    is_from: bool


@lru_cache(maxsize=1024)
def _phrase(text: str) -> _Phrase:
    return _Phrase(
        stems=tuple(words(text)),
        denials=len(_DENIES.findall(text)),
        qualifiers=_MAKES_ANOTHER.intersection(text.replace("-", " ").split()),
        leaves_open=_OR.search(text) is not None,
        is_from=_FROM.search(text) is not None,
    )


def relation_of(one: str, other: str) -> Relation:
    """How two texts stand to each other: the same stems, or those of one among those of the other."""
    one, other = plain_english(one), plain_english(other)
    mine, theirs = _phrase(one), _phrase(other)
    if mine.qualifiers != theirs.qualifiers or mine.denials != theirs.denials:
        return Relation.DIFFERENT
    if "".join(mine.stems) == "".join(theirs.stems):
        return Relation.SAME
    if sorted(mine.stems) == sorted(theirs.stems):  # from the dam to the village is not from the village to the dam
        return Relation.DIFFERENT if mine.is_from or theirs.is_from else Relation.SAME
    if owns(one) or owns(other):
        return Relation.DIFFERENT
    for more, less in ((mine, theirs), (theirs, mine)):
        if more.leaves_open and set(less.stems) < set(more.stems):
            return Relation.COMPATIBLE  # Russian jets, Russian or Syrian jets
    return Relation.COMPATIBLE if same_answer(one, other) else Relation.DIFFERENT


def opposed(one: str, other: str) -> bool:
    """Whether one has a word and the other its opposite."""
    mine = _turning(one)
    return bool(mine) and any(_OPPOSITES[word] in mine for word in _turning(other))


def owns(text: str) -> bool:
    """Whether it is something of somebody's: "Kerry's spokesman"."""
    return _OWNS.search(text) is not None


@lru_cache(maxsize=1024)
def _turning(text: str) -> frozenset[str]:
    """The words that have an opposite."""
    return frozenset(word for word in text.casefold().split() if word in _OPPOSITES)
