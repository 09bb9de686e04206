"""How a reply came about: where the time went, and what spoke for each passage that was read."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from qa.paths import shown
from qa.reply import Reply, Weighed
from qa.views.text import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# Words longer than this are cut in the table.
_WORDS = 40


def explanation_fields(reply: Reply) -> dict[str, object]:
    """The explanation as JSON's types."""
    return {
        "ms": {name: round(ms, 1) for name, ms in asdict(reply.timing).items()},
        "passages": [
            {
                "path": str(passage.origin.path),
                "member": passage.origin.member,
                "text": passage.text,
                "start": passage.start,
                "end": passage.end,
                "lexical_rank": passage.lexical_rank,
                "dense_rank": passage.dense_rank,
                "likely": round(passage.likely, 4),
                "parts": {
                    name: {"value": round(value, 4), "adds": round(added, 4)}
                    for name, (value, added) in passage.parts.items()
                },
            }
            for passage in reply.passages
        ],
    }


def print_explanation(reply: Reply, console: "Console") -> None:
    """The explanation for a person: the passages in the order of the search, the likeliest marked."""
    from rich.table import Table
    from rich.text import Text

    timing = reply.timing
    console.print()
    console.print(
        Text(
            f"encode {timing.encode:.0f} ms · search {timing.search:.0f} ms · read {timing.read:.0f} ms"
            f" · group {timing.group:.0f} ms",
            style="dim",
        )
    )
    if not reply.passages:
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    # What adds nothing to any of them explains nothing.
    telling = [
        name for name in reply.passages[0].parts if any(round(passage.parts[name][1], 2) for passage in reply.passages)
    ]
    for name in ("words", "meaning", "likely", *(name.replace("_", " ") for name in telling)):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("best words, and where", overflow="fold")
    likeliest = max(reply.passages, key=lambda passage: passage.likely)
    for passage in reply.passages:
        ranks = (str(rank or "–") for rank in (passage.lexical_rank, passage.dense_rank))
        parts = (f"{passage.parts[name][1]:+.2f}" for name in telling)
        table.add_row(
            *ranks, f"{passage.likely:.2f}", *parts, _words(passage), style="bold" if passage is likeliest else ""
        )
    console.print(table)
    console.print(
        Text(
            "words, meaning: ranks in the two searches; likely: the chance that the words are right; then what adds to"
            " its log-odds",
            style="dim",
        )
    )


def _words(passage: Weighed) -> "Text":
    from rich.text import Text

    words = visible(passage.text)
    cut = words if len(words) <= _WORDS else f"{words[: _WORDS - 2]} …"
    return Text(f"“{cut}” {visible(shown(passage.origin))}")
