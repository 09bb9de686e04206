"""Train the span reader: MiniLM with a start/end head, on QAMR, on SQuAD, on what a search brings, on news, and on
questions that a text almost answers.

A stage is some passes over some data with a learning rate of its own. Progress is saved every few minutes; the same
command run again goes on where it stopped.
"""

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForQuestionAnswering, PreTrainedModel

from index.export import packaged_default
from qa.evaluation.collection import paragraphs
from qa.evaluation.squad import Example, read_squad
from qa.pairs import Window, batch_arrays, inside_mask, windows
from training.distractors import Paragraph, distractors
from training.dropout import cheapen_dropout
from training.news import news_examples, read_asked

SAVE_EVERY_SECONDS = 300

# Autocast to bfloat16 pays where the processor multiplies such numbers: 2,500 tokens a second instead of 1,600.
HALF = torch.cpu.get_capabilities().get("avx512_bf16", False)

QAMR = "qamr_train.json.gz"
SQUAD = "squad_train.json.gz"
NEWS = "news_questions.jsonl"
QUIZ = "quiz_questions.jsonl"
WRITTEN = "written.json"


@dataclass(frozen=True, slots=True)
class Sources:
    """The folders with the SQuAD-form files and with the texts of the questions to the news."""

    reading: Path
    news: Path

    def path(self, name: str) -> Path:
        """Where a file in SQuAD form is."""
        return Path(__file__).with_name(name) if name == WRITTEN else self.reading / name


@dataclass(frozen=True, slots=True)
class Stage:
    """One run over some data sets. `as_asked`: as in asking, with titles and with passages that a search brings but
    that hold no answer, those for a share `distracted` of the questions. `shares`: how much of a data set is taken,
    where not all of it. `frozen`: so many of the lowest layers, and the embeddings, stay as they are."""

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

PARTS = {"first": STAGES, "news": NEWS_STAGES, "quiz": QUIZ_STAGES}

# The share of questions that come with their article's title: the reader must do without one too.
_TITLED = 0.7


@dataclass(frozen=True, slots=True)
class Feature:
    """A window with its target: weights over token positions for the answer's start and end (each sums to 1)."""

    window: Window
    starts: dict[int, float]
    ends: dict[int, float]

    @property
    def says(self) -> float:
        """How much of the weight is on an answer, and not on the null."""
        return 1.0 - self.starts.get(0, 0.0)


# The windows of one question: over the paragraph it was asked about, and over others that a search brought.
Group = list[Feature]


def features(tokenizer: Tokenizer, example: Example, title: str = "", others: Sequence[Paragraph] = ()) -> Group:
    """Every window of an example and of the paragraphs that do not answer it. Several annotators' answers share the
    target equally; a window that does not hold an annotator's answer points at its first token, the null."""
    made = []
    titles = [title, *(other.title if title else "" for other in others)]
    texts = [example.context, *(other.text for other in others)]
    for window in windows(tokenizer, example.question, texts, titles):
        starts: dict[int, float] = {}
        ends: dict[int, float] = {}
        answers = example.answers if window.passage == 0 and example.answers else ((0, ""),)
        for start, text in answers:
            first, last = _token_span(window, start, start + len(text))
            starts[first] = starts.get(first, 0.0) + 1 / len(answers)
            ends[last] = ends.get(last, 0.0) + 1 / len(answers)
        made.append(Feature(window, starts, ends))
    return made


def groups(tokenizer: Tokenizer, stage: Stage, sources: Sources, seed: int) -> list[Group]:
    """The stage's questions with their windows."""
    made: list[Group] = []
    for name in stage.data:
        if name in (NEWS, QUIZ):
            articles = read_asked(sources.news, Path(__file__).with_name(name))
            examples = list(news_examples(articles))
            searched = {
                article.text[passage.start : passage.end]: article.title
                for article in articles
                for passage in article.passages()
            }
        else:
            examples = list(read_squad(sources.path(name)))
            searched = paragraphs(examples)
        if name in stage.shares:
            examples = random.Random(seed).sample(examples, round(len(examples) * stage.shares[name]))
        if not stage.as_asked or name == QAMR:  # QAMR's sentences have no titles, and its questions fit many of them
            made += [features(tokenizer, example) for example in examples]
            continue
        chooser = random.Random(seed)
        distracted = [example for example in examples if chooser.random() < stage.distracted]
        brought = distractors(distracted, seed, searched)
        for example in examples:
            title = example.title.replace("_", " ") if chooser.random() < _TITLED else ""
            made.append(features(tokenizer, example, title, brought.get(example.id, ())))
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


def batches(items: list[Group], stage: Stage, seed: int) -> Iterator[list[Group]]:
    """Batches for the whole stage: shuffled, then gathered by length so that little is padding."""
    shuffler = random.Random(seed)
    for epoch in range(math.ceil(stage.epochs)):
        share = min(1.0, stage.epochs - epoch)
        order = items[:]
        shuffler.shuffle(order)
        order = order[: round(len(order) * share)]
        made: list[list[Group]] = []
        for first in range(0, len(order), 2000):
            batch: list[Group] = []
            rows = 0
            for item in sorted(order[first : first + 2000], key=_length):
                if batch and _length(item) * (rows + len(item)) > stage.tokens_per_batch:
                    made.append(batch)
                    batch, rows = [], 0
                batch.append(item)
                rows += len(item)
            made.append(batch)
        shuffler.shuffle(made)
        yield from made


def _length(item: Group) -> int:
    return max(len(feature.window) for feature in item)


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
