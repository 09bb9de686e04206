"""What an article says of being a correction, which words it thereby takes back, and which of two versions is later."""

import re
from functools import lru_cache

from index.types import Article, Hit
from qa.answers.groups import Candidate
from qa.cite import sentences_around
from qa.dates import is_after

# Not "Correction officers strike", "Correction in oil prices".
_CORRECTION = r"correction(?!\s+(?:officers?|facilit\w+|cent(?:er|re)s?|department|territory|(?!to\b|of\b)(?-i:[a-z])))"
_TITLE = re.compile(rf"\W*(?:corrected|corrects|{_CORRECTION}|clarification|clarified)\b", re.IGNORECASE)
_NOTE = re.compile(
    rf"(?:^|\()[\s*\-–—]*(?:corrects|correcting|corrected|{_CORRECTION}|clarification|clarifies)\b"
    r"|\b(?:earlier|previous|original)\s+version\s+of\s+this\s+(?:article|story|report|item)\b"
    r"|\bthis\s+(?:article|story|report|item)\s+(?:was|has\s+been)\s+(?:corrected|amended)\b",
    re.IGNORECASE | re.MULTILINE,
)
_OF_CORRECTION = re.compile(r"\bcorrect(?:s|ed|ing|ion)?\b|\bversion\s+of\s+this\b", re.IGNORECASE)
# Right before what is taken back, with at most how exact it was between.
_TAKEN_BACK = re.compile(
    r"(?:\b(?:from|not|rather\s+than|instead\s+of)|\bversion\b[^.;]*\b(?:said|stated|gave|reported|misstated|put)\b[^.;]*)"
    r"(?:\s+(?:at\s+least|about|around|nearly|some|more\s+than))?\s+$",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def is_correction(article: Article) -> bool:
    """Whether the article says of itself that it corrects an earlier one."""
    return bool(_TITLE.match(article.title) or _NOTE.search(article.text))


def is_later(one: Hit, other: Hit) -> bool:
    """Whether its article is a version of the other's that the same outlet published, or changed, later."""
    mine, theirs = one.article, other.article
    return mine.digest in other.linked and mine.source == theirs.source and comes_later(mine, theirs)


def comes_later(one: Article, other: Article) -> bool:
    """Whether one of two versions was published, or changed, later; or, where dates do not tell, says that it
    corrects."""
    since, before = changed(one), changed(other)
    later = is_after(since, before) if since and before else None
    if later is not None:
        return later
    return is_correction(one) and not is_correction(other)


def changed(article: Article) -> str | None:
    """When an article was last changed, or else published: an ISO date."""
    return article.facts.modified or article.published


def runs_into_note(candidate: Candidate) -> bool:
    """Whether the words begin in the story and end in a note on what was corrected."""
    return any(match.start() > 0 for match in _NOTE.finditer(candidate.text))


def is_taken_back(candidate: Candidate) -> bool:
    """Whether the words are what a correction's note takes back, as in "corrects the amount from 65 million": the
    article does not say them."""
    text = candidate.hit.article.text
    sentence = sentences_around(candidate.hit, candidate.start, candidate.end)
    return (
        _OF_CORRECTION.search(text, sentence.start, sentence.end) is not None
        and _TAKEN_BACK.search(text[sentence.start : candidate.start]) is not None
        and is_correction(candidate.hit.article)
    )
