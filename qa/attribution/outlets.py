"""Whether a noun phrase is, or names, a news outlet: "the Japanese daily Yomiuri Shimbun", "local media"."""

from collections.abc import Sequence
from dataclasses import replace

from index.types import Range
from qa.attribution import speech_words as words
from qa.attribution.names import is_person
from qa.attribution.parties import Party
from qa.attribution.tokens import POSSESSIVES, Token, span

_STARTS = frozenset(["radio", "tv"])  # Radio Norland
_NEWS = frozenset("news media tv television radio press".split())
_NEWS_NOUNS = frozenset("agency agencies network website site channel service reports station stations report".split())
# What stands for an outlet, without its name, has no more words.
_MOST_WORDS = 5


def is_outlet(name: Sequence[Token]) -> bool:
    """Whether a name is that of a newspaper, agency or broadcaster."""
    if not name:
        return False
    low = [token.low.removesuffix("'s").removesuffix("’s") for token in name]
    for known in words.OUTLETS.get(low[0], ()):
        if low[: len(known)] == known and (
            len(known) > 1 or (name[0].capital and (len(low) == 1 or not is_person(name)))
        ):
            return True
    return len(name) > 1 and (low[0] in _STARTS or low[-1].split("-")[-1] in words.OUTLET_ENDS)


def outlet_of(core: Sequence[Token], named: Sequence[Token]) -> Party | None:
    """The outlet that a phrase names: "the Japanese daily Yomiuri Shimbun", "Russia's TASS", "local media"."""
    if len(named) > 1 and named[0].low.endswith(POSSESSIVES) and is_outlet(named[1:]):
        named = named[1:]
    before = core[: len(core) - len(named)]
    possessive = core[len(before) - 1 :]
    if before and before[-1].capital and before[-1].low not in words.DETERMINERS and is_outlet(possessive):
        return Party("outlet", span(possessive), core[-1].low, proper=True)
    told_by_noun = _is_outlet_noun(before) and before[-1].low != "broadcaster"
    if named and (is_outlet(named) or told_by_noun):
        return Party("outlet", span(named), core[-1].low, proper=True)
    if _is_outlet_noun(core) and len(core) <= _MOST_WORDS:
        whose = core[0].low.endswith(POSSESSIVES) and is_outlet(core[1:-1])  # Germany's Der Spiegel magazine
        return Party("outlet", span(core[core[0].low == "the" or whose :]), core[-1].low)
    return None


def with_place(outlet: Party, tail: Sequence[Token]) -> Party:
    """The outlet with what belongs to its name: "the Times of India"."""
    belongs = outlet.proper and len(tail) > 1 and tail[0].low == "of" and all(token.capital for token in tail[1:])
    return replace(outlet, name=Range(outlet.name.start, tail[-1].end)) if belongs else outlet


def _is_outlet_noun(phrase: Sequence[Token]) -> bool:
    """Whether the phrase ends as "the tabloid", "a news agency" do."""
    if not phrase or not phrase[-1].small:
        return False
    return phrase[-1].low in words.OUTLET_NOUNS or (
        len(phrase) > 1 and phrase[-1].low in _NEWS_NOUNS and phrase[-2].low in _NEWS
    )
