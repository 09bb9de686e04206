"""How modules and models are loaded."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """What is loaded here stays for good, and Python does not look for garbage in it, neither now nor later: that
    takes a tenth of a second, now and then."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
