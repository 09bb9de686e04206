from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search import dense
from index.search.dense import Dense


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dense")


# So many vectors that even half of them are chosen from by half bytes.
LARGE = 50_000


def vectors_of(count: int, seed: int = 1) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(count, 8)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def written(path: Path, vectors: np.ndarray) -> None:
    Dense.write(path, lambda: [vectors[:2], vectors[2:]], len(vectors))


def test_the_nearest_comes_first(folder: Path):
    written(folder / "axes", np.eye(3, dtype=np.float32))
    assert Dense.open(folder / "axes").search(np.array([0.1, 0.9, 0.3], dtype=np.float32), 2) == [1, 2]


def test_a_file_that_is_no_index_is_told_as_such(folder: Path):
    (folder / "nothing").write_bytes(b"nothing of the kind")
    with pytest.raises(ValueError, match="not a faiss index"):
        Dense.open(folder / "nothing")


@settings(deadline=None)  # the disk has its moments
@given(st.integers(0, 30), st.integers(0, 20), st.integers(1, 12), st.data())
def test_what_came_since_what_is_gone_and_what_is_allowed_are_one_search(
    folder: Path, frozen: int, fresh: int, limit: int, data: st.DataObject
):
    vectors = vectors_of(frozen + fresh)
    flags = st.lists(st.booleans(), min_size=frozen + fresh, max_size=frozen + fresh)
    allowed = data.draw(st.none() | flags.map(lambda drawn: np.array(drawn, dtype=bool)))
    gone = np.array(data.draw(flags), dtype=bool)[:frozen]
    written(folder / "some", vectors[:frozen])
    (question,) = vectors_of(1, seed=2)
    searched = [
        place
        for place in range(frozen + fresh)
        if (place >= frozen or not gone[place]) and (allowed is None or allowed[place])
    ]
    best = sorted(searched, key=lambda place: -float(vectors[place] @ question))[:limit]
    assert Dense.open(folder / "some", vectors[frozen:], gone).search(question, limit, allowed) == best


@pytest.mark.parametrize("frozen", [0, 3, 5])
def test_likeness_is_the_inner_product_wherever_a_vector_is_kept(folder: Path, frozen: int):
    vectors = vectors_of(5)
    written(folder / "likeness", vectors[:frozen])
    (question,) = vectors_of(1, seed=2)
    index = Dense.open(folder / "likeness", vectors[frozen:])
    for places in ([0, 2, 4], [4], []):
        chosen = np.array(places, dtype=np.int64)
        assert index.likeness(question, chosen) == pytest.approx(vectors[chosen] @ question, abs=1e-6)


@pytest.fixture(scope="module")
def large(folder: Path) -> tuple[Dense, np.ndarray]:
    """Vectors around thirty themes, as news is."""
    chooser = np.random.default_rng(3)
    themes = chooser.normal(size=(30, 64))
    vectors = themes[chooser.integers(0, 30, LARGE)] + chooser.normal(scale=1.0, size=(LARGE, 64))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    written(folder / "large", vectors)
    return Dense.open(folder / "large"), vectors


def found_of_ten(large: tuple[Dense, np.ndarray], allowed: np.ndarray | None) -> float:
    """The share of the ten nearest that is found, on average over a hundred questions."""
    index, vectors = large
    shares = []
    for question in vectors[:100] + np.random.default_rng(4).normal(scale=0.1, size=(100, 64)).astype(np.float32):
        scores = vectors @ question
        if allowed is not None:
            scores[~allowed] = -np.inf
        nearest = set(np.argsort(-scores)[:10].tolist())
        found = index.search(question, 10, allowed)
        assert allowed is None or all(allowed[found])
        shares.append(len(nearest & set(found)) / 10)
    return float(np.mean(shares))


def test_half_bytes_and_bytes_find_nearly_all_of_the_nearest(large: tuple[Dense, np.ndarray]):
    assert found_of_ten(large, None) > 0.97


def test_bytes_tell_likeness_nearly_as_whole_numbers_do(large: tuple[Dense, np.ndarray]):
    index, vectors = large
    places = np.arange(0, LARGE, 100)
    assert index.likeness(vectors[7], places) == pytest.approx(vectors[places] @ vectors[7], abs=0.02)


@pytest.mark.parametrize("share", [0.99, 0.5, 0.1, 0.01])
def test_they_find_as_many_where_few_are_allowed(large: tuple[Dense, np.ndarray], share: float):
    assert found_of_ten(large, np.random.default_rng(5).random(LARGE) < share) > 0.97


def test_they_find_the_best_that_are_allowed_where_the_nearest_are_not(large: tuple[Dense, np.ndarray]):
    index, vectors = large
    scores = vectors @ vectors[0]
    allowed = scores < np.median(scores)
    found = index.search(vectors[0], 10, allowed)
    assert all(allowed[found])
    best = np.sort(scores[allowed])[-10:]
    assert scores[found].mean() == pytest.approx(best.mean(), abs=0.001)


def test_what_is_gone_is_not_found_and_what_came_since_is(large: tuple[Dense, np.ndarray], folder: Path):
    _, vectors = large
    gone = np.zeros(LARGE, dtype=bool)
    gone[:100] = True
    index = Dense.open(folder / "large", vectors[:3], gone)
    for number in range(3):
        assert index.search(vectors[number], 1) == [LARGE + number]
    assert not any(place < 100 for place in index.search(vectors[50], 200))


def test_the_same_vectors_give_the_same_file(large: tuple[Dense, np.ndarray], folder: Path):
    written(folder / "again", large[1])
    assert (folder / "again").read_bytes() == (folder / "large").read_bytes()


@pytest.mark.parametrize("dimensions", [6, 9])
def test_any_number_of_dimensions_can_be_kept(folder: Path, dimensions: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dense, "EXACT", 700)
    vectors = np.random.default_rng(6).normal(size=(1000, dimensions)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    written(folder / "odd", vectors)
    monkeypatch.setattr(dense, "_COMPARED", 50)
    assert Dense.open(folder / "odd").search(vectors[3], 1) == [3]


def test_they_take_less_than_a_third_of_the_memory(large: tuple[Dense, np.ndarray], folder: Path):
    assert (folder / "large").stat().st_size < large[1].nbytes / 3
