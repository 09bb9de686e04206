"""The words and marks of a sentence, and which of them are quoted."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.types import Range

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|(?:Mrs?|Ms|Dr|Prof|Rev|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|St|Jr|Sr|Inc|Corp|Co|Ltd|Bros)\.(?=[\s,])"
    r"|[A-Z]\.(?=\s?[A-Z])|\d+(?:[.,]\d+)+|\w+(?:[-'’.&/]\w+)*(?:(?<=s)['’](?=\s\w))?|@\w+|\S"
)
_ARTICLED = ("al-", "el-", "as-", "an-")

QUOTES = frozenset('"“”„')
STOPS = frozenset([".", "!", "?", "…", ";"])
DASHES = frozenset(["-", "–", "—"])
POSSESSIVES = ("'s", "’s")
MARKS = QUOTES | STOPS | DASHES | frozenset([",", ":", "(", ")", "[", "]"])


class Token(NamedTuple):
    """A word or mark of the article, as it is written and in small letters; `quoted` where it stands inside quotation
    marks, or is one."""

    start: int
    end: int
    text: str
    low: str
    quoted: bool = False

    @property
    def capital(self) -> bool:
        """Whether it may be part of a name."""
        return self.text[0].isupper() or (len(self.text) > 3 and self.text.startswith(_ARTICLED))

    @property
    def small(self) -> bool:
        """Whether it is a word in small letters."""
        return self.text.islower()


def tokens(text: str, start: int, end: int, quotations: Sequence[Range] = ()) -> list[Token]:
    """The words and marks of a stretch of text."""
    found = []
    at = 0
    for match in _TOKEN.finditer(text, start, end):
        while at < len(quotations) and quotations[at].end <= match.start():
            at += 1
        quoted = at < len(quotations) and quotations[at].start <= match.start()
        word = match.group()
        found.append(Token(match.start(), match.end(), word, word.lower(), quoted))
    return found


def low(sentence: Sequence[Token], at: int) -> str:
    """A word in small letters; empty outside the sentence."""
    return sentence[at].low if 0 <= at < len(sentence) else ""


def span(phrase: Sequence[Token]) -> Range:
    """The characters of a phrase."""
    return Range(phrase[0].start, phrase[-1].end)
