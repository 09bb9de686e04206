"""Files become articles. One small loader a format; a new format is a function here and a line in LOADERS."""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from index import clean
from index.errors import NothingToIndex, UnreadableFile
from index.types import Article, Range

# A headline is one line, not a paragraph.
MAX_TITLE = 200

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"#{1,6}\s+(?P<title>.+?)\s*#*")


def find_files(roots: Iterable[Path]) -> Iterator[Path]:
    """Every file below the given folders that has a loader, and every file given by name, sorted, each once.

    Hidden files and folders are passed over. Raises NothingToIndex for a path that does not exist.
    """
    found: set[Path] = set()
    for root in roots:
        if not root.exists():
            raise NothingToIndex(
                f"There is no file or folder {root}. Check the path, or drop it with: qa index --forget {root}"
            )
        if root.is_file():
            found.add(root)
            continue
        for folder, folders, names in os.walk(root):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                path = Path(folder, name)
                if not name.startswith(".") and path.suffix.lower() in LOADERS:
                    found.add(path)
    return iter(sorted(found))


def load(path: Path) -> Article:
    """The article in a file. Raises UnreadableFile, with the reason, if there is none."""
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        raise UnreadableFile(path, f"is not one of the formats that can be read ({', '.join(LOADERS)})")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(path, error.strerror or "cannot be read") from error
    text = decode(path, data)
    if not any(True for _ in clean.lines(text)):
        raise UnreadableFile(path, "is empty")
    return loader(path, text)


def decode(path: Path, data: bytes) -> str:
    """The file's text; line ends and a byte order mark stay, since offsets count every character.

    Raises UnreadableFile if the bytes are not text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in data:
        raise UnreadableFile(path, "is binary, not text")
    else:
        encoding = "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes  # slow to load, and nearly every file is UTF-8

    best = from_bytes(data).best()
    if best is None:
        raise UnreadableFile(path, "is in no encoding that could be recognised; save it as UTF-8")
    return data.decode(best.encoding)


def digest(text: str) -> str:
    """The SHA-256 of a text, by which an unchanged article is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain_text(path: Path, text: str) -> Article:
    marked = clean.noise(text)
    return Article(
        path=path,
        text=text,
        title=_first_title(text, marked) or path.stem,
        digest=digest(text),
        source=clean.outlet(text),
        noise=marked,
    )


def _markdown(path: Path, text: str) -> Article:
    front = _FRONT_MATTER.match(text)
    fields = _front_matter(front["fields"]) if front else {}
    head = Range(0, front.end()) if front else Range(0, 0)
    marked = tuple(line for line in clean.noise(text) if line.start >= head.end)
    if front:
        marked = (head, *marked)
    heading = next(
        (
            found["title"]
            for line in clean.lines(text)
            if line.start >= head.end and (found := _HEADING.fullmatch(text[line.start : line.end]))
        ),
        None,
    )
    return Article(
        path=path,
        text=text,
        title=fields.get("title") or heading or _first_title(text, marked) or path.stem,
        digest=digest(text),
        source=fields.get("source") or fields.get("outlet") or fields.get("publisher") or clean.outlet(text),
        published=fields.get("published") or fields.get("date"),
        noise=marked,
    )


def _front_matter(block: str) -> dict[str, str]:
    """The block's plain fields as text, keys in lower case; a block that is not YAML gives none."""
    import yaml  # here, since few collections have front matter

    try:
        fields = yaml.safe_load(block)
    except yaml.YAMLError:
        return {}
    if not isinstance(fields, dict):
        return {}
    return {
        str(key).lower(): str(value) for key, value in fields.items() if value and not isinstance(value, (list, dict))
    }


def _first_title(text: str, marked: tuple[Range, ...]) -> str | None:
    """The first line that is not noise, if it is short enough for a headline."""
    first = next((line for line in clean.lines(text) if line not in marked and not _covered(line, marked)), None)
    if first is None or first.end - first.start > MAX_TITLE:
        return None
    return " ".join(text[first.start : first.end].split())


def _covered(line: Range, marked: tuple[Range, ...]) -> bool:
    return any(mark.start <= line.start and line.end <= mark.end for mark in marked)


LOADERS: dict[str, Callable[[Path, str], Article]] = {".txt": _plain_text, ".md": _markdown}
