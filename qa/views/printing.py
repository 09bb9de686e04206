"""A reply for a person, printed on the terminal."""

from typing import TYPE_CHECKING

from qa.reply import Answer, Reply, Turn
from qa.views.text import (
    MAX_CITATIONS,
    difference_line,
    more_places,
    place,
    quoted,
    refusal_lines,
    said,
    support,
    unseen_sides,
    visible,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# Lines longer than this are hard to read, however wide the terminal is.
MAX_WIDTH = 100


def print_turn(turn: Turn, console: "Console") -> None:
    """The reply for a person, after how the question was understood if that is not how it was typed."""
    from rich.text import Text

    if turn.asked != turn.question:
        console.print(Text(f"asked as: {visible(turn.asked)}", style="dim"))
    print_reply(turn.reply, console)


def print_reply(reply: Reply, console: "Console") -> None:
    """The reply for a person, as wide as the console."""
    from rich.text import Text

    width = min(console.width, MAX_WIDTH)
    if not reply.answered:
        _print_unanswered(reply, console, width)
        return
    for number, answer in enumerate(reply.answers):
        if number:
            console.print()
        facts = Text(support(answer), style="dim")
        head = Text(visible(answer.text), style="bold")
        if reply.kind.wants_sentences:  # the quotes are the answer
            console.print(facts, width=width)
        elif head.cell_len + 2 + facts.cell_len <= width:
            head.append(" " * (width - head.cell_len - facts.cell_len))
            head.append_text(facts)
            console.print(head, width=width)
        else:
            console.print(head, width=width)
            console.print(facts, width=width)
        _print_citations(answer, console, width)
    _print_disagreements(reply, console, width)


def _print_disagreements(reply: Reply, console: "Console", width: int) -> None:
    from rich.text import Text

    for disagreement in reply.disagreements:
        console.print()
        console.print(Text(difference_line(disagreement), style="yellow"), width=width)
        for citation in unseen_sides(reply, disagreement):
            print_indented(console, "  – ", quoted(citation), width)
            print_indented(console, "    ", place(citation), width)


def print_values(reply: Reply, console: "Console") -> None:
    """Every value that may well be right, as a table."""
    from rich.table import Table
    from rich.text import Text

    if not reply.values:
        return
    console.print()
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("value", "sources", "voices", "said by", "date"):
        table.add_column(name, justify="right" if name in ("sources", "voices") else "left", max_width=24)
    table.add_column("quote", ratio=1)
    for answer in reply.values:
        best = answer.citations[0]
        cells = (visible(answer.text), str(answer.sources), str(answer.voices), said(best), (best.published or "")[:10])
        table.add_row(*(Text(cell) for cell in cells), quoted(best))
    console.print(table)


def _print_citations(answer: Answer, console: "Console", width: int) -> None:
    for number, citation in enumerate(answer.citations[:MAX_CITATIONS], start=1):
        print_indented(console, f"  [{number}] ", quoted(citation), width)
        print_indented(console, "      ", place(citation), width)
    if more := more_places(answer):
        console.print(f"      {more}", style="dim", width=width)


def _print_unanswered(reply: Reply, console: "Console", width: int) -> None:
    from rich.text import Text

    first, *notes = refusal_lines(reply)
    console.print(Text(first), width=width)
    for note in notes:
        console.print(Text(note, style="dim"), width=width)
    for number, citation in enumerate(reply.refusal.nearest if reply.refusal else (), start=1):
        print_indented(console, f"  [{number}] ", quoted(citation), width)
        print_indented(console, "      ", place(citation), width)
    _print_disagreements(reply, console, width)


def print_indented(console: "Console", mark: str, body: "Text", width: int) -> None:
    """`body` wrapped beside `mark`, later lines below its first."""
    indent = " " * len(mark)
    for line in body.wrap(console, max(1, width - len(mark))):
        line.rstrip()
        console.print(mark, line, sep="", width=width, no_wrap=True, overflow="ignore", crop=False)
        mark = indent
