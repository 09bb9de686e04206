"""What becomes of real files: articles and reasons by format, and how well pages' text and titles are found."""

import argparse
import json
import re
import tarfile
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from index.articles.load import load
from index.errors import UnreadableFile
from index.formats.tally import plural
from index.types import Article

# The collections of files, and the pages with their expected text.
_ARCHIVES = ("html_news.tar.gz", "raw_formats.tar.gz")
_TRUTH = "ground_truth.jsonl"


@dataclass(slots=True)
class Row:
    """What became of the files of one folder."""

    files: int = 0
    articles: int = 0
    read: int = 0
    partly: list[UnreadableFile] = field(default_factory=list)
    skipped: list[UnreadableFile] = field(default_factory=list)
    seconds: float = 0.0
    slowest: tuple[float, str] = (0.0, "")


def measure(folder: Path) -> dict[str, Row]:
    """Every file below the folder, loaded on its own; a row for each folder with files."""
    rows: dict[str, Row] = defaultdict(Row)
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != _TRUTH):
        row = rows[path.parent.name]
        began = time.perf_counter()
        count = 0
        try:
            for _ in load(path):
                count += 1
            row.read += 1
        except UnreadableFile as error:
            (row.partly if error.kept else row.skipped).append(error)
        seconds = time.perf_counter() - began
        row.files += 1
        row.articles += count
        row.seconds += seconds
        row.slowest = max(row.slowest, (seconds, path.name))
    return dict(rows)


@dataclass(frozen=True, slots=True)
class Page:
    """A page with what was expected of it. `title_right` is None where no title is expected."""

    name: str
    f1: float
    title_right: bool | None
    title: str
    wanted: str | None


def pages(folder: Path) -> Iterator[Page]:
    """Each page that an expected text is given for."""
    (truth,) = folder.rglob(_TRUTH)
    for line in truth.read_text(encoding="utf-8").splitlines():
        wanted = json.loads(line)
        article = _loaded(truth.parent / wanted["file"])
        title = article.title if article else ""
        yield Page(
            name=wanted["id"],
            f1=f1(article.text if article else "", wanted["text"]),
            title_right=_bare(title) == _bare(wanted["title"]) if wanted.get("title") else None,
            title=title,
            wanted=wanted.get("title"),
        )


def f1(found: str, wanted: str) -> float:
    """The harmonic mean of precision and recall of the words, wherever they stand."""
    bags = [Counter(re.findall(r"\w+", text.casefold())) for text in (found, wanted)]
    shared = sum((bags[0] & bags[1]).values())
    return 2 * shared / sum(map(sum, (bag.values() for bag in bags))) if shared else 0.0


def _loaded(path: Path) -> Article | None:
    try:
        return next(iter(load(path)), None)
    except UnreadableFile:
        return None


def _bare(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))


@contextmanager
def unpacked(folder: Path) -> Iterator[Path]:
    """The material in a temporary folder."""
    with tempfile.TemporaryDirectory() as place:
        for name in _ARCHIVES:
            with tarfile.open(folder / name) as archive:
                archive.extractall(place, filter="data")
        yield Path(place)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--formats", type=Path, default=Path("../shared/formats"), help="folder with the archives")
    parser.add_argument("--reasons", action="store_true", help="name every file that was not read, and the worst pages")
    arguments = parser.parse_args()
    with unpacked(arguments.formats) as folder:
        rows, found = measure(folder), sorted(pages(folder), key=lambda page: page.f1)
    print("| files of | files | read | partly | skipped | articles | seconds | slowest |")
    print("|---|---|---|---|---|---|---|---|")
    for name, row in sorted(rows.items()):
        print(
            f"| {name} | {row.files} | {row.read} | {len(row.partly)} | {len(row.skipped)} | {row.articles} "
            f"| {row.seconds:.1f} | {row.slowest[0]:.2f} s, {row.slowest[1][-40:]} |"
        )
    titled = [page for page in found if page.title_right is not None]
    right = sum(page.title_right is True for page in titled)
    print(f"\nPages: text F1 {sum(page.f1 for page in found) / len(found):.3f} over {len(found)}, ", end="")
    print(f"titles right {right} of {len(titled)}")
    print("\nLeft out:\n")
    for name, row in sorted(rows.items()):
        reasons = Counter(error.reason for error in (*row.skipped, *row.partly))
        for reason, count in reasons.most_common():
            print(f"- {name}, {count} {plural('file', count)}: {reason}")
    if arguments.reasons:
        for name, row in sorted(rows.items()):
            for error in (*row.skipped, *row.partly):
                print(f"{name}/{error.path.name}: {error.reason} ({error.kept} articles)")
        for page in found[:20]:
            print(f"{page.f1:.3f} {page.name}")
        for page in titled:
            if not page.title_right:
                print(f"{page.name}: {page.title!r}, not {page.wanted!r}")


if __name__ == "__main__":
    main()
