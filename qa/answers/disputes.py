"""Who is blamed for something, and who denies it: both in the articles' words, and never who is right."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from index.text.calendar_names import MONTH, WEEKDAY
from index.text.words import words
from index.types import Hit, Range
from qa.cite import cite, said_by
from qa.question.parts import HELPERS, PREPOSITIONS
from qa.reply import Difference, Disagreement, SaidBy, Side

_DEED_DONE = (
    r"(?:attack(?:ed|ing)|bomb(?:ed|ing)|hit(?:ting)?|struck|striking|shell(?:ed|ing)|sho(?:t|oting)|kill(?:ed|ing)"
    r"|poison(?:ed|ing)|hack(?:ed|ing)|sabotag(?:ed|ing)|destroy(?:ed|ing)|murder(?:ed|ing))"
)
_PASSIVE = r"(?:is|are|was|were|be|been|being|got|gets?)"
# "Which country's planes", "which of the groups"; not "which towns were", "which town did they".
_DOERS = rf"(?:of\s+(?:the\s+)?)?(?:(?!(?:{_PASSIVE}|{HELPERS}|{PREPOSITIONS}|an?)\b)[\w’'-]+\s+){{1,3}}"
# "Who was behind the attack?", "who did it?", "whose aircraft hit it?", "which group is blamed for the bombing?", "who
# launched the attack?"; not "who was killed in the attack?", "in which city did it happen?"
_ASKS = re.compile(
    r"\A(?>.*?\b(?:who|whom|whose|which|what)\b).*\b(?:behind|responsible|blam\w+|accus\w+|carr(?:y|ied)\s+out"
    rf"|did\s+it(?!\s+(?!(?:and|{PREPOSITIONS})\b)\w))\b"
    rf"|\b(?:who\s+|(?:whose|which|what)\s+{_DOERS})"
    r"(?:(?:has|have|had|may|might|could|really|deliberately|first)\s+){0,3}"
    rf"(?:{_PASSIVE}\s+(?=\w+ing\b))?(?:{_DEED_DONE}\b"
    r"|(?:launched|committed|ordered|planned|staged|mounted|perpetrated|conducted|fired|planted|caused)\b"
    r"[^?]{0,60}\b(?:attack|bomb|strike|air\s?strike|shelling|shoot|kill|poison|hack|murder|sabotage|explosion|missile)\w*)"
    rf"|\bby\s+(?:whom|who|whose|which)\b[^?]{{0,80}}\b{_DEED_DONE}\b"
    rf"|\bwho\b[^?]{{0,80}}\b{_DEED_DONE}\s+by\W*$",
    re.IGNORECASE,
)
# Words of the deed, which reports may call by another.
_DEED = """
    behind responsible blame blamed accused accuse carried carry out did group country attack attacked bomb bombed
    bombing hit struck strike shelled shelling shot shooting killed killing poisoned hacked sabotaged
    destroyed murdered"""

_BLAMES = re.compile(
    r"\b(?:blam(?:e|es|ed|ing)|accus(?:e|es|ed|ing)|h[oe]lds?\b[^.;]{0,60}\bresponsible"
    r"|(?:is|are|was|were|be|been)\s+(?:responsible|behind|to\s+blame)|responsible\s+for|carried\s+out|did\s+it)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)\b[^.;]{0,30}\b(?:accusations?|charges?|claims?|allegations?)"
    r"|(?:not|n['’]t|never)\s+(?:been\s+)?(?:behind|responsible|involved|to\s+blame)"
    r"|(?:no|any|neither|nor)\b[^.;]{0,40}?\b(?:part|hand|role|involvement)\s+in|nothing\s+to\s+do\s+with)\b|\bnot\s+involved\b",
    re.IGNORECASE,
)
# Where one thing that is said ends and the next begins.
_CLAUSE = re.compile(r"[;:]\s+|,\s+(?:but|and|while|which|something|though|although|for\s+which)\s+|\s+but\s+")
_ACTIVE = re.compile(r"(?<!was )(?<!were )(?<!been )(?:blam|accus|h[oe]ld)", re.IGNORECASE)
_NAME = re.compile(rf"\b(?!{WEEKDAY}|{MONTH}\b)[A-Z][^\W\d_]{{3,}}")
# Those who have no name: the first in a clause are whom it is about; separatist rebels are separatists and rebels.
_GROUPS = (
    r"(?:rebel|separatist|militant|insurgent|gunm[ae]n|militia|guerrilla|jihadist|extremist|government|army|military"
    r"|police|opposition|company|union)"
)
_GROUP = re.compile(rf"\b(?:{_GROUPS}\s+)*{_GROUPS}", re.IGNORECASE)
# A name and what is of it begin with the same letters, so many at most: Russia, Russian; Iran, Iranian.
_STEM = 5
# How much of what was asked about must be named in a sentence and those beside it.
_ABOUT = 0.6


@dataclass(frozen=True)
class _Claim:
    """A clause that blames or denies: where it stands and where the words in it that do, whom it names, and how much it
    is about the matter."""

    hit: Hit
    sentence: Range
    clause: Range
    place: int
    names: frozenset[str]
    about: float

    @cached_property
    def said_by(self) -> SaidBy | None:
        """Who asserts it. Of what is hung on to a sentence, only those who are named there: "for which officials hold
        him responsible" is not said by the sentence's speaker."""
        found = said_by(self.hit, self.place, self.clause.end)
        text = self.hit.article.text[self.clause.start : self.clause.end]
        hung_on = self.clause.start > self.sentence.start
        return None if found and hung_on and (found.speaker or "") not in text else found

    def side(self) -> Side:
        """The clause as a side of a disagreement."""
        cited = cite(self.hit, self.clause.start, self.clause.end)
        return Side(cited.text, (replace(cited, attribution=self.said_by),))


def dispute(question: str, hits: Sequence[Hit]) -> Disagreement | None:
    """Of a question who did something: a clause that blames somebody for it, and one in which they, or others for them,
    deny it. The two name the same, or stand in one sentence, and are not said by one speaker."""
    if not _ASKS.search(question):
        return None
    asked = set(words(question))
    asked = asked - set(words(_DEED)) or asked
    blames, denials = list(_claims(hits, _BLAMES, asked)), list(_claims(hits, _DENIES, asked))
    pairs = [(blame, denial) for blame in blames for denial in denials if _answers(blame, denial)]
    if not pairs:
        return None
    blame, denial = max(pairs, key=_quality)
    return Disagreement(Difference.ATTRIBUTION, (blame.side(), denial.side()))


def _quality(pair: tuple[_Claim, _Claim]) -> tuple[bool, int, float]:
    """What makes a pair a good one: two sentences, known speakers, and closeness to what was asked."""
    blame, denial = pair
    return _apart(blame, denial), sum(claim.said_by is not None for claim in pair), blame.about + denial.about


def _apart(one: _Claim, other: _Claim) -> bool:
    return (one.hit.article.origin, one.sentence) != (other.hit.article.origin, other.sentence)


def _answers(blame: _Claim, denial: _Claim) -> bool:
    """Whether a denial is of that blame, and by somebody else."""
    mine, theirs = blame.said_by, denial.said_by
    if mine and theirs and mine.speaker == theirs.speaker:
        return False
    if _apart(blame, denial):
        return any(one.startswith(other) or other.startswith(one) for one in blame.names for other in denial.names)
    return blame.clause != denial.clause


def _claims(hits: Sequence[Hit], pattern: re.Pattern[str], asked: set[str]) -> Iterator[_Claim]:
    """The clauses about what was asked that a pattern finds, each place of an article once."""
    seen = set()
    for hit in hits:
        text, sentences = hit.article.text, hit.passage.sentences
        shares = [_share(asked, text[sentence.start : sentence.end]) for sentence in sentences]
        for number, sentence in enumerate(sentences):
            near = sentences[max(0, number - 1) : number + 2]
            about = _share(asked, text[near[0].start : near[-1].end])
            if about < _ABOUT or (hit.article.origin, sentence.start) in seen:
                continue
            for clause in _clauses(text, sentence):
                match = pattern.search(text, clause.start, clause.end)
                if match is None or (pattern is _BLAMES and _DENIES.search(text, clause.start, clause.end)):
                    continue
                seen.add((hit.article.origin, sentence.start))
                first = match.start() if pattern is _BLAMES and _ACTIVE.match(text, match.start()) else clause.start
                named = _NAME.findall(text, first, clause.end)
                if group := _GROUP.search(text, first, clause.end):
                    named += group[0].split()
                names = frozenset(name[:_STEM].casefold() for name in named)
                yield _Claim(hit, sentence, clause, match.start(), names, about + shares[number])


def _share(asked: set[str], sentence: str) -> float:
    return len(asked & set(words(sentence))) / len(asked) if asked else 0.0


def _clauses(text: str, sentence: Range) -> Iterator[Range]:
    start = sentence.start
    for cut in _CLAUSE.finditer(text, sentence.start, sentence.end):
        yield Range(start, cut.start())
        start = cut.end()
    end = sentence.end
    while end > start and not text[end - 1].isalnum():
        end -= 1
    yield Range(start, end)
