"""Encode on a Dask cluster; the only place that knows Dask.

The encoder's files are sent to the cluster once, and every worker opens them once. Batches are encoded as they are on
this machine, each of them whole: the vectors of an eight-bit encoder depend a little on what else is in their batch.
"""

import asyncio
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from index.encoding.encode import OnnxEncoder
from index.errors import ClusterFailed, NoCluster

if TYPE_CHECKING:
    from distributed import Client, Future

# Seconds in which a scheduler must answer.
_PATIENCE = 10

# Batches on their way for each thread of the cluster: one that is encoded, and some that wait for it to be done.
_EACH = 3


@dataclass(frozen=True, slots=True)
class EncoderFiles:
    """The files of an encoder by name, and what they are known by."""

    fingerprint: str
    files: dict[str, bytes] = field(compare=False, repr=False)

    @classmethod
    def read(cls, folder: Path, fingerprint: str) -> "EncoderFiles":
        """Those that lie in a folder."""
        return cls(fingerprint, {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()})


class ClusterEncoder:
    """An encoder whose batches are encoded by the workers of a cluster, with the vectors that the local one gives. Made
    by `connected`."""

    def __init__(self, client: "Client", address: str, local: OnnxEncoder, files: "Future") -> None:
        self._client = client
        self._address = address
        self._local = local
        self._files = files
        self.name = local.name
        self.fingerprint = local.fingerprint

    def encode(self, texts: Sequence[str], *, question: bool = False) -> np.ndarray:
        """Unit vectors, float32 of shape (len(texts), dimensions), made on this machine."""
        return self._local.encode(texts, question=question)

    def encode_each(self, batches: Iterable[Sequence[str]]) -> Iterator[np.ndarray]:
        """The vectors of each batch, in order; takes batches ahead, some for each worker. Raises ClusterFailed."""
        most = _EACH * sum(self._client.nthreads().values())
        under_way: deque[Future] = deque()
        for texts in batches:
            under_way.append(self._client.submit(_encode, self._files, list(texts), pure=False))
            if len(under_way) > most:
                yield self._result(under_way.popleft())
        while under_way:
            yield self._result(under_way.popleft())

    def _result(self, future: "Future") -> np.ndarray:
        try:
            return future.result()
        except Exception as error:  # whatever a worker raises comes back here
            raise ClusterFailed(self._address, f"{type(error).__name__}: {error}") from error


@contextmanager
def connected(address: str, local: OnnxEncoder, folder: Path) -> Iterator[ClusterEncoder]:
    """The encoder `local`, whose files lie in `folder`, on the cluster whose scheduler has that address, such as
    "127.0.0.1:8786". Raises NoCluster where Dask is not installed, no scheduler answers, or it has no workers."""
    try:
        from distributed import Client
    except ImportError as error:
        raise NoCluster("Dask is not installed. Install it with: pip install 'qa[dask]'") from error

    workers = _workers(address)
    if not workers:
        raise NoCluster(
            f"The Dask scheduler at {address} has no workers. Start one on each machine with: dask worker {address}"
        )
    with Client(address, timeout=_PATIENCE, set_as_default=False) as client:
        try:
            files = client.scatter(EncoderFiles.read(folder, local.fingerprint), broadcast=True, hash=False)
        except Exception as error:  # as a worker's, below
            raise ClusterFailed(address, f"{type(error).__name__}: {error}") from error
        yield ClusterEncoder(client, address, local, files)


def _workers(address: str) -> int:
    """How many workers the scheduler at an address has. Asked for first, since a client that fails to connect takes
    seconds to give up and complains when it is thrown away."""
    from distributed.core import rpc

    async def identity() -> dict:
        scheduler = rpc(address)
        try:
            return await scheduler.identity()
        finally:
            await scheduler.close_rpc()

    try:
        found = asyncio.run(asyncio.wait_for(identity(), _PATIENCE))
    except Exception as error:  # what answers may be no scheduler, whose greeting dask takes for lengths and the like
        raise NoCluster(
            f"No Dask scheduler answers at {address!r}. Start one with: dask scheduler; then give its address, such as "
            "127.0.0.1:8786."
        ) from error
    return len(found.get("workers", ()))


# What a worker has opened: one encoder, the last.
_opened: dict[EncoderFiles, OnnxEncoder] = {}
_opening = Lock()


def _encode(files: EncoderFiles, texts: Sequence[str]) -> np.ndarray:
    """The vectors of a batch. Runs on a worker."""
    with _opening:
        if files not in _opened:
            _opened.clear()
            _opened[files] = _open(files)
        encoder = _opened[files]
    return encoder.encode(texts)


def _open(files: EncoderFiles) -> OnnxEncoder:
    """An encoder as wide as the worker, from files that are on this machine for that moment only."""
    from distributed import get_worker

    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.files.items():
            (Path(folder) / name).write_bytes(content)
        return OnnxEncoder.open(Path(folder), jobs=get_worker().state.nthreads)
