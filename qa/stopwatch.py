"""Where the time goes."""

import time


class Stopwatch:
    """Runs from when it is made."""

    def __init__(self) -> None:
        self.ms: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, part: str) -> None:
        """Count the time since the last lap for a part of the work; `ms` has the parts' milliseconds by name."""
        now = time.perf_counter()
        self.ms[part] = self.ms.get(part, 0.0) + (now - self._last) * 1000
        self._last = now
