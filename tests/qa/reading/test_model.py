import hashlib
from dataclasses import replace

import pytest

from qa.answers.calibration import Calibration
from qa.answers.evidence import Evidence
from qa.paths import MODEL


@pytest.mark.parametrize("name", ["reader.onnx", "tokenizer.json"])
def test_the_model_card_names_the_files_that_are_shipped(name: str):
    digest = hashlib.sha256((MODEL / name).read_bytes()).hexdigest()
    assert f"| {name} | `{digest}` |" in (MODEL / "README.md").read_text(encoding="utf-8")


def test_more_evidence_makes_surer():
    weak = Evidence(
        margin=1.0, log_rank=1.0, misfit=1.0, sentence=0.2, passage=0.2, unsaid=1.0, mismeasured=1.0, cited=0.0
    )
    stronger = {
        "margin": 2.0,
        "log_rank": 0.0,
        "misfit": 0.0,
        "sentence": 0.9,
        "passage": 0.9,
        "unsaid": 0.0,
        "mismeasured": 0.0,
        "cited": 1.0,
    }
    calibration = Calibration.built_in()
    for figure, value in stronger.items():
        assert calibration.log_odds(replace(weak, **{figure: value})) > calibration.log_odds(weak), figure
