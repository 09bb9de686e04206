"""How exact a figure is said to be: "at least", "up to", "nearly", "around"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from qa.compare.amount import Amount

_SINGLE = (
    r"second|minute|hour|day|night|week|fortnight|month|year|decade|century|dozen|hundred|thousand|million|billion|trillion"
    r"|few|couple|handful|half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth"
)
# By so many votes or seats somebody won; of more than those it is a part: "the majority of the 52".
_MARGIN = (
    r"(?<!the\s)(?:(?:slim|narrow|slender|thin|working|comfortable)\s+)?(?:majority|margin)\s+of"
    r"(?=\s+(?:(?:just|only|about|around|nearly|almost|over|more\s+than|at\s+least)\s+)?(?:\d|one\b))"
)
# Words before a figure that say nothing of it.
OPENING = (
    rf"(?:(?:an?(?!\s+(?:{_SINGLE}))|the|only|just|exactly|all|another|further|additional|record"
    rf"|(?:total|party|group|crew|team)\s+of|{_MARGIN}|aged|age|for|by)\s+)*"
)
_LOWER = (
    r"at\s+least|not?\s+(?:fewer|less)\s+than|(?:well\s+|far\s+)?(?:more\s+than|over|above)|upwards?\s+of|in\s+excess\s+of|a\s+minimum\s+of"
    r"|exceeding|>"
)
_UPPER = (
    r"at\s+most|up\s+to|as\s+(?:many|much)\s+as|not?\s+more\s+than|fewer\s+than|less\s+than|under|below|a\s+maximum\s+of"
    r"|<"
)
_BARELY = r"(?:just|slightly|a\s+little)\s+(?:over|above|more\s+than)"
_ALMOST = r"nearly|almost|just\s+(?:under|below|short\s+of)"
_ABOUT = r"around|about|approximately|roughly|some|(?:an?\s+)?estimated|close\s+to|circa|approx\.?|~|an?\s+average\s+of"
_BEFORE = re.compile(
    rf"(?:(?:an?|the|only|by)\s+)*(?:(?P<barely>{_BARELY})|(?P<almost>{_ALMOST}))\s+{OPENING}"
    rf"|{OPENING}(?:(?P<low>{_LOWER})|(?P<high>{_UPPER})|(?P<about>{_ABOUT}))\s*{OPENING}"
)
_AFTER = re.compile(
    r"[\s-]*(?:(?P<low>\+|\bor\s+more\b|\bplus\b|\bat\s+least\b)|(?P<high>\bor\s+(?:fewer|less)\b)|(?P<about>\bor\s+so\b))"
)
_OPEN = re.compile(r"\b(?:more|over|above|exceeding|excess|fewer|less|under|below)\b|[<>]")
_ONLY_OPENING = re.compile(f"^{OPENING}")


def before(text: str) -> tuple[re.Match[str] | None, str]:
    """What is said of a figure before it, and the text from the figure on."""
    match = _BEFORE.match(text)
    return match, text[match.end() :] if match else _ONLY_OPENING.sub("", text)


def after(text: str) -> tuple[re.Match[str] | None, str]:
    """What is said of a figure after it, and the text without that."""
    match = _AFTER.match(text)
    return match, text[match.end() :] if match else text


def bounded(value: Amount, *said: re.Match[str] | None) -> Amount:
    """The amount with the first thing that was said of how exact it is."""
    for bound, words in _bounds(said):
        is_open = bool(_OPEN.search(words)) and not words.startswith(("no ", "not "))
        if bound == "low":
            return replace(value, high=None, is_open=is_open)
        if bound == "high":
            return replace(value, low=None, is_open=is_open)
        return _rough(value, bound)
    return value


def _bounds(said: tuple[re.Match[str] | None, ...]) -> Iterator[tuple[str, str]]:
    for match in said:
        if match:
            yield from ((bound, words) for bound, words in match.groupdict().items() if words)


def _rough(value: Amount, bound: str) -> Amount:
    if value.low is None or value.high is None:
        return value
    room = max(_rounding(value.high), abs(value.high) / 10)
    low, high = value.low - room, value.high + room
    if bound == "almost":
        high = value.high
    elif bound == "barely":
        low = value.low
    return replace(value, low=low, high=high, is_rough=True)


def _rounding(figure: Fraction) -> Fraction:
    """Half of the power of ten that a round figure was rounded to: 50 for 3,100."""
    if figure.denominator != 1 or figure == 0:
        return Fraction(0)
    written = str(figure.numerator)
    return Fraction(10 ** (len(written) - len(written.rstrip("0"))), 2)
