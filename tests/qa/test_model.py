import hashlib

import pytest

from qa.calibration import Calibration
from qa.paths import MODEL


@pytest.mark.parametrize("name", ["reader.onnx", "tokenizer.json"])
def test_the_model_card_names_the_files_that_are_shipped(name: str):
    digest = hashlib.sha256((MODEL / name).read_bytes()).hexdigest()
    assert f"| {name} | `{digest}` |" in (MODEL / "README.md").read_text(encoding="utf-8")


def test_a_greater_margin_and_a_better_rank_make_surer():
    calibration = Calibration.built_in()
    assert calibration.log_odds(2.0, 1) > calibration.log_odds(1.0, 1) > calibration.log_odds(1.0, 5)
