"""What a sentence says of those whom a figure in it counts: what they are, what became of them, and whether they come
on top; and what became of those whom a question asks about."""

import re
from dataclasses import dataclass

from qa.compare.amounts import amount
from qa.compare.relation import Relation
from qa.compare.units import Measure, fate_of, is_anybody, relation_of_units, singular

_EXACTNESS = r"(?:(?:at\s+least|as\s+many\s+as|up\s+to|more\s+than|about|around|nearly|almost|some|over|only)\s+)*"
_DONE = {
    "kill": "killed", "injur": "injured", "wound": "wounded", "arrest": "arrested", "detain": "detained",
    "rescu": "rescued", "displac": "displaced", "evacuat": "evacuated",
}  # fmt: skip
# "Killing 11", "has wounded at least nine".
_BEFORE = re.compile(rf"\b(?P<done>{'|'.join(_DONE)})(?:e|es|ed|ing|s)?\s+{_EXACTNESS}$")
# "32 people have died", "310 were injured", "52 missing"; not "three gunmen killed 20", "12 people killed or wounded".
_AFTER = re.compile(
    r"^(?:[\s-]+(?!(?:said|says|say|of|in|at|on|to|for|and|or|which|by|with|from|after|than)\b)[a-z'’-]+){0,5}?[\s-]+"
    r"(?P<fate>(?:died|dead|missing|survived|homeless)\b"
    r"|(?:(?<=was\s)|(?<=were\s)|(?<=been\s)|(?<=be\s)|(?<=being\s)|(?<=left\s))(?:PARTICIPLE)\b"
    r"|(?:PARTICIPLE)\b(?=\s*(?:$|[^\w\s]|(?:in|by|when|on|after|during|as|and|at|since|over)\b)))"
    r"(?!\s+(?:and|or)\s+(?:[a-z]+ed|hurt|missing|dead)\b)".replace(
        "PARTICIPLE", "killed|injured|wounded|hurt|arrested|detained|rescued|saved|displaced|evacuated"
    )
)
# "The death toll rose to 112", "put the number of people injured at 310".
_TALLIED = re.compile(
    r"\b(?:(?P<toll>death)\s+toll|(?:number|total|count|tally|toll)\s+of\s+(?:[a-z'’]+\s+){0,3}?(?P<those>dead|deaths?|died"
    r"|killed|fatalities|injured|injuries|wounded|missing|arrests|arrested|detained|rescued|displaced|evacuated|homeless))\b"
    r"(?:(?!,\s+(?:but|and|while|as)\b)[^\d.;!?])*?"
    rf"(?:\b(?:is|was|of|at|to|past|above|below|reach(?:es|ed)|hit|topp(?:ed|ing)|pass(?:ed|ing)|exceed(?:s|ed)):?|:)\s+"
    rf"{_EXACTNESS}$"
)
_MORE_BEFORE = re.compile(
    r"\b(?:another|additional|(?:a\s+)?further|extra"
    r"|(?:rose|risen|rising|rises|increased|increasing|grew|grown|climbed|jumped|up)\s+by)\s+$"
)
_MORE_AFTER = re.compile(r"^\s*(?:more|others?|additional|further)\b(?!\s+than\b)")
_MORE_WITHIN = re.compile(r"^(?:another|an?\s+additional|a\s+further)\b|\w(?<!\bor)\s+(?:more|others)\b(?!\s+than\b)")
# "Ten| passengers and three of the crew", "185| council seats"; not "six| of them", "45| in the town".
_NAMED = re.compile(
    r"^[\s-]+(?:(?!(?:and|or|but|of|in|at|on|to|for|from|by|with|who|that|which|were|was|are|is|have|had)\b)[a-z][a-z'’-]*"
    r"(?:\s+|\b)){1,4}"
)
_WHOLE = re.compile(r"[.!?][\"'”’)]*$")
# So many characters before and after a figure are looked at.
_REACH = 120
_ASKED = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Counted:
    """`fate` is what became of those who are counted, in all its words; empty where that is not said, or where it is no
    count. `is_more` where they come on top of others: "three more workers". `unit` is what they are, singular, as
    `qa.compare.amount.Amount` has it; empty where that is not said."""

    fate: frozenset[str] = frozenset()
    is_more: bool = False
    unit: str = ""

    def is_other_than(self, other: "Counted") -> bool:
        """Whether the two count different things: the dead and the wounded, passengers and countries, all and those who
        were added."""
        if self.is_more is not other.is_more or bool(self.fate and other.fate and self.fate != other.fate):
            return True
        return relation_of_units(self.unit, other.unit) is Relation.DIFFERENT


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
    return Counted(_fate(value.unit, before, after), is_more, value.unit or _unit(within, after))


def _fate(unit: str, before: str, after: str) -> frozenset[str]:
    if fate := fate_of(unit):
        return fate
    if told := _AFTER.match(after):
        return fate_of(told["fate"])
    if done := _BEFORE.search(before):
        return fate_of(_DONE[done["done"]])
    tallied = _TALLIED.search(before)
    return fate_of(tallied["toll"] or singular(tallied["those"])) if tallied else frozenset()


def _unit(figure: str, after: str) -> str:
    """What is named right after a figure, if its words show that it is a thing or somebody: a plural, "soldier"."""
    named = _NAMED.match(after)
    value = amount(f"{figure}{named[0]}") if named else None
    if named is None or value is None or value.measure is not Measure.COUNT:
        return ""
    thing = value.unit.partition(" a ")[0].rpartition(" ")[2]
    shows = is_anybody(thing) or any(singular(word) == thing != word for word in named[0].split())
    return value.unit if shows else ""


def fate_asked(question: str) -> frozenset[str]:
    """What became of those whom a question or a topic asks about, as in `Counted`; empty where it names no fate, or
    several: "killed or wounded"."""
    found = {fate for word in _ASKED.findall(question.casefold()) if (fate := fate_of(_stated(word)))}
    return found.pop() if len(found) == 1 else frozenset()


def _stated(word: str) -> str:
    """The word by which a fate is known: "killed" for "kill" and "kills", "death" for "deaths"."""
    stem = next((stem for stem in _DONE if re.fullmatch(f"{stem}(?:e|es|ed|ing|s)?", word)), None)
    return _DONE[stem] if stem else "died" if word in ("die", "dies", "dying") else singular(word)
