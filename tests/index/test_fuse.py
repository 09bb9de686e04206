import pytest

from index.fuse import DAMPING, reciprocal_rank_fusion


def test_an_item_that_both_rankings_have_comes_before_one_that_only_one_has():
    assert [item for item, _ in reciprocal_rank_fusion([[1, 2], [3, 2]])] == [2, 1, 3]


def test_scores_are_sums_of_reciprocal_ranks():
    scores = dict(reciprocal_rank_fusion([[7, 8], [8]]))
    assert scores[7] == pytest.approx(1 / (DAMPING + 1))
    assert scores[8] == pytest.approx(1 / (DAMPING + 2) + 1 / (DAMPING + 1))


def test_nothing_fused_is_nothing():
    assert reciprocal_rank_fusion([[], []]) == []
