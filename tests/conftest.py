"""The real encoder and reader, and indexes made with them, once for the whole run."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from index.encoding.encode import OnnxEncoder
from index.encoding.export import DEFAULT_ENCODER, prepare_encoder
from index.store import Store
from index.update import update
from qa.assistant import Assistant
from qa.config import Config
from qa.opening import open_assistant
from qa.reading.reader import Reader

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="session")
def cache(request: pytest.FixtureRequest) -> Path:
    """Where encoders lie; kept from one run to the next."""
    return Path(request.config.cache.mkdir("qa"))


@pytest.fixture(autouse=True)
def own_surroundings(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the user's cache, history, config.toml or terminal settings."""
    monkeypatch.setenv("QA_CACHE", str(cache))
    monkeypatch.setenv("QA_STATE", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture(scope="session")
def encoder(cache: Path) -> OnnxEncoder:
    return prepare_encoder(DEFAULT_ENCODER, cache)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.open()


@pytest.fixture(scope="session")
def seeds_index(encoder: OnnxEncoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds") / "index"
    update(folder, [SEEDS], encoder)
    return folder


@pytest.fixture(scope="session")
def seeds_store(seeds_index: Path, cache: Path) -> Store:
    return Store.open(seeds_index, cache)


@pytest.fixture(scope="session")
def seeds_assistant(seeds_index: Path, cache: Path) -> Assistant:
    return open_assistant(Config(), seeds_index, cache)


class HashEncoder:
    """Vectors from the texts' hashes: for tests of what happens to vectors, not of what they mean."""

    name = "hashes"
    fingerprint = "hashes-1"

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], *, question: bool = False) -> np.ndarray:
        self.encoded.extend(texts)
        vectors = np.array([list(hashlib.sha256(text.encode()).digest()[:8]) for text in texts], dtype=np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def encode_each(self, batches: Iterable[Sequence[str]]) -> Iterator[np.ndarray]:
        return map(self.encode, batches)


@pytest.fixture
def hash_encoder() -> HashEncoder:
    return HashEncoder()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write an article below tmp_path/news."""

    def write_article(name: str, text: str) -> Path:
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    return write_article
