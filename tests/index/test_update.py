from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index import generations
from index.catalog import Catalog
from index.encode import OnnxEncoder
from index.errors import IndexBusy, NoIndex, NothingToIndex
from index.lexical import Lexical
from index.store import open_dense
from index.types import Facts, Origin
from index.update import Summary, indexed_text, update
from index.words import words
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


@pytest.fixture
def feed(write: Write) -> Path:
    return write("feed.xml", rss(one="The story of one.", two="The story of two."))


def rss(**entries: str) -> str:
    items = "".join(
        f"<item><guid>{name}</guid><title>{name}</title><description>{words}</description></item>"
        for name, words in entries.items()
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Post</title>{items}</channel></rss>"


def test_an_entry_is_the_same_article_wherever_it_stands_in_its_feed(
    feed: Path, tmp_path: Path, hash_encoder: HashEncoder
):
    assert counts(update(tmp_path / "index", [feed], hash_encoder)) == (2, 0, 0, 0)
    hash_encoder.encoded.clear()
    feed.write_text(rss(three="News of three.", two="The story of two has changed.", one="The story of one."))
    assert counts(update(tmp_path / "index", [feed], hash_encoder)) == (1, 1, 0, 1)
    assert len(hash_encoder.encoded) == 2
    feed.write_text(rss(three="News of three."))
    assert counts(update(tmp_path / "index", [feed], hash_encoder)) == (0, 0, 2, 1)
    assert held(tmp_path / "index") == ["News of three."]


def test_all_that_is_known_of_an_article_comes_back(write: Write, tmp_path: Path, hash_encoder: HashEncoder):
    row = "id,title,text,date,source,url,author,language,section\n7,Flood,It rained.,2021-03-04,Post,u,Jo,en,Region\n"
    path = write("rows.csv", row)
    update(tmp_path / "index", [path], hash_encoder)
    catalog = Catalog(generations.current(tmp_path / "index") / "catalog.sqlite")
    article = catalog.article(Origin(path, "7"))
    assert (article.text, article.title, article.source) == ("It rained.", "Flood", "Post")
    assert (article.published, article.member, article.extracted) == ("2021-03-04", "7", True)
    assert article.facts == Facts(author="Jo", dated_by="row", language="en", section="Region", url="u")
    ((_, listed),) = catalog.articles()
    assert listed == article


def test_a_file_that_has_not_changed_is_not_taken_apart_again(
    feed: Path, tmp_path: Path, hash_encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
):
    feed.write_text(rss(one="The story of one.", two="The story of two.") + "<!-- -->")
    update(tmp_path / "index", [feed], hash_encoder)
    monkeypatch.setattr("index.update.load", lambda path: pytest.fail(f"{path} was read"))
    feed.touch()
    assert counts(update(tmp_path / "index", [feed], hash_encoder)) == (0, 0, 0, 2)


def test_what_was_left_out_of_a_file_is_said_every_time(write: Write, tmp_path: Path, hash_encoder: HashEncoder):
    path = write("rows.csv", "title,text\nA,Words.\nB\n")
    for _ in range(2):
        (left_out,) = update(tmp_path / "index", [path], hash_encoder).skipped
        assert left_out.reason == "1 of 2 rows is left out: row 3 has 1 columns, not 2"
        assert (left_out.path, left_out.kept) == (path, 1)


def test_what_gave_nothing_is_tried_again(
    write: Write, tmp_path: Path, hash_encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
):
    write("a.txt", "Words.")
    write("page.html", "<html><body><p>The river rose by two metres in the night, the town says.</p></body></html>")
    with monkeypatch.context() as without:
        without.setattr("index.formats.pages.MOST_PAGE", 10)
        assert len(update(tmp_path / "index", [tmp_path / "news"], hash_encoder).skipped) == 1
    assert counts(update(tmp_path / "index", [tmp_path / "news"], hash_encoder)) == (1, 0, 0, 1)


STORY = (
    "The river Arden broke its banks near Exampleville and flooded two hundred houses, he said. Mayor Jane Sample"
    " told reporters that 17 people had been taken to the hospital, and that the railway line to the coast was closed."
)


def test_a_new_article_is_linked_with_those_that_are_indexed(write: Write, tmp_path: Path, hash_encoder: HashEncoder):
    write("one.txt", STORY)
    write("other.txt", "Something else happened, and nobody was there to see it.")
    news, index = tmp_path / "news", tmp_path / "index"
    assert update(index, [news], hash_encoder).versions == 0
    write("two.txt", STORY.replace("17", "19"))
    assert update(index, [news], hash_encoder).versions == 2
    catalog = Catalog(generations.current(index) / "catalog.sqlite")
    one, two = (catalog.article(Origin(news / name)) for name in ("one.txt", "two.txt"))
    assert catalog.linked(one) == {two.digest}
    assert catalog.linked(two) == {one.digest}
    assert update(index, [news], hash_encoder).versions == 2
    (news / "one.txt").unlink()
    assert update(index, [news], hash_encoder).versions == 0


def test_a_text_outlives_the_first_of_its_places(news: Path, tmp_path: Path, hash_encoder: HashEncoder):
    (news / "copy.txt").write_bytes((news / "one.txt").read_bytes())
    summary = update(tmp_path / "index", [news], hash_encoder)
    assert (summary.articles, summary.same, summary.passages, summary.encoded) == (4, 1, 3, 3)
    (news / "copy.txt").unlink()
    summary = update(tmp_path / "index", [news], hash_encoder)
    assert (summary.articles, summary.same, summary.passages, summary.encoded) == (3, 0, 3, 0)
    assert len(held(tmp_path / "index")) == 3


def test_an_article_in_another_language_is_found_by_its_words_only(write: Write, tmp_path: Path, encoder: OnnxEncoder):
    german = "Die Feuerwehr brachte in der Nacht vierzig Menschen in die Schule. Die Brücke bleibt vorerst geschlossen."
    write("de.txt", german)
    write("en.txt", "The fire service brought forty people to the school on the hill, since the river rose at night.")
    for _ in range(2):
        summary = update(tmp_path / "index", [tmp_path / "news"], encoder)
        assert (summary.articles, summary.words_only, summary.encoded) in ((2, 1, 1), (2, 1, 0))
    generation = generations.current(tmp_path / "index")
    vectors, catalog = open_dense(generation), Catalog(generation / "catalog.sqlite")
    (row,) = catalog.rows()[tmp_path / "news" / "de.txt"]
    assert Lexical(catalog.words()).search(words("Feuerwehr"), 10) == [row]
    assert row not in vectors.search(encoder.encode([german])[0], 10)
