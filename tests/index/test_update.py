import json
import os
import random
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.articles.indexed import indexed_text
from index.articles.load import find_files
from index.encoding.encode import OnnxEncoder
from index.errors import CannotWrite, IndexBusy, NoIndex, NothingToIndex
from index.storage import changing, fold, generations
from index.storage.catalog import Catalog
from index.store import Store
from index.summary import Summary
from index.text.words import words
from index.types import Facts, Origin
from index.update import update
from tests.conftest import HashEncoder
from tests.index.formats.test_documents import a_docx

Write = Callable[[str, str], Path]


@pytest.fixture
def news(write: Write, tmp_path: Path) -> Path:
    for name in ("one", "two", "three"):
        write(f"{name}.txt", f"Headline {name}\n\nThe story of {name} is short.")
    return tmp_path / "news"


def counts(summary: Summary) -> tuple[int, int, int, int]:
    return summary.added, summary.changed, summary.removed, summary.unchanged


def held(index: Path) -> list[str]:
    """What the index holds, article by article; every passage is found by its words and by its vector, and no other."""
    store = Store.opened_with(index, lambda fingerprint: HashEncoder())
    catalog = Catalog.open(index)
    articles = list(catalog.articles())
    rows = {row for found in catalog.rows().values() for row in found}
    assert sorted(rows) == catalog.row_numbers().tolist()
    texts = {row: indexed_text(*catalog.passage(row)) for row in rows}
    assert len(articles) == store.manifest.articles
    assert len(texts) == store.manifest.passages
    for row, text in texts.items():
        found = store.ranking(text)
        assert {hit.row for hit in found} <= texts.keys()
        assert texts[next(hit.row for hit in found if hit.dense_rank == 1)] == text, "another passage's vector"
        assert any(hit.row == row and hit.lexical_rank for hit in found), "not found by its words"
        assert store.knows(words(text)[0])
    catalog.close()
    return [article.text for _, article in articles]


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
    assert sorted(text.splitlines()[0] for text in hash_encoder.encoded) == ["Headline four", "Headline two"]
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
    assert Catalog.open(tmp_path / "index").collection().encoder_fingerprint == "hashes-2"
    assert len(held(tmp_path / "index")) == 3


def test_an_encoder_that_goes_by_another_name_encodes_nothing_again(
    news: Path, tmp_path: Path, hash_encoder: HashEncoder
):
    update(tmp_path / "index", [news], hash_encoder)
    hash_encoder.name = "the same hashes"
    assert update(tmp_path / "index", [news], hash_encoder).encoded == 0
    assert Catalog.open(tmp_path / "index").collection().encoder == "the same hashes"


def test_a_long_article_is_fetched_once_to_be_encoded(
    write: Write, tmp_path: Path, hash_encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
):
    fetched = []
    numbered = Catalog.numbered
    monkeypatch.setattr(Catalog, "numbered", lambda self, number: fetched.append(number) or numbered(self, number))
    path = write("long.txt", "\n".join(f"Line {number} tells of the flood in Arden." for number in range(200)))
    assert update(tmp_path / "index", [path], hash_encoder).encoded > 10
    assert len(fetched) == 1


def test_a_file_of_many_articles_is_not_held_in_memory_when_it_is_read_again(tmp_path: Path, hash_encoder: HashEncoder):
    rows = [json.dumps({"id": number, "text": f"{number} {'x' * 20_000}"}) for number in range(300)]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(rows))
    update(tmp_path / "index", [path], hash_encoder)
    path.write_text("\n".join(rows[1:]))
    tracemalloc.start()
    assert counts(update(tmp_path / "index", [path], hash_encoder)) == (0, 0, 1, 299)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < path.stat().st_size


def test_a_bad_file_is_named_and_the_others_go_on(news: Path, tmp_path: Path, hash_encoder: HashEncoder):
    (news / "bad.txt").write_bytes(b"\0\1\2")
    summary = update(tmp_path / "index", [news], hash_encoder)
    assert counts(summary) == (3, 0, 0, 0)
    assert [error.path.name for error in summary.skipped] == ["bad.txt"]


def test_a_name_in_another_encoding_is_told_and_the_others_go_on(news: Path, tmp_path: Path, hash_encoder: HashEncoder):
    Path(os.fsdecode(bytes(news) + b"/caf\xe9.txt")).write_text("Words.")
    summary = update(tmp_path / "index", [news], hash_encoder)
    assert counts(summary) == (3, 0, 0, 0)
    assert [error.reason for error in summary.skipped] == ["has a name that is not UTF-8; give it another"]


def test_what_is_indexed_of_a_folder_that_cannot_be_opened_stays(
    write: Write, news: Path, tmp_path: Path, hash_encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
):
    (news / "deep").mkdir()
    write("deep/fire.txt", "Fire\n\nThe fire destroyed 3 houses.")
    assert counts(update(tmp_path / "index", [news], hash_encoder)) == (4, 0, 0, 0)
    scandir = os.scandir

    def closed(folder: str | int):
        if folder == str(news / "deep"):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", closed)
        summary = update(tmp_path / "index", [news], hash_encoder)
        anew = update(tmp_path / "index", [news], hash_encoder, rebuild=True)
    assert counts(summary) == (0, 0, 0, 4)
    (told,) = summary.skipped
    assert (told.path, told.reason) == (news / "deep", "Permission denied; what is indexed of it stays")
    assert (counts(anew), [told.reason for told in anew.skipped]) == ((3, 0, 0, 0), ["Permission denied"])
    assert counts(update(tmp_path / "index", [news], hash_encoder)) == (1, 0, 0, 3)


def test_what_is_indexed_of_a_file_that_cannot_be_opened_stays(
    news: Path, tmp_path: Path, hash_encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
):
    update(tmp_path / "index", [news], hash_encoder)
    with monkeypatch.context() as patch:
        patch.setattr("index.changed_files.file_digest", lambda path: None)
        patch.setattr("index.changed_files._stamp", lambda name: None)
        summary = update(tmp_path / "index", [news], hash_encoder)
    assert (counts(summary), len(summary.skipped)) == ((0, 0, 0, 3), 3)
    assert len(held(tmp_path / "index")) == 3


def test_what_is_indexed_of_a_file_that_is_taken_away_while_all_are_read_stays_until_the_next_update(
    news: Path, tmp_path: Path, hash_encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
):
    index = tmp_path / "index"
    update(index, [news], hash_encoder)

    def taken_away(*roots, **options) -> list[str]:
        files = find_files(*roots, **options)
        (news / "one.txt").unlink()
        return files

    with monkeypatch.context() as patch:
        patch.setattr("index.update.find_files", taken_away)
        assert counts(update(index, [news], hash_encoder)) == (0, 0, 0, 3)
    assert counts(update(index, [news], hash_encoder)) == (0, 0, 1, 2)


@pytest.mark.parametrize("taken_away", [True, False])
def test_what_is_indexed_of_a_folder_stays_where_another_empty_one_is_in_its_place(
    news: Path, tmp_path: Path, hash_encoder: HashEncoder, *, taken_away: bool
):
    """As where the disk that is mounted there is taken away. Who empties a folder means it."""
    disk, index = tmp_path / "disk", tmp_path / "index"
    disk.mkdir()
    (disk / "four.txt").write_text("A story on a disk.")
    update(index, [news, disk], hash_encoder)
    if not taken_away:
        (disk / "four.txt").unlink()
        assert counts(update(index, [news, disk], hash_encoder)) == (0, 0, 1, 3)
        return
    disk.rename(tmp_path / "away")
    disk.mkdir()
    for _ in range(2):
        summary = update(index, [news, disk], hash_encoder)
        assert counts(summary) == (0, 0, 0, 4)
        (told,) = summary.skipped
        assert told.path == disk
        assert told.reason == (
            "is empty, and another folder than before, as where a disk is missing; what is indexed of it stays"
        )
    disk.rmdir()
    (tmp_path / "away").rename(disk)
    assert counts(update(index, [news, disk], hash_encoder)) == (0, 0, 0, 4)


def test_what_lacked_a_library_is_read_once_that_is_there(
    write: Write, tmp_path: Path, hash_encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "news" / "both.zip"
    write("a.txt", "Words.")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b.txt", "More words.")
        archive.writestr("c.docx", a_docx("And more."))
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "docx", None)
        assert counts(update(tmp_path / "index", [path], hash_encoder)) == (1, 0, 0, 0)
    assert counts(update(tmp_path / "index", [path], hash_encoder)) == (1, 0, 0, 1)


def test_a_folder_without_articles_keeps_the_last_index(news: Path, tmp_path: Path, hash_encoder: HashEncoder):
    update(tmp_path / "index", [news], hash_encoder)
    for path in news.iterdir():
        path.unlink()
    with pytest.raises(NothingToIndex, match=r"no article below"):
        update(tmp_path / "index", [news], hash_encoder)
    assert len(held(tmp_path / "index")) == 3


def test_where_nothing_could_be_read_it_is_said_why(write: Write, tmp_path: Path, hash_encoder: HashEncoder):
    news = write("noise.txt", "Photo: AP\n").parent
    for number, name in enumerate(("a.xyz", "b.xyz"), start=1):
        write(name, "???")
        with pytest.raises(NothingToIndex) as caught:
            update(tmp_path / "index", [news], hash_encoder)
        which = "Skipped" if number == 1 else "The first of 2 that were skipped"
        assert str(caught.value) == (
            f"There is no article below {news} that could be read. {which}: {news / 'a.xyz'}: "
            "is not of a format that can be read"
        )


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


def test_a_second_writer_is_told_to_wait(news: Path, tmp_path: Path, hash_encoder: HashEncoder):
    with generations.writing(tmp_path / "index"), pytest.raises(IndexBusy):
        update(tmp_path / "index", [news], hash_encoder)


def test_old_generations_are_removed(news: Path, write: Write, tmp_path: Path, hash_encoder: HashEncoder):
    for number in range(3):
        write("one.txt", f"Headline\n\nVersion {number}.")
        update(tmp_path / "index", [news], hash_encoder)
    assert len(list((tmp_path / "index" / "generations").iterdir())) == 1


def scores(index: Path, question: str) -> dict[str, float]:
    """The score of every passage that holds a word of the question."""
    store = Store.opened_with(index, lambda fingerprint: HashEncoder())
    found = store._lexical.scores(words(question), np.arange(len(store._rows)))
    return {store._catalog.passage(int(store._rows[place]))[0].text: found[place] for place in np.flatnonzero(found)}


@pytest.mark.parametrize("few", [0, 3, 1000])
def test_an_index_that_has_grown_and_shrunk_searches_like_one_made_at_once(
    write: Write, tmp_path: Path, hash_encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch, few: int
):
    monkeypatch.setattr(fold, "_FEW", few)
    chooser = random.Random(few)
    for turn in range(6):
        for number in chooser.sample(range(20), 8):
            story = " ".join(chooser.choices(["flood", "fire", "storm", "river", "bridge"], k=chooser.randint(2, 9)))
            write(f"{number}.txt", f"Story {number}\n\nIn turn {turn}: {story}.")
        for path in chooser.sample(sorted((tmp_path / "news").iterdir()), 3):
            path.unlink()
        update(tmp_path / "index", [tmp_path / "news"], hash_encoder)
        held(tmp_path / "index")
    update(tmp_path / "anew", [tmp_path / "news"], hash_encoder)
    question = "fire by the river bridge"
    assert scores(tmp_path / "index", question) == scores(tmp_path / "anew", question)


def test_a_small_update_writes_no_search_files(news: Path, write: Write, tmp_path: Path, hash_encoder: HashEncoder):
    update(tmp_path / "index", [news], hash_encoder)
    before = generations.current(tmp_path / "index")
    write("four.txt", "Headline four\n\nA new story.")
    (news / "one.txt").unlink()
    update(tmp_path / "index", [news], hash_encoder)
    assert generations.current(tmp_path / "index") == before
    assert len(held(tmp_path / "index")) == 3


def test_updates_are_folded_into_search_files_when_they_have_grown(
    write: Write, tmp_path: Path, hash_encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fold, "_FEW", 4)
    generation = []
    for number in range(12):
        write(f"{number}.txt", f"Headline {number}\n\nA new story.")
        update(tmp_path / "index", [tmp_path / "news"], hash_encoder)
        generation.append(int(generations.current(tmp_path / "index").name))
    assert generation == [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3]


def test_a_file_whose_folder_says_that_it_is_the_same_is_not_opened(
    news: Path, tmp_path: Path, hash_encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("index.changed_files._SETTLED", -(10**18))  # what changes from here on is said to be long ago
    update(tmp_path / "index", [news], hash_encoder)
    monkeypatch.setattr("index.changed_files.file_digest", lambda path: pytest.fail(f"{path} was opened"))
    assert counts(update(tmp_path / "index", [news], hash_encoder)) == (0, 0, 0, 3)


def test_a_file_that_changed_just_now_is_looked_into_again(
    news: Path, tmp_path: Path, hash_encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
):
    update(tmp_path / "index", [news], hash_encoder)
    path = news / "one.txt"
    before = path.stat()
    path.write_text(path.read_text().replace("short", "SHORT"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert counts(update(tmp_path / "index", [news], hash_encoder)) == (0, 1, 0, 2)


def test_where_nothing_was_indexed_there_is_no_index(tmp_path: Path):
    (tmp_path / "file").touch()
    for folder in (tmp_path, tmp_path / "file"):
        with pytest.raises(NoIndex):
            generations.current(folder)


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
    catalog = Catalog.open(tmp_path / "index")
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
    monkeypatch.setattr("index.changed_files.load", lambda path: pytest.fail(f"{path} was read"))
    feed.touch()
    assert counts(update(tmp_path / "index", [feed], hash_encoder)) == (0, 0, 0, 2)


def test_what_was_left_out_of_a_file_is_said_every_time(write: Write, tmp_path: Path, hash_encoder: HashEncoder):
    path = write("rows.csv", "title,text\nA,Words.\nB\n")
    for _ in range(2):
        (left_out,) = update(tmp_path / "index", [path], hash_encoder).skipped
        assert left_out.reason == "1 of 2 rows is left out: row 3 has 1 column, not 2"
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
    catalog = Catalog.open(index)
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
    write("en.txt", "The fire service brought forty people to the school on the hill, since the river rose at night.")
    index, news = tmp_path / "index", [tmp_path / "news"]
    assert update(index, news, encoder).words_only == 0
    write("de.txt", german)
    for few in (1000, 0):  # beside the search files, and in them
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(fold, "_FEW", few)
            summary = update(index, news, encoder)
        assert (summary.articles, summary.words_only, summary.encoded) == (2, 1, 0)
        store = Store.opened_with(index, lambda fingerprint: encoder)
        (hit,) = (hit for hit in store.search("Feuerwehr", 10) if hit.text == german)
        assert (hit.lexical_rank, hit.dense_rank) == (1, None)
        assert all(hit.text != german for hit in store.search("the fire service came at night", 10))


def test_an_article_whose_language_was_told_wrong_is_encoded_once_it_is_right(tmp_path: Path, encoder: OnnxEncoder):
    rows = tmp_path / "rows.csv"
    for language, words_only in (("de", 1), ("en", 0)):
        rows.write_text(f"title,text,language\nRain,The rain filled the cellars in Arden.,{language}")
        summary = update(tmp_path / "index", [rows], encoder)
        assert (summary.articles, summary.words_only, summary.encoded) == (1, words_only, 1 - words_only)


def test_two_updates_one_after_the_other_keep_each_others_folders(tmp_path: Path, hash_encoder: HashEncoder):
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(f"Story {name}.")
    update(tmp_path / "index", [tmp_path / "one"], hash_encoder)
    for name in ("two", "three"):  # each knows of its own folder, and learns of the others from the index
        update(tmp_path / "index", lambda known, name=name: [*known, tmp_path / name], hash_encoder)
    assert sorted(held(tmp_path / "index")) == ["Story one.", "Story three.", "Story two."]


@pytest.mark.parametrize("named", ["news/index", "link", "."])
def test_an_index_among_its_articles_is_none_of_them(
    tmp_path: Path, hash_encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch, named: str
):
    news = tmp_path / "news"
    (news / "index").mkdir(parents=True)
    (tmp_path / "link").symlink_to(news / "index")
    (news / "flood.txt").write_text("The flood.")
    monkeypatch.chdir(news / "index" if named == "." else tmp_path)
    for _ in range(2):
        assert update(Path(named), [news], hash_encoder).skipped == []


def test_an_index_in_a_folder_whose_name_is_not_utf_8_is_refused(news: Path, tmp_path: Path, hash_encoder: HashEncoder):
    with pytest.raises(CannotWrite, match="its path is not UTF-8"):
        update(Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9")), [news], hash_encoder)


def test_where_a_folder_is_not_there_an_index_of_another_format_stays(
    tmp_path: Path, news: Path, hash_encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
):
    index = tmp_path / "index"
    update(index, [news], hash_encoder)
    before = (index / "catalog.sqlite").read_bytes()
    news.rename(tmp_path / "elsewhere")
    with monkeypatch.context() as patched:
        patched.setattr(generations, "FORMAT", generations.FORMAT + 1)
        patched.setattr(changing, "FORMAT", generations.FORMAT)
        for rebuild in (False, True):
            with pytest.raises(NothingToIndex):
                update(index, [news], hash_encoder, rebuild=rebuild)
    assert (index / "catalog.sqlite").read_bytes() == before
    (tmp_path / "elsewhere").rename(news)
    assert counts(update(index, [news], hash_encoder)) == (0, 0, 0, 3)
