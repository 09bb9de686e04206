"""Files that lie beside articles and are none."""

from collections.abc import Container

# What lies beside saved pages. Anything else is looked at, and named if it is in no known format.
_NO_ARTICLES = frozenset(
    """.css .js .mjs .map .scss .woff .woff2 .ttf .otf .eot
    .png .jpg .jpeg .gif .webp .avif .svg .ico .bmp .tif .tiff .heic
    .mp3 .m4a .wav .ogg .flac .mp4 .m4v .mov .avi .mkv .webm
    .exe .dll .so .o .a .class .pyc .bin .iso .sqlite .db""".split()
)


def is_passed_over(name: str) -> bool:
    """Whether a file of this name is hidden, or a picture, a script or the like; it is passed over without a word."""
    _, dot, suffix = name.rpartition(".")
    return name.startswith(".") or dot + suffix.lower() in _NO_ARTICLES


def is_of_a_page(folder: str, beside: Container[str]) -> bool:
    """Whether a folder holds the pictures and frames of a saved page, which lies beside it: "flood_files" and
    "flood.html". Its frames are advertisements and the like."""
    page = folder.removesuffix("_files")
    return page != folder and (f"{page}.html" in beside or f"{page}.htm" in beside)
