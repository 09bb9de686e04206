"""Encoding on a Dask cluster, with a scheduler and workers that run in this process."""

import socket
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.encoding import cluster
from index.encoding.cluster import ClusterEncoder, connected
from index.encoding.encode import OnnxEncoder, encoder_folder
from index.errors import ClusterFailed, NoCluster
from index.storage.catalog import Catalog
from index.update import update
from qa.cli import main

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of a scheduler with two workers."""
    workers = {"n_workers": 2, "threads_per_worker": 1, "processes": False}
    with distributed.LocalCluster(**workers, protocol="tcp", dashboard_address=":0") as running:
        yield running.scheduler_address


@pytest.fixture
def spread(address: str, encoder: OnnxEncoder, cache: Path) -> Iterator[ClusterEncoder]:
    with connected(address, encoder, encoder_folder(cache, encoder.fingerprint)) as made:
        yield made


@pytest.fixture
def news(write: Callable[[str, str], Path], tmp_path: Path) -> Path:
    for number in range(30):
        write(f"{number:02}.txt", f"Headline {number}\n\n{'The river rose again. ' * (number % 5)}Story {number}.")
    return tmp_path / "news"


BATCHES = [[f"Text {text} of {batch} is{' very' * (text % 7)} short." for text in range(40)] for batch in "abcdef"]
SHORT = [batch[:1] for batch in BATCHES]


def test_the_vectors_are_the_local_encoders_in_the_order_of_the_batches(spread: ClusterEncoder, encoder: OnnxEncoder):
    """To the last bit."""
    wanted = list(encoder.encode_each(BATCHES))
    assert np.array_equal(list(spread.encode_each(BATCHES)), wanted)
    assert np.array_equal(spread.encode(BATCHES[0], question=True), encoder.encode(BATCHES[0], question=True))
    assert (spread.name, spread.fingerprint) == (encoder.name, encoder.fingerprint)


def test_batches_are_taken_as_the_cluster_can_encode_them(spread: ClusterEncoder):
    taken = []

    def batches() -> Iterator[list[str]]:
        for batch in SHORT * 4:
            taken.append(batch)
            yield batch

    found = spread.encode_each(batches())
    next(found)
    assert 2 < len(taken) < len(SHORT) * 4
    assert len(list(found)) == len(taken) - 1 == len(SHORT) * 4 - 1


def test_a_worker_opens_the_encoder_once(spread: ClusterEncoder, monkeypatch: pytest.MonkeyPatch):
    opened = []
    open_one = cluster._open

    def open_and_note(files: cluster.EncoderFiles) -> OnnxEncoder:
        opened.append(files)
        return open_one(files)

    monkeypatch.setattr(cluster, "_opened", {})
    monkeypatch.setattr(cluster, "_open", open_and_note)
    list(spread.encode_each(SHORT))
    list(spread.encode_each(SHORT))
    assert len(opened) == 1, "both workers are in this process"


def test_an_index_made_on_a_cluster_is_the_one_made_here(
    address: str, tmp_path: Path, news: Path, encoder: OnnxEncoder, capsys, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("index.missing_vectors._CHUNK", 4)
    monkeypatch.setattr("index.missing_vectors._WINDOW", 12)
    spread_index, local_index = tmp_path / "spread", tmp_path / "local"
    assert main(("index", "--dask", address, "--index", str(spread_index), str(news))) == 0
    assert "30 passages (30 encoded)" in capsys.readouterr().out
    assert update(local_index, [news], encoder).encoded == 30
    spread, local = (list(Catalog.open(index).vectors()) for index in (spread_index, local_index))
    assert np.array_equal(spread, local)


def test_what_fails_on_a_worker_is_told(spread: ClusterEncoder, monkeypatch: pytest.MonkeyPatch):
    def fail(files: cluster.EncoderFiles) -> OnnxEncoder:
        raise ModuleNotFoundError("No module named 'tokenizers'")

    monkeypatch.setattr(cluster, "_opened", {})
    monkeypatch.setattr(cluster, "_open", fail)
    with pytest.raises(ClusterFailed, match=r"No module named 'tokenizers'.* installed on its workers"):
        list(spread.encode_each(SHORT))


def test_where_no_scheduler_answers_it_is_told(
    news: Path, encoder: OnnxEncoder, capsys, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(cluster, "_PATIENCE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        for wrong in (f"127.0.0.1:{silent.getsockname()[1]}", "127.0.0.1", "carrier://pigeon:1", "127.0.0.1:port"):
            assert main(("index", "--dask", wrong, str(news))) == 2
            err = capsys.readouterr().err
            assert f"No Dask scheduler answers at {wrong!r}. Start one with: dask scheduler" in err
            assert err.count("\n") == 1


def test_where_something_else_answers_it_is_told(encoder: OnnxEncoder, tmp_path: Path):
    """Its first eight bytes are taken for a length."""
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor() as pool:
        pool.submit(lambda: server.accept()[0].sendall(b"SSH-2.0-OpenSSH_9.2\r\n"))
        wrong = f"127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(NoCluster, match="No Dask scheduler answers at"), connected(wrong, encoder, tmp_path):
            pass


def test_a_cluster_without_workers_is_told(encoder: OnnxEncoder, tmp_path: Path):
    with (
        distributed.LocalCluster(n_workers=0, processes=False, protocol="tcp", dashboard_address=":0") as empty,
        pytest.raises(NoCluster, match=r"has no workers\. Start one on each machine with: dask worker tcp://"),
        connected(empty.scheduler_address, encoder, tmp_path),
    ):
        pass


def test_where_dask_is_not_installed_it_is_told(encoder: OnnxEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoCluster, match=r"pip install 'qa\[dask\]'"), connected("127.0.0.1:1", encoder, tmp_path):
        pass
