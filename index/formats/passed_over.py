"""Files that lie beside articles and are none."""

from collections.abc import Container

# What lies beside saved pages. Anything else is looked at, and named if it is in no known format.
_NO_ARTICLES = frozenset(
    """.css .js .mjs .map .scss .woff .woff2 .ttf .otf .eot
    .png .jpg .jpeg .gif .webp .avif .svg .ico .bmp .tif .tiff .heic
    .mp3 .m4a .wav .ogg .flac .mp4 .m4v .mov .avi .mkv .webm
    .exe .dll .so .o .a .class .pyc .bin .iso .sqlite .db .ini .lnk""".split()
)

# How the names of folders end that browsers save with a page, in the languages that Windows speaks.
_OF_A_PAGE = tuple(
    """_files .files -Dateien _fichiers _bestanden _file _archivos -filer _tiedostot _pliki _soubory _elemei _ficheiros
    _arquivos _dosyalar _datoteke _fitxers _failid _fails _bylos _fajlovi _fitxategiak""".split()
)


def is_hidden(*names: str) -> bool:
    """Whether a file or a folder on the way to it is hidden, by their names. What Word lays beside an open document is
    so where it is made: "~$flood.docx"."""
    return any(name.startswith((".", "~$")) for name in names)


def is_passed_over(name: str) -> bool:
    """Whether a file of this name is hidden, or a picture, a script or the like; it is passed over without a word."""
    _, dot, suffix = name.rpartition(".")
    return is_hidden(name) or dot + suffix.lower() in _NO_ARTICLES


def is_of_a_page(folder: str, beside: Container[str]) -> bool:
    """Whether a folder holds the pictures and frames of a saved page, which lies beside it: "flood_files" and
    "flood.html". Its frames are advertisements and the like."""
    pages = (folder.removesuffix(end) for end in _OF_A_PAGE if folder.endswith(end))
    return any(f"{page}.html" in beside or f"{page}.htm" in beside for page in pages)
