"""Whatever is damaged is named; whatever is not the catalog is made anew from it."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from index import digests
from index.doctor import problems, repair
from index.errors import BeyondRepair, DamagedIndex, Error, NoIndex
from index.search import postings
from index.storage import fold, generations
from index.storage.catalog import Catalog
from index.storage.database import checksum
from index.store import Store
from index.update import update
from tests.conftest import HashEncoder
from tests.index.test_kill import KILLS
from tests.index.test_update import STORY, held

# `make torture` flips more.
FLIPS = 25 if KILLS > 100 else 1

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


def flip(path: Path, place: int, bit: int = 4) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << bit
    path.write_bytes(content)


def test_a_whole_index_has_no_problems(index: Path):
    assert list(problems(index)) == []


def test_an_index_that_is_updated_while_it_is_checked_has_no_problems(
    index: Path, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
):
    """Its search files are replaced, and gone, before all of them are read."""
    first = generations.current(index)
    sha256 = digests.sha256

    def replaced(path: Path) -> str:
        if path.parent == generations.current(index) == first:
            update(index, [write("other.txt", "Another story.").parent], HashEncoder(), rebuild=True)
        return sha256(path)

    monkeypatch.setattr(digests, "sha256", replaced)
    assert list(problems(index)) == []
    assert generations.current(index) != first


def test_where_there_is_no_index_there_is_nothing_to_check(tmp_path: Path):
    with pytest.raises(NoIndex):
        list(problems(tmp_path))


@pytest.mark.parametrize("seed", range(FLIPS))
@pytest.mark.parametrize("name", [*SEARCH_FILES, "manifest.json"])
def test_a_bit_flipped_anywhere_in_a_search_file_is_found_named_and_mended(index: Path, name: str, seed: int):
    articles = held(index)
    path = generations.current(index) / name
    chooser = random.Random(f"{name} {seed}")
    place, bit = chooser.randrange(path.stat().st_size), chooser.randrange(8)
    flip(path, place, bit)
    (problem,) = problems(index)
    assert problem.path == path, f"byte {place}, bit {bit}"
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


@pytest.mark.parametrize("bit", range(8))
def test_a_bit_flipped_in_the_name_of_the_generation_is_found_and_mended(index: Path, bit: int):
    articles = held(index)
    flip(index / "current", bit % 6, bit)
    assert [problem.path for problem in problems(index)] == [index / "current"]
    repair(index)
    assert list(problems(index)) == []
    assert held(index) == articles


def survives(index: Path, news: Path, articles: list[str], where: str) -> None:
    """The doctor finds what is damaged in the catalog, and as it says it is mended; or nothing has changed, since a
    database holds bytes that mean nothing. Nobody who asks meanwhile sees more than one sentence."""
    with suppress(Error):
        Store.opened_with(index, lambda fingerprint: HashEncoder()).search("the story of number 7", 40)
    found = list(problems(index))
    assert {problem.path.name for problem in found} <= {"catalog.sqlite", "manifest.json"}, where
    if not found:
        assert held(index) == articles, where
    rebuild = False
    if found:
        try:
            repair(index)
            assert list(problems(index)) == [], where
        except BeyondRepair:
            rebuild = True
    update(index, [news], HashEncoder(), rebuild=rebuild)
    assert list(problems(index)) == [], where
    assert sorted(held(index)) == sorted(articles), where


@pytest.mark.parametrize("seed", range(4 * FLIPS))
def test_a_bit_flipped_in_the_catalog_is_found_and_mended_or_changes_nothing(index: Path, whole: Path, seed: int):
    articles = held(index)
    path = index / "catalog.sqlite"
    chooser = random.Random(seed)
    place, bit = chooser.randrange(path.stat().st_size), chooser.randrange(8)
    flip(path, place, bit)
    survives(index, whole.parent / "news", articles, f"byte {place}, bit {bit}")


@pytest.mark.parametrize("place", [0, 16, 18, 19, 20, 21, 28, 36, 44, 47, 52, 56, 59, 60, 63, 64, 100, 103, 105, 108])
def test_a_bit_flipped_in_the_header_of_the_catalog_is_found_and_mended_or_changes_nothing(
    index: Path, whole: Path, place: int
):
    """SQLite looks at some of these bytes when it opens a file, at some when it writes one, and at some never."""
    articles = held(index)
    bit = random.Random(place).randrange(8)
    flip(index / "catalog.sqlite", place, bit)
    survives(index, whole.parent / "news", articles, f"byte {place}, bit {bit}")


@pytest.mark.parametrize("seed", range(2 * FLIPS))
def test_a_bit_flipped_in_the_log_of_the_catalog_leaves_an_index_that_is_whole_or_can_be_mended(
    index: Path, whole: Path, tmp_path: Path, seed: int
):
    """Whoever reads keeps the last changes in SQLite's log; from where it is damaged on, these have not been."""
    news = Path(shutil.copytree(whole.parent / "news", tmp_path / "news"))
    reader = Catalog.open(index)
    for number in range(3):
        (news / f"later{number}.txt").write_text(f"A later story, number {number}.")
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(fold, "_FEW", 0 if number == 2 else 1000)
            patched.setattr(fold, "_SHARE", 0.0)
            update(index, [news], HashEncoder())
    articles = held(index)
    stopped = Path(shutil.copytree(index, tmp_path / "stopped"))  # as a power cut leaves it
    reader.close()
    path = stopped / "catalog.sqlite-wal"
    chooser = random.Random(seed)
    place, bit = chooser.randrange(path.stat().st_size), chooser.randrange(8)
    flip(path, place, bit)
    assert {problem.path.name for problem in problems(stopped)} <= {"catalog.sqlite", "manifest.json"}
    try:
        repair(stopped)
    except BeyondRepair:
        update(stopped, [news], HashEncoder(), rebuild=True)
    assert list(problems(stopped)) == []
    update(stopped, [news], HashEncoder())
    assert list(problems(stopped)) == []
    assert sorted(held(stopped)) == sorted(articles), f"byte {place}, bit {bit}"


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


@pytest.mark.parametrize("damage", ["garbage", "format"])
def test_a_catalog_that_cannot_be_read_is_thrown_away_only_when_asked_to(whole: Path, index: Path, damage: str):
    news = whole.parent / "news"
    articles = held(index)
    if damage == "garbage":
        (index / "catalog.sqlite").write_bytes(b"garbage" * 1000)
    else:
        flip(index / "catalog.sqlite", 63)
    before = (index / "catalog.sqlite").read_bytes()
    with pytest.raises(DamagedIndex, match="qa doctor --repair"):
        update(index, [news], HashEncoder())
    assert (index / "catalog.sqlite").read_bytes() == before
    update(index, [news], HashEncoder(), rebuild=True)
    assert sorted(held(index)) == sorted(articles)


def test_the_folders_are_known_where_the_catalog_cannot_be_read(tmp_path: Path):
    index = tmp_path / "index"
    for name in ("one", "two"):  # the second is too little for new search files
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"Story {name}.")
        update(index, [*generations.roots_of(index), tmp_path / name], HashEncoder())
    (index / "catalog.sqlite").write_bytes(b"garbage" * 1000)
    assert generations.roots_of(index) == (tmp_path / "one", tmp_path / "two")
    (index / generations.ROOTS).unlink()
    assert generations.roots_of(index) == ()


def test_the_folders_are_known_where_the_catalog_says_other_things_of_itself(whole: Path, index: Path):
    with closing(sqlite3.connect(index / "catalog.sqlite")) as db, db:
        db.execute("alter table collection drop column fields")
        ((*values, _),) = db.execute("select * from collection")
        db.execute("update collection set checksum = ?", (checksum(values),))
    assert generations.roots_of(index) == (whole.parent / "news",)


def test_a_catalog_that_another_user_may_write_is_whole(index: Path, monkeypatch: pytest.MonkeyPatch):
    connect = sqlite3.connect

    def reading(path: object, **options) -> sqlite3.Connection:
        return connect(path if options.pop("uri", False) else f"file:{path}?mode=ro", uri=True, **options)

    monkeypatch.setattr(sqlite3, "connect", reading)
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, how: Path(path).name != "catalog.sqlite" and access(path, how))
    assert list(problems(index)) == []


def test_what_is_kept_of_the_folders_is_found_damaged_and_mended(index: Path):
    roots = generations.roots_of(index)
    flip(index / generations.ROOTS, 15)
    assert [problem.path for problem in problems(index)] == [index / generations.ROOTS]
    repair(index)
    assert list(problems(index)) == []
    assert generations.kept_roots(index) == tuple(map(str, roots))


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
