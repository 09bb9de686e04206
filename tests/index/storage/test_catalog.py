from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import CannotOpen, CannotWrite
from index.storage.catalog import NAME, Catalog
from index.storage.changes import Changes
from index.storage.changing import changing, remove_broken
from index.types import Article, Origin, Passage, Restriction

DATES = st.sampled_from(["", "2015-12-31", "2016-01-01", "2016-09-21T10:00:00+00:00", "2016-09-22", "2016-10-01"])
BOUNDS = st.none() | st.sampled_from(["2015", "2016", "2016-09", "2016-09-21", "2016-09-22", "2017"])
OUTLETS = st.none() | st.sampled_from(["Bay Herald", "BAY NEWS", "Österreich heute", "Coast"])
MEMBERS = st.none() | st.sampled_from(["1", "2"])
ORIGINS = st.builds(Origin, st.sampled_from([Path("/a.txt"), Path("/b.xml")]), MEMBERS)


@settings(deadline=None)  # the disk has its moments
@given(
    st.lists(st.tuples(ORIGINS, st.none() | DATES, OUTLETS, st.integers(0, 3)), unique_by=lambda row: row[0]),
    st.builds(
        Restriction,
        st.frozensets(ORIGINS),
        BOUNDS,
        BOUNDS,
        st.none() | st.sampled_from(["bay", "öster", "ÖSTERR", "coast", "%", "nobody"]),
    ),
)
def test_the_passages_within_a_restriction_are_those_of_the_articles_it_allows(rows: list, restriction: Restriction):
    articles = [
        Article(origin.path, "Rain.", "Rain", "0", outlet, published, member=origin.member)
        for origin, published, outlet, _ in rows
    ]
    with TemporaryDirectory() as folder, changing(Path(folder)) as changes:
        changes.start("hashes", "hashes-1")
        for article, (*_, passages) in zip(articles, rows, strict=True):
            changes.add(article, [(Passage(0, 5, ()), ["rain"])] * passages)
        runs = changes.runs_within(restriction)
    found = {row for first, count in runs for row in range(first, first + count)}
    wanted, row = set(), 0
    for article, (*_, passages) in zip(articles, rows, strict=True):
        if restriction.allows(article.origin, article.published, article.source):
            wanted |= {*range(row, row + passages)}
        row += passages
    assert found == wanted


def steps_of(changes: Changes, action: Callable[[], object]) -> int:
    """How many hundred steps SQLite takes for an action."""
    taken = 0

    def count() -> None:
        nonlocal taken
        taken += 1

    changes._db.set_progress_handler(count, 100)
    action()
    return taken


def steps(linked: int) -> int:
    """How many hundred steps SQLite takes to count what is told again, where so many articles of one outlet are linked
    in pairs."""
    with TemporaryDirectory() as folder, changing(Path(folder)) as changes:
        changes.start("hashes", "hashes-1")
        for number in range(linked):
            changes.add(Article(Path(f"/{number}.txt"), "Rain.", "Rain", str(number), "Bay Herald"), [])
        for number in range(0, linked, 2):
            changes.link(str(number), str(number + 1))
        assert changes.told_again() == (0, linked, 0)
        return steps_of(changes, changes.told_again)


def test_counting_what_is_told_again_does_not_look_through_all_articles_for_each():
    assert steps(800) < 3 * steps(400)


def steps_to_remove(places: int) -> int:
    """How many hundred steps SQLite takes to remove a text that stands in so many places."""
    with TemporaryDirectory() as folder, changing(Path(folder)) as changes:
        changes.start("hashes", "hashes-1")
        for number in range(places):
            article = Article(Path(f"/{number}.txt"), "Rain.", "Rain", "0")
            if not changes.add_place(article):
                changes.add(article, [(Passage(0, 5, ()), ["rain"])])
        taken = steps_of(changes, lambda: changes.remove([number for number, _ in changes.articles()]))
        assert changes.is_empty()
        return taken


def test_to_remove_a_text_that_stands_in_many_places_does_not_count_them_for_each():
    assert steps_to_remove(800) < 3 * steps_to_remove(400)


def test_a_catalog_that_cannot_be_opened_says_so_and_stays(tmp_path: Path):
    folder = tmp_path.joinpath(*["x" * 200] * 4)  # deeper than SQLite goes
    folder.mkdir(parents=True)
    (folder / NAME).write_bytes(b"a catalog")
    with pytest.raises(CannotOpen, match="cannot be opened"):
        Catalog.open(folder)
    with pytest.raises(CannotWrite, match="cannot be written"), changing(folder):
        pass
    with pytest.raises(CannotWrite, match="cannot be written"):
        remove_broken(folder)
    assert (folder / NAME).read_bytes() == b"a catalog"
