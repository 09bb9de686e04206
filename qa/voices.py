"""How many independent voices stand behind an answer: copies and versions of one report, and reports of one speaker,
are one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.compare import names
from qa.compare.relation import Relation
from qa.reply import SaidBy

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Report:
    """What is compared of a citation: its article's digest, those of its copies and versions, the cited sentences, and
    who asserts it."""

    digest: str
    linked: frozenset[str]
    quote: str
    said_by: SaidBy | None


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
    return len(speakers) == 2 and is_one_named(*speakers)


def is_one_named(one: str, other: str) -> bool:
    """Whether two speakers are one who is named: Kerry, John Kerry."""
    return names.is_name(one) and names.is_name(other) and names.relation_of(one, other) is Relation.SAME


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
