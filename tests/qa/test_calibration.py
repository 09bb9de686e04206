import math

import pytest

from qa.calibration import Calibration
from qa.evidence import Evidence

NOTHING = Evidence(0.0, 0.0, 0.0, 0.0, 0.0)


def test_as_fitted_the_confidence_is_the_chance_that_the_support_gives():
    assert Calibration(0.0, NOTHING).confidence(math.log(0.91 / 0.09), 0.0) == pytest.approx(0.91)


def test_scale_and_shift_say_how_often_such_an_answer_is_right():
    calibration = Calibration(0.0, NOTHING, scale=2.0, shift=1.0)
    assert calibration.confidence(0.0, 0.0) == pytest.approx(1 / (1 + math.exp(-1)))


def test_an_answer_is_the_less_sure_the_nearer_its_rival():
    calibration = Calibration(0.0, NOTHING, lead=0.5)
    far, near, behind = (calibration.confidence(1.0, rival) for rival in (-3.0, 0.5, 2.0))
    assert far > near > behind
