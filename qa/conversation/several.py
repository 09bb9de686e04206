"""Several questions in one: "what was the death toll, and who gave it?", "when and where did it happen?"."""

import re

from qa.question.parts import ASKING, ASKS, HELPERS, INVERTED, NAMES, PREPOSITIONS, QUESTION_WORD, names, parts

_LEAD = r"(?:(?:and|but|or|so|then|also)\s+){0,2}"
# Where one question ends and the next begins.
_END = re.compile(rf"\?[\s?!]*\s+(?={_LEAD}(?:{ASKING}|(?:{HELPERS}|{INVERTED})\b))", re.IGNORECASE)
_JOINED = re.compile(rf",?\s+(?=(?:and|but(?!\s+(?:who|which)\b))\s+(?:also\s+)?(?P<asks>{ASKING}.*)$)", re.IGNORECASE)
_AND = re.compile(r"^(?:and|but)\s+", re.IGNORECASE)
# "When and where did it happen?": both are asked of the same.
_OF_THE_SAME = re.compile(
    rf"^(?P<one>{ASKING})\s+and\s+(?P<other>{ASKING})\s+(?P<rest>(?:{HELPERS}|{INVERTED})\b.*)$", re.IGNORECASE
)
_ANOTHER_WORD = re.compile(rf"(?<=\s){QUESTION_WORD}", re.IGNORECASE)
_BARE = re.compile(rf"^(?!(?:which|whose)\b){ASKING}(?:\s+(?:exactly|many|much))?$", re.IGNORECASE)
_WHO = re.compile(r"who\s+[a-z]", re.IGNORECASE)  # what follows is its verb
# "When he died" tells a time, "when did he die" asks for it.
_TELLS = re.compile(
    rf"^(?:(?:{PREPOSITIONS})\s+)?(?:when|where|why|how(?!\s+(?:many|much)))\s+(?!(?:{HELPERS}|{INVERTED})\b)",
    re.IGNORECASE,
)
_PLACE = re.compile(rf"\b(?:in|at|near)\s+{NAMES.pattern}$")
_OPENING, _CLOSING = "“«", "”»"


def each(text: str) -> list[str]:
    """The questions that are asked in a text, in its own words, but for a setting that the last tells of all: what
    comes after the first may lean on what comes before. The text alone where it asks one."""
    questions = [part for whole in _at_marks(text) for part in _at_joints(whole)]
    return questions if len(questions) > 1 else [text]


def _at_marks(text: str) -> list[str]:
    """Cut after each "?" that another question follows, and that does not stand in a quote."""
    cuts = [found.end() for found in _END.finditer(text) if not _is_quoted(text[: found.start()])]
    return [text[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _at_joints(question: str) -> list[str]:
    """Cut before "and" where whole questions, or a whole one and a question word, stand on its sides."""
    asked = question.rstrip("?!. ")
    if _is_quoted(asked):
        return [question]
    found, start = [], 0
    for joint in _JOINED.finditer(asked):
        one, other = asked[start : joint.start()].strip(), joint["asks"]
        if not _is_quoted(one) and _stands_alone(one) and _may_follow(other):
            found += _of_the_same(_set(one, other))
            start = joint.end()
    return [*found, f"{asked[start:]}?"] if found else _of_the_same(question)


def _of_the_same(question: str) -> list[str]:
    """ "When and where did it happen" as two."""
    same = _OF_THE_SAME.match(question)
    return [f"{same['one']} {same['rest']}", f"{_capital(same['other'])} {same['rest']}"] if same else [question]


def _stands_alone(question: str) -> bool:
    """Whether it is whole and holds no other question: "did he say who", "who was the man who"."""
    question = _AND.sub("", question)
    if same := _OF_THE_SAME.match(question):
        question = f"{same['one']} {same['rest']}"
    asks = ASKS.match(question)
    if asks is None or _ANOTHER_WORD.search(question, asks.end()):
        return False
    return bool(parts(question).verb) or re.match(ASKING, question, re.IGNORECASE) is None


def _may_follow(question: str) -> bool:
    """Whether it asks by itself, and is no clause of the question before."""
    if _BARE.match(question) or _WHO.match(question):
        return True
    return not _TELLS.match(question) and bool(parts(question).verb)


def _set(question: str, next_one: str) -> str:
    """The first of two questions, with the place that only the second names: "how many died, and how many were hurt in
    Homs?"."""
    place = None if names(question) else _PLACE.search(next_one)
    return f"{question} {place[0]}?" if place else f"{question}?"


def _is_quoted(before: str) -> bool:
    """Whether what comes next stands in a quote that is not closed yet."""
    opened = sum(before.count(mark) for mark in _OPENING) - sum(before.count(mark) for mark in _CLOSING)
    return opened > 0 or before.count('"') % 2 == 1


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
