import errno
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index.encoding.encode import OnnxEncoder
from index.errors import CannotOpen, DamagedIndex, IndexMismatch, MissingModel
from index.search import postings
from index.storage import generations
from index.store import Store
from index.types import Origin, Restriction
from index.update import update
from tests.conftest import HashEncoder


@pytest.fixture
def copied(seeds_index: Path, tmp_path: Path) -> Path:
    """The seeds' index, to be damaged."""
    return Path(shutil.copytree(seeds_index, tmp_path / "index"))


def test_a_question_finds_the_passages_that_answer_it(seeds_store: Store):
    hits = seeds_store.search("what was the death toll?", 10)
    assert {hit.article.path.name[:3] for hit in hits if "45" in hit.text} == {"000", "001"}


def test_meaning_finds_what_words_do_not(seeds_store: Store):
    hits = seeds_store.search("clips uploaded to social media", 3)
    assert any("Videos that users put on Twitter" in hit.text for hit in hits)


def test_a_hit_is_a_piece_of_its_article(seeds_store: Store):
    hits = seeds_store.search("convoy", 100)
    assert hits
    for hit in hits:
        assert hit.text == hit.article.text[hit.passage.start : hit.passage.end]
        assert hit.article.text == hit.article.path.read_bytes().decode()


def test_scores_fall(seeds_store: Store):
    scores = [hit.score for hit in seeds_store.search("convoy", 100)]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)


def test_a_hit_tells_its_ranks_by_words_and_by_meaning(seeds_store: Store):
    hits = seeds_store.search("clips uploaded to social media", 200)
    assert [hit.dense_rank for hit in sorted(hits, key=lambda hit: hit.dense_rank or 0)] == [*range(1, len(hits) + 1)]
    worded = sorted(hit.lexical_rank for hit in hits if hit.lexical_rank is not None)
    assert worded == [*range(1, len(worded) + 1)]
    assert len(worded) < len(hits)  # not every passage has a word of the question


def test_a_ranking_is_the_search_before_its_passages_are_loaded(seeds_store: Store):
    ranking, hits = seeds_store.ranking("convoy"), seeds_store.search("convoy", 5)
    assert len(ranking) > 5
    facts = [(found.score, found.lexical_rank, found.dense_rank) for found in ranking[:5]]
    assert facts == [(hit.score, hit.lexical_rank, hit.dense_rank) for hit in hits]


def test_every_passage_is_a_row_of_its_article(seeds_store: Store):
    rows = seeds_store.rows()
    assert {path: len(found) for path, found in rows.items()} == {
        article.path: count for article, count in seeds_store.listing()
    }
    assert sorted(row for found in rows.values() for row in found) == [*range(seeds_store.manifest.passages)]


def test_an_index_of_one_short_article_can_be_asked(tmp_path: Path, encoder: OnnxEncoder, cache: Path):
    (tmp_path / "a.txt").write_text("Rain.")
    update(tmp_path / "index", [tmp_path / "a.txt"], encoder)
    (hit,) = Store.open(tmp_path / "index", cache).search("rain?", 10)
    assert hit.text == "Rain."


@pytest.mark.parametrize("name", ["manifest.json", "../../catalog.sqlite", "dense.faiss", "rows.bin", *postings.FILES])
@pytest.mark.parametrize("damage", ["missing", "empty", "garbage"])
def test_a_damaged_file_is_named_with_what_to_run(copied: Path, cache: Path, name: str, damage: str):
    path = generations.current(copied) / name
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(b"" if damage == "empty" else b"garbage" * 1000)
    with pytest.raises(DamagedIndex, match=rf"{Path(name).name}.*qa doctor --repair"):
        Store.open(copied, cache).search("what?", 1)


@pytest.mark.parametrize("reading", ["pathlib.Path.read_text", "numpy.memmap"])
def test_a_file_that_one_may_not_read_is_not_called_damaged(
    seeds_index: Path, monkeypatch: pytest.MonkeyPatch, reading: str
):
    def forbidden(path: Path, *_, **__):
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(reading, forbidden)
    with pytest.raises(CannotOpen, match=r"cannot be opened \(Permission denied\)"):
        Store.opened_with(seeds_index, lambda fingerprint: HashEncoder())


def test_a_text_that_is_not_what_was_indexed_is_not_cited(copied: Path, cache: Path):
    with sqlite3.connect(copied / "catalog.sqlite") as db:
        db.execute("update articles set text = replace(text, '45', '54')")
    with pytest.raises(DamagedIndex, match="is not what was written"):
        Store.open(copied, cache).search("what was the death toll?", 10)


def test_another_format_says_what_to_run(copied: Path, cache: Path):
    path = generations.current(copied) / "manifest.json"
    path.write_text(path.read_text().replace(f'"format": {generations.FORMAT}', '"format": 999'))
    with pytest.raises(IndexMismatch, match=r"format 999.*qa index"):
        Store.open(copied, cache)


def test_without_its_encoder_an_index_says_what_to_run(copied: Path, tmp_path: Path):
    with pytest.raises(MissingModel, match="qa index"):
        Store.open(copied, tmp_path / "no-cache")


def test_an_open_store_is_not_changed_by_an_update(tmp_path: Path, encoder: OnnxEncoder, cache: Path):
    article = tmp_path / "a.txt"
    article.write_text("Rain fell on Monday.")
    update(tmp_path / "index", [article], encoder)
    store = Store.open(tmp_path / "index", cache)
    article.write_text("Snow fell on Tuesday.")
    update(tmp_path / "index", [article], encoder)
    assert [hit.text for hit in store.search("what fell?", 5)] == ["Rain fell on Monday."]
    assert [hit.text for hit in Store.open(tmp_path / "index", cache).search("what fell?", 5)] == [
        "Snow fell on Tuesday."
    ]


@pytest.fixture
def dated(tmp_path: Path, write: Callable[[str, str], Path], encoder: OnnxEncoder, cache: Path) -> Store:
    for day in ("2016-09-20", "2016-09-22"):
        outlet = "Bay Herald" if day == "2016-09-22" else "Coast News"
        write(
            f"{day}.md", f"---\ntitle: Flood\ndate: {day}\nsource: {outlet}\n---\nThe flood killed {day[-2:]} people."
        )
    write("none.txt", "Flood\n\nThe flood killed 3 people.")
    update(tmp_path / "index", [tmp_path / "news"], encoder)
    return Store.open(tmp_path / "index", cache)


@pytest.mark.parametrize(
    ("restriction", "found"),
    [
        (None, {"2016-09-20.md", "2016-09-22.md", "none.txt"}),
        (Restriction(since="2016-09-21"), {"2016-09-22.md"}),
        (Restriction(until="2016-09-20"), {"2016-09-20.md"}),
        (Restriction(since="2016-09-20", until="2016-09-22"), {"2016-09-20.md", "2016-09-22.md"}),
        (Restriction(since="2017-01-01"), set()),
        (Restriction(until="2016-09"), {"2016-09-20.md", "2016-09-22.md"}),
        (Restriction(until="2016-08"), set()),
        (Restriction(since="2016-09"), {"2016-09-20.md", "2016-09-22.md"}),
        (Restriction(since="2016", until="2016"), {"2016-09-20.md", "2016-09-22.md"}),
        (Restriction(outlet="bay her"), {"2016-09-22.md"}),
        (Restriction(outlet="Bay Herald", until="2016-09-21"), set()),
    ],
)
def test_a_restriction_bounds_dates_and_outlets(dated: Store, restriction: Restriction | None, found: set[str]):
    hits = dated.search("How many people did the flood kill?", 10, within=restriction)
    assert {hit.article.path.name for hit in hits} == found


def test_a_restriction_to_chosen_articles_finds_only_these(dated: Store, tmp_path: Path):
    chosen = tmp_path / "news" / "none.txt"
    hits = dated.search("flood", 10, within=Restriction(frozenset({Origin(chosen)})))
    assert {hit.article.path for hit in hits} == {chosen}


def test_passages_of_near_articles_come_first(dated: Store, tmp_path: Path):
    for name in ("none.txt", "2016-09-20.md"):
        hits = dated.search("How many people did the flood kill?", 10, near={Origin(tmp_path / "news" / name)})
        assert hits[0].article.path.name == name
        assert len(hits) == 3


def test_passages_of_near_articles_keep_their_ranks_among_all(dated: Store, tmp_path: Path):
    question = "How many people did the flood kill?"
    alone = {found.row: (found.lexical_rank, found.dense_rank) for found in dated.ranking(question)}
    near = dated.ranking(question, near={Origin(tmp_path / "news" / "none.txt")})
    assert {found.row: (found.lexical_rank, found.dense_rank) for found in near} == alone


RAIN = "It rained for three days in Arden, and 17 cellars were flooded, the fire brigade said on Monday evening."


@pytest.fixture
def printed_twice(tmp_path: Path, encoder: OnnxEncoder, cache: Path) -> Store:
    """One text that two outlets have, and another beside it."""
    rows = ["title,text,date,source", f'Rain,"{RAIN}",2021-03-05,Herald', f'Rain,"{RAIN}",2021-03-04,Post']
    (tmp_path / "rows.csv").write_text("\n".join([*rows, "Snow,Snow fell in Millbrook.,2021-03-04,Post"]))
    summary = update(tmp_path / "index", [tmp_path / "rows.csv"], encoder)
    assert (summary.articles, summary.passages, summary.encoded, summary.same) == (3, 2, 2, 1)
    return Store.open(tmp_path / "index", cache)


def test_the_same_text_is_found_once_with_all_its_places_the_first_published_first(printed_twice: Store):
    (hit,) = (hit for hit in printed_twice.search("rain", 10) if hit.text == RAIN)
    assert (hit.article.source, hit.article.published) == ("Post", "2021-03-04")
    assert [(place.source, place.published) for place in hit.also] == [("Herald", "2021-03-05")]
    assert [count for _, count in printed_twice.listing()] == [1, 1, 1]


def test_the_same_text_is_found_in_the_place_that_is_asked_for(printed_twice: Store):
    for outlet in ("Herald", "Post"):
        hits = printed_twice.search("rain", 10, within=Restriction(outlet=outlet))
        (hit,) = (hit for hit in hits if hit.text == RAIN)
        assert (hit.article.source, hit.also) == (outlet, ())
    (hit,) = printed_twice.search("rain", 10, within=Restriction(since="2021-03-05"))
    assert hit.article.source == "Herald"


def test_captions_are_found_only_where_they_are_asked_for(seeds_store: Store):
    question = "the al-Shaar neighbourhood"
    assert not any(hit.caption for hit in seeds_store.search(question, 100))
    found = seeds_store.search(question, 100, captions=True)
    pictured = [hit for hit in found if hit.caption]
    assert len(pictured) == 4
    assert found.index(pictured[0]) == 0
    assert any("al-Shaar" in hit.text for hit in pictured[:2])
    assert len(found) > len(pictured)
    article = pictured[0].article
    only = Restriction(origins=frozenset({article.origin}))
    assert {hit.article for hit in seeds_store.search(question, 100, within=only, captions=True)} == {article}
