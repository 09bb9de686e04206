"""The paragraphs of SQuAD files as a collection of articles, indexed as a user's are."""

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


def write_articles(folder: Path, examples: Iterable[Example]) -> None:
    """One text file a paragraph, under its article's title, named by the paragraph's number."""
    for number, (context, title) in enumerate(paragraphs(examples).items()):
        (folder / f"{number:05d}.txt").write_text(f"{title}\n\n{context}", encoding="utf-8")


@contextmanager
def collection(examples: Iterable[Example]) -> Iterator[Store]:
    """A store of the examples' paragraphs, gone afterwards. An article's path ends in its paragraph's number."""
    encoder = prepare_encoder(DEFAULT_ENCODER, cache_folder())
    with tempfile.TemporaryDirectory() as place:
        articles, index = Path(place, "articles"), Path(place, "index")
        articles.mkdir()
        write_articles(articles, examples)
        update(index, [articles], encoder)
        yield Store.open(index, cache_folder())
