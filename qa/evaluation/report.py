"""Views of the scores for other programs and for the terminal."""

import json
from typing import TYPE_CHECKING

from qa.evaluation.asking import RANKINGS, AskingScores
from qa.evaluation.own import OwnFit
from qa.evaluation.reading import ReadingScores
from qa.views.text import so_many

if TYPE_CHECKING:
    from rich.console import Console


def report_as_json(reading: ReadingScores | None, asking: AskingScores | None) -> str:
    """The scores as one line of JSON; null for what was not measured. docs/quality.md describes its fields."""
    return json.dumps(
        {
            "reading": _reading_fields(reading) if reading else None,
            "asking": _asking_fields(asking) if asking else None,
        }
    )


def _reading_fields(scores: ReadingScores) -> dict[str, object]:
    return {
        "n": scores.n,
        "answerable": scores.answerable,
        "em": _rounded(scores.em, 2),
        "f1_answerable": _rounded(scores.f1_answerable, 2),
        "f1_best_threshold": _rounded(scores.f1_best_threshold, 2),
        "answerability_auroc": _rounded(scores.answerability_auroc, 4),
    }


def _asking_fields(scores: AskingScores) -> dict[str, object]:
    recall = scores.recall_at
    return {
        "n": scores.n,
        "answerable": scores.answerable,
        "texts": scores.texts,
        "passages": scores.passages,
        "recall_at": recall
        and {name: {str(depth): _rounded(share, 2) for depth, share in recall[name].items()} for name in RANKINGS},
        "mrr": scores.mrr and {name: _rounded(scores.mrr[name], 4) for name in RANKINGS},
        "em_top1": _rounded(scores.em_top1, 2),
        "f1_top1": _rounded(scores.f1_top1, 2),
        "f1_top3": _rounded(scores.f1_top3, 2),
        "citation_correct": _rounded(scores.citation_correct, 2),
        "threshold": scores.threshold,
        "answered": _rounded(scores.answered, 2),
        "accuracy_of_answered": _rounded(scores.accuracy_of_answered, 2),
        "unanswerable_refused": _rounded(scores.unanswerable_refused, 2),
        "f1_overall": _rounded(scores.f1_overall, 2),
        "ece": _rounded(scores.ece, 4),
        "reliability": [
            {
                "from": each.low,
                "to": each.high,
                "count": each.count,
                "confidence": _rounded(each.confidence, 4),
                "accuracy": _rounded(each.accuracy, 4),
            }
            for each in scores.reliability
        ],
        "ms_p50": _rounded(scores.ms_p50, 1),
        "ms_p95": _rounded(scores.ms_p95, 1),
        "ms_by_part": {
            part: {"p50": _rounded(p50, 1), "p95": _rounded(p95, 1)} for part, (p50, p95) in scores.ms_by_part.items()
        },
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def print_report(reading: ReadingScores | None, asking: AskingScores | None, console: "Console") -> None:
    """The scores for a person."""
    if reading:
        print_reading(reading, console)
    if reading and asking:
        console.print()
    if asking:
        print_asking(asking, console)


def print_reading(scores: ReadingScores, console: "Console") -> None:
    """The scores of reading as a table."""
    console.print(f"Reading: {_questions(scores.n, scores.answerable)}, each with its text")
    _print_table(
        console,
        [
            ["exact match, answerable", _percent(scores.em)],
            ["F1, answerable", _percent(scores.f1_answerable)],
            ["F1 at the best threshold, all", _percent(scores.f1_best_threshold)],
            ["answerability, AUROC", _share(scores.answerability_auroc)],
        ],
    )


def print_asking(scores: AskingScores, console: "Console") -> None:
    """The scores of asking as tables."""
    console.print(
        f"Asking: {_questions(scores.n, scores.answerable)}, put to {so_many(scores.texts, 'text')}"
        f" of {so_many(scores.passages, 'passage')}"
    )
    if scores.recall_at and scores.mrr:
        depths = list(scores.recall_at["fused"])
        _print_table(
            console,
            [
                [name, *(_percent(scores.recall_at[name][depth]) for depth in depths), _share(scores.mrr[name])]
                for name in RANKINGS
            ],
            ["gold text among the first", *map(str, depths), "MRR"],
        )
    _print_table(
        console,
        [
            ["exact match, first answer", _percent(scores.em_top1)],
            ["F1, first answer", _percent(scores.f1_top1)],
            ["F1, best of the first 3", _percent(scores.f1_top3)],
            ["first citation correct", _percent(scores.citation_correct)],
        ],
        ["answerable questions, sure or not", ""],
    )
    _print_table(
        console,
        [
            ["answered", _percent(scores.answered)],
            ["right, of these", _percent(scores.accuracy_of_answered)],
            ["refused, of the unanswerable", _percent(scores.unanswerable_refused)],
            ["F1, a right refusal counting 1", _percent(scores.f1_overall)],
        ],
        [f"all questions, threshold {scores.threshold:g}", ""],
    )
    _print_table(
        console,
        [
            [f"{each.low:.1f} to {each.high:.1f}", str(each.count), _share(each.confidence), _share(each.accuracy)]
            for each in scores.reliability
        ],
        [f"confidence, off by {scores.ece:.3f} on average", "answers", "mean", "right"],
    )
    _print_table(
        console,
        [
            [part, f"{p50:.1f}", f"{p95:.1f}"]
            for part, (p50, p95) in {**scores.ms_by_part, "all": (scores.ms_p50, scores.ms_p95)}.items()
        ],
        ["milliseconds a question", "median", "95 %"],
    )


def _print_table(console: "Console", rows: list[list[str]], head: list[str] | None = None) -> None:
    """Rows of cells, the first of each to the left and the others to the right; with a head, after an empty line."""
    from rich.table import Table

    table = Table(box=None, show_header=head is not None, header_style="dim")
    for number, name in enumerate(head or [""] * len(rows[0])):
        table.add_column(name, justify="right" if number else "left", min_width=7 if number else 31)
    for row in rows:
        table.add_row(*row)
    if head:
        console.print()
    console.print(table)


def _questions(count: int, answerable: int) -> str:
    return f"{so_many(count, 'question')}, {answerable} answerable"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f} %"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def print_own_fit(found: OwnFit, console: "Console") -> None:
    """How a fit to one's own articles fares, as a table."""
    console.print(
        f"{found.questions} questions made of the articles' sentences, each asked with and without what answers it."
    )
    console.print()
    for name, bins, error in (
        ("as built in", found.before, found.error_before),
        ("fitted, on questions that it did not see", found.after, found.error_after),
    ):
        console.print(f"First answers, confidence {name}: off by {error:.3f} on average")
        rows = [
            [f"{each.low:.1f} to {each.high:.1f}", str(each.count), _share(each.confidence), _share(each.accuracy)]
            for each in bins
        ]
        _print_table(console, rows, ["confidence", "answers", "mean", "right"])
        console.print()
    console.print("The fit is kept with the index; `qa ask` uses it from now on.")
