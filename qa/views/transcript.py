"""Answers to take away: as text, as Markdown, as JSON."""

import json
import re
from collections.abc import Iterable, Iterator

from qa.dates import day
from qa.paths import shown
from qa.reply import Answer, Citation, Turn
from qa.views.fields import turn_fields
from qa.views.text import difference_line, picture, refusal_lines, said, support, unseen_sides, visible

# The last is the beginning of what is shown as another character: "&amp;", "&#8211;".
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~]|&(?=#?\w+;))")

# What a line of a list begins with: "- ", "2. ".
_ITEM = re.compile(r"^(\s*\d*)([-+.)])(?=\s)")


def citation_as_text(citation: Citation) -> str:
    """“The sentence.” — Who says it; title, outlet, date, path:line"""
    return f"“{visible(citation.quote)}” — {_source(citation)}"


def citation_as_markdown(citation: Citation) -> str:
    """The sentence as a quotation, the answer's words in bold, and where it stands."""
    start, end = citation.start - citation.quote_start, citation.end - citation.quote_start
    before, words, after = citation.quote[:start], citation.quote[start:end], citation.quote[end:]
    return f"> {_plain(before)}**{_plain(words)}**{_plain(after)}\n>\n> — {_plain(_source(citation))}"


def chosen_as_text(answer: Answer | None, citation: Citation) -> str:
    """An answer with one of its citations; without an answer the citation alone."""
    lines = [visible(answer.text)] if answer else []
    return "\n".join([*lines, citation_as_text(citation)])


def chosen_as_markdown(answer: Answer | None, citation: Citation) -> str:
    """The same in Markdown."""
    parts = [f"**{_plain(answer.text)}**"] if answer else []
    return "\n\n".join([*parts, citation_as_markdown(citation)])


def answer_as_markdown(answer: Answer) -> str:
    """The answer in bold with its support, then its citations as quotations."""
    quotes = (citation_as_markdown(citation) for citation in answer.citations)
    return "\n\n".join((f"**{_plain(answer.text)}** ({support(answer)})", *quotes))


def as_markdown(turns: Iterable[Turn]) -> str:
    """A conversation as a Markdown document."""
    return "# Questions and answers\n\n" + "\n\n".join(part for turn in turns for part in _parts(turn)) + "\n"


def _parts(turn: Turn) -> Iterator[str]:
    yield f"## {_plain(turn.question)}"
    if turn.asked != turn.question:
        yield f"Asked as: {_plain(turn.asked)}"
    if turn.reply.answered:
        yield from (answer_as_markdown(answer) for answer in turn.reply.answers)
    else:
        yield from (_plain(line) for line in refusal_lines(turn.reply))
        if turn.reply.refusal:
            yield from (citation_as_markdown(citation) for citation in turn.reply.refusal.nearest)
    for disagreement in turn.reply.disagreements:
        yield _plain(difference_line(disagreement))
        yield from (citation_as_markdown(citation) for citation in unseen_sides(turn.reply, disagreement))


def as_json(turns: Iterable[Turn]) -> str:
    """A conversation as a JSON array of what `qa ask --json` prints."""
    return json.dumps([turn_fields(turn) for turn in turns], ensure_ascii=False, indent=2) + "\n"


def _source(citation: Citation) -> str:
    """That it is a caption, who says it, if not the article itself, and where it stands."""
    facts = (citation.title, citation.source, day(citation.published), f"{shown(citation.origin)}:{citation.line}")
    stands = ", ".join(fact for fact in facts if fact)
    return visible("; ".join(part for part in (picture(citation), said(citation), stands) if part))


def _plain(text: str) -> str:
    """The text on one line, none of which Markdown takes for a mark."""
    return _ITEM.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", visible(text)))
