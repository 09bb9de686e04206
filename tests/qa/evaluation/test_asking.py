from pathlib import Path

import pytest

from index.encoding.encode import OnnxEncoder
from index.types import Found
from qa.evaluation.asking import Outcome, best_ranks, is_rightly_cited, scores
from qa.evaluation.collection import collection, number_of
from qa.reply import Answer, Citation, Timing


def test_the_best_ranked_passage_of_a_text_counts():
    ranks = {7: (1, None), 2: (None, 2), 3: (3, 1), 9: (2, 3)}
    ranking = [Found(row, 0.0, lexical, dense, likeness=0.0, coverage=0.0) for row, (lexical, dense) in ranks.items()]
    assert best_ranks(ranking, {2, 3}) == {"lexical": 3, "dense": 1, "fused": 2}
    assert best_ranks(ranking, {7}) == {"lexical": 1, "dense": None, "fused": 1}
    assert best_ranks(ranking, {5}) == {"lexical": None, "dense": None, "fused": None}


def test_a_gold_text_of_several_passages_is_found_by_any_of_them(encoder: OnnxEncoder):
    filler = " ".join(f"In year {year} the council of Exampleville met and decided nothing." for year in range(30))
    texts = [
        (f"{filler} A whale was washed ashore near the lighthouse.", "Annals"),
        ("Whales live in all oceans. They feed on krill.", "Whales"),
    ]
    with collection(texts, encoder) as store:
        rows = {number_of(path): found for path, found in store.rows().items()}
        ranking = store.ranking("Where was a whale washed ashore?")
    assert len(rows[0]) > 2
    assert len(rows[1]) == 1
    last = next(found for found in ranking if found.row == rows[0][-1])
    assert best_ranks(ranking, rows[0]) == {"lexical": 1, "dense": last.dense_rank, "fused": 1}
    first = best_ranks(ranking, rows[0][:1])
    assert first["lexical"] is None
    assert first["fused"] not in (None, 1)


def answer(quote: str, text: str, number: int) -> Answer:
    start = quote.index(text)
    citation = Citation(Path(f"/{number:05d}.txt"), "", None, None, start, start + len(text), 1, quote, 0)
    return Answer(text, 0.5, (citation,), 1)


def test_a_citation_is_right_if_its_sentence_holds_a_gold_answer_and_its_text_is_a_gold_one():
    quote = "It was built in 1887 by the engineer Ada Lindqvist, who had come from the north the year before."
    assert is_rightly_cited(answer(quote, "the engineer", 3), ["Ada Lindqvist"], {3, 4})
    assert not is_rightly_cited(answer(quote, "Ada Lindqvist", 5), ["Ada Lindqvist"], {3, 4})
    assert not is_rightly_cited(answer(quote, "1887", 3), ["1888"], {3, 4})


def outcome(
    *, answerable: bool, confidence: float, f1: float = 0.0, rank: int | None = None, ms: float = 10
) -> Outcome:
    return Outcome(
        answerable=answerable,
        confidence=confidence,
        answered=confidence >= 0.5,
        right=f1 == 1.0,
        cited=f1 > 0,
        em=float(f1 == 1.0),
        f1=f1,
        f1_top=max(f1, 0.5) if answerable else 0.0,
        ranks={"lexical": rank, "dense": None, "fused": rank},
        elapsed_ms=ms,
        timing=Timing(encode=1.0, read=ms - 1),
    )


OUTCOMES = [
    outcome(answerable=True, confidence=0.9, f1=1.0, rank=1),
    outcome(answerable=True, confidence=0.8, f1=0.4, rank=6),
    outcome(answerable=True, confidence=0.2, f1=1.0, rank=2, ms=30),
    outcome(answerable=True, confidence=0.1),
    outcome(answerable=False, confidence=0.7),
    outcome(answerable=False, confidence=0.3),
]


def test_the_first_answers_are_scored_whether_sure_or_not():
    found = scores(OUTCOMES, 0.5, 9, 10)
    assert (found.n, found.answerable, found.texts, found.passages) == (6, 4, 9, 10)
    assert found.em_top1 == pytest.approx(100 * 2 / 4)
    assert found.f1_top1 == pytest.approx(100 * 2.4 / 4)
    assert found.f1_top3 == pytest.approx(100 * 3.0 / 4)
    assert found.citation_correct == pytest.approx(100 * 3 / 4)
    assert found.recall_at is not None
    assert found.mrr is not None
    assert found.recall_at["fused"] == {1: 25.0, 5: 50.0, 10: 75.0, 20: 75.0}
    assert found.mrr == {"lexical": pytest.approx((1 + 1 / 6 + 1 / 2) / 4), "dense": 0.0, "fused": found.mrr["lexical"]}


def test_a_refusal_and_an_answer_to_an_unanswerable_question_are_scored_not_dropped():
    found = scores(OUTCOMES, 0.5, 9, 10)
    assert found.answered == pytest.approx(100 * 3 / 6)
    assert found.accuracy_of_answered == pytest.approx(100 * 1 / 3)
    assert found.unanswerable_refused == pytest.approx(100 * 1 / 2)
    assert found.f1_overall == pytest.approx(100 * (1.0 + 0.4 + 0 + 0 + 0 + 1) / 6)
    assert found.ece == pytest.approx((0.1 + 0.8 + 0.8 + 0.1 + 0.7 + 0.3) / 6)
    assert sum(each.count for each in found.reliability) == 6


def test_times_are_the_median_and_the_95th_percentile():
    found = scores(OUTCOMES, 0.5, 9, 10)
    assert (found.ms_p50, found.ms_p95) == (10.0, pytest.approx(25.0))
    assert found.ms_by_part["encode"] == (1.0, 1.0)
    assert found.ms_by_part["read"] == (9.0, pytest.approx(24.0))


def test_without_answerable_questions_there_is_no_figure_for_them():
    found = scores(OUTCOMES[5:], 0.5, 9, 10)
    assert found.recall_at is None
    assert found.mrr is None
    assert found.em_top1 is None
    assert found.accuracy_of_answered is None
    assert found.f1_overall == 100.0
