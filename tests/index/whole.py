"""What every index must be, whatever has happened to it."""

from pathlib import Path

from index.articles.indexed import indexed_text
from index.doctor import problems
from index.storage.catalog import Catalog
from index.store import Store
from tests.conftest import HashEncoder
from tests.index.test_update import held


def whole(index: Path) -> list[str]:
    """The texts that the index holds, by path, of articles of one passage each. The doctor finds nothing wrong with it,
    and whoever asks for an article gets it, word for word and once."""
    assert list(problems(index)) == []
    catalog = Catalog.open(index)
    store = Store.opened_with(index, lambda fingerprint: HashEncoder())
    for row in catalog.row_numbers().tolist():
        article, passage = catalog.passage(row)
        hits = [hit for hit in store.search(indexed_text(article, passage), 10) if hit.article == article]
        assert [hit.text for hit in hits] == [article.text[passage.start : passage.end]]
    texts = held(index)
    assert len(set(texts)) == len(texts)
    catalog.close()
    return texts
