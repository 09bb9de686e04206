"""Texts as a collection of articles, indexed as a user's are."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.export import DEFAULT_ENCODER, prepare_encoder
from index.store import Store
from index.update import update
from qa.paths import cache_folder
from training.squad import Example


def paragraphs(examples: Iterable[Example]) -> dict[str, str]:
    """Each paragraph once, in order, with the title of its article as a reader of the news would see it."""
    found: dict[str, str] = {}
    for example in examples:
        found.setdefault(example.context, example.title.replace("_", " "))
    return found


@contextmanager
def collection(texts: Iterable[tuple[str, str]]) -> Iterator[Store]:
    """A store of (text, title) pairs, gone afterwards. The stem of an article's path is its number."""
    encoder = prepare_encoder(DEFAULT_ENCODER, cache_folder())
    with tempfile.TemporaryDirectory() as place:
        articles, index = Path(place, "articles"), Path(place, "index")
        articles.mkdir()
        for number, (text, title) in enumerate(texts):
            whole = text if text.lstrip().startswith(title) else f"{title}\n\n{text}"
            (articles / f"{number:05d}.txt").write_text(whole, encoding="utf-8")
        update(index, [articles], encoder)
        yield Store.open(index, cache_folder())
