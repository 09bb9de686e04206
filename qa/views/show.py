"""One article in the terminal, named as citations name it: path, path#member, path:line."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from index.articles.load import absolute
from index.errors import Error, command
from index.types import Article, Origin, Range
from qa.dates import day
from qa.lines import lines
from qa.paths import shown
from qa.views.text import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# Lines around the one that is asked for.
_AROUND = 6

# Names that an error lists.
_LISTED = 5

_LINE_NUMBER = re.compile(r":(\d+)$")


class NoSuchArticle(Error):
    """No article, or more than one, goes by a name."""


def find(origins: Iterable[Origin], name: str) -> tuple[Origin, int | None]:
    """The article that goes by the name, and the line that the name ends with, from 1, if it does.

    A name is what citations show, a path from anywhere, or the end of either. Raises NoSuchArticle.
    """
    origins = list(origins)
    line = _LINE_NUMBER.search(name)
    for wanted, number in ((name, None), (name[: line.start()], int(line.group(1)))) if line else ((name, None),):
        found = _named(origins, wanted)
        if len(found) == 1:
            return found[0], number
        if found:
            some = ", ".join(visible(shown(origin)) for origin in found[:_LISTED])
            raise NoSuchArticle(
                f"{len(found)} articles go by {visible(wanted)}. Name one: {some}{' …' if len(found) > _LISTED else ''}"
            )
    raise NoSuchArticle(f"No article goes by {visible(name)}. List them with: {command('sources')}")


def _named(origins: list[Origin], name: str) -> list[Origin]:
    """The articles whose whole name it is, else those whose file it is, else those whose name ends with it."""
    file = _file(name)
    for fits in (
        lambda origin: name in (shown(origin), _whole(origin)),
        lambda origin: origin.path == file,
        lambda origin: (
            origin.member
            and name.endswith(mark := f"#{origin.member}")
            and origin.path == _file(name.removesuffix(mark))
        ),
        lambda origin: name and _whole(origin).endswith(f"/{name}"),
        lambda origin: name and str(origin.path).endswith(f"/{name}"),
    ):
        if found := [origin for origin in origins if fits(origin)]:
            return found
    return []


def _file(name: str) -> Path:
    try:
        return absolute(Path(name).expanduser())
    except RuntimeError:  # nobody of that name has a home
        return Path(name)


def _whole(origin: Origin) -> str:
    return f"{origin.path}#{origin.member}" if origin.member else str(origin.path)


def print_article(article: Article, line: int | None, console: "Console") -> None:
    """The article with its line numbers, what is not its own words dimmed; with `line`, the lines around that one.

    Raises NoSuchArticle where the article has no such line.
    """
    from rich.text import Text

    *places, last = lines(article.text)
    if last.start < last.end:  # not what comes after a last line end
        places.append(last)
    if line is not None and not 1 <= line <= len(places):
        raise NoSuchArticle(f"{visible(shown(article.origin))} has lines 1 to {len(places)}, but no line {line}.")
    console.print(Text(visible(article.title), style="bold"))
    known = [article.source, article.facts.author, day(article.published), shown(article.origin)]
    console.print(Text(visible(" · ".join(part for part in known if part)), style="dim"), soft_wrap=True)
    console.print()
    gutter = len(f"▶ {len(places)} ")
    for number, place in enumerate(places, start=1):
        if line is None or abs(number - line) <= _AROUND:
            mark = f"▶ {number} " if number == line else f"{number} "
            for piece in _drawn(article, place).wrap(console, max(1, console.width - gutter)):
                piece.rstrip()
                console.print(Text.assemble((mark.rjust(gutter), "dim"), piece))
                mark = ""


def _drawn(article: Article, line: Range) -> "Text":
    from rich.text import Text

    drawn = Text(visible(article.text[line.start : line.end]))
    for noise in article.noise:
        drawn.stylize("dim", max(0, noise.start - line.start), max(0, noise.end - line.start))
    return drawn
