"""What comes from the terminal."""

from codecs import getincrementaldecoder
from functools import partial


def take_any_bytes() -> None:
    """Let bytes that are no UTF-8, as a terminal or a paste in another encoding has them, come as a mark of what cannot
    be read. Textual ends the app at the first, and the conversation with it."""
    try:
        from textual.drivers import linux_driver
    except ImportError:  # Windows has another, which is given characters
        return
    linux_driver.getincrementaldecoder = lambda encoding: partial(getincrementaldecoder(encoding), errors="replace")
