import itertools

import pytest
from tokenizers import Tokenizer

from qa.paths import MODEL
from qa.reading.pairs import MAX_QUESTION_TOKENS, batch_arrays, inside_mask, windows


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


def test_a_short_passage_is_one_window(tokenizer: Tokenizer):
    (window,) = windows(tokenizer, "Who?", ["Ann spoke."])
    inside = [
        "Ann spoke."[left:right] for (left, right), held in zip(window.offsets, window.inside, strict=True) if held
    ]
    assert inside == ["Ann", "spoke", "."]


def test_a_long_passage_is_covered_by_overlapping_windows(tokenizer: Tokenizer):
    passage = " ".join(f"word{number}" for number in range(900))
    cut = windows(tokenizer, "Who?", [passage], size=200, overlap=50)
    places = [[offset for offset, held in zip(window.offsets, window.inside, strict=True) if held] for window in cut]
    assert all(len(window) <= 200 for window in cut)
    assert places[0][0][0] == 0
    assert places[-1][-1][1] == len(passage)
    for before, after in itertools.pairwise(places):
        assert len(set(before) & set(after)) == 50


def test_windows_know_their_passage(tokenizer: Tokenizer):
    cut = windows(tokenizer, "Who?", ["a " * 300, "", "b"], size=200, overlap=50)
    assert sorted({window.passage for window in cut}) == [0, 1, 2]
    assert not any(next(window for window in cut if window.passage == 1).inside)


def test_an_endless_question_leaves_room_for_the_passage(tokenizer: Tokenizer):
    (window,) = windows(tokenizer, "why " * 5000, ["Because."])
    assert len(window) < MAX_QUESTION_TOKENS + 10
    assert any(window.inside)


def test_of_a_long_question_what_it_asks_is_kept(tokenizer: Tokenizer):
    (window,) = windows(tokenizer, f"{'The mayor spoke again. ' * 40}Who ordered the raid?", ["Ann did."])
    assert "raid" in tokenizer.decode(window.ids)


def test_batches_are_padded(tokenizer: Tokenizer):
    cut = windows(tokenizer, "Who?", ["Ann spoke.", "Ann spoke and Bob listened."])
    arrays = batch_arrays(cut)
    assert {array.shape for array in arrays.values()} == {(2, len(cut[1]))}
    assert arrays["attention_mask"][0].sum() == len(cut[0])
    assert inside_mask(cut).sum(axis=1).tolist() == [3, 6]
