"""Whose a verb of speech is: the subject before it or after it, with its role beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.types import Range
from qa.attribution import speech_words as words
from qa.attribution.names import is_person
from qa.attribution.noun_phrases import is_role, party
from qa.attribution.parties import Party
from qa.attribution.phrases import clause_start, joint, name_from, phrase_from, without_brackets
from qa.attribution.tokens import DASHES, POSSESSIVES, QUOTES, STOPS, Token, low, span

# Words between commas that may stand beside a name: "now", "who directs a hospital", "of Leeds".
_BESIDE = frozenset(
    """who which whose now also then aged in from of based formerly when while asked speaking citing meanwhile however
    on at by and""".split()
)
_RELATIVES = frozenset(["who", "which", "whose"])
_VERBS = words.AUXILIARIES - {"not", "to"}

# "Name, 34, a teacher, of Leeds, said": no more commas than that.
_MOST_SEGMENTS = 5
# A noun phrase before ", who said" has no more words before its first preposition.
_MOST_OWN = 3
# A name beside "the mayor," has no more words.
_MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """Who it is, and where the phrase begins (before the verb) or ends (after it)."""

    party: Party
    at: int


def subject_before(sentence: Sequence[Token], verb: int, last: int) -> Subject | None:
    """The subject whose phrase ends at `last`, before a verb."""
    if last < 0:
        return None
    if sentence[last].text == "," or sentence[last].text in DASHES:
        return _with_apposition(sentence, last)
    first = clause_start(sentence, last)
    who = party(sentence[first : last + 1], loose=sentence[verb].low in words.SAYS)
    if who is None and first > 1 and sentence[first - 1].low in {"who", "that", "which"}:
        return _before_relative(sentence, first - 1)
    while who is None:
        link = joint(sentence, first, last)
        if link is None:
            return None
        first = link + 1
        who = party(sentence[first : last + 1])
    if low(sentence, first - 1) == "nor":
        return None
    if first >= 2 and sentence[first - 1].text == ",":
        return _after_its_role(sentence, Subject(who, first)) if who.proper else _after_name(sentence, who, first)
    return Subject(who, first)


def subject_after(sentence: Sequence[Token], first: int, *, leads: bool = False) -> Subject | None:
    """The subject that begins at a token: "Jane Doe, a neighbour", "the mayor, Jane Doe". Where it `leads`, what is
    said comes after a comma: "According to Jane Doe, the director of the hospital was hurt"."""
    phrase = phrase_from(sentence, first)
    who = party(phrase)
    if who is None or (who.kind == "pronoun" and len(phrase) != 1):
        return None
    stop = first + len(phrase)
    beside = _beside(sentence, stop)
    if leads and not _is_closed(sentence, stop, beside):
        return Subject(who, stop)
    if beside and who.proper and who.role is None and is_role(beside):
        return Subject(replace(who, role=span(beside)), stop)
    if beside and not who.proper and len(beside) <= _MOST_NAMES and (named := _named(who, beside)):
        return Subject(named, stop)
    return Subject(who, stop)


def _is_closed(sentence: Sequence[Token], stop: int, beside: Sequence[Token]) -> bool:
    """Whether the words beside a phrase name or describe one person, and another comma ends them."""
    described = beside[1:] if beside and beside[0].low.endswith("ly") else beside  # "formerly the mayor"
    who = party(without_brackets(described))
    is_one = not any(token.low in words.DETERMINERS and token.small for token in _own(described)[1:])
    return who is not None and who.kind == "person" and is_one and low(sentence, stop + 1 + len(beside)) == ","


def _own(phrase: Sequence[Token]) -> Sequence[Token]:
    """The phrase without what hangs on to it by a preposition."""
    end = next((at for at, token in enumerate(phrase) if at and token.low in words.PREPOSITIONS), len(phrase))
    return phrase[:end]


def borrowed_subject(sentence: Sequence[Token], link: int) -> Party | None:
    """Whose a verb after "and" or "who" is: "He left and said …", "…, a doctor, who said …"."""
    if sentence[link].low == "and":
        return leading_subject(sentence)
    last = link - 2 if low(sentence, link - 1) == "," else link - 1
    first_at = last
    while first_at >= 0 and sentence[first_at].capital and not sentence[first_at].quoted:
        first_at -= 1
    name = sentence[first_at + 1 : last + 1]
    if is_person(name):
        return party(name)
    # "Contradicting the city's police, who said"; a longer phrase may have a verb in it that is not known for one.
    for at in range(last, clause_start(sentence, last) - 1, -1):
        opens = sentence[at].low in words.DETERMINERS | words.QUANTITIES
        if opens and low(sentence, at - 1) not in words.PREPOSITIONS:
            phrase = sentence[at : last + 1]
            return party(phrase) if len(_own(phrase)) <= _MOST_OWN else None
    return party([sentence[last]]) if sentence[last].low in words.PEOPLE else None


def leading_subject(sentence: Sequence[Token]) -> Party | None:
    """The name or pronoun that a sentence begins with."""
    first = sentence[0]
    if first.low in words.PRONOUNS:
        return Party("pronoun", span([first]), first.low)
    who = leading_party(sentence)
    return who if who and who.proper else None


def leading_party(sentence: Sequence[Token]) -> Party | None:
    """Whom a sentence begins with, or names after "On Monday,": its likely subject, with the role before the name."""
    at = 0
    if sentence and sentence[0].low in words.OPENS_ADVERBIAL:
        at = next((after + 1 for after, token in enumerate(sentence[:15]) if token.text == ","), 0)
    while at < len(sentence) and sentence[at].low in words.LEADING:
        at += 1
    if at >= len(sentence) or sentence[at].quoted:
        return None
    name = name_from(sentence, at)
    if low(sentence, at + 1) in {"earlier", "later", "ago", "before", "after"}:
        return None
    end = at + len(name) + (sentence[at].low == "the")
    titled = next((to for to in range(end, min(end + 4, len(sentence) - 1)) if sentence[to].low in words.ROLES), None)
    if titled is not None and sentence[titled + 1].capital and all(t.text.isalpha() for t in sentence[end:titled]):
        name = sentence[at : titled + 1 + len(name_from(sentence, titled + 1))]
    found = party(name)
    return found if found and found.kind != "outlet" and not found.word.endswith(POSSESSIVES) else None


def people(sentence: Sequence[Token]) -> list[Party]:
    """The people named in a sentence with two words or more, in order."""
    found = []
    at = 0
    while at < len(sentence):
        name = name_from(sentence, at) if sentence[at].capital else []
        who = party(name)
        if who and who.kind == "person" and who.proper and who.name.end - who.name.start > len(who.word):
            found.append(who)
        at += max(1, len(name))
    return found


def _named(who: Party, beside: Sequence[Token]) -> Party | None:
    """The person whom a name beside their role names."""
    named = party(without_brackets(beside)) if who.kind == "person" and not who.proper else None
    return replace(named, role=who.name) if named and named.proper and named.kind == "person" else None


def _before_relative(sentence: Sequence[Token], pronoun: int) -> Subject | None:
    """Who a relative clause without a comma is about: "a man who saw it said"."""
    first = clause_start(sentence, pronoun - 1)
    begins = all(token.low in words.LEADING or token.text == "," for token in sentence[:first])
    who = party(sentence[first:pronoun]) if begins else None
    return Subject(who, first) if who else None


def _after_its_role(sentence: Sequence[Token], subject: Subject) -> Subject:
    """A name with the role before it and a comma: "The union's general secretary, Mick Cash said"."""
    start = clause_start(sentence, subject.at - 2)
    before = party(sentence[start : subject.at - 1])
    if sentence[start].low in words.OPENS_ADVERBIAL or before is None or before.proper:
        return subject
    if before.kind == "person" and subject.party.kind == "person":
        return Subject(replace(subject.party, role=before.name), start)
    return subject


def _after_name(sentence: Sequence[Token], role: Party, first: int) -> Subject:
    """A role after a name and a comma, with none after it: "Jane Doe, head of the hospital said"."""
    start = clause_start(sentence, first - 2)
    named = party(sentence[start : first - 1])
    is_name = named is not None and named.proper and named.kind == "person" and named.role is None
    if named is None or not is_name or role.kind != "person" or sentence[first].low in words.DETERMINERS:
        return Subject(role, first)
    return Subject(replace(named, role=role.name), start)


def _with_apposition(sentence: Sequence[Token], comma: int) -> Subject | None:
    """The subject of "Name, 34, director of a hospital," up to its last comma."""
    segments = _segments(sentence, comma)
    for number, (first, end) in enumerate(segments[:-1]):
        subject = _last_party(sentence, first, end)
        if subject is None or subject.party.kind == "pronoun":
            continue
        who = subject.party
        others = [sentence[start:stop] for start, stop in segments[number + 1 :]]
        if who.proper and all(_stands_beside(other) for other in others):
            roles = [other for other in others if is_role(other)]
            role = who.role or (Range(roles[0][0].start, roles[-1][-1].end) if roles else None)
            return Subject(replace(who, role=role), subject.at)
        if len(others) == 1 and (named := _named(who, others[0])):
            return Subject(named, subject.at)
        if not who.proper and all(_stands_beside(other) and not is_person(other) for other in others):
            return subject
    return None


def _segments(sentence: Sequence[Token], comma: int) -> list[tuple[int, int]]:
    """What stands between a comma (or dash) and those before it, from the left."""
    mark = sentence[comma].text
    found: list[tuple[int, int]] = []
    end = comma
    while len(found) < _MOST_SEGMENTS:
        first = end
        depth = 0
        while first > 0 and not sentence[first - 1].quoted:
            text = sentence[first - 1].text
            depth = max(0, depth + (text == ")") - (text == "("))
            if text in STOPS or text in QUOTES or text == ":" or (text == mark and not depth):
                break
            first -= 1
        found.append((first, end))
        if first == 0 or sentence[first - 1].text != mark:
            break
        end = first - 1
    return found[::-1]


def _last_party(sentence: Sequence[Token], first: int, end: int) -> Subject | None:
    """Whom the end of a segment names, from the last word that begins a clause."""
    start = max(first, clause_start(sentence, end - 1)) if end > first else first
    who = party(without_brackets(sentence[start:end]))
    if who is None and (link := joint(sentence, start, end - 1)) is not None:
        start = link + 1
        who = party(sentence[start:end])
    return Subject(who, start) if who else None


def _stands_beside(phrase: Sequence[Token]) -> bool:
    """Whether words between commas may stand beside a name: a role, an age, a place, a relative clause."""
    if not phrase or any(token.quoted for token in phrase):
        return False
    first = phrase[0]
    if first.low not in _RELATIVES and any(token.small and token.low in _VERBS for token in phrase):
        return False
    return (
        is_role(phrase)
        or first.low in _BESIDE
        or (len(phrase) <= 3 and (first.text.isdigit() or phrase[-1].capital))
        or first.low.endswith(("ing", "ed"))
    )


def _beside(sentence: Sequence[Token], stop: int) -> Sequence[Token]:
    """The words after a phrase and a comma, up to the next mark."""
    if low(sentence, stop) != ",":
        return []
    end = stop + 1
    while end < len(sentence):
        token = sentence[end]
        if token.text in STOPS | QUOTES | {",", ":", "—", "–"} or token.low in {"who", "told", "said"}:
            break
        end += 1
    beside = sentence[stop + 1 : end]
    return beside if beside and beside[0].low not in {"and", "but"} else []
