"""How often the date that a text states of itself is found: wires by their dateline, Wikinews by its first line.

Each text is loaded as a plain text file, a wire with its dateline in front as the agency sent it, and what is found is
compared with the date that is known of the article. A dateline has no year: its month and day are compared. The clock
of the wires' archive is one city's, and it is tomorrow elsewhere: what is a day off is counted on its own.
"""

import argparse
import gzip
import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from index.articles.clean import cleaned
from index.articles.dating import month_and_day
from index.articles.load import load
from index.formats.dates import iso_date

# What counts as a date that is stated: nothing of how `qa` reads one.
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_IN_DATELINE = re.compile(rf"\b(?:{_MONTHS})[a-z]*\.?\s*\d|\b\d\d?\s+(?:{_MONTHS})", re.IGNORECASE)
_IN_FIRST_LINE = re.compile(rf"\s*\w+day,\s+(?:{_MONTHS})\w*\s+\d+,\s+\d{{4}}\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Row:
    """What became of the texts of one file."""

    texts: int = 0
    stated: int = 0
    right: int = 0
    day_off: int = 0
    wrong: list[str] = field(default_factory=list)
    unasked: int = 0


def measure(path: Path, place: Path) -> Row:
    """Every article of a file of JSON lines, loaded from its text alone; `place` is a file to put it in."""
    row = Row()
    for article in _articles(path):
        row.texts += 1
        known, _ = iso_date(article["date"], "known")
        dateline = article.get("dateline") or ""
        text = f"{dateline} {article['text']}".strip()
        stated = bool(_IN_DATELINE.search(dateline) or _IN_FIRST_LINE.match(article["text"].split("\n")[0]))
        found = _found(text, place)
        if not stated:
            row.unasked += found is not None
            continue
        row.stated += 1
        days = _days_between(found, known) if known and found else None
        if days == 0:
            row.right += 1
        elif days == 1:
            row.day_off += 1
        else:
            row.wrong.append(f"{found}, not {known}: {text[:60]!r}")
    return row


def _days_between(found: str, known: str) -> int:
    """Days from one date to the other; one without a year is taken to be of the other's."""
    there = date.fromisoformat(known[:10])
    here = date.fromisoformat(found[:10] if len(found) > 5 else f"{known[:4]}-{found}")
    return abs((here - there).days)


def _articles(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _found(text: str, place: Path) -> str | None:
    """The date of a text, or the month and day of its dateline."""
    place.write_text(text, encoding="utf-8", newline="")
    (article,) = load(place)
    stamp = cleaned(article.text).imprint.published
    return article.published or (month_and_day(stamp) if stamp else None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, default=Path("../shared/news"), help="folder with the articles")
    parser.add_argument("--reasons", action="store_true", help="show every date that was not found, or not rightly")
    arguments = parser.parse_args()
    print("| texts of | articles | a date is stated | the same day | a day off | both | found where none is stated |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("reuters21578", "wikinews"):
            row = measure(arguments.news / f"{name}.jsonl.gz", Path(folder, "article.txt"))
            print(
                f"| {name} | {row.texts} | {row.stated} | {row.right} | {row.day_off} "
                f"| {(row.right + row.day_off) / row.stated:.2%} | {row.unasked} |",
                flush=True,
            )
            if arguments.reasons:
                print("\n".join(row.wrong))


if __name__ == "__main__":
    main()
