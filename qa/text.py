"""Views of a reply for the terminal and for other programs."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from index.types import Place, Restriction
from qa.dates import day
from qa.paths import shown
from qa.reply import Answer, Citation, Difference, Disagreement, Refusal, Reply, Turn

if TYPE_CHECKING:
    from fractions import Fraction

    from rich.console import Console
    from rich.text import Text

# Lines longer than this are hard to read, however wide the terminal is.
MAX_WIDTH = 100

# A longer quote is cut around the answer.
MAX_QUOTE = 320

# Citations shown for one answer; the JSON has all.
MAX_CITATIONS = 3

# A longer speaker is cut, so that the line of a citation's place stays one.
MAX_SAID = 48

# Control characters as their pictures, so that nothing in an article can act on the terminal; and the marks that
# reorder text on the screen as a replacement character.
_PICTURES = (
    {code: 0x2400 + code for code in range(32)}
    | {0x7F: 0x2421}
    | dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)
)
_SPACES = str.maketrans(dict.fromkeys("\t\n\r\x0b\x0c\x85\u2028\u2029\xa0", " "))


_DIFFERENCES = {
    Difference.UPDATED: "A later report has another figure",
    Difference.BOUND: "A figure, and a bound on it",
    Difference.SCOPE: "Reports count different things",
    Difference.ATTRIBUTION: "Two speakers differ",
    Difference.DIFFERS: "Reports differ",
}


def visible(text: str) -> str:
    """The text on one line, every character of which shows and none of which acts. As long as the text itself."""
    return text.translate(_SPACES).translate(_PICTURES)


def bar(figure: "Fraction | int", most: "Fraction | int", cells: int) -> str:
    """A bar as long as the figure; `cells` for the one that is `most`, which may be 0, and at least one."""
    return "█" * max(1, round(cells * figure / most)) if most > 0 else ""


def turn_as_json(turn: Turn, *, explain: bool = False, values: bool = False) -> str:
    """The turn as one line of JSON; `explain` adds how the reply came about, `values` every value that was found."""
    fields = turn_fields(turn)
    if values:
        fields["values"] = [_answer_fields(answer, turn.reply) for answer in turn.reply.values]
    if explain:
        from qa.explain import explanation_fields

        fields["explanation"] = explanation_fields(turn.reply)
    return json.dumps(fields, ensure_ascii=False)


def turn_fields(turn: Turn) -> dict[str, object]:
    """The turn as JSON's types; README.md describes its fields."""
    return {"question": turn.question, "asked_as": turn.asked} | _reply_fields(turn.reply)


def _reply_fields(reply: Reply) -> dict[str, object]:
    return {
        "kind": reply.kind.value,
        "answered": reply.answered,
        "elapsed_ms": round(reply.elapsed_ms, 1),
        "answers": [_answer_fields(answer, reply) for answer in reply.answers],
        "disagreements": [
            {
                "kind": disagreement.kind.value,
                "sides": [
                    {"text": side.text, "citations": [_citation_fields(citation) for citation in side.citations]}
                    for side in disagreement.sides
                ],
            }
            for disagreement in reply.disagreements
        ],
        "refusal": _refusal_fields(reply.refusal) if reply.refusal else None,
    }


def _answer_fields(answer: Answer, reply: Reply) -> dict[str, object]:
    return {
        "text": answer.text,
        "confidence": round(answer.confidence, 4),
        "sources": answer.sources,
        "voices": answer.voices,
        "agreement": reply.agreement(answer),
        "citations": [_citation_fields(citation) for citation in answer.citations],
    }


def _refusal_fields(refusal: Refusal) -> dict[str, object]:
    return {
        "nearest": [_citation_fields(citation) for citation in refusal.nearest],
        "unknown_words": list(refusal.unknown_words),
        "dates": list(refusal.dates) if refusal.dates else None,
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
        "caption": citation.caption,
        "start": citation.start,
        "end": citation.end,
        "line": citation.line,
        "quote": citation.quote,
        "attribution": asdict(citation.attribution) if citation.attribution else None,
        "also": [_place_fields(place) for place in citation.also],
    }


def _place_fields(place: Place) -> dict[str, object]:
    return {
        "path": str(place.origin.path),
        "member": place.origin.member,
        "source": place.source,
        "published": place.published,
    }


def restriction_line(restriction: Restriction) -> str:
    """What a restriction allows, in words: "3 articles, from 2016-09-01"."""
    count = len(restriction.origins)
    parts = [f"{count} chosen article{'' if count == 1 else 's'}"] if count else []
    parts += [f"of {visible(restriction.outlet)}"] if restriction.outlet else []
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
        if reply.kind.wants_sentences:  # the quotes are the answer
            console.print(facts, width=width)
        elif head.cell_len + 2 + facts.cell_len <= width:
            head.append(" " * (width - head.cell_len - facts.cell_len))
            head.append_text(facts)
            console.print(head, width=width)
        else:
            console.print(head, width=width)
            console.print(facts, width=width)
        _print_citations(answer, console, width, mark=not reply.kind.wants_sentences)
    _print_disagreements(reply, console, width)


def _print_disagreements(reply: Reply, console: "Console", width: int) -> None:
    from rich.text import Text

    for disagreement in reply.disagreements:
        console.print()
        console.print(Text(difference_line(disagreement), style="yellow"), width=width)
        for citation in unseen_sides(reply, disagreement):
            _print_indented(console, "  – ", quoted(citation), width)
            _print_indented(console, "    ", place(citation), width)


def support(answer: Answer) -> str:
    """How many sources stand behind an answer, and how sure it is."""
    if answer.sources == 1:
        sources = "1 source"
    elif answer.voices == 1:
        sources = f"{answer.sources} sources, one voice"
    elif answer.voices == answer.sources:
        sources = f"{answer.sources} sources agree"
    else:
        sources = f"{answer.sources} sources, {answer.voices} voices agree"
    return f"{sources} · confidence {answer.confidence:.2f}"


def difference_line(disagreement: Disagreement) -> str:
    """How reports differ: "A later report has another figure: 43 · 45"."""
    return f"{_DIFFERENCES[disagreement.kind]}: {' · '.join(visible(side.text) for side in disagreement.sides)}"


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


def unseen_sides(reply: Reply, disagreement: Disagreement) -> list[Citation]:
    """The first citation of each side, but for those that are shown with the answers anyway."""
    shown = reply.answers if reply.answered else ()
    shown_already = {citation for answer in shown for citation in answer.citations[:MAX_CITATIONS]}
    return [side.citations[0] for side in disagreement.sides if side.citations[0] not in shown_already]


def more_places(answer: Answer) -> str:
    """How many citations are not shown; empty if all are."""
    more = len(answer.citations) - MAX_CITATIONS
    return f"and in {more} more {'place' if more == 1 else 'places'}" if more > 0 else ""


def _print_citations(answer: Answer, console: "Console", width: int, *, mark: bool) -> None:
    for number, citation in enumerate(answer.citations[:MAX_CITATIONS], start=1):
        _print_indented(console, f"  [{number}] ", quoted(citation, mark=mark), width)
        _print_indented(console, "      ", place(citation), width)
    if more := more_places(answer):
        console.print(f"      {more}", style="dim", width=width)


def _print_unanswered(reply: Reply, console: "Console", width: int) -> None:
    from rich.text import Text

    first, *notes = refusal_lines(reply)
    console.print(Text(first), width=width)
    for note in notes:
        console.print(Text(note, style="dim"), width=width)
    for number, citation in enumerate(reply.refusal.nearest if reply.refusal else (), start=1):
        _print_indented(console, f"  [{number}] ", quoted(citation, mark=False), width)
        _print_indented(console, "      ", place(citation), width)
    _print_disagreements(reply, console, width)


def refusal_lines(reply: Reply) -> list[str]:
    """Why there is no answer, and what there is; the nearest sentences come after it."""
    refusal = reply.refusal or Refusal()
    lines = ["The articles do not agree on an answer." if reply.disagreements else "The articles do not say."]
    if refusal.unknown_words:
        lines.append(f"No article has {', '.join(f'“{visible(word)}”' for word in refusal.unknown_words)}.")
    if refusal.dates:
        lines.append(f"They are from {refusal.dates[0]} to {refusal.dates[1]}, as far as they are dated.")
    if reply.answers and not reply.kind.wants_sentences:
        guesses = "; ".join(f"{visible(answer.text)} ({answer.confidence:.2f})" for answer in reply.answers)
        lines.append(f"Guesses, none sure enough: {guesses}")
    if refusal.nearest:
        lines.append("The nearest sentences:" if len(refusal.nearest) > 1 else "The nearest sentence:")
    return lines


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
    """Who says it, or that it is a caption, outlet, date, path and line of a citation, and in how many more places the
    same text stands."""
    from rich.text import Text

    known = [part for part in (citation.source, day(citation.published)) if part]
    parts = [picture(citation), said(citation), ", ".join(known), f"{shown(citation.origin)}:{citation.line}"]
    if more := len(citation.also):
        parts.append(f"the same in {more} more {'place' if more == 1 else 'places'}")
    return Text(visible(" · ".join(part for part in parts if part)), style="dim")


def picture(citation: Citation) -> str:
    """ "photo caption" where it is one, else empty."""
    return "photo caption" if citation.caption else ""


def said(citation: Citation) -> str:
    """Who says what is cited: "Jane Doe via Reuters", cut if it is long; empty where the article does itself."""
    whom = citation.attribution
    if whom is None:
        return ""
    text = " ".join(part for part in (whom.speaker, f"via {whom.outlet}" if whom.outlet else None) if part)
    return text if len(text) <= MAX_SAID else f"{text[: MAX_SAID - 1].rstrip()}…"


def _print_indented(console: "Console", mark: str, body: "Text", width: int) -> None:
    """`body` wrapped beside `mark`, later lines below its first."""
    indent = " " * len(mark)
    for line in body.wrap(console, width - len(mark)):
        line.rstrip()
        console.print(mark, line, sep="", width=width, no_wrap=True, overflow="ignore", crop=False)
        mark = indent
