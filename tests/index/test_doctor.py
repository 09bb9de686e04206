"""Whatever is damaged is named; whatever is not the catalog is made anew from it."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index import fold, generations, postings
from index.catalog import Catalog
from index.doctor import problems, repair
from index.errors import BeyondRepair, NoIndex
from index.store import Store
from index.update import update
from tests.conftest import HashEncoder
from tests.index.test_update import STORY, held

SEARCH_FILES = ["dense.faiss", "rows.bin", *postings.FILES]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of 30 articles, some of which came and went after its search files were made."""
    folder = tmp_path_factory.mktemp("whole")
    news = folder / "news"
    news.mkdir()
    for number in range(30):
        (news / f"{number:02}.txt").write_text(f"Headline {number}\n\nThe story of number {number} is short.\n" * 3)
    update(folder / "index", [news], HashEncoder())
    (news / "03.txt").unlink()
    (news / "new.txt").write_text("A new story.")
    update(folder / "index", [news], HashEncoder())
    return folder / "index"


@pytest.fixture
def index(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "index"))


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x10
    path.write_bytes(content)


def test_a_whole_index_has_no_problems(index: Path):
    assert list(problems(index)) == []


def test_an_index_that_is_updated_while_it_is_checked_has_no_problems(
    index: Path, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
):
    """Its search files are replaced, and gone, before all of them are read."""
    first = generations.current(index)
    sha256 = generations.sha256

    def replaced(path: Path) -> str:
        if path.parent == generations.current(index) == first:
            update(index, [write("other.txt", "Another story.").parent], HashEncoder(), rebuild=True)
        return sha256(path)

    monkeypatch.setattr(generations, "sha256", replaced)
    assert list(problems(index)) == []
    assert generations.current(index) != first


def test_where_there_is_no_index_there_is_nothing_to_check(tmp_path: Path):
    with pytest.raises(NoIndex):
        list(problems(tmp_path))


@pytest.mark.parametrize("name", [*SEARCH_FILES, "manifest.json"])
def test_a_byte_flipped_anywhere_in_a_search_file_is_found_named_and_mended(index: Path, name: str):
    articles = held(index)
    path = generations.current(index) / name
    place = random.Random(name).randrange(path.stat().st_size)
    flip(path, place)
    (problem,) = problems(index)
    assert problem.path == path, f"byte {place}"
    assert repair(index) == 0
    assert list(problems(index)) == []
    assert held(index) == articles


@pytest.mark.parametrize("name", [*SEARCH_FILES, "manifest.json"])
def test_a_search_file_that_is_gone_is_named_and_mended(index: Path, name: str):
    path = generations.current(index) / name
    path.unlink()
    assert [problem.path for problem in problems(index)] == [path]
    repair(index)
    assert list(problems(index)) == []


def test_a_byte_flipped_in_the_name_of_the_generation_is_found_and_mended(index: Path):
    flip(index / "current", 5)
    assert [problem.path for problem in problems(index)] == [index / "current"]
    repair(index)
    assert list(problems(index)) == []
    assert len(held(index)) == 30


@pytest.mark.parametrize("seed", range(10))
def test_a_byte_flipped_in_the_catalog_is_found_or_changes_nothing(index: Path, seed: int):
    """A database holds bytes that mean nothing."""
    articles = held(index)
    path = index / "catalog.sqlite"
    flip(path, random.Random(seed).randrange(path.stat().st_size))
    found = list(problems(index))
    assert {problem.path for problem in found} <= {path, generations.current(index) / "manifest.json"}
    if not found:
        assert held(index) == articles


def test_damaged_articles_are_dropped_and_read_again(index: Path, whole: Path):
    articles = held(index)
    path = index / "catalog.sqlite"
    content = path.read_bytes()
    path.write_bytes(content.replace(b"The story of number 7 is", b"The story of number 8 is"))
    assert [problem.path for problem in problems(index)] == [path]
    assert repair(index) == 1
    assert list(problems(index)) == []
    assert len(held(index)) == len(articles) - 1
    summary = update(index, [whole.parent / "news"], HashEncoder())
    assert (summary.added, summary.unchanged) == (1, 29)
    assert sorted(held(index)) == sorted(articles)


@pytest.mark.parametrize(
    "damage",
    [
        "update signatures set whole = x'00' where digest = (select min(one) from linked)",
        "delete from signatures where digest = (select min(one) from linked)",
        "delete from linked where one = (select min(one) from linked)",
    ],
)
def test_damaged_signatures_and_links_are_found_and_made_anew(
    tmp_path: Path, write: Callable[[str, str], Path], damage: str
):
    index = tmp_path / "index"
    for name, text in (("one.txt", STORY), ("two.txt", STORY.replace("17", "19"))):
        write(name, text)
    update(index, [tmp_path / "news"], HashEncoder())
    catalog = Catalog.open(index)
    links = set(catalog.pairs())
    catalog.close()
    assert links
    db = sqlite3.connect(index / "catalog.sqlite")
    db.execute(damage)
    db.commit()
    db.close()
    assert {problem.path for problem in problems(index)} == {index / "catalog.sqlite"}
    assert repair(index) == 0
    assert list(problems(index)) == []
    assert set(Catalog.open(index).pairs()) == links


def test_a_catalog_that_is_no_database_is_beyond_repair(index: Path):
    (index / "catalog.sqlite").write_bytes(b"garbage" * 1000)
    assert [problem.path for problem in problems(index)] == [index / "catalog.sqlite"]
    with pytest.raises(BeyondRepair, match="qa index --rebuild"):
        repair(index)


def test_a_reader_that_stays_open_sees_what_it_saw(index: Path, tmp_path: Path, write: Callable[[str, str], Path]):
    store = Store.opened_with(index, lambda fingerprint: HashEncoder())
    before = [hit.text for hit in store.search("the story of number", 50)]
    write("other.txt", "The story of number 99.")
    for few in (1000, 0):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(fold, "_FEW", few)
            update(index, [tmp_path / "news"], HashEncoder(), rebuild=not few)
        assert [hit.text for hit in store.search("the story of number", 50)] == before
        assert not store.is_current()
    assert Catalog.open(index).collection().articles == 1
