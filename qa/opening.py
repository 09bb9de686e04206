"""Open an assistant quickly: the reader loads, which is mostly C code, while Python reads the modules of the rest."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from qa.config import Config

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.reading.reader import Reader


def open_assistant(config: Config, folder: Path, cache: Path) -> "Assistant":
    """The assistant for the index in `folder`, with the encoder that made it from `cache`.

    Raises NoIndex, IndexMismatch, DamagedIndex or MissingModel.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        reader = beside.submit(_reader, config.reader.model)
        from index.errors import IndexMismatch
        from index.store import Store
        from qa.answers.calibration import Calibration
        from qa.assistant import Assistant

        store = Store.open(folder, cache)
        if store.manifest.encoder != config.encoder.model:
            raise IndexMismatch(
                folder, f"vectors of {store.manifest.encoder}", f"configured for {config.encoder.model}"
            )
        return Assistant(store, reader.result(), Calibration.of_index(folder), config.answers)


def _reader(model: str) -> "Reader":
    from qa.reading.reader import Reader

    return Reader.open(model)
