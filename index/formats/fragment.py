"""A piece of HTML, all of whose words count, as text: a feed's entry, a letter, a field of a row."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    """address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody td tfoot th thead title tr
    ul""".split()
)
_SILENT = frozenset({"script", "style", "template", "head", "noscript", "svg", "title"})
_TAG = re.compile(r"</?(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|table|img|blockquote|html|body)\b[^<>]*>", re.I)


_ANY_TAG = re.compile(r"<[^<>]*>")


def looks_like_html(text: str) -> bool:
    """Whether there are tags in the text."""
    return bool(_TAG.search(text))


def text_of(html: str) -> str:
    """The words, one block a line."""
    parser = _Words()
    try:
        parser.feed(html)
        parser.close()
    except AssertionError:  # "<![note]>": the words do without the tags
        return " ".join(_ANY_TAG.sub(" ", html).split())
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body" or (tag in _BLOCKS - _SILENT and self._silent[-1:] == ["head"]):
            self._silent.clear()  # </head> may be left out
        if tag in _SILENT:
            self._silent.append(tag)
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data.replace("\r", " ").replace("\n", " "))

    def unknown_decl(self, data: str) -> None:
        """Old feeds leave their CDATA marks in."""
        self.handle_data(data.removeprefix("CDATA["))
