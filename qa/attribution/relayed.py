"""Speech that somebody else relays: "the paper quoted him as saying", "reported, citing police"."""

from collections.abc import Sequence
from dataclasses import replace

from qa.attribution.noun_phrases import party
from qa.attribution.parties import Party
from qa.attribution.phrases import phrase_from
from qa.attribution.speech import Speech
from qa.attribution.speech_verbs import ends_after
from qa.attribution.tokens import Token, low, span

_SAYING = frozenset(["saying", "telling"])
_OBJECTS = {"him": "he", "her": "she", "them": "they"}


def quoting(sentence: Sequence[Token], verb: int, relay: Speech | None) -> Speech | None:
    """The speech of X in "the paper quoted X as saying …", where `relay` is the paper's."""
    end = next((at for at in range(verb + 1, min(len(sentence), verb + 20)) if sentence[at].low == "as"), None)
    if end is None or relay is None or low(sentence, end + 1) not in _SAYING:
        return None
    quoted = sentence[verb + 1 : end]
    who = party(quoted)
    if len(quoted) == 1 and quoted[0].low in _OBJECTS:
        who = Party("pronoun", span(quoted), _OBJECTS[quoted[0].low])
    outlet = relay.party.name if relay.party.kind == "outlet" else None
    return trailing(sentence, replace(relay, party=who, outlet=outlet), end + 1) if who else None


def quoted_by(sentence: Sequence[Token], verb: int) -> int | None:
    """The "as" of "quoted by the agency as saying"."""
    if low(sentence, verb + 1) != "by":
        return None
    within = range(verb + 3, min(len(sentence), verb + 12))
    return next((at for at in within if low(sentence, at) == "as" and low(sentence, at + 1) in _SAYING), None)


def trailing(sentence: Sequence[Token], speech: Speech, saying: int) -> Speech:
    """The speech, or where nothing follows "quoted him as saying", that of what stands before."""
    if saying + 1 < len(sentence) and not ends_after(sentence, saying, to_outlet=False):
        return speech
    return replace(speech, start=sentence[0].start, trails=True, main=True)


def citing(sentence: Sequence[Token], at: int, speech: Speech) -> Speech:
    """What an outlet reports "citing" somebody is theirs, relayed by the outlet."""
    who = party(phrase_from(sentence, at + 1)) if speech.party.kind == "outlet" else None
    return replace(speech, party=who, outlet=speech.party.name) if who and who.kind != "pronoun" else speech
