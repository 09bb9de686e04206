"""Questions made of a collection itself: a sentence with a figure or a name left out asks for it."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.text.calendar_names import MONTH, WEEKDAY
from index.text.words import words
from index.types import Article, Hit, Passage
from qa.question.parts import LIGHT, NAMES, is_name

# Clauses of fewer words say too little to ask with, longer ones say too much.
_FEWEST, _MOST = 6, 25

# A share of the clause's words is left out of the question: people do not ask in the article's words.
_LEFT_OUT = 0.3

_NUMBER = re.compile(r"(?<![\w.,$€£-])\d{1,3}(?:,\d{3})*(?![\w.,:%-]*\d)(?=\s+[a-z]{3,})")
_TIME = re.compile(rf"\b(?:in|on)\s+((?:{MONTH}(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?)|{WEEKDAY}|\d{{4}})\b")
_PLACE = re.compile(rf"\b(?:in|at|near)\s+((?:the\s+)?{NAMES.pattern})")
_CLAUSE_END = re.compile(r"[;:–—]\s|,\s(?=(?:and|but|while|which|who|when|where|after|before)\b)")


@dataclass(frozen=True, slots=True)
class Cloze:
    """A question with its answer, verbatim from `article`."""

    question: str
    answer: str
    article: Article


def clozes(article: Article, passages: Sequence[Passage], chooser: random.Random) -> Iterator[Cloze]:
    """The questions that an article's sentences make, at most one a sentence."""
    for passage in passages:
        for sentence in passage.sentences:
            whole = " ".join(article.text[sentence.start : sentence.end].split())
            clauses = [clause for clause in _CLAUSE_END.split(whole) if _FEWEST <= len(clause.split()) <= _MOST]
            asked = [pair for clause in clauses for pair in _asked(clause.strip().rstrip(".!?"))]
            if asked and "?" not in whole:
                question, answer = chooser.choice(asked)
                yield Cloze(_shortened(question, chooser), answer, article)


def _asked(clause: str) -> Iterator[tuple[str, str]]:
    """Each (question, answer) that a clause makes."""
    for match in _NUMBER.finditer(clause):
        yield _moved(clause, match.start(), match.end(), "how many"), match.group()
    for pattern, asking in ((_TIME, "when"), (_PLACE, "where")):
        for match in pattern.finditer(clause):
            if asking == "where" and not is_name(match.group(1)):
                continue
            yield _moved(clause, match.start(), match.end(), asking), match.group(1)
    first = NAMES.match(clause)
    if first and _is_subject(first.group(), clause[first.end() :]):
        yield f"who {clause[first.end() :].strip()}?", first.group()


def _is_subject(name: str, after: str) -> bool:
    """Whether a clause's first words are a full name, and a verb may follow."""
    full = " " in name and is_name(name) and name.split()[0].casefold() not in LIGHT
    return full and re.match(r"\s+[a-z]", after) is not None


def _moved(clause: str, start: int, end: int, asking: str) -> str:
    """The clause asking for the words from `start` to `end`; "how many" keeps what it counts beside it."""
    before, after = clause[:start].strip(), clause[end:].strip()
    if asking == "how many":
        counted, _, rest = after.partition(" ")
        return " ".join(part for part in (asking, counted, rest, before) if part) + "?"
    return " ".join(part for part in (asking, before, after) if part) + "?"


def _shortened(question: str, chooser: random.Random) -> str:
    """The question without some of its later words."""
    together = 3 if question.startswith("how many ") else 1
    head, rest = question.split()[:together], question.split()[together:]
    return " ".join([*head, *(word for word in rest if word.endswith("?") or chooser.random() > _LEFT_OUT)])


def says_the_same(cloze: Cloze, hit: Hit) -> bool:
    """Whether a passage may hold a cloze's answer: the answer's words, and half of the question's."""
    there = set(words(hit.text))
    asked = set(words(cloze.question))
    return set(words(cloze.answer)) <= there and 2 * len(asked & there) >= len(asked)
