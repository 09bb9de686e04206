"""The formats that articles come in. A new format is a file beside this one and a line in FORMATS."""

import re
from collections.abc import Iterator

from index.formats import (
    archives,
    books,
    documents,
    feeds,
    mail,
    objects,
    pages,
    plain,
    snapshots,
    tables,
    webarchives,
    wires,
)
from index.formats.patience import TookTooLong
from index.formats.source import Format, Item, Source, Unreadable
from index.formats.text import head_in_utf8, is_text

# In this order: the first that is told by its content reads the file, else the first whose suffix fits.
FORMATS: tuple[Format, ...] = (
    archives.GZIP,
    archives.BZIP2,
    archives.XZ,
    documents.DOCX,  # before zip archives, which these are
    books.FORMAT,
    archives.ZIP,
    archives.TAR,
    documents.PDF,
    webarchives.FORMAT,
    wires.FORMAT,
    snapshots.FORMAT,  # before letters, as which one begins
    pages.FORMAT,  # before XML, as which a page may begin
    feeds.FORMAT,
    objects.FORMAT,
    mail.BOX,
    mail.LETTER,
    tables.FORMAT,
    plain.PLAIN,
    plain.MARKDOWN,
)

# As in "flood.log", and not as in "Mr. Doe and the flood".
_SUFFIX = re.compile(r"\.\w{1,5}")


def format_of(source: Source) -> Format:
    """The format of a file, by its content first and its suffix second. Raises Unreadable if it is none of ours."""
    if not source.head:
        raise Unreadable("is empty")
    head = head_in_utf8(source.head)
    for one in FORMATS:
        if one.told_by(head):
            return one
    for one in FORMATS:
        if source.suffix in one.suffixes:
            return one
    if not _SUFFIX.fullmatch(source.suffix) and not source.depth and is_text(source.head):
        raise Unreadable("has no suffix that tells what it is; if it is an article, end its name in .txt")
    raise Unreadable("is not of a format that can be read")


def read(source: Source) -> Iterator[Item]:
    """The articles of a file. Raises Unreadable, before the first or after any of them."""
    one = format_of(source)
    try:
        yield from one.read(source)
    except (Unreadable, TookTooLong):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            raise  # the disk's fault
        # A dozen libraries read what may be any bytes: each has errors of its own for what it did not expect.
        raise Unreadable(f"was taken for {one.name}, but is damaged ({type(error).__name__})") from error
