"""Views of a reply for the terminal and for other programs."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from index.types import Restriction
from qa.dates import day
from qa.paths import shown
from qa.reply import Answer, Citation, Reply, Turn

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# Lines longer than this are hard to read, however wide the terminal is.
MAX_WIDTH = 100

# A longer quote is cut around the answer.
MAX_QUOTE = 320

# Citations shown for one answer; the JSON has all.
MAX_CITATIONS = 3

# Control characters as their pictures, so that nothing in an article can act on the terminal; and the marks that
# reorder text on the screen as a replacement character.
_PICTURES = (
    {code: 0x2400 + code for code in range(32)}
    | {0x7F: 0x2421}
    | dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)
)
_SPACES = str.maketrans(dict.fromkeys("\t\n\r\x0b\x0c\x85\u2028\u2029\xa0", " "))


def visible(text: str) -> str:
    """The text on one line, every character of which shows and none of which acts. As long as the text itself."""
    return text.translate(_SPACES).translate(_PICTURES)


def turn_as_json(turn: Turn) -> str:
    """The turn as one line of JSON."""
    return json.dumps(turn_fields(turn), ensure_ascii=False)


def turn_fields(turn: Turn) -> dict[str, object]:
    """The turn as JSON's types; README.md describes its fields."""
    return {"question": turn.question, "asked_as": turn.asked} | _reply_fields(turn.reply)


def _reply_fields(reply: Reply) -> dict[str, object]:
    return {
        "answered": reply.answered,
        "elapsed_ms": round(reply.elapsed_ms, 1),
        "answers": [
            {
                "text": answer.text,
                "confidence": round(answer.confidence, 4),
                "sources": answer.sources,
                "citations": [_citation_fields(citation) for citation in answer.citations],
            }
            for answer in reply.answers
        ],
        "nearest": _citation_fields(reply.nearest) if reply.nearest else None,
    }


def _citation_fields(citation: Citation) -> dict[str, object]:
    return {
        "path": str(citation.path),
        "member": citation.member,
        "title": citation.title,
        "source": citation.source,
        "published": citation.published,
        **asdict(citation.facts),
        "extracted": citation.extracted,
        "start": citation.start,
        "end": citation.end,
        "line": citation.line,
        "quote": citation.quote,
    }


def restriction_line(restriction: Restriction) -> str:
    """What a restriction allows, in words: "3 articles, from 2016-09-01"."""
    count = len(restriction.origins)
    parts = [f"{count} chosen article{'' if count == 1 else 's'}"] if count else []
    parts += [f"from {restriction.since}"] if restriction.since else []
    parts += [f"to {restriction.until}"] if restriction.until else []
    return ", ".join(parts)


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
        if head.cell_len + 2 + facts.cell_len <= width:
            head.append(" " * (width - head.cell_len - facts.cell_len))
            head.append_text(facts)
            console.print(head, width=width)
        else:
            console.print(head, width=width)
            console.print(facts, width=width)
        _print_citations(answer, console, width)


def support(answer: Answer) -> str:
    """How many sources stand behind an answer, and how sure it is."""
    sources = f"{answer.sources} sources agree" if answer.sources > 1 else "1 source"
    return f"{sources} · confidence {answer.confidence:.2f}"


def more_places(answer: Answer) -> str:
    """How many citations are not shown; empty if all are."""
    more = len(answer.citations) - MAX_CITATIONS
    return f"and in {more} more {'place' if more == 1 else 'places'}" if more > 0 else ""


def _print_citations(answer: Answer, console: "Console", width: int) -> None:
    for number, citation in enumerate(answer.citations[:MAX_CITATIONS], start=1):
        _print_indented(console, f"  [{number}] ", quoted(citation), width)
        _print_indented(console, "      ", place(citation), width)
    if more := more_places(answer):
        console.print(f"      {more}", style="dim", width=width)


def _print_unanswered(reply: Reply, console: "Console", width: int) -> None:
    from rich.text import Text

    console.print(Text("The articles do not say."), width=width)
    if reply.nearest:
        console.print(Text("The nearest sentence:", style="dim"), width=width)
        _print_indented(console, "  ", quoted(reply.nearest, mark=False), width)
        _print_indented(console, "  ", place(reply.nearest), width)
    if reply.answers:
        guesses = "; ".join(f"{visible(answer.text)} ({answer.confidence:.2f})" for answer in reply.answers)
        console.print(Text(f"Guesses, none sure enough: {guesses}", style="dim"), width=width)


def quoted(citation: Citation, *, mark: bool = True) -> "Text":
    """“the sentence”, the answer's words in it in bold, cut around them if it is long."""
    from rich.text import Text

    start, end = citation.start - citation.quote_start, citation.end - citation.quote_start
    first, last = _excerpt(citation.quote, start, end)
    quote = Text(("“… " if first else "“") + visible(citation.quote[first:last]))
    if mark:
        offset = (3 if first else 1) - first
        quote.stylize("bold", start + offset, end + offset)
    quote.append(" …”" if last < len(citation.quote) else "”")
    return quote


def _excerpt(quote: str, start: int, end: int) -> tuple[int, int]:
    """The part of a long quote to show: whole words, the answer in the middle."""
    if len(quote) <= MAX_QUOTE:
        return 0, len(quote)
    room = max(0, MAX_QUOTE - (end - start)) // 2
    first, last = max(0, start - room), min(len(quote), end + room)
    if first:
        first = start - len(quote[first:start].partition(" ")[2]) if " " in quote[first:start] else start
    if last < len(quote):
        last = end + len(quote[end:last].rpartition(" ")[0])
    return first, last


def place(citation: Citation) -> "Text":
    """Outlet, date, path and line of a citation."""
    from rich.text import Text

    known = [part for part in (citation.source, day(citation.published)) if part]
    about = f"{', '.join(known)} · " if known else ""
    return Text(visible(f"{about}{shown(citation.origin)}:{citation.line}"), style="dim")


def _print_indented(console: "Console", mark: str, body: "Text", width: int) -> None:
    """`body` wrapped beside `mark`, later lines below its first."""
    indent = " " * len(mark)
    for line in body.wrap(console, width - len(mark)):
        line.rstrip()
        console.print(mark, line, sep="", width=width, no_wrap=True, overflow="ignore", crop=False)
        mark = indent
