"""The stages of the reader's training: on QAMR, on SQuAD, on what a search brings, on news, on questions that a text
almost answers, on quiz questions, on questions that whole sentences answer, and on questions that differ in one thing.
training/README.md tells what each brought, and what three more did."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

QAMR = "qamr_train.json.gz"
SQUAD = "squad_train.json.gz"
NEWS = "news_questions.jsonl"
QUIZ = "quiz_questions.jsonl"
EXPLANATIONS = "explanation_questions.jsonl"
YES_NO = "yes_no_questions.jsonl"
CONTRASTS = "contrast_questions.jsonl"
FOLLOW_UPS = "follow_up_questions.jsonl"
WRITTEN = "written.json"

# Questions to the articles of the news.
TO_NEWS = (NEWS, QUIZ, EXPLANATIONS, YES_NO, CONTRASTS, FOLLOW_UPS)


@dataclass(frozen=True, slots=True)
class Stage:
    """One run over some data sets. `as_asked`: as in asking, with titles and with passages that a search brings but
    that hold no answer, those for a share `distracted` of the questions. `shares`: how much of a data set is taken,
    where not all of it. `plain`: data sets whose questions stand with their own passage all the same, and no title.
    `frozen`: so many of the lowest layers, and the embeddings, stay as they are."""

    name: str
    data: tuple[str, ...]
    epochs: float
    learning_rate: float
    tokens_per_batch: int
    as_asked: bool = False
    distracted: float = 1.0
    order_weight: float = 1.0
    warmup: float = 0.06
    weight_decay: float = 0.01
    shares: Mapping[str, float] = field(default_factory=dict)
    plain: tuple[str, ...] = ()
    frozen: int = 0


STAGES = (
    Stage("qamr", (QAMR,), epochs=1, learning_rate=1.5e-4, tokens_per_batch=3000),
    Stage("squad", (SQUAD,), epochs=3, learning_rate=1e-4, tokens_per_batch=6000),
    Stage("asked", (QAMR, SQUAD), epochs=1, learning_rate=6e-5, tokens_per_batch=6000, as_asked=True),
    Stage("settled", (SQUAD,), epochs=0.55, learning_rate=5e-5, tokens_per_batch=6000, as_asked=True, order_weight=0.5),
)

# Goes on from the mean of those.
NEWS_STAGES = (
    Stage(
        "news",
        (NEWS, SQUAD),
        epochs=0.68,
        learning_rate=1e-4,
        tokens_per_batch=6000,
        as_asked=True,
        distracted=0.6,
        order_weight=0.5,
        warmup=0.13,
    ),
    Stage(
        "almost",
        (NEWS, SQUAD, WRITTEN),
        epochs=0.85,
        learning_rate=1e-4,
        tokens_per_batch=6000,
        as_asked=True,
        distracted=0.35,
        order_weight=0.5,
    ),
)

# Goes on from the mean of those two.
QUIZ_STAGES = (
    Stage(
        "quiz",
        (NEWS, QUIZ, SQUAD, WRITTEN),
        epochs=1,
        learning_rate=1e-4,
        tokens_per_batch=6000,
        as_asked=True,
        distracted=0.6,
        order_weight=0.5,
        shares={NEWS: 0.3, SQUAD: 0.5, WRITTEN: 0.5},
        frozen=2,
    ),
)

# Goes on from the last of those, in the same way.
SENTENCE_STAGES = (
    replace(
        QUIZ_STAGES[-1],
        name="sentences",
        data=(EXPLANATIONS, YES_NO, NEWS, QUIZ, SQUAD, WRITTEN),
        shares={EXPLANATIONS: 0.65, NEWS: 0.23, QUIZ: 0.39, SQUAD: 0.23, WRITTEN: 0.19},
    ),
)

# Goes on from a mean of the last three.
CONTRAST_STAGES = (
    replace(
        QUIZ_STAGES[-1],
        name="contrasts",
        data=(CONTRASTS, NEWS, QUIZ, EXPLANATIONS, YES_NO, SQUAD, WRITTEN),
        shares={NEWS: 0.2, QUIZ: 0.3, EXPLANATIONS: 0.3, YES_NO: 0.35, SQUAD: 0.25, WRITTEN: 0.15},
    ),
)

# Went on from what was shipped after that; its weights are in no reader so far.
FOLLOW_UP_STAGES = (
    replace(
        QUIZ_STAGES[-1],
        name="follow-ups",
        data=(FOLLOW_UPS, CONTRASTS, NEWS, QUIZ, EXPLANATIONS, YES_NO, SQUAD, WRITTEN),
        shares={
            CONTRASTS: 0.2,
            NEWS: 0.12,
            QUIZ: 0.2,
            EXPLANATIONS: 0.2,
            YES_NO: 0.25,
            SQUAD: 0.2,
            WRITTEN: 0.08,
        },
    ),
)

# Went on from a mean of that stage and of what it began with: some of all sorts of questions, that none is forgotten.
REHEARSAL_STAGES = (
    replace(
        QUIZ_STAGES[-1],
        name="rehearsal",
        data=FOLLOW_UP_STAGES[-1].data,
        shares={
            FOLLOW_UPS: 0.45,
            CONTRASTS: 0.4,
            NEWS: 0.15,
            QUIZ: 0.2,
            EXPLANATIONS: 0.25,
            YES_NO: 0.4,
            SQUAD: 0.2,
            WRITTEN: 0.1,
        },
    ),
)

# Went on from a half of that and a half of what was shipped: as many of all sorts as an evening takes, and what tells
# whether a paragraph answers as SQuAD puts it, with nothing beside.
TOGETHER_STAGES = (
    replace(
        QUIZ_STAGES[-1],
        name="together",
        data=FOLLOW_UP_STAGES[-1].data,
        plain=(SQUAD, WRITTEN),
        shares={
            FOLLOW_UPS: 0.6,
            CONTRASTS: 0.5,
            NEWS: 0.2,
            QUIZ: 0.4,
            EXPLANATIONS: 0.4,
            YES_NO: 0.6,
            WRITTEN: 0.25,
        },
    ),
)

PARTS = {
    "first": STAGES,
    "news": NEWS_STAGES,
    "quiz": QUIZ_STAGES,
    "sentences": SENTENCE_STAGES,
    "contrasts": CONTRAST_STAGES,
    "follow-ups": FOLLOW_UP_STAGES,
    "rehearsal": REHEARSAL_STAGES,
    "together": TOGETHER_STAGES,
}
