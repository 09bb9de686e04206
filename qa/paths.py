"""Where things lie on this machine."""

import os
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_path, user_state_path

from index.errors import Error
from index.types import Origin

# The reader that comes with the package: reader.onnx, tokenizer.json, calibration.json and its model card.
MODEL = Path(__file__).parent / "model"


class NoHome(Error):
    """A user without a home, as in a container, has named no folder in its place."""

    def __init__(self, variable: str) -> None:
        super().__init__(f"You have no home folder on this machine. Name a folder of yours in ${variable}.")


def cache_folder() -> Path:
    """The user's cache for qa, or $QA_CACHE: encoders in their ONNX form, which can be made again. Raises NoHome."""
    return _named_or_usual("QA_CACHE", user_cache_path)


def state_folder() -> Path:
    """What the app remembers for the user, or $QA_STATE: the history of questions, the chosen theme. Raises NoHome."""
    return _named_or_usual("QA_STATE", user_state_path)


def shown(place: Path | Origin) -> str:
    """A path as a person would type it: from the working folder if it lies below, else from home or the root; with
    the article's own mark after it where the file holds several: feed.xml#entry-id"""
    if isinstance(place, Origin):
        return f"{shown(place.path)}#{place.member}" if place.member else shown(place.path)
    path = place
    if path.is_relative_to(here := Path.cwd()):
        return str(path.relative_to(here))
    try:
        return str("~" / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):  # it lies elsewhere, or there is no home
        return str(path)


def _named_or_usual(variable: str, usual: Callable[..., Path]) -> Path:
    """The folder that the variable of the environment names, or the one that is usual on this system."""
    if named := os.environ.get(variable):
        return Path(named)
    try:
        return usual("qa", appauthor=False)
    except RuntimeError as error:
        raise NoHome(variable) from error
