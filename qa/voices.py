"""How many independent voices stand behind an answer: copies of one report, and reports of one speaker, are one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.compare import names
from qa.compare.relation import Relation
from qa.reply import SaidBy

# Passages that share this much of their runs of words are copies of one report, more or less edited.
_ALIKE = 0.4
_RUN = 4

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Report:
    """What is compared of a citation: its article's digest, the cited sentences, the passage around, and who asserts
    it."""

    digest: str
    quote: str
    passage: str
    said_by: SaidBy | None


def voices(reports: Sequence[Report]) -> int:
    """The number of reports that are independent of each other."""
    heard: list[list[Report]] = []
    runs = {id(report): _runs(report.passage) for report in reports}
    for report in reports:
        joined, apart = [report], []
        for voice in heard:
            if any(_is_one(report, other, runs) for other in voice):
                joined += voice
            else:
                apart.append(voice)
        heard = [*apart, joined]
    return len(heard)


def _is_one(one: Report, other: Report, runs: dict[int, set[tuple[str, ...]]]) -> bool:
    if one.digest == other.digest or _plain(one.quote) == _plain(other.quote):
        return True
    if one.said_by and other.said_by and one.said_by.speaker and other.said_by.speaker:
        mine, theirs = one.said_by.speaker, other.said_by.speaker
        if names.is_name(mine) and names.is_name(theirs) and names.relation_of(mine, theirs) is Relation.SAME:
            return True
    mine_runs, their_runs = runs[id(one)], runs[id(other)]
    shared = len(mine_runs & their_runs)
    return shared > 0 and shared / min(len(mine_runs), len(their_runs)) >= _ALIKE


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _runs(text: str) -> set[tuple[str, ...]]:
    found = _WORD.findall(text.casefold())
    return {tuple(found[first : first + _RUN]) for first in range(len(found) - _RUN + 1)}
