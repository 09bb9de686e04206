"""When two answers say the same."""

import re
from functools import lru_cache

# Words around a figure or a name that do not make it another one.
_LIGHT = frozenset(
    """a an the at least about around approximately roughly nearly almost some over more than only just exactly
    estimated total of in on by dr mr mrs ms""".split()
)

# Words that make the longer of two answers say something else: another member, the contrary, another bound.
_TURNS = frozenset("and or but nor not no never none without neither less fewer under below most up".split())

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W_]+(?:['’-][^\W_]+)*|[,;&]")


def same_answer(one: str, other: str) -> bool:
    """Whether two answers to one question name the same thing: "45" and "at least 45 people", "Kerry" and "John Kerry".

    Figures must be equal to the digit. Otherwise the words of one must be among the words of the other, and what the
    longer adds must neither join ("the US and Russia") nor deny ("not guilty").
    """
    mine, theirs = _tokens(one), _tokens(other)
    if _figures(mine) != _figures(theirs):
        return False
    less, more = sorted((_weighty(mine), _weighty(theirs)), key=len)
    if not less:
        return mine == theirs
    return less <= more and not any(token in _TURNS or not token[0].isalnum() for token in more - less)


@lru_cache(maxsize=1024)
def _tokens(answer: str) -> list[str]:
    tokens = _TOKEN.findall(answer.casefold())
    # A comma or bracket at the end joins nothing.
    while tokens and not tokens[-1][0].isalnum():
        tokens.pop()
    return [
        token.replace(",", "") if token[0].isdigit() else token.removesuffix("'s").removesuffix("’s")
        for token in tokens
    ]


def _figures(tokens: list[str]) -> list[str]:
    return sorted(token for token in tokens if token[0].isdigit())


def _weighty(tokens: list[str]) -> set[str]:
    return {token for token in tokens if token not in _LIGHT}
