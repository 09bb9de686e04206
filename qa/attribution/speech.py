"""Reported speech in one sentence: its verbs, whose they are, and how far what is said reaches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.types import Range
from qa.attribution import speech_words as words
from qa.attribution.noun_phrases import Party, is_outlet, party
from qa.attribution.phrases import name_from, opening, past_adverbs, phrase_from
from qa.attribution.speakers import borrowed_subject, leading_subject, subject_after, subject_before
from qa.attribution.speech_verbs import (
    NOUNS,
    end_of_speech,
    ends_after,
    follows_quotation,
    introduces,
    is_noun,
    says_something,
)
from qa.attribution.tokens import DASHES, MARKS, QUOTES, STOPS, Token, low, span

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
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_THOUGHTS = frozenset(
    "believe believes believed think thinks thought hope hopes hoped expect expects expected fear feared".split()
)
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
# An outlet after "to", "with" or "on" was spoken to after one of these.
_SPOKEN_TO = frozenset(
    """spoke speaks speaking talked talking interview statement stated wrote explained confirmed comments
    remarks""".split()
)
_TOLD = frozenset("told tells tell telling".split())
# "On the same day, according to Jane Doe, …": what is said comes after her where no more than this stands before.
_MOST_BEFORE = 6
# "They never said that."
_DENIES = frozenset("never hardly rarely seldom".split())
_SAYING = frozenset(["saying", "telling"])
_CITING = frozenset(["citing", "quoting"])
_PUTS = frozenset(["put", "puts"])
_PUT_AT = frozenset(["put", "estimated"])
# A subject without its verb has no more words: "…, the police at 12,000".
_MOST_GAPPED = 6
_JOINTS = frozenset("and but while whereas although though".split())
_OF_SPEAKER = frozenset(["who", "whose"])
_OBJECTS = {"him": "he", "her": "she", "them": "they"}


@dataclass(frozen=True, slots=True)
class Speech:
    """Somebody's words: what stands between `start` and `end` is said, or relayed, by `party`, to `outlet`.

    `trails` where the words come first and the speaker after them; `main` where the whole sentence is theirs, not a
    side clause; `thought` where they only believe it.
    """

    party: Party
    outlet: Range | None
    start: int
    end: int
    trails: bool = False
    main: bool = False
    thought: bool = False


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
            found[-1:] = [_citing(body, number, speech) for speech in found[-1:]]
        elif token.low == "at" and found and (gapped := _gapped(body, number, found[-1])):
            found[-1:] = [replace(found[-1], end=gapped.start), gapped]
        elif speech := _speech_at(body, number, first=not found):
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
            joint = next((token for token in between if token.low in _JOINTS and not token.quoted), None)
            if joint:
                apart[-1] = replace(before, end=joint.start)
                speech = replace(speech, start=joint.start)
        apart.append(speech)
    return apart


def _gapped(sentence: Sequence[Token], at: int, before: Speech) -> Speech | None:
    """The speech of "police" in "Organisers put the crowd at 45,000, police at 12,000": its verb stands once."""
    opens = next(
        (to for to in range(at - 1, max(-1, at - 2 - _MOST_GAPPED), -1) if low(sentence, to) in _JOINTS | {","}), None
    )
    who = party(sentence[opens + 1 : at]) if opens else None
    put = opens is not None and any(token.low in _PUTS for token in sentence[:opens] if token.start >= before.start)
    figure = at + 1 < len(sentence) and any(token.text[:1].isdigit() for token in sentence[at + 1 : at + 4])
    if who is None or opens is None or not (put and figure):
        return None
    return Speech(who, None, sentence[opens].start, before.end)


def _speech_at(sentence: Sequence[Token], at: int, *, first: bool) -> Speech | None:
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
        return _side_clause(sentence, who, at, at) if who else None
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
    quoted_as = word == "quoted" and (low(sentence, verb + 1) == "as" or _quoted_by(sentence, verb) is not None)
    if quoted_as and before in words.PASSIVE:
        last = past_adverbs(sentence, last - 1)
    elif word in _PUT_AT and before in words.PASSIVE:
        return _put_at(sentence, verb)
    elif before in words.PASSIVE or before in words.DETERMINERS or (word in NOUNS and before.endswith(_POSSESSIVES)):
        return None
    elif word == "quoted":
        return _quoting(sentence, verb, last)
    if word in words.INVERTED and (last < 0 or before in QUOTES or sentence[last].quoted):
        return _inverted(sentence, verb)
    told = _outlet_told(sentence, verb) is not None
    says = quoted_as or says_something(sentence, verb, to_outlet=told)
    speech = _preceded(sentence, verb, last)
    if speech and quoted_as and (by := _quoted_by(sentence, verb)):
        relay = party(sentence[verb + 2 : by])
        speech = replace(speech, outlet=relay.name if relay and relay.kind == "outlet" else None)
        return _trailing(sentence, speech, by + 1)
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
        return _side_clause(sentence, who, last, verb) if who else None
    subject = subject_before(sentence, verb, last)
    return _reaching(sentence, subject.party, subject.at, verb) if subject else None


def _put_at(sentence: Sequence[Token], verb: int) -> Speech | None:
    """The speech of police in "the crowd was put at 600 by police": that clause alone."""
    ends = next((at for at in range(verb, len(sentence)) if low(sentence, at) in _JOINTS | MARKS), len(sentence))
    by = next((at for at in range(verb, ends) if sentence[at].low == "by"), verb)
    is_figure = low(sentence, verb + 1) == "at" and any(token.text[0].isdigit() for token in sentence[verb:by])
    subject = subject_after(sentence, by + 1) if is_figure else None
    if subject is None:
        return None
    first = next((at for at in range(verb, -1, -1) if low(sentence, at - 1) in _JOINTS | MARKS), 0)
    last = max(subject.at, ends)
    return Speech(subject.party, None, sentence[first].start, sentence[last - 1].end, trails=True)


def _inverted(sentence: Sequence[Token], verb: int) -> Speech | None:
    """The speech of a verb before its subject."""
    subject = subject_after(sentence, verb + 1)
    if subject is None or not (subject.at >= len(sentence) or sentence[subject.at].low in _AFTER_INVERTED):
        return None
    return _apart(sentence, _reaching(sentence, subject.party, verb, verb, trails=True), subject.at)


def _apart(sentence: Sequence[Token], speech: Speech, stop: int) -> Speech:
    """The speech without what is told of a speaker named last: "…,” said Jane Doe, who scored 45 goals"."""
    pronoun = next((at for at in range(stop, len(sentence)) if sentence[at].low in _OF_SPEAKER), len(sentence))
    if low(sentence, pronoun - 1) != "," or any(token.quoted for token in sentence[stop:]):
        return speech
    return replace(speech, end=min(speech.end, sentence[pronoun - 1].start))


def _following(sentence: Sequence[Token], at: int, first: int) -> Speech | None:
    """The speech of whom "according to" names."""
    leads = at <= _MOST_BEFORE and _is_adverbial(sentence[:at])
    subject = subject_after(sentence, first, leads=leads)
    speech = _reaching(sentence, subject.party, at, at, trails=at > 0) if subject else None
    return _apart(sentence, speech, subject.at) if subject and speech and speech.trails else speech


def _quoting(sentence: Sequence[Token], verb: int, last: int) -> Speech | None:
    """The speech of X in "the paper quoted X as saying …"."""
    end = next((at for at in range(verb + 1, min(len(sentence), verb + 20)) if sentence[at].low == "as"), None)
    relay = _preceded(sentence, verb, last)
    if end is None or relay is None or low(sentence, end + 1) not in _SAYING:
        return None
    quoted = sentence[verb + 1 : end]
    who = party(quoted)
    if len(quoted) == 1 and quoted[0].low in _OBJECTS:
        who = Party("pronoun", span(quoted), _OBJECTS[quoted[0].low])
    outlet = relay.party.name if relay.party.kind == "outlet" else None
    return _trailing(sentence, replace(relay, party=who, outlet=outlet), end + 1) if who else None


def _quoted_by(sentence: Sequence[Token], verb: int) -> int | None:
    """The "as" of "quoted by the agency as saying"."""
    if low(sentence, verb + 1) != "by":
        return None
    within = range(verb + 3, min(len(sentence), verb + 12))
    return next((at for at in within if low(sentence, at) == "as" and low(sentence, at + 1) in _SAYING), None)


def _trailing(sentence: Sequence[Token], speech: Speech, saying: int) -> Speech:
    """The speech, or where nothing follows "quoted him as saying", that of what stands before."""
    if saying + 1 < len(sentence) and not ends_after(sentence, saying, to_outlet=False):
        return speech
    return replace(speech, start=sentence[0].start, trails=True, main=True)


def _citing(sentence: Sequence[Token], at: int, speech: Speech) -> Speech:
    """What an outlet reports "citing" somebody is theirs, relayed by the outlet."""
    who = party(phrase_from(sentence, at + 1)) if speech.party.kind == "outlet" else None
    return replace(speech, party=who, outlet=speech.party.name) if who and who.kind != "pronoun" else speech


def _side_clause(sentence: Sequence[Token], who: Party, at: int, verb: int) -> Speech:
    """The speech of a clause from a word on, in a sentence that is not itself reported."""
    return Speech(who, _outlet_told(sentence, verb, by_one=True), sentence[at].start, _end(sentence, verb, at))


def _reaching(sentence: Sequence[Token], who: Party, first: int, verb: int, *, trails: bool = False) -> Speech:
    """The speech of `who`, whose phrase begins at `first`, as far as it reaches: over the whole sentence, unless it is
    a clause within it."""
    told = _outlet_told(sentence, verb)
    trails = trails or (first > 0 and ends_after(sentence, verb, to_outlet=told is not None))
    begins = sentence[0].start
    lead = sentence[:first]
    if len(lead) == 1 and lead[0].low in words.SUBORDINATORS:
        return Speech(who, told, sentence[first].start, _end_of_clause(sentence, verb))
    main = True
    pronoun = None
    if any(token.low not in words.LEADING and token.text != "," for token in lead):
        before = lead[-1]
        if sentence[first].low == "and":  # "…,” and Jane Doe said: “…"
            return Speech(who, told, sentence[first].start, _end(sentence, verb, None), trails, main=False)
        if before.small and before.low in words.CLAUSE_WORDS | {"and"}:
            main, begins, pronoun = False, before.start, first - 1
            if first == 1 and before.low in {"as", "but", "and", "so", "yet"}:
                main, begins = True, sentence[0].start
        elif (before.small and before.low in words.SAYS) or not (
            trails or before.quoted or before.text in QUOTES or _is_adverbial(lead)
        ):
            main, begins = False, sentence[first].start
    return Speech(who, told, begins, _end(sentence, verb, pronoun), trails, main, sentence[verb].low in _THOUGHTS)


def _end(sentence: Sequence[Token], verb: int, link: int | None) -> int:
    """The character before which the speech of a verb ends; `link` begins the clause within a sentence that it is."""
    end = end_of_speech(sentence, verb, link)
    return sentence[end].start if end < len(sentence) else sentence[-1].end


def _end_of_clause(sentence: Sequence[Token], verb: int) -> int:
    """The character before which the clause of a verb ends that stands before the main one: that of its first comma."""
    return next((token.start for token in sentence[verb:] if token.text == "," and not token.quoted), sentence[-1].end)


def _is_adverbial(lead: Sequence[Token]) -> bool:
    """Whether the words before a subject only say when, where or why."""
    at = next((at for at, token in enumerate(lead) if token.text not in MARKS), None)
    if at is None:
        return True
    first = lead[at]
    if first.low in words.OPENS_ADVERBIAL:
        return first.low != "at" or low(lead, at + 1) not in {"least", "most"}
    if all(token.capital or token.text in MARKS or token.low in words.DAYS or token.text.isdigit() for token in lead):
        return True
    return first.low.endswith(("ing", "ed", "ly")) and lead[-1].text == ","


def _outlet_told(sentence: Sequence[Token], verb: int, *, by_one: bool = False) -> Range | None:
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
    whose = next((at for at, word in enumerate(name) if word.low.endswith(_POSSESSIVES[:2])), None)
    if whose is not None and is_outlet(name[: whose + 1]):  # the BBC's Today programme
        return Range(name[0].start, name[whose].end - 2)
    # "Told the Tribune" tells of a paper what "the Tribune" alone does not.
    if is_outlet(name) or (len(name) == 1 and name[0].low in words.OUTLET_ENDS):
        return span(name)
    described = party(phrase_from(sentence, first))  # the state news agency SANA
    return described.name if described and described.kind == "outlet" and described.proper else None


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
