"""The speech that one word of a sentence begins: a verb, with its subject before or after it, "according to", "per"."""

from collections.abc import Sequence
from dataclasses import replace

from qa.attribution import speech_words as words
from qa.attribution.addressees import outlet_told
from qa.attribution.noun_phrases import party
from qa.attribution.phrases import opening, past_adverbs
from qa.attribution.relayed import quoted_by, quoting, trailing
from qa.attribution.speakers import borrowed_subject, leading_subject, subject_after, subject_before
from qa.attribution.speech import Speech, is_adverbial, reaching, side_clause, without_aside
from qa.attribution.speech_verbs import NOUNS, follows_quotation, introduces, is_noun, says_something
from qa.attribution.tokens import DASHES, MARKS, POSSESSIVES, QUOTES, Token, low

# Verbs that a subject may follow where no quotation stands before them: "…, said the minister".
_INVERTED_AFTER_COMMA = frozenset(
    """said says reads reported reports noted notes warned warns explained explains claimed claims announced argued
    argues wrote writes confirmed added adds stated""".split()
)
# What may follow a subject that follows its verb.
_AFTER_INVERTED = MARKS | frozenset(
    """who in on at during after when as while over last this before to told by about yesterday earlier and
    here""".split()
)
# Whose a noun is: "the groups' claims".
_OWNERS = (*POSSESSIVES, "s'", "s’")
# "The study found", not "the boy found".
_FINDS = frozenset("find finds found show shows showed read reads".split())
_FINDERS = (
    "ers",
    "ists",
    "jury",
    "court",
    "tribunal",
    "inquest",
    "panel",
    "commission",
    "committee",
    "judge",
    "coroner",
)
# "On the same day, according to Jane Doe, …": what is said comes after her where no more than this stands before.
_MOST_BEFORE = 6
# "They never said that."
_DENIES = frozenset("never hardly rarely seldom".split())
_PUT_AT = frozenset(["put", "estimated"])


def speech_at(sentence: Sequence[Token], at: int, *, first: bool) -> Speech | None:
    """The speech that a word begins: a verb, "according to", "…, saying"."""
    word = sentence[at].low
    if word in words.SAYS or word in words.MAY_SAY or introduces(sentence, at):
        return _spoken(sentence, at)
    if follows_quotation(sentence, at):
        return _inverted(sentence, at)
    if word == "according" and low(sentence, at + 1) == "to":
        return _following(sentence, at, at + 2)
    if word == "per":
        speech = _following(sentence, at, at + 1)
        return speech if speech and speech.party.kind == "outlet" else None
    if word in words.PARTICIPLES and first and low(sentence, at - 1) == ",":
        who = leading_subject(sentence)
        return side_clause(sentence, who, at, at) if who else None
    return None


def _spoken(sentence: Sequence[Token], verb: int) -> Speech | None:
    """The speech of one verb with its subject before or after it."""
    word, last = sentence[verb].low, verb - 1
    if low(sentence, last) == "to":
        if [token.low for token in sentence[max(0, verb - 3) : verb]] != ["went", "on", "to"]:
            return None
        last = verb - 4
    last = past_adverbs(sentence, last)
    if any(token.low in _DENIES for token in sentence[last + 1 : verb]):
        return None
    before = low(sentence, last)
    quoted_as = word == "quoted" and (low(sentence, verb + 1) == "as" or quoted_by(sentence, verb) is not None)
    if quoted_as and before in words.PASSIVE:
        last = past_adverbs(sentence, last - 1)
    elif word in _PUT_AT and before in words.PASSIVE:
        return _put_at(sentence, verb)
    elif before in words.PASSIVE or before in words.DETERMINERS or (word in NOUNS and before.endswith(_OWNERS)):
        return None
    elif word == "quoted":
        return quoting(sentence, verb, _preceded(sentence, verb, last))
    if word in words.INVERTED and (last < 0 or before in QUOTES or sentence[last].quoted):
        return _inverted(sentence, verb)
    told = outlet_told(sentence, verb) is not None
    says = quoted_as or says_something(sentence, verb, to_outlet=told)
    speech = _preceded(sentence, verb, last)
    if speech and quoted_as and (by := quoted_by(sentence, verb)):
        relay = party(sentence[verb + 2 : by])
        speech = replace(speech, outlet=relay.name if relay and relay.kind == "outlet" else None)
        return trailing(sentence, speech, by + 1)
    reports = word in {"reported", "reports"} and not is_noun(sentence, verb)
    if speech and (says or (reports and speech.party.kind == "outlet")):
        finds = word not in _FINDS or low(sentence, verb + 1) == "that"
        return speech if finds or speech.party.kind == "document" or speech.party.word.endswith(_FINDERS) else None
    if speech is None and word in _INVERTED_AFTER_COMMA and (before in DASHES or before in {",", "?", "!"}):
        return _inverted(sentence, verb)
    return None


def _preceded(sentence: Sequence[Token], verb: int, last: int) -> Speech | None:
    """The speech of a verb whose subject ends at `last`."""
    if low(sentence, last) == ")":
        last = opening(sentence, last) - 1
    if low(sentence, last) in {"and", "who"}:
        who = borrowed_subject(sentence, last)
        return side_clause(sentence, who, last, verb) if who else None
    subject = subject_before(sentence, verb, last)
    return reaching(sentence, subject.party, subject.at, verb) if subject else None


def _put_at(sentence: Sequence[Token], verb: int) -> Speech | None:
    """The speech of police in "the crowd was put at 600 by police": that clause alone."""
    ends = next((at for at in range(verb, len(sentence)) if low(sentence, at) in words.JOINTS | MARKS), len(sentence))
    by = next((at for at in range(verb, ends) if sentence[at].low == "by"), verb)
    is_figure = low(sentence, verb + 1) == "at" and any(token.text[0].isdigit() for token in sentence[verb:by])
    subject = subject_after(sentence, by + 1) if is_figure else None
    if subject is None:
        return None
    first = next((at for at in range(verb, -1, -1) if low(sentence, at - 1) in words.JOINTS | MARKS), 0)
    last = max(subject.at, ends)
    return Speech(subject.party, None, sentence[first].start, sentence[last - 1].end, trails=True)


def _inverted(sentence: Sequence[Token], verb: int) -> Speech | None:
    """The speech of a verb before its subject."""
    subject = subject_after(sentence, verb + 1)
    if subject is None or not (subject.at >= len(sentence) or sentence[subject.at].low in _AFTER_INVERTED):
        return None
    return without_aside(sentence, reaching(sentence, subject.party, verb, verb, trails=True), subject.at)


def _following(sentence: Sequence[Token], at: int, first: int) -> Speech | None:
    """The speech of whom "according to" names."""
    leads = at <= _MOST_BEFORE and is_adverbial(sentence[:at])
    subject = subject_after(sentence, first, leads=leads)
    speech = reaching(sentence, subject.party, at, at, trails=at > 0) if subject else None
    return without_aside(sentence, speech, subject.at) if subject and speech and speech.trails else speech
