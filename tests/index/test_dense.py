from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dense import Dense


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dense")


def vectors_of(count: int, seed: int = 1) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(count, 8)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_the_nearest_comes_first(folder: Path):
    Dense.write(folder / "axes", [np.eye(3, dtype=np.float32)])
    assert Dense.open(folder / "axes").search(np.array([0.1, 0.9, 0.3], dtype=np.float32), 2) == [1, 2]


def test_an_index_that_was_written_is_the_same_when_opened(folder: Path):
    Dense.write(folder / "five", [vectors_of(5)[:2], vectors_of(5)[2:]])
    assert np.array_equal(Dense.open(folder / "five").vectors(), vectors_of(5))


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
    Dense.write(folder / "some", [vectors[:frozen]])
    (question,) = vectors_of(1, seed=2)
    searched = [
        place
        for place in range(frozen + fresh)
        if (place >= frozen or not gone[place]) and (allowed is None or allowed[place])
    ]
    best = sorted(searched, key=lambda place: -float(vectors[place] @ question))[:limit]
    assert Dense.open(folder / "some", vectors[frozen:], gone).search(question, limit, allowed) == best
