import numpy as np
import pytest

from qa.evaluation.measures import (
    Bin,
    auroc,
    best_threshold,
    expected_calibration_error,
    mean_reciprocal_rank,
    recall_at,
    reliability,
)


@pytest.mark.parametrize(
    ("positive", "score", "chance"),
    [
        ([True, True, False, False], [4.0, 3.0, 2.0, 1.0], 1.0),
        ([False, False, True, True], [4.0, 3.0, 2.0, 1.0], 0.0),
        ([True, False, True, False], [4.0, 3.0, 2.0, 1.0], 3 / 4),
        ([True, False, True], [1.0, 1.0, 2.0], 3 / 4),  # one pair won, one even
        ([True, False], [1.0, 1.0], 1 / 2),
        ([True, True], [1.0, 2.0], None),
        ([False], [1.0], None),
    ],
)
def test_auroc_is_the_share_of_pairs_in_the_right_order(positive: list[bool], score: list[float], chance: float | None):
    assert auroc(np.array(positive), np.array(score)) == (None if chance is None else pytest.approx(chance))


@pytest.mark.parametrize(
    ("answerable", "margin", "gained", "best", "threshold"),
    [
        # The two best are answered: 1 + 0.5, and the unanswerable one is refused.
        ([True, True, False, True], [3.0, 2.0, 1.0, 0.0], [1.0, 0.5, 0.0, 0.0], 2.5 / 4, 2.0),
        # The unanswerable one costs less than what comes below it gains.
        ([True, False, True, True], [3.0, 2.0, 1.0, 0.0], [1.0, 0.0, 1.0, 1.0], 3 / 4, 0.0),
        ([False, False], [2.0, 1.0], [0.0, 0.0], 1.0, float("inf")),
        # No threshold comes between questions with one margin.
        ([True, False], [1.0, 1.0], [1.0, 0.0], 1 / 2, float("inf")),
    ],
)
def test_the_best_threshold_answers_what_gains_more_than_it_costs(
    answerable: list[bool], margin: list[float], gained: list[float], best: float, threshold: float
):
    found = best_threshold(np.array(answerable), np.array(margin), np.array(gained))
    assert found == (pytest.approx(100 * best), threshold)


CONFIDENCE = np.array([0.05, 0.92, 0.98, 1.0, 0.55])
RIGHT = np.array([False, True, True, False, True])


def test_bins_have_count_mean_confidence_and_accuracy_and_empty_ones_are_left_out():
    low, middle, high = reliability(CONFIDENCE, RIGHT)
    assert low == Bin(0.0, 0.1, 1, 0.05, 0.0)
    assert middle == Bin(0.5, 0.6, 1, 0.55, 1.0)
    assert (high.low, high.high, high.count) == (0.9, 1.0, 3)
    assert high.confidence == pytest.approx((0.92 + 0.98 + 1.0) / 3)
    assert high.accuracy == pytest.approx(2 / 3)


def test_the_calibration_error_is_the_bins_distance_weighted_by_their_size():
    by_hand = (1 * 0.05 + 1 * 0.45 + 3 * abs(2.9 / 3 - 2 / 3)) / 5
    assert expected_calibration_error(CONFIDENCE, RIGHT) == pytest.approx(by_hand)


def test_recall_and_reciprocal_rank_count_what_was_not_found():
    ranks = [1, None, 5, 4]
    assert [recall_at(ranks, depth) for depth in (1, 4, 5)] == [25.0, 50.0, 75.0]
    assert mean_reciprocal_rank(ranks) == pytest.approx((1 + 1 / 5 + 1 / 4) / 4)
