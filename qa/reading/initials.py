"""What initials stand for: "Office for the Coordination of Humanitarian Affairs" for "what does OCHA stand for?"."""

import re
from itertools import pairwise

_INITIALS = r"(?P<{}>[A-Z]{{2,8}}|(?:[A-Z]\.){{2,8}})"
_ASKED = re.compile(
    rf"\b(?:(?:does|do|did)\s+(?:the\s+)?(?:(?:letters|initials|acronym|abbreviation)\s+)?{_INITIALS.format('stands')}\s+stand\s+for"
    rf"|(?:is|was)\s+(?:the\s+)?{_INITIALS.format('short')}\s+(?:short|an?\s+(?:acronym|abbreviation))\s+for"
    rf"|full\s+name\s+of\s+(?:the\s+)?{_INITIALS.format('full')})(?!\w)"
)
_CAPITALISED = re.compile(r"(?<!\w)[A-Z][\w’'-]*")
# No more than a few words without a capital stand within a name: "for the".
_BETWEEN = re.compile(r"\s+(?:(?:[a-z]+|&)\s+){0,3}")


def asked_initials(question: str) -> str | None:
    """The letters of which a question asks what they stand for; None if it does not."""
    found = _ASKED.search(question)
    return "".join(letters for letters in found.groups() if letters).replace(".", "") if found else None


def spelled_out(text: str, start: int, end: int, initials: str) -> tuple[int, int]:
    """Where the name stands that has these initials and of which characters `start` to `end` are part, or that is part
    of them; these where there is none."""
    words = list(_CAPITALISED.finditer(text))
    for number in range(len(words) - len(initials) + 1):
        name = words[number : number + len(initials)]
        first, last = name[0].start(), name[-1].end()
        if "".join(word[0][0] for word in name) != initials:
            continue
        holds_or_is_held = (first <= start and end <= last) or (start <= first and last <= end)
        if holds_or_is_held and all(
            _BETWEEN.fullmatch(text, one.end(), other.start()) for one, other in pairwise(name)
        ):
            return first, last
    return start, end
