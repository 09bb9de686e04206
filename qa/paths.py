"""Where things lie on this machine."""

import os
from pathlib import Path

from platformdirs import user_cache_path, user_state_path

from index.types import Origin

# The reader that comes with the package: reader.onnx, tokenizer.json, calibration.json and its model card.
MODEL = Path(__file__).parent / "model"


def cache_folder() -> Path:
    """The user's cache for qa, or $QA_CACHE: encoders in their ONNX form. All of it can be made again."""
    named = os.environ.get("QA_CACHE")
    return Path(named) if named else user_cache_path("qa", appauthor=False)


def state_folder() -> Path:
    """What the app remembers for the user, or $QA_STATE: the history of questions, the chosen theme."""
    named = os.environ.get("QA_STATE")
    return Path(named) if named else user_state_path("qa", appauthor=False)


def shown(place: Path | Origin) -> str:
    """A path as a person would type it: from the working folder if it lies below, else from home or the root; with
    the article's own mark after it where the file holds several: feed.xml#entry-id"""
    if isinstance(place, Origin):
        return f"{shown(place.path)}#{place.member}" if place.member else shown(place.path)
    path = place
    for base, prefix in ((Path.cwd(), Path()), (Path.home(), Path("~"))):
        if path.is_relative_to(base):
            return str(prefix / path.relative_to(base))
    return str(path)
