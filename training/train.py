"""Train the span reader: MiniLM with a start/end head, first on QAMR, then on SQuAD.

A stage is a pass over one data set with its own learning rate. Progress is saved every few minutes; the same
command run again goes on where it stopped.
"""

import argparse
import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForQuestionAnswering

from index.export import packaged_default
from qa.pairs import Window, batch_arrays, inside_mask, windows
from training.dropout import cheapen_dropout
from training.squad import Example, read_squad

SAVE_EVERY_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Stage:
    """One run over one data set."""

    name: str
    data: str
    epochs: float
    learning_rate: float
    tokens_per_batch: int
    warmup: float = 0.06
    weight_decay: float = 0.01


STAGES = (
    Stage("qamr", "qamr_train.json.gz", epochs=1, learning_rate=1.5e-4, tokens_per_batch=3000),
    Stage("squad", "squad_train.json.gz", epochs=3, learning_rate=1e-4, tokens_per_batch=6000),
)


@dataclass(frozen=True, slots=True)
class Feature:
    """A window with its target: weights over token positions for the answer's start and end (each sums to 1)."""

    window: Window
    starts: dict[int, float]
    ends: dict[int, float]


def features(tokenizer: Tokenizer, examples: list[Example]) -> list[Feature]:
    """Every window of every example. Several annotators' answers share the target equally; a window that does not
    hold an annotator's answer points at its first token, the null."""
    made = []
    for example in examples:
        for window in windows(tokenizer, example.question, [example.context]):
            starts: dict[int, float] = {}
            ends: dict[int, float] = {}
            answers = example.answers or ((0, ""),)
            for start, text in answers:
                first, last = _token_span(window, start, start + len(text))
                starts[first] = starts.get(first, 0.0) + 1 / len(answers)
                ends[last] = ends.get(last, 0.0) + 1 / len(answers)
            made.append(Feature(window, starts, ends))
    return made


def _token_span(window: Window, start: int, end: int) -> tuple[int, int]:
    """First and last token overlapping the characters; (0, 0) where the window does not hold them whole."""
    held = [
        token
        for token, (left, right) in enumerate(window.offsets)
        if window.inside[token] and left < end and right > start
    ]
    if not held or window.offsets[held[0]][0] > start or window.offsets[held[-1]][1] < end:
        return 0, 0
    return held[0], held[-1]


def batches(items: list[Feature], stage: Stage, seed: int) -> Iterator[list[Feature]]:
    """Batches for the whole stage: shuffled, then grouped by length so that little is padding."""
    shuffler = random.Random(seed)
    for epoch in range(math.ceil(stage.epochs)):
        share = min(1.0, stage.epochs - epoch)
        order = items[:]
        shuffler.shuffle(order)
        order = order[: round(len(order) * share)]
        made: list[list[Feature]] = []
        for first in range(0, len(order), 2000):
            chunk = sorted(order[first : first + 2000], key=lambda item: len(item.window))
            batch: list[Feature] = []
            for item in chunk:
                if batch and len(item.window) * (len(batch) + 1) > stage.tokens_per_batch:
                    made.append(batch)
                    batch = []
                batch.append(item)
            made.append(batch)
        shuffler.shuffle(made)
        yield from made


def targets(batch: list[Feature], length: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Soft start and end targets, each of shape (len(batch), length)."""
    start, end = torch.zeros(len(batch), length), torch.zeros(len(batch), length)
    for row, item in enumerate(batch):
        for token, weight in item.starts.items():
            start[row, token] = weight
        for token, weight in item.ends.items():
            end[row, token] = weight
    return start, end


def loss_of(model: torch.nn.Module, batch: list[Feature]) -> torch.Tensor:
    """Mean cross-entropy of start and end over the passage's tokens and the null."""
    rows = [item.window for item in batch]
    inputs = {name: torch.from_numpy(array) for name, array in batch_arrays(rows).items()}
    output = model(**inputs)
    allowed = torch.from_numpy(inside_mask(rows))
    allowed[:, 0] = True
    total = torch.zeros(())
    for logits, target in zip((output.start_logits, output.end_logits), targets(batch, allowed.shape[1]), strict=True):
        log_probabilities = logits.masked_fill(~allowed, -1e4).log_softmax(dim=1)
        total = total - (target * log_probabilities).sum(dim=1).mean()
    return total / 2


def run_stage(model: torch.nn.Module, items: list[Feature], stage: Stage, folder: Path, seed: int) -> None:
    """Train one stage to its end, resuming from `folder`/state.pt if it is there."""
    plan = list(batches(items, stage, seed))
    decay = [parameter for parameter in model.parameters() if parameter.dim() > 1]
    plain = [parameter for parameter in model.parameters() if parameter.dim() <= 1]
    optimiser = torch.optim.AdamW(
        [{"params": decay, "weight_decay": stage.weight_decay}, {"params": plain, "weight_decay": 0.0}],
        lr=stage.learning_rate,
        fused=True,
    )
    warm = max(1, round(len(plan) * stage.warmup))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (len(plan) - step) / (len(plan) - warm)))
    )
    state, done = folder / "state.pt", 0
    if state.exists():
        saved = torch.load(state, weights_only=True)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        schedule.load_state_dict(saved["schedule"])
        done = saved["done"]
    model.train()
    torch.manual_seed(seed + done)
    began = saved_at = time.monotonic()
    mean = 0.0
    for step in range(done, len(plan)):
        loss = loss_of(model, plan[step])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        mean = loss.item() if step == done else 0.98 * mean + 0.02 * loss.item()
        now = time.monotonic()
        if step % 20 == 0:
            left = (now - began) / (step - done + 1) * (len(plan) - step - 1)
            print(f"{stage.name} {step + 1}/{len(plan)} loss {mean:.3f}, {left / 60:.0f} min left", flush=True)
        if now - saved_at > SAVE_EVERY_SECONDS:
            saved_at = now
            _save_state(state, model, optimiser, schedule, step + 1)


def _save_state(path: Path, model, optimiser, schedule, done: int) -> None:
    """Write beside and rename, so that a stop while saving keeps the previous state."""
    beside = path.with_suffix(".new")
    torch.save(
        {
            "model": model.state_dict(),
            "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(),
            "done": done,
        },
        beside,
    )
    beside.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the SQuAD-form training files")
    parser.add_argument("--out", type=Path, required=True, help="where the stages' models go")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    source = packaged_default()
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    for stage in STAGES:
        folder = arguments.out / stage.name
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "model.safetensors").exists():
            torch.manual_seed(arguments.seed)
            model = AutoModelForQuestionAnswering.from_pretrained(source, attention_probs_dropout_prob=0.0)
            cheapen_dropout(model)
            items = features(tokenizer, list(read_squad(arguments.data / stage.data)))
            print(f"{stage.name}: {len(items)} windows, {asdict(stage)}", flush=True)
            run_stage(model, items, stage, folder, arguments.seed)
            tokenizer.no_truncation()
            tokenizer.save(str(folder / "tokenizer.json"))
            (folder / "stage.json").write_text(json.dumps(asdict(stage), indent=2))
            model.save_pretrained(folder)
            (folder / "state.pt").unlink(missing_ok=True)
        source = folder


if __name__ == "__main__":
    main()
