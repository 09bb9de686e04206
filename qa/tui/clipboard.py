"""Put text on the system's clipboard with the tool that the desktop brings."""

import shutil
import subprocess

# Tried in this order, with the encoding in which each reads the text on standard input: of what has no mark of its byte
# order, Windows' tool takes the bytes for those of the console's old code page.
_TOOLS = (
    (("wl-copy",), "utf-8"),
    (("xclip", "-selection", "clipboard"), "utf-8"),
    (("xsel", "--clipboard", "--input"), "utf-8"),
    (("pbcopy",), "utf-8"),
    (("clip.exe",), "utf-16"),
)
_PATIENCE = 2.0


def copy(text: str) -> str | None:
    """Copy the text; the name of the tool that took it, or None where no tool is installed or none works."""
    for command, encoding in _TOOLS:
        if shutil.which(command[0]) is None:
            continue
        try:
            # The output goes nowhere: xclip stays to serve the clipboard, and a pipe would stay open with it.
            subprocess.run(
                command,
                input=text.encode(encoding),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        return command[0]
    return None
