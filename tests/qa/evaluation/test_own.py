"""A calibration fitted to one's own articles."""

import re
from pathlib import Path

import numpy as np
import pytest

from index.encoding.encode import OnnxEncoder
from index.store import Store
from index.update import update
from qa.answers.calibration import Calibration, Sureness
from qa.cli import main
from qa.evaluation.fit import Observed, fit_sureness, logistic, observed
from qa.evaluation.own import NoArticles, TooFewQuestions, own_questions
from qa.reply import Answer

TOWNS = ("Aford", "Bexton", "Cullen", "Dorby", "Elmsey", "Farrow", "Gatling", "Hexley")


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory, encoder: OnnxEncoder) -> Path:
    """An index of articles that differ in their towns and figures."""
    folder = tmp_path_factory.mktemp("towns")
    for number, town in enumerate(TOWNS * 2):
        count = 20 + 7 * number
        (folder / f"{number}.txt").write_text(
            f"Report {number} of {town}\n\nOfficials said that a fire destroyed {count} houses in {town} last night. "
            f"The council of {town} will pay for {count + 3} new roofs before the winter comes. "
            f"Some {count + 200} children could not go to their schools near Lake {town} this week.",
            encoding="utf-8",
        )
    update(folder / "index", [folder], encoder)
    return folder / "index"


def answer(confidence: float) -> Answer:
    return Answer("45", confidence, (), 1)


def test_what_speaks_for_an_answer_and_how_far_it_is_ahead_are_observed():
    seen = observed([answer(0.8), answer(0.5)], lambda found: found.confidence > 0.6)
    assert seen.figures == pytest.approx(np.array([[np.log(4), np.log(4), 1.0], [0.0, -np.log(4), 0.0]]))
    assert seen.right.tolist() == [1.0, 0.0]


def test_an_answer_that_could_not_be_surer_is_observed_too():
    seen = observed([answer(1.0), answer(0.5)], lambda found: True)
    assert np.isfinite(seen.figures).all()
    assert seen.figures[0, 1] > 30


def test_a_logistic_fit_finds_the_log_odds():
    assert logistic(np.zeros((4, 0)), np.array([1.0, 1.0, 1.0, 0.0])) == pytest.approx([np.log(3)])


def test_few_observations_leave_the_fit_near_where_it_began():
    seen = [Observed(np.array([[1.0, 1.0, 1.0]]), np.array([0.0]))]
    held = fit_sureness(seen, ridge=1000.0, around=Sureness(0.7, 0.2, 0.3, 0.1))
    assert (held.scale, held.lead, held.shift) == pytest.approx((0.7, 0.2, 0.1), abs=0.01)


def test_too_few_questions_are_refused(seeds_store: Store):
    with pytest.raises(TooFewQuestions, match="Index more articles"):
        own_questions(seeds_store, [], 150, seed=1)


def test_a_folder_that_the_index_knows_nothing_of_is_told(seeds_store: Store):
    with pytest.raises(NoArticles, match="no article below /no/such"):
        own_questions(seeds_store, [Path("/no/such")], 150, seed=1)


def test_the_fit_is_kept_with_the_index_and_used_until_the_built_in_one_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    built_in = Calibration.built_in()
    assert Calibration.of_index(tmp_path) == built_in
    own = Calibration(built_in.intercept, built_in.weights, Sureness(2.0, 1.0, 0.5, -1.0), built_in.sentences)
    own.keep_for(tmp_path)
    assert Calibration.of_index(tmp_path) == own
    newer = Calibration(built_in.intercept + 1, built_in.weights, built_in.words, built_in.sentences)
    monkeypatch.setattr(Calibration, "built_in", classmethod(lambda cls: newer))
    assert Calibration.of_index(tmp_path) == newer


def test_the_command_fits_and_shows_how_reliable_the_confidence_is(towns: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["calibrate", "--index", str(towns), "--questions", "40"]) == 0
    shown = capsys.readouterr().out
    _, after = (float(off) for off in re.findall(r"off by ([\d.]+)", shown))
    assert after < 0.3
    assert Calibration.of_index(towns).words != Calibration.built_in().words
