"""The outlet to which somebody spoke: "told Reuters", "in an interview with the BBC"."""

from collections.abc import Sequence

from index.types import Range
from qa.attribution import speech_words as words
from qa.attribution.noun_phrases import party
from qa.attribution.outlets import is_outlet
from qa.attribution.phrases import name_from, phrase_from
from qa.attribution.tokens import POSSESSIVES, Token, span

# An outlet after "to", "with" or "on" was spoken to after one of these.
_SPOKEN_TO = frozenset(
    """spoke speaks speaking talked talking interview statement stated wrote explained confirmed comments
    remarks""".split()
)
_TOLD = frozenset("told tells tell telling".split())


def outlet_told(sentence: Sequence[Token], verb: int, *, by_one: bool = False) -> Range | None:
    """The outlet to which the words of a verb were said: "told Reuters", "in an interview with the BBC". Where both are
    `by_one` subject, also that of a verb before: "told Reuters that 45 had died, adding that"."""
    for number, token in enumerate(sentence):
        if token.quoted:
            continue
        if token.low in _TOLD:
            told = number == verb or (by_one and number < verb)
        else:
            told = token.low in {"to", "with", "on"} and any(
                before.low in _SPOKEN_TO for before in sentence[max(0, number - 4) : number]
            )
            between = sentence[min(number, verb) + 1 : max(number, verb)]
            told = told and (by_one or not any(it.low in words.SAYS and not it.quoted for it in between))
        if told and (outlet := _outlet_from(sentence, number + 1)):
            return outlet
    return None


def _outlet_from(sentence: Sequence[Token], first: int) -> Range | None:
    """The outlet that is named from a token on."""
    name = name_from(sentence, first)
    whose = next((at for at, word in enumerate(name) if word.low.endswith(POSSESSIVES)), None)
    if whose is not None and is_outlet(name[: whose + 1]):  # the BBC's Today programme
        return Range(name[0].start, name[whose].end - 2)
    # "Told the Tribune" tells of a paper what "the Tribune" alone does not.
    if is_outlet(name) or (len(name) == 1 and name[0].low in words.OUTLET_ENDS):
        return span(name)
    described = party(phrase_from(sentence, first))  # the state news agency SANA
    return described.name if described and described.kind == "outlet" and described.proper else None
