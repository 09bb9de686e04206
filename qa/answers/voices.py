"""How many independent voices stand behind an answer: copies and versions of one report, and reports of one speaker or
outlet that is named, are one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.attribution.speech_words import ORGANISATIONS, OUTLET_NOUNS
from qa.compare import names
from qa.compare.relation import Relation
from qa.reply import SaidBy

_WORD = re.compile(r"\w+")
_NO_NAMES = OUTLET_NOUNS | {"reports"}
_AROUND_OUTLET = re.compile(r"^the | (?:news )?agency$")


@dataclass(frozen=True, slots=True)
class Report:
    """What is compared of a citation: its article's digest, those of its copies and versions, the cited sentences, who
    asserts it, and the outlet that published it."""

    digest: str
    linked: frozenset[str]
    quote: str
    said_by: SaidBy | None
    source: str | None = None


def voices(reports: Sequence[Report]) -> int:
    """The number of reports that are independent of each other."""
    heard: list[list[Report]] = []
    for report in reports:
        joined, apart = [report], []
        for voice in heard:
            if any(_is_one(report, other) for other in voice):
                joined += voice
            else:
                apart.append(voice)
        heard = [*apart, joined]
    return len(heard)


def _is_one(one: Report, other: Report) -> bool:
    if one.digest == other.digest or other.digest in one.linked or _plain(one.quote) == _plain(other.quote):
        return True
    speakers = [it.said_by.speaker for it in (one, other) if it.said_by and it.said_by.speaker]
    if len(speakers) == 2:
        return is_one_named(*speakers) or _is_one_institution(*speakers)
    return _are_of_one_wire(one, other)


def _are_of_one_wire(one: Report, other: Report) -> bool:
    """Whether both relay one outlet's report, or one relays what the other's outlet published."""
    mine, theirs = (it.said_by.outlet if it.said_by else None for it in (one, other))
    return is_one_outlet(mine, theirs) or _relays(one, other) or _relays(other, one)


def _relays(one: Report, other: Report) -> bool:
    """Whether a report says that it has it from the other's outlet, which need not be known for one."""
    named = (one.said_by.outlet, one.said_by.speaker) if one.said_by else ()
    return any(is_one_outlet(name, other.source) for name in named)


def is_one_outlet(one: str | None, other: str | None) -> bool:
    """Whether two names are of one outlet: Financial Mail, The Financial Mail; not where one names none, as "local
    media" do."""
    return bool(_outlet(one)) and _outlet(one) == _outlet(other)


def _outlet(name: str | None) -> str:
    """The outlet's name as far as it tells it from others: Tass for the Tass news agency; empty for "local media"."""
    named = (name or "").split()
    return "" if not named or named[-1] in _NO_NAMES else _AROUND_OUTLET.sub("", _plain(" ".join(named)))


def _is_one_institution(one: str, other: str) -> bool:
    """Whether both are the same one of which there is one: "the interior ministry", but not "officials"."""
    mine, theirs = _plain(one).split(), _plain(other).split()
    is_same = bool(mine) and mine == theirs
    return is_same and mine[0] == "the" and mine[-1] in ORGANISATIONS and not mine[-1].endswith("s")


def is_one_named(one: str, other: str) -> bool:
    """Whether two speakers are one who is named: Kerry, John Kerry."""
    return names.is_name(one) and names.is_name(other) and names.relation_of(one, other) is Relation.SAME


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
