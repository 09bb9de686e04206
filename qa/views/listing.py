"""Views of what is in the index."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from index.copies import Related, Relations
from index.summary import Summary
from index.types import Article, Origin, Restriction
from qa.dates import day
from qa.paths import shown
from qa.views.text import bar, so_many, visible

if TYPE_CHECKING:
    from rich.console import Console

# Months or outlets that are counted one by one, and the cells of the longest bar.
_MOST = 24
_BAR = 30


def articles_as_json(articles: Iterable[tuple[Article, int]], relations: Relations) -> Iterator[str]:
    """One line of JSON an article."""
    for article, passages in articles:
        related = relations.of(article)
        yield json.dumps(
            {
                "path": str(article.path),
                "member": article.member,
                "title": article.title,
                "source": article.source,
                "published": article.published,
                **asdict(article.facts),
                "extracted": article.extracted,
                "passages": passages,
                "same": _places(related.same),
                "versions": _places(related.versions),
                "copies": _places(related.copies),
            },
            ensure_ascii=False,
        )


def _places(origins: Iterable[Origin]) -> list[dict[str, str | None]]:
    return [{"path": str(origin.path), "member": origin.member} for origin in origins]


def chosen(
    articles: Iterable[tuple[Article, int]], restriction: Restriction | None, grep: str | None = None
) -> list[tuple[Article, int]]:
    """The articles that a restriction allows, and that hold the words of `grep`, in upper or lower case and also across
    the end of a line, in title or text."""
    wanted = _folded(grep or "")
    return [
        (article, passages)
        for article, passages in articles
        if (restriction is None or restriction.allows(article.origin, article.published, article.source))
        and (not wanted or wanted in _folded(article.title) or wanted in _folded(article.text))
    ]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def print_articles(articles: Sequence[tuple[Article, int]], relations: Relations, console: "Console") -> None:
    """The articles for a person: title, where it is from, path, what tells the same; then how many there are by time
    and outlet."""
    from rich.text import Text

    for article, passages in articles:
        known = [part for part in (article.source, day(article.published)) if part]
        known.append(so_many(passages, "passage"))
        console.print(Text(visible(article.title), style="bold"))
        console.print(Text(visible(f"  {shown(article.origin)} · {', '.join(known)}"), style="dim"), soft_wrap=True)
        for line in related_lines(relations.of(article)):
            console.print(Text(visible(f"  {line}"), style="dim"), soft_wrap=True)
    count = len(articles)
    console.print(so_many(count, "article") if count else "No articles.")
    for heading, counts in counted(article for article, _ in articles):
        console.print()
        console.print(heading, style="bold")
        most = max(number for _, number in counts)
        width = max(len(name) for name, _ in counts)
        for name, number in counts:
            line = f"  {visible(name).ljust(width)} {bar(number, most, _BAR)} {number}"
            console.print(Text(line), no_wrap=True, overflow="ellipsis")


def related_lines(related: Related) -> Iterator[str]:
    """What tells the same as an article, a line for each way in which it does: "version of news/a.txt and 2 more"."""
    for what, origins in (
        ("same text as", related.same),
        ("version of", related.versions),
        ("copy of, or copied by,", related.copies),
    ):
        if origins:
            more = f" and {len(origins) - 1} more" if len(origins) > 1 else ""
            yield f"{what} {shown(origins[0])}{more}"


def counted(articles: Iterable[Article]) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """How many articles there are by time, oldest first, and by outlet, most first; nothing for a single one of each.

    By month, or by year where there are more months than fit on a screen.
    """
    articles = list(articles)
    days = [day(article.published) for article in articles]
    months, years = (Counter(published[:length] or "no date" for published in days) for length in (7, 4))
    times = ("By month", months) if len(months) <= _MOST else ("By year", years)
    outlets = Counter(article.source or "no outlet" for article in articles)
    for heading, counts in ((times[0], sorted(times[1].items())), ("By outlet", outlets.most_common(_MOST))):
        if len(counts) > 1:
            yield heading, counts


def added_as_json(path: Path) -> str:
    """A page or file that was added, as one line of JSON."""
    return json.dumps({"added": str(path)}, ensure_ascii=False)


def summary_as_json(summary: Summary, seconds: float) -> str:
    """What an update did, as one line of JSON."""
    return json.dumps(
        {
            "articles": summary.articles,
            "new": summary.added,
            "changed": summary.changed,
            "removed": summary.removed,
            "unchanged": summary.unchanged,
            "passages": summary.passages,
            "encoded": summary.encoded,
            "resumed": summary.resumed,
            "same": summary.same,
            "versions": summary.versions,
            "copies": summary.copies,
            "words_only": summary.words_only,
            "skipped": [
                {"path": str(error.path), "reason": error.reason, "articles": error.kept} for error in summary.skipped
            ],
            "seconds": round(seconds, 1),
        },
        ensure_ascii=False,
    )


def summary_lines(summary: Summary, seconds: float) -> Iterator[str]:
    """What an update did, what is told more than once, how many articles are in a language that is not known, then one
    line for each file that was skipped, or not read to the last."""
    counts = (
        (summary.added, "new"),
        (summary.changed, "changed"),
        (summary.removed, "removed"),
        (summary.unchanged, "unchanged"),
    )
    before = f", {summary.resumed} before the last run was stopped" if summary.resumed else ""
    yield (
        f"{so_many(summary.articles, 'article')} ({', '.join(f'{count} {what}' for count, what in counts)}), "
        f"{so_many(summary.passages, 'passage')} ({summary.encoded} encoded{before}), {seconds:.1f} s"
    )
    alike = ((summary.same, "the same text as another"), (summary.versions, "versions"), (summary.copies, "copies"))
    if any(count for count, _ in alike):
        yield f"Told more than once: {', '.join(f'{count} {what}' for count, what in alike if count)}"
    if summary.words_only == 1:
        yield "1 article is not in English: found by its words only"
    elif summary.words_only:
        yield f"{summary.words_only} articles are not in English: found by their words only"
    for error in summary.skipped:
        yield visible(f"{'Partly read' if error.kept else 'Skipped'} {shown(error.path)}: {error.reason}")
