"""When Python looks for garbage in all there is, which takes up to a tenth of a second: while nobody types."""

import gc
import time

QUIET = 2.0  # seconds without a key or the mouse, longer than a scroll takes

# As often as never: the garbage of typing is small.
_NEVER = 1_000_000


class Garbage:
    """Young garbage is looked for as always, which takes a few milliseconds; the rest waits for a quiet moment."""

    def __init__(self) -> None:
        self._touched = time.monotonic()
        self._thresholds = gc.get_threshold()

    def put_off(self) -> None:
        """From now on wait for quiet moments."""
        gc.set_threshold(*self._thresholds[:2], _NEVER)

    def touched(self) -> None:
        """A key was pressed or the mouse moved."""
        self._touched = time.monotonic()

    def look(self) -> bool:
        """Look now if the moment is quiet and there may be something; whether it was done."""
        quiet = time.monotonic() - self._touched >= QUIET
        if quiet and gc.get_count()[2]:
            gc.collect()
            return True
        return False

    def as_before(self) -> None:
        """Leave it to Python again."""
        gc.set_threshold(*self._thresholds)
