"""What the app remembers of how the user set it, from one run to the next."""

import json
from pathlib import Path


class Remembered:
    """A small JSON file. With no path nothing is kept."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        try:
            fields = json.loads(path.read_text(encoding="utf-8")) if path else {}
        except (OSError, ValueError):
            fields = {}
        self._fields: dict[str, object] = fields if isinstance(fields, dict) else {}  # it may have been edited

    @property
    def theme(self) -> str:
        """The theme's name; empty if none was chosen."""
        return str(self._fields.get("theme", ""))

    def keep_theme(self, name: str) -> None:
        """Remember the theme. A disk that cannot be written only forgets."""
        self._fields["theme"] = name
        if self._path is not None:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._path.write_text(json.dumps(self._fields), encoding="utf-8")
            except OSError:
                return
