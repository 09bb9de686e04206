"""A piece of HTML, all of whose words count, as text: a feed's entry, a letter, a field of a row."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    """address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody td tfoot th thead title tr
    ul""".split()
)
_SILENT = frozenset({"script", "style", "template", "head", "noscript", "svg", "title"})
# What is struck through is withdrawn: "<del>45</del> 47 people".
STRUCK = frozenset({"del", "s", "strike"})
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|table|img|blockquote|html|body|su[bp]|del|strike)\b[^<>]*>",
    re.I,
)


_ANY_TAG = re.compile(r"<[^<>]*>")

# Where a word may be broken, which would be two words: a soft hyphen and a space without width.
_UNSEEN = str.maketrans("", "", "\xad\u200b")

_FIGURES = re.compile(r"[\d\s,–-]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def looks_like_html(text: str) -> bool:
    """Whether there are tags in the text."""
    return bool(_TAG.search(text))


def raised(text: str) -> str:
    """What stands above the line, with its figures as such: the note in "4¹ metres" makes no 41 of them."""
    return text.translate(_RAISED) if _FIGURES.fullmatch(text) else text


def text_of(html: str) -> str:
    """The words, one block a line."""
    parser = _Words()
    try:
        parser.feed(html)
        parser.close()
    except AssertionError:  # "<![note]>": the words do without the tags
        return " ".join(_ANY_TAG.sub(" ", html).split())
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).translate(_UNSEEN).split("\n"))
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent: list[str] = []
        self._struck = False
        self._raised = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body" or (tag in _BLOCKS - _SILENT and self._silent[-1:] == ["head"]):
            self._silent.clear()  # </head> may be left out
        if tag in _SILENT:
            self._silent.append(tag)
        if tag in STRUCK or tag in _BLOCKS:  # neither goes on beyond its paragraph
            self._struck = tag in STRUCK
        if tag == "sup" or tag in _BLOCKS:
            self._raised = tag == "sup"
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in STRUCK:
            self._struck = False
        if tag == "sup":
            self._raised = False
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent and not self._struck:
            data = data.replace("\r", " ").replace("\n", " ")
            self.pieces.append(raised(data) if self._raised else data)

    def unknown_decl(self, data: str) -> None:
        """Old feeds leave their CDATA marks in."""
        self.handle_data(data.removeprefix("CDATA["))
