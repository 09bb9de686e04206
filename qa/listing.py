"""Views of what is in the index."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from index.types import Article
from index.update import Summary
from qa.dates import day
from qa.paths import shown
from qa.text import visible

if TYPE_CHECKING:
    from rich.console import Console


def articles_as_json(articles: Iterable[tuple[Article, int]]) -> Iterator[str]:
    """One line of JSON an article."""
    for article, passages in articles:
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
            },
            ensure_ascii=False,
        )


def print_articles(articles: Iterable[tuple[Article, int]], console: "Console") -> None:
    """The articles for a person: title, where it is from, path."""
    from rich.text import Text

    count = 0
    for article, passages in articles:
        count += 1
        known = [part for part in (article.source, day(article.published)) if part]
        known.append(f"{passages} passage{'' if passages == 1 else 's'}")
        console.print(Text(visible(article.title), style="bold"))
        console.print(Text(visible(f"  {shown(article.origin)} · {', '.join(known)}"), style="dim"), soft_wrap=True)
    console.print(f"{count} article{'' if count == 1 else 's'}")


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
            "skipped": [
                {"path": str(error.path), "reason": error.reason, "articles": error.kept} for error in summary.skipped
            ],
            "seconds": round(seconds, 1),
        },
        ensure_ascii=False,
    )


def summary_lines(summary: Summary, seconds: float) -> Iterator[str]:
    """What an update did, then one line for each file that was skipped, or not read to the last."""
    counts = (
        (summary.added, "new"),
        (summary.changed, "changed"),
        (summary.removed, "removed"),
        (summary.unchanged, "unchanged"),
    )
    yield (
        f"{summary.articles} articles ({', '.join(f'{count} {what}' for count, what in counts)}), "
        f"{summary.passages} passages ({summary.encoded} encoded), {seconds:.1f} s"
    )
    for error in summary.skipped:
        yield visible(f"{'Partly read' if error.kept else 'Skipped'} {shown(error.path)}: {error.reason}")
