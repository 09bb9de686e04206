"""What files and texts are known again by."""

import hashlib
from pathlib import Path


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def file_digest(path: Path) -> str | None:
    """The SHA-256 of a file's bytes, by which it is known that there is nothing new in it; None if it is unreadable."""
    try:
        return sha256(path) if path.is_file() else None
    except OSError:
        return None


def digest(text: str) -> str:
    """The SHA-256 of a text, by which an unchanged article is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
