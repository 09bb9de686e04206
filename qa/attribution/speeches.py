"""All reported speech of one sentence, and where that of one party ends and that of another begins."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qa.attribution import speech_words as words
from qa.attribution.noun_phrases import party
from qa.attribution.outlets import is_outlet
from qa.attribution.phrases import opening, phrase_from
from qa.attribution.relayed import citing
from qa.attribution.reported import speech_at
from qa.attribution.speech import Speech
from qa.attribution.tokens import DASHES, QUOTES, STOPS, Token, low

_CITING = frozenset(["citing", "quoting"])
_PUTS = frozenset(["put", "puts"])
# A subject without its verb has no more words: "…, the police at 12,000".
_MOST_GAPPED = 6


def speeches(sentence: Sequence[Token]) -> list[Speech]:
    """The reported speech of a sentence, in the order of its verbs; nothing inside quotation marks. What stands between
    semicolons is said by those who are named there: "the army said 45 had died; rebels said 60 had". Where nobody is,
    the speech before goes on, or the speaker comes after all."""
    cuts = [
        at + 1
        for at, token in enumerate(sentence)
        if token.text == ";" and not token.quoted and low(sentence, at + 1) not in QUOTES
    ]
    found: list[Speech] = []
    reached = 0
    for part in (sentence[start:end] for start, end in pairwise([0, *cuts, len(sentence)]) if end > start):
        own = _speeches(part)
        if not found:
            own = [
                replace(it, start=sentence[0].start) if it.trails and it.start == part[0].start else it for it in own
            ]
        if not own and not _may_be_anothers(part):
            found = [replace(it, end=part[-1].end) if it.end == reached else it for it in found]
        reached = part[-1].end
        found += own
    return found


def _speeches(sentence: Sequence[Token]) -> list[Speech]:
    """The reported speech of a sentence, or of a part of it that semicolons set apart."""
    found: list[Speech] = []
    body = _without_dateline(sentence)
    for number, token in enumerate(body):
        if token.quoted or not (token.small or token.text == "According"):
            continue
        if token.low in _CITING:
            found[-1:] = [citing(body, number, speech) for speech in found[-1:]]
        elif token.low == "at" and found and (gapped := _gapped(body, number, found[-1])):
            found[-1:] = [replace(found[-1], end=gapped.start), gapped]
        elif speech := speech_at(body, number, first=not found):
            found.append(speech)
    found = _side_by_side(body, found)
    if found and not found[0].main and body[0].low in words.SUBORDINATORS:
        # "While police said …, doctors put the toll at 45": each says no more than their own clause.
        found[1:] = [
            it if it.trails or it.start > body[0].start else replace(it, start=it.party.name.start) for it in found[1:]
        ]
    if len(body) < len(sentence):
        return [replace(it, start=sentence[0].start) if it.start == body[0].start else it for it in found]
    return found


def _may_be_anothers(part: Sequence[Token]) -> bool:
    """Whether a part of a sentence in which no speech is understood may still be somebody's: "unions fear 800 job
    cuts", "activists, at least 80"."""
    begun = phrase_from(part, 0)
    gapped = low(part, len(begun)) == "," and party(begun) is not None
    return gapped or any(token.small and token.low in words.SAYS | words.MAY_SAY | {"fears"} for token in part)


def _side_by_side(sentence: Sequence[Token], found: Sequence[Speech]) -> list[Speech]:
    """Of "45 died, police said, and 60 were hurt, doctors said" each says what stands before them, from where the one
    before is through."""
    apart: list[Speech] = []
    for speech in found:
        before = apart[-1] if apart else None
        if before and before.trails and speech.trails and before.start == speech.start:
            between = [token for token in sentence if before.party.name.end <= token.start < speech.party.name.start]
            joint = next((token for token in between if token.low in words.JOINTS and not token.quoted), None)
            if joint:
                apart[-1] = replace(before, end=joint.start)
                speech = replace(speech, start=joint.start)
        apart.append(speech)
    return apart


def _gapped(sentence: Sequence[Token], at: int, before: Speech) -> Speech | None:
    """The speech of "police" in "Organisers put the crowd at 45,000, police at 12,000": its verb stands once."""
    opens = next(
        (to for to in range(at - 1, max(-1, at - 2 - _MOST_GAPPED), -1) if low(sentence, to) in words.JOINTS | {","}),
        None,
    )
    who = party(sentence[opens + 1 : at]) if opens else None
    put = opens is not None and any(token.low in _PUTS for token in sentence[:opens] if token.start >= before.start)
    figure = at + 1 < len(sentence) and any(token.text[:1].isdigit() for token in sentence[at + 1 : at + 4])
    if who is None or opens is None or not (put and figure):
        return None
    return Speech(who, None, sentence[opens].start, before.end)


def _without_dateline(sentence: Sequence[Token]) -> Sequence[Token]:
    """Without "LONDON (Reuters) - " at its beginning."""
    for number, token in enumerate(sentence[:12]):
        if token.text in STOPS:
            break
        if token.text == ")" and number > 1 and is_outlet(sentence[opening(sentence, number) + 1 : number]):
            after = number + 1
            while after < len(sentence) - 1 and sentence[after].text in DASHES:
                after += 1
            return sentence[after:]
    return sentence
