from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index import generations
from index.catalog import Catalog
from index.errors import IndexBusy, NoIndex, NothingToIndex
from index.store import open_dense
from index.update import Summary, indexed_text, update
from tests.conftest import HashEncoder

Write = Callable[[str, str], Path]


@pytest.fixture
def news(write: Write, tmp_path: Path) -> Path:
    for name in ("one", "two", "three"):
        write(f"{name}.txt", f"Headline {name}\n\nThe story of {name} is short.")
    return tmp_path / "news"


def counts(summary: Summary) -> tuple[int, int, int, int]:
    return summary.added, summary.changed, summary.removed, summary.unchanged


def held(index: Path) -> list[str]:
    """What the index holds, article by article, checked against its vectors."""
    generation = generations.current(index)
    catalog, vectors = Catalog(generation / "catalog.sqlite"), open_dense(generation).vectors()
    assert len(vectors) == generations.read_manifest(generation).passages
    texts = []
    for number, article in catalog.articles():
        entry = catalog.entry(number, article)
        wanted = HashEncoder().encode([indexed_text(article, passage) for passage in entry.passages])
        assert np.allclose(vectors[catalog.rows_of(number)], wanted), "a passage has another passage's vector"
        texts.append(article.text)
    return texts


def test_a_second_run_encodes_nothing(news: Path, tmp_path: Path, hash_encoder: HashEncoder):
    assert counts(update(tmp_path / "index", [news], hash_encoder)) == (3, 0, 0, 0)
    before = generations.current(tmp_path / "index")
    summary = update(tmp_path / "index", [news], hash_encoder)
    assert counts(summary) == (0, 0, 0, 3)
    assert summary.encoded == 0
    assert generations.current(tmp_path / "index") == before


def test_only_new_and_changed_articles_are_encoded(news: Path, write: Write, tmp_path: Path, hash_encoder: HashEncoder):
    update(tmp_path / "index", [news], hash_encoder)
    hash_encoder.encoded.clear()
    write("two.txt", "Headline two\n\nThe story of two has changed.")
    write("four.txt", "Headline four\n\nA new story.")
    (news / "three.txt").unlink()
    (news / "one.txt").touch()
    assert counts(update(tmp_path / "index", [news], hash_encoder)) == (1, 1, 1, 1)
    assert [text.splitlines()[0] for text in hash_encoder.encoded] == ["Headline four", "Headline two"]
    assert len(held(tmp_path / "index")) == 3


def test_a_moved_article_is_not_encoded_again(news: Path, tmp_path: Path, hash_encoder: HashEncoder):
    update(tmp_path / "index", [news], hash_encoder)
    (news / "one.txt").rename(news / "moved.txt")
    summary = update(tmp_path / "index", [news], hash_encoder)
    assert counts(summary) == (1, 0, 1, 2)
    assert summary.encoded == 0
    assert len(held(tmp_path / "index")) == 3


def test_rebuild_encodes_everything(news: Path, tmp_path: Path, hash_encoder: HashEncoder):
    update(tmp_path / "index", [news], hash_encoder)
    assert update(tmp_path / "index", [news], hash_encoder, rebuild=True).encoded == 3


def test_another_encoder_encodes_everything(news: Path, tmp_path: Path, hash_encoder: HashEncoder):
    update(tmp_path / "index", [news], hash_encoder)
    hash_encoder.fingerprint = "hashes-2"
    assert update(tmp_path / "index", [news], hash_encoder).encoded == 3
    manifest = generations.read_manifest(generations.current(tmp_path / "index"))
    assert manifest.encoder_fingerprint == "hashes-2"


def test_a_bad_file_is_named_and_the_others_go_on(news: Path, tmp_path: Path, hash_encoder: HashEncoder):
    (news / "bad.txt").write_bytes(b"\0\1\2")
    summary = update(tmp_path / "index", [news], hash_encoder)
    assert counts(summary) == (3, 0, 0, 0)
    assert [error.path.name for error in summary.skipped] == ["bad.txt"]


def test_a_folder_without_articles_keeps_the_last_index(news: Path, tmp_path: Path, hash_encoder: HashEncoder):
    update(tmp_path / "index", [news], hash_encoder)
    for path in news.iterdir():
        path.unlink()
    with pytest.raises(NothingToIndex, match=r"no article below"):
        update(tmp_path / "index", [news], hash_encoder)
    assert len(held(tmp_path / "index")) == 3


def test_an_error_while_encoding_keeps_the_last_index(
    news: Path, write: Write, tmp_path: Path, hash_encoder: HashEncoder
):
    update(tmp_path / "index", [news], hash_encoder)
    write("four.txt", "Headline four\n\nA new story.")

    def fail(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update(tmp_path / "index", [news], hash_encoder, progress=fail)
    assert len(held(tmp_path / "index")) == 3


def test_a_damaged_index_is_made_anew(news: Path, tmp_path: Path, hash_encoder: HashEncoder):
    update(tmp_path / "index", [news], hash_encoder)
    generation = generations.current(tmp_path / "index")
    (generation / "catalog.sqlite").write_bytes(b"not a database at all" * 500)
    assert counts(update(tmp_path / "index", [news], hash_encoder)) == (3, 0, 0, 0)
    assert len(held(tmp_path / "index")) == 3


def test_a_second_writer_is_told_to_wait(news: Path, tmp_path: Path, hash_encoder: HashEncoder):
    with generations.writing(tmp_path / "index"), pytest.raises(IndexBusy):
        update(tmp_path / "index", [news], hash_encoder)


def test_old_generations_are_removed(news: Path, write: Write, tmp_path: Path, hash_encoder: HashEncoder):
    for number in range(3):
        write("one.txt", f"Headline\n\nVersion {number}.")
        update(tmp_path / "index", [news], hash_encoder)
    assert len(list((tmp_path / "index" / "generations").iterdir())) == 1


def test_where_nothing_was_indexed_there_is_no_index(tmp_path: Path):
    with pytest.raises(NoIndex):
        generations.current(tmp_path)
