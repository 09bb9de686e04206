"""Mark the lines that are not the article's own words. Marks are ranges: the text itself is never changed."""

import re
from collections.abc import Iterator

from index.types import Range

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"

# Each pattern must match a whole line. They are narrow on purpose: a sentence wrongly marked is an answer lost.
_NOISE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Banners over old stories.
        r"(?:this|the) (?:story|article|post|page) (?:is|was)[^.]{0,40}\b(?:over|more than|about)? ?\d+"
        r" (?:years?|months?) (?:old|ago)\.?",
        # Photo credits on a line of their own.
        r"(?:photo|photograph|image|picture|video|graphic|illustration)s?(?: credit)?(?: by)?\s*[:/]\s*\S.{0,80}",
        r"(?:©|\(c\)|copyright)\s.{0,100}",
        r"(?:REUTERS|AP|AFP|EPA|Getty Images)(?: photo)?\s*/\s*[\w .'-]{2,60}",
        # Embedded posts: "… (@handle) September 22, 2016".
        rf".*\(@\w{{1,30}}\)\s*{_MONTH}\s+\d{{1,2}},\s*\d{{4}}",
        # Sharing, newsletters, advertising, further reading.
        r"(?:share|tweet|email|print|save|comments?|advertisement|sponsored|related(?: (?:stories|articles|topics))?)",
        r"share (?:this|on|via)\b.{0,60}",
        r"(?:sign up (?:for|to)|subscribe to) .{0,80}(?:newsletters?|updates|alerts|inbox)\b.{0,40}",
        r"follow (?:us|him|her|them|\S+) on (?:twitter|facebook|instagram|x|telegram|youtube)\b.{0,60}",
        r"(?:read|see|watch) (?:more|also)\s*:.{0,160}",
        r"click here (?:to|for) .{0,80}",
    )
]

# "TRTWorld and agencies", "Source: Example News": a sign-off that names the outlet.
_SIGN_OFF = re.compile(
    r"(?:source\s*:\s*(?P<named>\S.{1,50}?)"
    r"|(?P<signed>[A-Z][\w.&' -]{1,40}?)(?:,| and| with)(?: news)? agencies)\.?",
    re.IGNORECASE,
)


_LINE = re.compile(r"[^\r\n]+")


def lines(text: str) -> Iterator[Range]:
    """Every line's range, without its line end and the white space around it; empty lines are left out.

    A line ends where an editor ends it: at a line feed, a carriage return, or both.
    """
    for match in _LINE.finditer(text):
        if line := trimmed(text, match.start(), match.end()):
            yield line


def trimmed(text: str, start: int, end: int) -> Range | None:
    """The range without the white space and byte order mark at its ends; None if nothing is left."""
    body = text[start:end]
    bare = body.strip().strip("\ufeff").strip()
    if not bare:
        return None
    start += body.index(bare)
    return Range(start, start + len(bare))


def noise(text: str) -> tuple[Range, ...]:
    """The ranges of banners, photo credits, embedded posts, sharing lines and sign-offs, in order."""
    return tuple(line for line in lines(text) if _is_noise(text[line.start : line.end]))


def outlet(text: str) -> str | None:
    """The outlet that the article's sign-off names, if it has one."""
    for line in reversed(list(lines(text))):
        if found := _SIGN_OFF.fullmatch(text[line.start : line.end]):
            return found["named"] or found["signed"]
    return None


def _is_noise(line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern in _NOISE) or bool(_SIGN_OFF.fullmatch(line))
