"""Average the weights of several stages of one training run: steadier than any of them (Wortsman et al., 2022)."""

import argparse
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

# Each stage's share: in what the stages on the news begin with, in what the stage on the quiz begins with, in what the
# last stage begins with, and in what is shipped. training/README.md has the scores of these mixtures and of others.
MEANS = {
    "before-news": {"squad": 0.4, "asked": 0.4, "settled": 0.2},
    "before-quiz": {"news": 0.5, "almost": 0.5},
    "before-contrasts": {"before-quiz": 0.05, "quiz": 0.2, "sentences": 0.75},
    "shipped": {"before-contrasts": 0.45, "contrasts": 0.55},
}


def average(run: Path, shares: dict[str, float], out: Path) -> None:
    """Write to `out` a checkpoint with the weighted mean of the stages' checkpoints in `run`."""
    weights = {stage: load_file(run / stage / "model.safetensors") for stage in shares}
    first = next(iter(shares))
    mean = {
        name: torch.stack([share * weights[stage][name] for stage, share in shares.items()]).sum(dim=0)
        for name in weights[first]
    }
    out.mkdir(parents=True, exist_ok=True)
    save_file(mean, out / "model.safetensors", metadata={"format": "pt"})
    for name in ("config.json", "tokenizer.json"):
        shutil.copyfile(run / first / name, out / name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, help="folder that training.train wrote the stages to")
    parser.add_argument("name", choices=MEANS, help="which mean to write, to a folder of this name beside them")
    arguments = parser.parse_args()
    average(arguments.run, MEANS[arguments.name], arguments.run / arguments.name)


if __name__ == "__main__":
    main()
