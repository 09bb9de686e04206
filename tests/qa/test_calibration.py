import math

import pytest

from qa.calibration import Calibration
from qa.evidence import Evidence

NOTHING = Evidence(0.0, 0.0, 0.0, 0.0, 0.0)


def test_as_fitted_the_confidence_is_the_chance_that_not_all_sources_are_wrong():
    calibration = Calibration(0.0, NOTHING)
    assert calibration.confidence(-math.log(0.3 * 0.3)) == pytest.approx(0.91)


def test_scale_and_shift_say_how_often_such_an_answer_is_right():
    calibration = Calibration(0.0, NOTHING, scale=2.0, shift=1.0)
    assert calibration.confidence(-math.log(0.5)) == pytest.approx(1 / (1 + math.exp(-1)))


@pytest.mark.parametrize(("support", "confidence"), [(0.0, 0.0), (1e-12, 0.0), (60.0, 1.0)])
def test_no_support_and_overwhelming_support_are_no_errors(support: float, confidence: float):
    assert Calibration(0.0, NOTHING).confidence(support) == pytest.approx(confidence, abs=1e-9)
