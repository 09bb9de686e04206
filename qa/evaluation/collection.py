"""Texts as a collection of articles, indexed as a user's are."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.encoding.export import DEFAULT_ENCODER, prepare_encoder
from index.store import Store
from index.types import NamedEncoder
from index.update import update
from qa.evaluation.squad import Example
from qa.paths import cache_folder


def paragraphs(examples: Iterable[Example]) -> dict[str, str]:
    """Each paragraph once, in order, with the title of its article as a reader of the news would see it."""
    found: dict[str, str] = {}
    for example in examples:
        found.setdefault(example.context, example.title.replace("_", " "))
    return found


def titled(text: str, title: str) -> str:
    """A text as it is in a collection: below its title, unless it begins with that."""
    return text if text.lstrip().startswith(title) else f"{title}\n\n{text}"


@contextmanager
def collection(
    texts: Iterable[tuple[str, str]],
    encoder: NamedEncoder | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Store]:
    """A store of (text, title) pairs, gone afterwards; `number_of` tells which an article is.

    `encoder` is the default one unless given; `progress` is as in `index.update.update`.
    """
    encoder = encoder or prepare_encoder(DEFAULT_ENCODER, cache_folder())
    with tempfile.TemporaryDirectory() as place:
        articles, index = Path(place, "articles"), Path(place, "index")
        articles.mkdir()
        for number, (text, title) in enumerate(texts):
            (articles / f"{number:05d}.txt").write_bytes(titled(text, title).encode("utf-8", "replace"))
        update(index, [articles], encoder, progress=progress)
        yield Store.open(index, cache_folder())


def number_of(path: Path) -> int:
    """The number of the text, from 0, that the article at `path` of a collection is."""
    return int(path.stem)
