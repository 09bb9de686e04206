"""A timeline as a person sees it, as a table, and for other programs."""

import csv
import io
import json
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from qa.answers.timeline import Point, marks
from qa.paths import shown
from qa.views.printing import MAX_WIDTH, print_indented
from qa.views.text import bar, place, quoted, sayer, visible

if TYPE_CHECKING:
    from rich.console import Console

# The cells of the longest bar.
_BAR = 24


def print_timeline(points: Sequence["Point"], console: "Console") -> None:
    """Where each point stands, with bars as long as the figures; and the quotes of the first, latest and highest."""
    from rich.text import Text

    width = min(console.width, MAX_WIDTH)
    named = marks(points)
    most = max(point.size for point in points)
    for number, point in enumerate(points):
        day = f"{point.day or 'undated':<12}"
        figure = Text.assemble(
            f"{bar(point.size, most, _BAR):<{_BAR}}  ",
            (visible(point.citation.text), "bold"),
            (f"  {named[number]}" if number in named else "", "yellow"),
        )
        print_indented(console, day, figure, width)
        if number in named:
            print_indented(console, " " * len(day), quoted(point.citation), width)
        print_indented(console, " " * len(day), place(point.citation), width)


def as_csv(points: Sequence[Point]) -> str:
    """One line a point, after a line of names."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["date", "value", "figure", "mark", "said_by", "source", "path", "line", "quote"])
    named = marks(points)
    for number, point in enumerate(points):
        cited = point.citation
        row = [point.day or "", cited.text, _written(point.figure), named.get(number, ""), sayer(cited)]
        writer.writerow([*row, cited.source or "", shown(cited.origin), cited.line, cited.quote])
    return out.getvalue()


def as_json(question: str, points: Sequence[Point]) -> str:
    """One object on one line."""
    named = marks(points)
    entries = [
        {
            "date": point.day,
            "text": point.citation.text,
            "figure": float(point.figure),
            "mark": named.get(number),
            "said_by": sayer(point.citation) or None,
            "source": point.citation.source,
            "path": str(point.citation.path),
            "member": point.citation.member,
            "start": point.citation.start,
            "end": point.citation.end,
            "line": point.citation.line,
            "quote": point.citation.quote,
        }
        for number, point in enumerate(points)
    ]
    return json.dumps({"question": question, "points": entries}, ensure_ascii=False)


def _written(figure: Fraction) -> str:
    return str(figure.numerator) if figure.denominator == 1 else f"{float(figure):g}"
