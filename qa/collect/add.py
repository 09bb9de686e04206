"""Bring single pages and files into a folder of the user's, to be indexed there."""

import filecmp
import hashlib
import io
import mimetypes
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

from index.articles.load import absolute, typed
from index.errors import Error, UnreadableFile, command
from index.formats.passed_over import is_hidden, is_passed_over
from qa.collect.fetch import Fetched, Fetcher, is_web

# Of an address, as much as a file's name can well have.
_MOST_NAME = 80

# What a file's kind is told by: ".txt.gz" as a whole.
_SUFFIXES_OF_NAME = re.compile(r"(?:\.\w+){1,2}$")

# Media types whose usual suffix is another than our formats have.
_SUFFIXES = {
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/feed+json": ".json",
    "application/xhtml+xml": ".html",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "text/html": ".html",
    "text/plain": ".txt",
}


class NotAdded(Error):
    """A page or file that cannot be added, and why."""


def add(places: Sequence[str], folder: Path, fields: Mapping[str, str] | None = None) -> Iterator[Path | Error]:
    """Bring each place, an address or a file, into the folder: where it lies now, or what is wrong with it.

    What holds no article is left out; `fields` names columns and keys as `index.update` takes them. A page that was
    added before is replaced by what it is now.
    """
    fields = fields or {}
    with ExitStack() as stack:
        fetcher: Fetcher | None = None
        for place in places:
            try:
                if is_web(place):
                    fetcher = fetcher or stack.enter_context(Fetcher())
                    yield _page(fetcher.fetch(place), folder, fields)
                elif "://" in place:
                    raise NotAdded(f"{place} cannot be added: only files and pages of http and https can.")
                else:
                    yield _file(Path(place), folder, fields)
            except Error as error:
                yield error
            except OSError as error:
                yield NotAdded(f"{place} cannot be added: {error.strerror or error}.")


def _file(path: Path, folder: Path, fields: Mapping[str, str]) -> Path:
    """Copy a file, unless it lies in the folder already. A hidden one is not hidden there, and a name in another
    encoding has marks for what cannot be read of it: it would not be indexed."""
    if path.is_dir():
        raise NotAdded(f"{path} is a folder. Index it where it is: {command(f'index {typed(path)}')}")
    if not path.is_file():
        raise NotAdded(f"There is no file {path}. Check the path.")
    _check(path, str(path), fields)
    readable = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    target = folder / readable.lstrip(".")
    if is_passed_over(target.name):
        raise NotAdded(f"{path} would not be indexed: it is named like a program or a picture. Give it another name.")
    if _is_seen_in(folder, path) and readable == path.name:
        return path
    if target.exists() and not filecmp.cmp(path, target, shallow=False):
        with path.open("rb") as stream:
            mark = hashlib.file_digest(stream, "sha256").hexdigest()[:8]
        suffixes = _SUFFIXES_OF_NAME.search(target.name, 1)
        before = suffixes.start() if suffixes else len(target.name)
        target = folder / f"{target.name[:before]}-{mark}{target.name[before:]}"
    return _placed(path, target)


def _is_seen_in(folder: Path, path: Path) -> bool:
    """Whether a file lies in the folder, in no place that is hidden."""
    place, whole = absolute(path), absolute(folder)
    return place.is_relative_to(whole) and not is_hidden(*place.relative_to(whole).parts)


def _page(fetched: Fetched, folder: Path, fields: Mapping[str, str]) -> Path:
    """Save a page under a name made of its address, with that address in it, as browsers do."""
    data, suffix = fetched.data, _suffix(fetched)
    if suffix == ".html" and _is_page(data):
        data = _with_address(data, fetched)
    host_and_path = re.sub(r"^\w+://(?:www\.)?|[?#].*|\.\w{1,5}$", "", fetched.url)
    name = re.sub(r"\W+", "-", host_and_path).strip("-")[:_MOST_NAME]
    mark = hashlib.sha256(fetched.url.encode()).hexdigest()[:8]
    with tempfile.TemporaryDirectory() as place:
        page = Path(place, f"{name}-{mark}{suffix}")
        page.write_bytes(data)
        _check(page, fetched.url, fields)
        placed = _placed(page, folder / page.name)
    for former in folder.glob(f"{page.stem}.*"):  # as another kind of file
        if former != placed and former.stem == page.stem:
            former.unlink()
    return placed


def _suffix(fetched: Fetched) -> str:
    media_type = fetched.media_type or ""
    if media_type.startswith(("image/", "audio/", "video/", "font/")):
        raise NotAdded(f"{fetched.url} holds no article: it is {media_type}.")
    own = Path(urlsplit(fetched.url).path).suffix.lower()
    guessed = mimetypes.guess_extension(media_type) if media_type != "application/octet-stream" else None
    suffix = _SUFFIXES.get(media_type) or guessed or (own if re.fullmatch(r"\.\w{1,5}", own) else ".html")
    return ".html" if is_passed_over(f"page{suffix}") else suffix  # JSON may be called a script


def _is_page(data: bytes) -> bool:
    """Whether what a site calls a page can be one: some call a PDF so, or JSON."""
    from index.formats import format_of, pages, read
    from index.formats.source import Budget, Source

    page = Source("page.html", io.BufferedReader(io.BytesIO(data)), Budget(len(data)), read)
    return bool(data) and format_of(page) is pages.FORMAT


def _with_address(data: bytes, fetched: Fetched) -> bytes:
    """The page with the address it is from and, where only the site told its encoding, in UTF-8."""
    from index.formats.pages import declared_encoding
    from index.formats.source import Unreadable
    from index.formats.text import decode

    if b"\0" in data[:1000]:
        return data  # of two bytes a character
    if fetched.charset and not declared_encoding(data):
        with suppress(Unreadable):  # which is told when it is read
            data = decode(data, fetched.charset).encode("utf-8", "replace")
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    address = f"<!-- saved from url=({len(fetched.url):04d}){fetched.url} -->\n".encode()
    return mark + address + data.removeprefix(mark)


def _check(path: Path, place: str, fields: Mapping[str, str]) -> None:
    """Raises NotAdded unless there is an article in the file."""
    from index.articles.load import load
    from index.formats.names import names_with

    try:
        next(load(path, names_with(fields)), None)
    except UnreadableFile as error:
        raise NotAdded(f"{place} {error.reason}.") from error


def _placed(path: Path, target: Path) -> Path:
    """A copy of the file in its place, all at once, so that no index is made of half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    try:
        shutil.copyfile(path, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return target
