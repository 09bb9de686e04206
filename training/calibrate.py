"""Fit how sure the evidence for a span makes us, on questions asked of whole collections.

Two collections: all paragraphs of the SQuAD files, asked the first file's questions; and news articles, asked those
of the questions written for this project that the reader was not trained on. Both have questions that nothing
answers. Those of tests/data are put to the same articles and only reported: nothing is fitted to them. First the
weights of a span's evidence are fitted to put right spans before wrong ones of the same question; then a logistic
function of that to how often a span is right; and at last another one, of all that speaks for an answer and for its
best rival, to how often an answer is. For whole sentences that last one is fitted to questions that sentences answer.
"""

import argparse
import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import softmax

from index.store import Store
from index.types import Origin
from qa.answers.calibration import FIGURES, Calibration, Sureness
from qa.answers.evidence import Evidence
from qa.answers.groups import Candidate
from qa.answers.rank import answers_of
from qa.assistant import Assistant
from qa.config import AnswerSettings
from qa.evaluation.collection import collection, paragraphs
from qa.evaluation.fit import fit_sureness, logistic, observed
from qa.evaluation.measures import expected_calibration_error
from qa.evaluation.news import read_articles, read_questions
from qa.evaluation.rightness import answers_rightly
from qa.evaluation.squad import is_right, read_squad
from qa.paths import MODEL
from qa.question.answer_type import asked_for
from qa.question.kind import Kind
from qa.reading.reader import Reader
from training.news import Asked as AskedArticle
from training.news import read_asked

NEWS = ("wikinews.jsonl.gz", "giveme5w1h_news_cluster.jsonl.gz")
HELD_OUT = Path(__file__).parent / "news_held_out.jsonl"
# Questions to the same articles that whole sentences answer.
TOLD = [Path(__file__).parent / name for name in ("explanation_held_out.jsonl", "yes_no_held_out.jsonl")]
APART = [
    (Path(__file__).parent.parent / "tests" / "data" / name, kind)
    for name, kind in (
        ("news.json", Kind.FACTOID),
        ("quiz.json", Kind.FACTOID),
        ("explanations.json", Kind.EXPLANATION),
        ("yes_no.json", Kind.YES_NO),
    )
]

# The figures whose weights are fitted.
FITTED = tuple(name for name in FIGURES if name != "cited")

# Spans of each passage that are learned from; the rest are seldom right and hardly ever shown.
_SPANS = 3

# What an article has ahead that was cited for the question that this one leans on: its answers' odds are e times as
# good. Not fitted, since none of the questions leans on another. With an earlier reader, weights from 0.5 to 3
# put 105 or 106 right answers first on the 148 follow-ups of tests/data; nought put 102.
_CITED = 1.0

# Draws the weights towards nought: a figure that says little should count little.
_RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its gold answers, none if nothing answers it, and what was found."""

    question: str
    golds: tuple[str, ...]
    candidates: Sequence[Candidate]


def ask(store: Store, questions: Iterable[tuple[str, tuple[str, ...]]]) -> list[Asked]:
    """Read for each (question, gold answers) what the product would read."""
    settings = AnswerSettings()
    assistant = Assistant(store, Reader.open(), Calibration.built_in(), settings)
    return [
        Asked(question, golds, list(chain.from_iterable(assistant.read(question, hits))))
        for question, golds in questions
        for hits in [store.search(question, settings.passages)]
    ]


def fit(asked: Sequence[Asked], told: Sequence[Asked]) -> Calibration:
    """First what puts right spans before wrong ones, then how often a span is right, then how often an answer is: of a
    few words to what was `asked`, and of whole sentences to what wants to be `told`."""
    questions = [
        (
            np.array([[getattr(candidate.evidence, name) for name in FITTED] for candidate in candidates]),
            np.array([is_right(candidate.text, question.golds) for candidate in candidates]),
        )
        for question in asked
        for candidates in [best_of_each_passage(question.candidates)]
        if candidates
    ]
    order = order_weights(questions, _RIDGE)
    slope, intercept = logistic(
        np.concatenate([figures @ order for figures, _ in questions])[:, np.newaxis],
        np.concatenate([right for _, right in questions]),
    )
    weights = {name: round(float(slope * weight), 4) for name, weight in zip(FITTED, order, strict=True)}
    spans = Calibration(round(float(intercept), 4), Evidence(**weights, cited=_CITED))
    return replace(spans, words=sureness(asked, spans, Kind.FACTOID), sentences=sureness(told, spans, Kind.EXPLANATION))


def sureness(asked: Sequence[Asked], spans: Calibration, kind: Kind) -> Sureness:
    """How often answers to questions of this kind are right. `spans` has no sureness of its own yet."""
    seen = []
    for question in asked:
        right = partial(answers_rightly, golds=question.golds, kind=kind)
        found = answers_of(question.candidates, spans, AnswerSettings().count, kind, asked_for(question.question))
        seen.append(observed(found, right))
    return fit_sureness(seen)


def order_weights(questions: Sequence[tuple[np.ndarray, np.ndarray]], ridge: float) -> np.ndarray:
    """The weights of the figures that put right spans first: the softmax over a question's spans gives the right ones
    the greatest likelihood, less a penalty for large weights.

    `questions`: each one's figures, of shape (spans, figures), and which spans are right, of shape (spans,).
    """
    told = [(figures, right) for figures, right in questions if right.any() and not right.all()]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = ridge * float(weights @ weights) / 2, ridge * weights
        for figures, right in told:
            chance = softmax(figures @ weights)
            held = float(chance[right].sum())
            total -= math.log(held)
            slope = slope + figures.T @ (chance - np.where(right, chance / held, 0.0))
        return total, slope

    return minimize(loss, np.zeros(told[0][0].shape[1]), jac=True, method="L-BFGS-B").x


def best_of_each_passage(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Each passage's best spans."""
    kept: dict[tuple[Origin, int], list[Candidate]] = {}
    for candidate in sorted(candidates, key=lambda candidate: -candidate.evidence.margin):
        kept.setdefault((candidate.hit.article.origin, candidate.hit.passage.start), []).append(candidate)
    return [candidate for found in kept.values() for candidate in found[:_SPANS]]


def report(name: str, asked: Sequence[Asked], calibration: Calibration, kind: Kind) -> None:
    """How good the first answers to questions of this kind are, and what each threshold would give."""
    firsts = [
        answers_of(question.candidates, calibration, 1, kind, asked_for(question.question))[0] for question in asked
    ]
    sure = np.array([first.confidence for first in firsts])
    good = np.array(
        [answers_rightly(first, question.golds, kind) for first, question in zip(firsts, asked, strict=True)]
    )
    answerable = np.array([bool(question.golds) for question in asked])
    found = [any(is_right(candidate.text, question.golds) for candidate in question.candidates) for question in asked]
    print(f"\n{name}, {kind}: {len(asked)} questions, {answerable.sum()} answerable")
    print(f"first answer right: {100 * good[answerable].mean():.1f} % of the answerable")
    print(f"a right span among all that were read: {100 * np.array(found)[answerable].mean():.1f} %")
    print(f"expected calibration error: {expected_calibration_error(sure, good):.3f}")
    print("threshold  answered  right of these  unanswerable refused")
    for threshold in np.arange(0.1, 1.0, 0.05):
        shown = sure >= threshold
        if shown.any():
            print(
                f"{threshold:9.2f}  {100 * shown.mean():6.1f} %  {100 * good[shown].mean():12.1f} %"
                f"  {100 * (~shown[~answerable]).mean():18.1f} %"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="SQuAD JSON, may be .gz; the first is asked about")
    parser.add_argument("--news", type=Path, required=True, help=f"folder with {' and '.join(NEWS)}")
    parser.add_argument("--sample", type=int, default=500, help="how many of the first file's questions are asked")
    parser.add_argument("--news-sample", type=int, default=750, help="how many of the questions to the news are asked")
    parser.add_argument("--told-sample", type=int, default=400, help="how many of those that sentences answer")
    arguments = parser.parse_args()

    examples = [list(read_squad(path)) for path in arguments.files]
    sample = random.Random(1).sample(examples[0], min(arguments.sample, len(examples[0])))
    golds = [(example.question, tuple(dict.fromkeys(text for _, text in example.answers))) for example in sample]
    with collection(paragraphs(chain.from_iterable(examples)).items()) as store:
        squad = ask(store, golds)

    articles = {name: (text, title) for name, title, text in read_articles(arguments.news, NEWS)}
    held_out = read_asked(arguments.news, HELD_OUT)
    articles |= {article.name: (article.text, article.title) for article in (*read_asked(arguments.news), *held_out)}
    about_news = _chosen(held_out, arguments.news_sample)
    to_be_told = _chosen(chain.from_iterable(read_asked(arguments.news, file) for file in TOLD), arguments.told_sample)
    own = [read_questions(file, {name: text for name, (text, _) in articles.items()}) for file, _ in APART]
    with collection(articles.values()) as store:
        news = ask(store, about_news)
        told = ask(store, to_be_told)
        apart = [ask(store, ((question.question, question.answers) for question in file)) for file in own]

    calibration = fit([*squad, *news], told)
    (MODEL / "calibration.json").write_text(calibration.as_json(), encoding="utf-8")
    print(calibration)
    report("SQuAD", squad, calibration, Kind.FACTOID)
    report("News", news, calibration, Kind.FACTOID)
    report("News, explanations and yes or no", told, calibration, Kind.EXPLANATION)
    for (file, kind), questions in zip(APART, apart, strict=True):
        report(f"{file.name}, nothing fitted to it", questions, calibration, kind)


def _chosen(articles: Iterable[AskedArticle], count: int) -> list[tuple[str, tuple[str, ...]]]:
    """At most `count` of the questions to the articles, always the same, each with its answers."""
    written = [(question, tuple(told[1::2])) for article in articles for question, *told in article.questions]
    return random.Random(1).sample(written, min(count, len(written)))


if __name__ == "__main__":
    main()
