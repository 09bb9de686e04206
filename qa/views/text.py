"""Parts of a reply in words, for every view of it."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.types import Restriction
from qa.dates import day
from qa.paths import shown
from qa.reply import Answer, Citation, Difference, Disagreement, Refusal, Reply

if TYPE_CHECKING:
    from fractions import Fraction

    from rich.text import Text

# A longer quote is cut around the answer.
MAX_QUOTE = 320

# Of a longer answer, a table or a text without full stops, the beginning is shown.
MAX_ANSWER = 800

# A guess that is right less often than one time in twenty is not shown.
_LEAST_GUESS = 0.05

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


def holding(texts: Sequence[str], wanted: str) -> list[int]:
    """Which of the texts, casefolded ones, hold all words of a filter, or parts of words, in whatever order."""
    words = wanted.casefold().split()
    return [number for number, text in enumerate(texts) if all(word in text for word in words)]


def bar(figure: "Fraction | int", most: "Fraction | int", cells: int) -> str:
    """A bar as long as the figure; `cells` for the one that is `most`, which may be 0, and at least one."""
    return "█" * max(1, round(cells * figure / most)) if most > 0 else ""


def so_many(count: int, what: str) -> str:
    """The count and what is counted: "1 article", "2 articles"."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def restriction_line(restriction: Restriction) -> str:
    """What a restriction allows, in words: "3 articles, from 2016-09-01"."""
    count = len(restriction.origins)
    parts = [so_many(count, "chosen article")] if count else []
    parts += [f"of {visible(restriction.outlet)}"] if restriction.outlet else []
    parts += [f"from {restriction.since}"] if restriction.since else []
    parts += [f"to {restriction.until}"] if restriction.until else []
    return ", ".join(parts)


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


def unseen_sides(reply: Reply, disagreement: Disagreement) -> list[Citation]:
    """The first citation of each side, but for those whose sentence is shown with the answers anyway."""
    shown = reply.answers if reply.answered else ()
    shown_already = {(cited.origin, cited.quote) for answer in shown for cited in answer.citations[:MAX_CITATIONS]}
    cited = (side.citations[0] for side in disagreement.sides)
    return [citation for citation in cited if (citation.origin, citation.quote) not in shown_already]


def more_places(answer: Answer) -> str:
    """How many citations are not shown; empty if all are."""
    more = len(answer.citations) - MAX_CITATIONS
    return f"and in {more} more {'place' if more == 1 else 'places'}" if more > 0 else ""


def refusal_lines(reply: Reply) -> list[str]:
    """Why there is no answer, and what there is; the nearest sentences come after it."""
    refusal = reply.refusal or Refusal()
    disputed = any(found.kind is not Difference.UPDATED for found in reply.disagreements)
    if disputed:
        lines = ["The articles do not agree on an answer."]
    elif refusal.none_within:
        lines = ["There are no such articles."]
    else:
        lines = ["No answer is sure enough." if reply.guess else "The articles do not say."]
    if refusal.unknown_words:
        lines.append(f"No article has {', '.join(f'“{visible(word)}”' for word in refusal.unknown_words)}.")
    if refusal.dates:
        times = " to ".join(dict.fromkeys(refusal.dates))  # a single day once
        lines.append(f"The articles are from {times}, as far as they are dated.")
    guesses = [answer for answer in reply.answers if answer.confidence >= _LEAST_GUESS]
    if guesses and not reply.kind.wants_sentences:
        # Cut, not rounded: what falls short of one half by a hair is not shown as if it did not.
        listed = "; ".join(
            f"{visible(guess.text)} ({math.floor(100 * guess.confidence + 1e-9) / 100:.2f})" for guess in guesses
        )
        lines.append(f"{'Guesses' if len(guesses) > 1 else 'A guess'}: {listed}")
    if refusal.nearest:
        lines.append("The nearest sentences:" if len(refusal.nearest) > 1 else "The nearest sentence:")
    return lines


def quoted(citation: Citation) -> "Text":
    """“the sentence”, the answer's words in it in bold if they are not all of it, cut around them if it is long."""
    from rich.text import Text

    start, end = citation.start - citation.quote_start, citation.end - citation.quote_start
    first, last = _excerpt(citation.quote, start, end)
    quote = Text(("“… " if first else "“") + visible(citation.quote[first:last]))
    if end - start < len(citation.quote):
        offset = (3 if first else 1) - first
        quote.stylize("bold", start + offset, end + offset)
    quote.append(" …”" if last < len(citation.quote) else "”")
    return quote


def _excerpt(quote: str, start: int, end: int) -> tuple[int, int]:
    """The part of a long quote to show: whole words, the answer in the middle."""
    if len(quote) <= MAX_QUOTE:
        return 0, len(quote)
    if end - start > MAX_ANSWER:
        words = quote[start : start + MAX_ANSWER]
        end = start + (len(words.rpartition(" ")[0]) or len(words))
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
    """Who says what is cited, as `sayer` tells it, cut if it is long."""
    text = sayer(citation)
    return text if len(text) <= MAX_SAID else f"{text[: MAX_SAID - 1].rstrip()}…"


def sayer(citation: Citation) -> str:
    """Who says what is cited: "Jane Doe via Reuters"; empty where the article does itself. The outlet that published
    the article is not named: it stands beside."""
    from qa.answers.voices import is_one_outlet  # which needs more than a listing of the articles does

    whom = citation.attribution
    if whom is None:
        return ""
    relay = None if is_one_outlet(whom.outlet, citation.source) else whom.outlet
    return " ".join(part for part in (whom.speaker, f"via {relay}" if relay else None) if part)
