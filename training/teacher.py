"""Train a teacher for the reader: a model five times its size, with the same vocabulary, never shipped.

Its lower half stays as it was pre-trained: half of the training time, and the upper half is what learns to read.
"""

import argparse
from pathlib import Path

from training.material import Sources
from training.recipe import QAMR, SQUAD, Stage
from training.train import train

_LOWER_HALF = 6

STAGES = (
    Stage("qamr", (QAMR,), epochs=0.1, learning_rate=6e-5, tokens_per_batch=1500, frozen=_LOWER_HALF),
    Stage(
        "squad",
        (SQUAD,),
        epochs=1,
        learning_rate=6e-5,
        tokens_per_batch=3000,
        as_asked=True,
        distracted=0.0,
        frozen=_LOWER_HALF,
    ),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="folder of all-mpnet-base-v2, see training/README.md")
    parser.add_argument("--data", type=Path, required=True, help="folder with the SQuAD-form training files")
    parser.add_argument("--news", type=Path, required=True, help="folder with the news articles")
    parser.add_argument("--out", type=Path, required=True, help="where the stages' models go")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    sources = Sources(arguments.data, arguments.news)
    train(STAGES, arguments.source, sources, arguments.out, arguments.seed)


if __name__ == "__main__":
    main()
