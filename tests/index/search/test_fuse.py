import numpy as np
import pytest

from index.search.fuse import MEANING, fused


def test_what_has_more_of_the_words_comes_first_of_what_is_as_like():
    first, second = fused(np.array([0.4, 0.4]), np.array([0.9, 0.5]))
    assert first > second


def test_what_is_more_like_comes_first_of_what_has_as_many_of_the_words():
    first, second = fused(np.array([0.5, 0.4]), np.array([0.5, 0.5]))
    assert first > second


def test_what_says_and_means_the_question_itself_scores_one():
    assert fused(np.array([1.0, 0.0]), np.array([1.0, 0.0])) == pytest.approx([1.0, 0.0])
    assert fused(np.array([1.0]), np.array([0.0])) == pytest.approx([MEANING])
