"""Train the span reader: MiniLM with a start/end head, through the stages of a part of training/recipe.py.

A stage is some passes over some data with a learning rate of its own. Progress is saved every few minutes; the same
command run again goes on where it stopped.
"""

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForQuestionAnswering, PreTrainedModel

from index.encoding.export import packaged_default
from qa.reading.pairs import Window, batch_arrays, inside_mask
from training.dropout import cheapen_dropout
from training.material import Feature, Group, Sources, batches, groups
from training.recipe import PARTS, Stage

SAVE_EVERY_SECONDS = 300

# Autocast to bfloat16 pays where the processor multiplies such numbers: 2,500 tokens a second instead of 1,600.
HALF = torch.cpu.get_capabilities().get("avx512_bf16", False)


def targets(rows: Sequence[Feature], length: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Soft start and end targets, each of shape (len(rows), length)."""
    start, end = torch.zeros(len(rows), length), torch.zeros(len(rows), length)
    for row, item in enumerate(rows):
        for token, weight in item.starts.items():
            start[row, token] = weight
        for token, weight in item.ends.items():
            end[row, token] = weight
    return start, end


def inputs_of(model: PreTrainedModel, rows: Sequence[Window]) -> dict[str, torch.Tensor]:
    """The windows as the model's inputs, padded; without segment types where its architecture knows none."""
    inputs = {name: torch.from_numpy(array) for name, array in batch_arrays(rows).items()}
    if not getattr(model.config, "type_vocab_size", 0):
        del inputs["token_type_ids"]
    return inputs


def loss_of(model: PreTrainedModel, batch: list[Group], order_weight: float) -> torch.Tensor:
    """Mean cross-entropy of start and end over the passage's tokens and the null, and of each question's passages.

    The second makes margins comparable between passages: the softmax runs over the margins of all passages read for a
    question, as their order does in asking (after the shared normalisation of Clark and Gardner, 2018).
    """
    rows = [feature for group in batch for feature in group]
    with torch.autocast("cpu", torch.bfloat16, enabled=HALF):
        output = model(**inputs_of(model, [row.window for row in rows]))
    allowed = torch.from_numpy(inside_mask([row.window for row in rows]))
    with_null = allowed.clone()
    with_null[:, 0] = True
    total = torch.zeros(())
    margin = torch.zeros(len(rows))
    for logits, target in zip((output.start_logits, output.end_logits), targets(rows, allowed.shape[1]), strict=True):
        logits = logits.float()
        log_probabilities = logits.masked_fill(~with_null, -1e4).log_softmax(dim=1)
        total = total - (target * log_probabilities).sum(dim=1).mean() / 2
        margin = margin + logits.masked_fill(~allowed, -1e4).max(dim=1).values - logits[:, 0]
    return total + order_weight * _order_loss(margin, batch)


def _order_loss(margin: torch.Tensor, batch: list[Group]) -> torch.Tensor:
    """Mean cross-entropy of telling which window answers, over the questions with one that does and one that does not.

    `margin` has shape (windows of the batch,).
    """
    losses = []
    first = 0
    for group in batch:
        says = torch.tensor([feature.says for feature in group])
        mine = margin[first : first + len(group)]
        first += len(group)
        if says.max() > 0.5 and says.min() < 0.5:
            losses.append(mine.logsumexp(0) - mine[says > 0.5].logsumexp(0))
    return torch.stack(losses).mean() if losses else torch.zeros(())


def run_stage(model: PreTrainedModel, items: list[Group], stage: Stage, folder: Path, seed: int) -> None:
    """Train one stage to its end, resuming from `folder`/state.pt if it is there."""
    plan = list(batches(items, stage, seed))
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    decay = [parameter for parameter in trained if parameter.dim() > 1]
    plain = [parameter for parameter in trained if parameter.dim() <= 1]
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
        loss = loss_of(model, plan[step], stage.order_weight)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
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


def freeze(model: PreTrainedModel, layers: int) -> None:
    """Leave the embeddings and the lowest `layers` as they are; with 0 layers, nothing."""
    if layers:
        for part in (model.base_model.embeddings, *model.base_model.encoder.layer[:layers]):
            part.requires_grad_(False)


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


def train(
    stages: Sequence[Stage],
    source: Path,
    sources: Sources,
    out: Path,
    seed: int,
) -> None:
    """Run the stages that `out` does not hold yet, each from the one before, the first from the checkpoint `source`."""
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    for number, stage in enumerate(stages):
        folder = out / stage.name
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "model.safetensors").exists():
            torch.manual_seed(seed)
            model = AutoModelForQuestionAnswering.from_pretrained(source, attention_probs_dropout_prob=0.0)
            cheapen_dropout(model)
            freeze(model, stage.frozen)
            items = groups(tokenizer, stage, sources, seed + number)
            print(f"{stage.name}: {len(items)} questions, {asdict(stage)}", flush=True)
            run_stage(model, items, stage, folder, seed)
            tokenizer.no_truncation()
            tokenizer.save(str(folder / "tokenizer.json"))
            (folder / "stage.json").write_text(json.dumps(asdict(stage), indent=2))
            model.save_pretrained(folder)
            (folder / "state.pt").unlink(missing_ok=True)
        source = folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=PARTS, help="which stages")
    parser.add_argument("--start", type=Path, help="the checkpoint to begin with (else the pre-trained model)")
    parser.add_argument("--data", type=Path, required=True, help="folder with the SQuAD-form training files")
    parser.add_argument("--news", type=Path, required=True, help="folder with the news articles")
    parser.add_argument("--out", type=Path, required=True, help="where the stages' models go")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    source = arguments.start or packaged_default()
    sources = Sources(arguments.data, arguments.news)
    train(PARTS[arguments.part], source, sources, arguments.out, arguments.seed)


if __name__ == "__main__":
    main()
