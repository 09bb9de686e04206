"""The user's editor, opened at a line."""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

from index.errors import Error
from index.types import Origin

# Editors that take the line in the file's name, or as an option of their own; all others know vi's +LINE.
_COLON = frozenset({"hx", "helix", "subl", "zed", "micro"})
_GOTO = frozenset({"code", "codium", "cursor"})

# Files that hold an article's text packed, of which most editors show bytes.
_PACKED = frozenset({".gz", ".bz2", ".xz"})


class NoEditor(Error):
    """No editor is set."""


def holds_its_text(origin: Origin) -> bool:
    """Whether the article's file has its text as an editor shows it: no archive, and not packed."""
    return origin.member is None and origin.path.suffix.lower() not in _PACKED


def editor_command(path: Path, line: int, environment: Mapping[str, str] = os.environ) -> list[str]:
    """The command that opens the file at a line (from 1) in $VISUAL or $EDITOR. Raises NoEditor."""
    chosen = environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()
    if not chosen:
        raise NoEditor("No editor is set. Set one before you start qa, for instance: export EDITOR=nano")
    try:
        command = shlex.split(chosen)
    except ValueError as error:
        raise NoEditor(
            f"The editor {chosen!r} is no command ({error}). Set another, such as: export EDITOR=nano"
        ) from error
    name = Path(command[0]).stem
    if name in _COLON:
        return [*command, f"{path}:{line}"]
    if name in _GOTO:
        return [*command, "--goto", f"{path}:{line}"]
    return [*command, f"+{line}", str(path)]
