from pathlib import Path

import numpy as np
import pytest

from index.dense import Dense


def test_the_nearest_comes_first():
    dense = Dense(np.eye(3, dtype=np.float32))
    assert dense.search(np.array([0.1, 0.9, 0.3], dtype=np.float32), 2) == [1, 2]


def test_an_index_that_was_saved_is_the_same_when_opened(tmp_path: Path):
    vectors = np.random.default_rng(1).normal(size=(5, 4)).astype(np.float32)
    Dense(vectors).save(tmp_path / "index")
    opened = Dense.open(tmp_path / "index")
    assert np.array_equal(opened.vectors(), vectors)


def test_a_file_that_is_no_index_is_told_as_such(tmp_path: Path):
    (tmp_path / "index").write_bytes(b"nothing of the kind")
    with pytest.raises(ValueError, match="not a faiss index"):
        Dense.open(tmp_path / "index")
