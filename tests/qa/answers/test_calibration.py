import math
from pathlib import Path

import pytest

from qa.answers.calibration import Calibration, Sureness
from qa.answers.evidence import Evidence


def test_as_fitted_the_confidence_is_the_chance_that_the_support_gives():
    assert Sureness().confidence(math.log(0.91 / 0.09), 0.0) == pytest.approx(0.91)


def test_scale_and_shift_say_how_often_such_an_answer_is_right():
    assert Sureness(scale=2.0, shift=1.0).confidence(0.0, 0.0) == pytest.approx(1 / (1 + math.exp(-1)))


def test_an_answer_is_the_less_sure_the_nearer_its_rival():
    far, near, behind = (Sureness(lead=0.5).confidence(1.0, rival) for rival in (-3.0, 0.5, 2.0))
    assert far > near > behind


def test_a_first_answer_may_be_surer_than_another_as_far_ahead():
    assert Sureness(first=1.0).confidence(1.0, 0.9) > Sureness().confidence(1.0, 0.9)
    assert Sureness(first=1.0).confidence(1.0, 1.1) == Sureness().confidence(1.0, 1.1)


def test_what_is_fitted_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    words, sentences = Sureness(0.8, 0.3, 0.4, 0.1), Sureness(0.9, 0.2, 0.5, -0.1)
    fitted = Calibration(-1.5, Evidence(0.2, -0.5, -0.4, 1.0, 2.0, -0.3), words, sentences)
    (tmp_path / "calibration.json").write_text(fitted.as_json(), encoding="utf-8")
    monkeypatch.setattr("qa.answers.calibration.MODEL", tmp_path)
    assert Calibration.built_in() == fitted
