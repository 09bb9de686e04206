"""A stop while passages are being encoded loses the last batch: the next update encodes the rest."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.doctor import problems
from index.encoding.encode import OnnxEncoder
from index.storage import unfinished
from index.storage.catalog import Catalog
from index.summary import Summary
from index.update import update
from tests.conftest import ROOT, HashEncoder
from tests.index.test_update import held

ARTICLES, BATCH = 30, 4


class Stopped(Exception):
    pass


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.missing_vectors._CHUNK", BATCH)
    monkeypatch.setattr("index.missing_vectors._WINDOW", 3 * BATCH)


@pytest.fixture
def news(write: Callable[[str, str], Path], tmp_path: Path) -> Path:
    for number in range(ARTICLES):
        write(f"{number:02}.txt", f"Headline {number}\n\n{'The river rose again. ' * (number % 5)}Story {number}.")
    return tmp_path / "news"


def stop_after(batches: int) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        if done >= batches * BATCH:
            raise Stopped

    return progress


def stopped_update(index: Path, news: Path, encoder: HashEncoder | OnnxEncoder, batches: int, **how: bool) -> None:
    with pytest.raises(Stopped):
        update(index, [news], encoder, progress=stop_after(batches), **how)


def counts(summary: Summary) -> tuple[int, int]:
    return summary.encoded, summary.resumed


# Updates an index with an encoder that is killed, with its process, in the batch of that number.
KILLED = """
import os, signal, sys
from pathlib import Path
import index.missing_vectors, index.update
from tests.conftest import HashEncoder

batches = 0

class Killed(HashEncoder):
    def encode(self, texts, *, question=False):
        global batches
        batches += 1
        if batches == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode(texts)

index.missing_vectors._CHUNK, index.missing_vectors._WINDOW = map(int, sys.argv[4:])
index.update.update(Path(sys.argv[1]), [Path(sys.argv[2])], Killed())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_after_a_kill_only_the_rest_is_encoded(tmp_path: Path, news: Path, hash_encoder: HashEncoder):
    index = tmp_path / "index"
    command = [sys.executable, "-c", KILLED, str(index), str(news), "6", str(BATCH), str(3 * BATCH)]
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert run.returncode == -signal.SIGKILL
    told: list[tuple[int, int]] = []
    summary = update(index, [news], hash_encoder, progress=lambda done, total: told.append((done, total)))
    assert counts(summary) == (ARTICLES - 5 * BATCH, 5 * BATCH)
    assert len(hash_encoder.encoded) == ARTICLES - 5 * BATCH
    assert told[0] == (0, ARTICLES)
    assert told[-1] == (ARTICLES, ARTICLES)
    assert told == sorted(told)
    assert len(held(index)) == ARTICLES
    assert list(problems(index)) == []
    assert sorted(path.name for path in index.iterdir() if "unfinished" in path.name) == []


def test_a_stopped_and_resumed_index_has_the_vectors_of_one_made_at_once(
    tmp_path: Path, news: Path, encoder: OnnxEncoder
):
    """To the last bit, though an eight-bit encoder's vectors depend a little on what else is in their batch."""
    stopped_update(tmp_path / "index", news, encoder, 3)
    stopped_update(tmp_path / "index", news, encoder, 6)
    assert update(tmp_path / "index", [news], encoder).resumed == 6 * BATCH
    assert update(tmp_path / "at once", [news], encoder).resumed == 0
    resumed, at_once = (list(Catalog.open(tmp_path / name).vectors()) for name in ("index", "at once"))
    assert np.array_equal(resumed, at_once)


def test_a_rebuilding_that_was_stopped_is_taken_up_too(tmp_path: Path, news: Path, hash_encoder: HashEncoder):
    index = tmp_path / "index"
    update(index, [news], hash_encoder)
    stopped_update(index, news, hash_encoder, 2, rebuild=True)
    assert len(held(index)) == ARTICLES
    assert list(problems(index)) == []
    assert counts(update(index, [news], hash_encoder, rebuild=True)) == (ARTICLES - 2 * BATCH, 2 * BATCH)
    assert counts(update(index, [news], hash_encoder, rebuild=True)) == (ARTICLES, 0)


def test_what_changed_since_the_stop_is_encoded(
    tmp_path: Path, news: Path, write: Callable[[str, str], Path], hash_encoder: HashEncoder
):
    stopped_update(tmp_path / "index", news, hash_encoder, 3)
    kept = hash_encoder.encoded[: 3 * BATCH]
    write(f"{kept[0].split()[1]:0>2}.txt", "Headline\n\nA story that was told again.")
    assert counts(update(tmp_path / "index", [news], hash_encoder)) == (ARTICLES - len(kept) + 1, len(kept) - 1)
    assert len(held(tmp_path / "index")) == ARTICLES


def test_of_a_few_passages_no_file_is_made(tmp_path: Path, news: Path, hash_encoder: HashEncoder):
    for path in sorted(news.iterdir())[3 * BATCH :]:
        path.unlink()
    stopped_update(tmp_path / "index", news, hash_encoder, 2)
    assert not (tmp_path / "index" / unfinished.NAME).exists()
    assert counts(update(tmp_path / "index", [news], hash_encoder)) == (3 * BATCH, 0)


def test_another_encoders_vectors_are_not_used(tmp_path: Path, news: Path, hash_encoder: HashEncoder):
    stopped_update(tmp_path / "index", news, hash_encoder, 2)
    hash_encoder.fingerprint = "hashes-2"
    assert counts(update(tmp_path / "index", [news], hash_encoder)) == (ARTICLES, 0)


@pytest.mark.parametrize("damage", [lambda found: b"garbage" * 1000, lambda found: found[:3000], lambda found: b""])
def test_a_damaged_file_is_made_anew(
    tmp_path: Path, news: Path, hash_encoder: HashEncoder, damage: Callable[[bytes], bytes]
):
    stopped_update(tmp_path / "index", news, hash_encoder, 2)
    path = tmp_path / "index" / unfinished.NAME
    path.write_bytes(damage(path.read_bytes()))
    stopped_update(tmp_path / "index", news, hash_encoder, 2)
    assert counts(update(tmp_path / "index", [news], hash_encoder)) == (ARTICLES - 2 * BATCH, 2 * BATCH)


def test_a_vector_that_is_not_what_was_written_is_encoded_again(tmp_path: Path, news: Path, hash_encoder: HashEncoder):
    stopped_update(tmp_path / "index", news, hash_encoder, 2)
    path = tmp_path / "index" / unfinished.NAME
    vector = HashEncoder().encode(hash_encoder.encoded[:1]).tobytes()
    content = path.read_bytes()
    assert content.count(vector) == 1
    path.write_bytes(content.replace(vector, vector[::-1]))
    assert counts(update(tmp_path / "index", [news], hash_encoder)) == (ARTICLES - 2 * BATCH + 1, 2 * BATCH - 1)
    assert len(held(tmp_path / "index")) == ARTICLES


def test_words_that_stand_twice_are_not_taken_for_an_earlier_updates(
    tmp_path: Path, write: Callable[[str, str], Path], hash_encoder: HashEncoder
):
    for number in range(4 * BATCH):
        write(f"{number}.txt", "News\n\nThe same words." + number * "\n")
    assert counts(update(tmp_path / "index", [tmp_path / "news"], hash_encoder)) == (4 * BATCH, 0)
    assert len(set(hash_encoder.encoded)) == 1
