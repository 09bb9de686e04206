"""What a sentence says of those whom a figure in it counts: what became of them, and whether they come on top."""

import re
from dataclasses import dataclass

from qa.compare.amounts import amount
from qa.compare.units import Measure, fate_of

_EXACTNESS = r"(?:(?:at\s+least|as\s+many\s+as|up\s+to|more\s+than|about|around|nearly|almost|some|over|only)\s+)*"
_DONE = {
    "kill": "killed", "injur": "injured", "wound": "wounded", "arrest": "arrested", "detain": "detained",
    "rescu": "rescued", "displac": "displaced",
}  # fmt: skip
# "Killing 11", "has wounded at least nine".
_BEFORE = re.compile(rf"\b(?P<done>{'|'.join(_DONE)})(?:e|es|ed|ing|s)?\s+{_EXACTNESS}$")
# "32 people have died", "310 were injured", "52 missing"; not "three gunmen killed 20", "12 people killed or wounded".
_AFTER = re.compile(
    r"^(?:[\s-]+(?!(?:said|says|say|of|in|at|on|to|for|and|or|which|by|with|from|after|than)\b)[a-z'’-]+){0,5}?[\s-]+"
    r"(?P<fate>(?:died|dead|missing|survived)\b"
    r"|(?:(?<=was\s)|(?<=were\s)|(?<=been\s)|(?<=be\s)|(?<=being\s)|(?<=left\s))(?:PARTICIPLE)\b"
    r"|(?:PARTICIPLE)\b(?=\s*(?:$|[^\w\s]|(?:in|by|when|on|after|during|as|and|at|since|over)\b)))"
    r"(?!\s+(?:and|or)\s+(?:[a-z]+ed|hurt|missing|dead)\b)".replace(
        "PARTICIPLE", "killed|injured|wounded|hurt|arrested|detained|rescued|saved|displaced"
    )
)
_MORE_BEFORE = re.compile(r"\b(?:another|additional|(?:a\s+)?further|extra)\s+$")
_MORE_AFTER = re.compile(r"^\s*(?:more|others?|additional|further)\b(?!\s+than\b)")
_MORE_WITHIN = re.compile(r"^(?:another|an?\s+additional|a\s+further)\b|\w(?<!\bor)\s+(?:more|others)\b(?!\s+than\b)")
_WHOLE = re.compile(r"[.!?][\"'”’)]*$")
# So many characters before and after a figure are looked at.
_REACH = 80


@dataclass(frozen=True, slots=True)
class Counted:
    """`fate` is what became of those who are counted, in all its words; empty where that is not said, or where it is no
    count. `is_more` where they come on top of others: "three more workers"."""

    fate: frozenset[str] = frozenset()
    is_more: bool = False

    def is_other_than(self, other: "Counted") -> bool:
        """Whether the two count different things: the dead and the wounded, all and those who were added."""
        return self.is_more is not other.is_more or bool(self.fate and other.fate and self.fate != other.fate)


def counted(text: str, start: int, end: int) -> Counted:
    """What is said of what characters `start` to `end` of a text count, right before and after them; nothing of whole
    sentences."""
    value = None if _WHOLE.search(text[start:end]) else amount(text[start:end])
    if value is None or value.measure is not Measure.COUNT:
        return Counted()
    before = text[max(0, start - _REACH) : start].casefold()
    after = text[end : end + _REACH].casefold()
    within = text[start:end].casefold()
    is_more = bool(_MORE_BEFORE.search(before) or _MORE_AFTER.match(after) or _MORE_WITHIN.search(within))
    if fate := fate_of(value.unit):
        return Counted(fate, is_more)
    if told := _AFTER.match(after):
        return Counted(fate_of(told["fate"]), is_more)
    done = _BEFORE.search(before)
    return Counted(fate_of(_DONE[done["done"]]) if done else frozenset(), is_more)
