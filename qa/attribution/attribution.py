"""Who asserts what a cited sentence says: by readable patterns of reported speech, never by meaning.

Wrong is worse than nothing: where the words about a verb of speech are not understood, nobody is named.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.types import Range
from qa.attribution import first_names
from qa.attribution import speech_words as words
from qa.attribution.outlets import is_outlet
from qa.attribution.parties import Party
from qa.attribution.quotations import paragraph, quotations
from qa.attribution.speakers import leading_party, people
from qa.attribution.speech import Speech
from qa.attribution.speeches import speeches
from qa.attribution.tokens import Token, tokens

# How many sentences before and after are looked at.
BEFORE = 8
AFTER = 4
# "It" and "they" reach back no further than this.
BEFORE_GROUP = 3

# No more of a sentence than this is read, and turns of an interview are looked for this far back.
MOST_CHARS = 2000
TURN_CHARS = 6000

# "SHAPIRO: …" at the start of a paragraph, "((Jane Doe)) …" anywhere before.
_TURN = re.compile(r"^([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}):[ \t]", re.MULTILINE)
_LEAST_TURNS = 3


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who asserts it, as ranges of the article: a name or noun phrase, what they are, and the outlet to which it was
    said or that relays it. At least one is set."""

    speaker: Range | None
    role: Range | None = None
    outlet: Range | None = None


def attribution(text: str, sentences: Sequence[Range], start: int) -> Attribution | None:
    """Who asserts the words of an article's text that begin at character `start`; None where the article says it in
    its own voice, or where that is not understood.

    `sentences` are the ranges of the cited sentence and, in order, of those around it: a quotation may be introduced,
    and a pronoun's name stand, up to `BEFORE` sentences before, and a quotation end up to `AFTER` sentences after.
    Of two clauses of a sentence the one in which the cited words begin decides.
    """
    turn = _turn(text, start)
    if turn is not None:
        return Attribution(turn) if turn.end > turn.start else None
    context = _Context(text, sentences)
    at = context.at(start)
    if at is None:
        return None
    place = max(start, sentences[at].start)
    found = _covering(context.speeches(at), place)
    if found:
        return context.resolved(found, at)
    if context.is_quoted(at, place):
        return context.quoted_by(at, place)
    return None


def _turn(text: str, start: int) -> Range | None:
    """Whose turn in an interview or a transcript it is; an empty range for the interviewer's."""
    opened = max(text.rfind("\n((", max(0, start - TURN_CHARS), start + 2) + 1, 0)
    if text.startswith("((", opened):
        closed = text.find("))", opened, opened + 80)
        if closed >= 0 and text[opened + 2].isupper():
            named = tokens(text, opened + 2, closed)
            asks = is_outlet(named) or (len(named) == 1 and named[0].text.isupper() and len(named[0].text) <= 4)
            return Range(opened + 2, opened + 2 if asks else closed)
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    match = _TURN.match(text, line)
    if match and match.end() <= max(start, match.end(1) + 2):
        near = text[max(0, line - TURN_CHARS) : line + TURN_CHARS]
        if sum(1 for _ in _TURN.finditer(near)) >= _LEAST_TURNS:
            return Range(match.start(1), match.end(1))
    return None


def _covering(found: Sequence[Speech], place: int) -> list[Speech]:
    """The speech that holds a place of its sentence: the innermost, and what relays it."""
    around = [speech for speech in found if speech.start <= place < speech.end]
    if any(speech.trails and speech.main for speech in around):
        around = [speech for speech in around if not speech.thought] or around
    innermost = max((speech.start for speech in around), default=0)
    return [speech for speech in around if speech.start == innermost]


class _Context:
    """The sentences around a cited one; each is read when it is first needed."""

    def __init__(self, text: str, sentences: Sequence[Range]) -> None:
        self._text = text
        self._sentences = sentences
        self._read: dict[int, list[Token]] = {}
        self._found: dict[int, list[Speech]] = {}

    def at(self, start: int) -> int | None:
        """The sentence that holds a place, or the next one."""
        return next((at for at, sentence in enumerate(self._sentences) if sentence.end > start), None)

    def tokens(self, at: int) -> list[Token]:
        if at not in self._read:
            sentence = self._sentences[at]
            end = min(sentence.end, sentence.start + MOST_CHARS)
            quotes = quotations(self._text, paragraph(self._text, sentence))
            self._read[at] = tokens(self._text, sentence.start, end, quotes)
        return self._read[at]

    def speeches(self, at: int) -> list[Speech]:
        if at not in self._found:
            self._found[at] = speeches(self.tokens(at))
        return self._found[at]

    def is_quoted(self, at: int, place: int) -> bool:
        """Whether a quotation holds the place and most of its sentence."""
        read = self.tokens(at)
        inside = [token for token in read if token.text[0].isalnum()]
        quoted = sum(token.quoted for token in inside)
        return (
            bool(inside)
            and inside[0].quoted
            and quoted * 10 >= len(inside) * 8
            and any(token.quoted and token.end > place for token in inside)
        )

    def quoted_by(self, at: int, place: int) -> Attribution | None:
        """Whose quotation a sentence is that does not say so: a neighbour does."""
        for other in self._neighbours(at, place):
            for speech in self._telling(other, at):
                return self.resolved([speech], other)
            if other < at and not self.is_quoted(other, self._sentences[other].start):
                break
        return None

    def _neighbours(self, at: int, place: int) -> Iterator[int]:
        """The sentences that may tell, the likeliest first: those to the quotation's end, then those before."""
        own = paragraph(self._text, self._sentences[at])
        quote = next((quote for quote in quotations(self._text, own) if quote.start <= place < quote.end), None)
        for other in range(at + 1, min(len(self._sentences), at + 1 + AFTER)):
            begins = self._sentences[other].start
            if quote is None or begins >= own.end:
                break
            if begins < quote.end or self._text[begins].islower():
                yield other
        yield from range(at - 1, max(-1, at - 1 - BEFORE), -1)

    def _telling(self, other: int, at: int) -> Iterator[Speech]:
        """The speeches of a neighbour that may be those of the quotation: after it or before it."""
        for speech in self.speeches(other):
            if speech.party.kind == "outlet" and speech.outlet is None and len(self.speeches(other)) > 1:
                continue
            if speech.main and (other < at or speech.trails):
                yield speech

    def resolved(self, found: Sequence[Speech], at: int) -> Attribution | None:
        """The speech's parties, a pronoun as the name that it stands for."""
        said = next((speech for speech in found if speech.party.kind != "outlet"), None)
        relay = next((speech.party.name for speech in found if speech.party.kind == "outlet"), None)
        outlet = relay or next((speech.outlet for speech in found if speech.outlet), None)
        if said is None:
            return Attribution(None, None, outlet)
        who = said.party if said.party.kind != "pronoun" else self._antecedent(said.party, at)
        if who is None:
            return None
        if who.kind == "outlet":
            return Attribution(None, None, who.name)
        role = who.role or (self._role(who, at) if who.proper else None)
        return Attribution(who.name, role, outlet)

    def _role(self, who: Party, at: int) -> Range | None:
        """The role that was given with the name before."""
        for other in range(at - 1, max(-1, at - 1 - BEFORE), -1):
            for speech in self.speeches(other):
                if speech.party.role and speech.party.proper and self._is_part(who, speech.party):
                    return speech.party.role
        return None

    def _is_part(self, who: Party, other: Party) -> bool:
        """Whether a name is a part of another: its surname, mostly."""
        name = self._text[who.name.start : who.name.end].split()
        return set(name) <= set(self._text[other.name.start : other.name.end].split())

    def _is_known(self, who: Party) -> bool:
        """Whether a name is a person's: of two words, or of one that has had a first name or a title before."""
        if who.role or who.name.end - who.name.start > len(who.word):
            return True
        name = re.escape(self._text[who.name.start : who.name.end])
        before = self._text[max(0, who.name.start - TURN_CHARS) : who.name.start]
        return re.search(rf"\b[A-Z][\w.'’-]+ {name}\b", before) is not None

    def _antecedent(self, pronoun: Party, at: int) -> Party | None:
        """The nearest speaker or subject that a pronoun may stand for."""
        personal = pronoun.word in {"he", "she"}
        before = [token for token in self.tokens(at) if token.end <= pronoun.name.start]
        named = [who for who in people(before) if personal and _is_sure(self._text, pronoun, who)]
        if len(named) == 1:
            return named[0]
        for other in range(at - 1, max(-1, at - 1 - (BEFORE if personal else BEFORE_GROUP)), -1):
            said = [speech.party for speech in self.speeches(other) if speech.main]
            subject = leading_party(self.tokens(other))
            if subject and subject.proper and (not personal or self._is_known(subject)):
                said.append(subject)
            if speaker := next((who for who in said if _may_be(self._text, pronoun, who)), None):
                return speaker
            if any(who.kind == "pronoun" for who in said):
                continue
            named = [who for who in people(self.tokens(other)) if personal and _may_be(self._text, pronoun, who)]
            if named:
                alone = len({who.word for who in named}) == 1 and _is_sure(self._text, pronoun, named[0])
                return named[0] if alone else None
        return None


def _may_be(text: str, pronoun: Party, who: Party) -> bool:
    """Whether a pronoun may stand for a party."""
    if who.kind == "pronoun":
        return False
    if pronoun.word in {"he", "she"}:
        return (
            who.kind == "person"
            and not who.word.endswith(("women", "people"))
            and _gender(text, who) in {None, pronoun.word}
        )
    if pronoun.word == "they":
        return who.kind == "group" or who.word in words.PEOPLE
    return who.kind in {"group", "document", "outlet"} and (who.proper or who.word not in words.PEOPLE)


def _is_sure(text: str, pronoun: Party, who: Party) -> bool:
    """Whether a name that is only mentioned is surely a person's for whom the pronoun may stand."""
    return _may_be(text, pronoun, who) and (who.role is not None or _gender(text, who) is not None)


def _gender(text: str, who: Party) -> str | None:
    """The pronoun that a title, a first name or a noun asks for; None where they do not tell."""
    if not who.proper:
        woman = who.word.endswith("woman") or who.word in {"mother", "sister", "daughter", "wife", "widow", "queen"}
        man = who.word.endswith("man") or who.word in {"father", "brother", "son", "husband", "king"}
        return "she" if woman else "he" if man else None
    title = text[max(0, who.name.start - 5) : who.name.start].split()[-1:]
    if title and title[0] in {"Mrs", "Mrs.", "Ms", "Ms.", "Miss"}:
        return "she"
    if title and title[0] in {"Mr", "Mr."}:
        return "he"
    first = text[who.name.start : who.name.end].split()[0].lower()
    return "he" if first in first_names.MEN else "she" if first in first_names.WOMEN else None
