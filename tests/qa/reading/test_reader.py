from pathlib import Path

import numpy as np
import pytest

from index.errors import MissingModel
from qa.reading.reader import Reader
from tests.index.encoding.test_encode import make_small_bert

PASSAGE = "Hamza al-Khatib, the director of a hospital, said on Thursday that 62 soldiers had died near Deir al-Zour."


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who is the director of a hospital?", "Hamza al-Khatib"),
        ("How many soldiers died?", "62"),
        ("Where did the soldiers die?", "near Deir al-Zour"),
        ("When did the director say so?", "on Thursday"),
    ],
)
def test_the_built_in_reader_reads(reader: Reader, question: str, answer: str):
    ((best, *_),) = reader.read(question, [PASSAGE])
    assert PASSAGE[best.start : best.end] in answer
    assert PASSAGE[best.start : best.end].split()[-1] == answer.split()[-1]


def test_a_passage_that_answers_beats_one_that_does_not(reader: Reader):
    ((yes, *_), (no, *_)) = reader.read("How many soldiers died?", [PASSAGE, "Rain fell on London on Monday."])
    assert yes.margin > 0 > no.margin


def test_what_is_read_beside_it_does_not_change_a_passage_much(reader: Reader):
    """Eight-bit sums share one scale over a batch, so the margins move a little, the answers not."""
    ((alone, *_),) = reader.read("How many soldiers died?", [PASSAGE])
    (among, *_) = reader.read("How many soldiers died?", [PASSAGE, "Rain fell. " * 40, "", "No."])
    assert (among[0].start, among[0].end) == (alone.start, alone.end)
    assert among[0].margin == pytest.approx(alone.margin, abs=1.5)


def test_an_answer_deep_in_a_long_passage_is_found(reader: Reader):
    passage = "The weather was fine. " * 300 + PASSAGE + " The weather was fine." * 300
    ((best, *_),) = reader.read("How many soldiers died?", [passage])
    assert "62" in passage[best.start : best.end]


def test_no_passages_and_empty_passages_give_nothing(reader: Reader):
    assert list(reader.read("Who?", [])) == []
    assert list(reader.read("Who?", [""])) == [[]]


def test_a_reader_that_is_not_there_says_what_to_run():
    with pytest.raises(MissingModel, match="qa index"):
        Reader.open("no-such-reader/anywhere")


def test_a_model_without_a_head_for_answers_is_refused(tmp_path: Path):
    make_small_bert(tmp_path / "model")
    with pytest.raises(MissingModel, match="not trained to find answers"):
        Reader.open(str(tmp_path / "model"))


def test_any_transformers_reader_can_be_used(tmp_path: Path):
    """A small model made here; it knows nothing, but what it finds must be what its logits say."""
    import torch
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    make_small_bert(tmp_path / "model", "BertForQuestionAnswering")
    passage = "aa bb cc dd"
    ((best, *_),) = Reader.open(str(tmp_path / "model")).read("who?", [passage])

    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "model")
    model = AutoModelForQuestionAnswering.from_pretrained(tmp_path / "model").eval()
    tokens = tokenizer("who?", passage, return_tensors="pt")
    with torch.inference_mode():
        output = model(**tokens)
    starts, ends = output.start_logits[0].numpy(), output.end_logits[0].numpy()
    places = tokens.encodings[0]
    words = [token for token, sequence in enumerate(places.sequence_ids) if sequence == 1]
    pairs = [
        (starts[first] + ends[last], first, last)
        for first in words
        for last in words
        if first <= last and places.offsets[first][0] % 3 == 0 and places.offsets[last][1] % 3 == 2
    ]
    logit, first, last = max(pairs)
    assert (best.start, best.end) == (places.offsets[first][0], places.offsets[last][1])
    assert best.margin == pytest.approx(float(logit - starts[0] - ends[0]), abs=1e-3)
    assert np.isfinite(best.margin)
