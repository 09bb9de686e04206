"""Which language a text is in, and which languages an encoder knows; the only place that knows py3langid."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Characters that are looked at, and the least that words of some length must have in them, as bytes of UTF-8: Chinese
# says with one character of three bytes what takes others three letters. Less is a table, or a line, of any language.
_SAMPLE = 600
_LEAST = 60
_WORD = re.compile(r"[^\W\d_]{4,}")

# How sure it must be that a text is not in English, of 0 to 1.
_SURE = 0.9

# English and what its telegrams are taken for; and what is no language, as in "x-default".
_ENGLISH = frozenset({"en", "pcm", "sco"})
_NONE = frozenset({"zxx", "und", "mul", "mis", "unknown", "x"})

# Small words of English and of no other language that it might be taken for; a text that has several of them, and
# one such in so many, is in English. It saves loading the identifier, which takes as long as adding ten articles.
_SMALL = frozenset("the and that with from have has were this which would been their they who after into its".split())
_SEVERAL = 3
_ONE_IN = 10

# The languages of encoders that do not know all.
_KNOWN = {"all-MiniLM-L6-v2": frozenset({"en"})}

_NAMES = {"english": "en", "eng": "en"}


def language_of(text: str) -> str | None:
    """The ISO 639 code of a text's language; None where that is not sure."""
    sample = text[:_SAMPLE]
    if sum(len(word.encode("utf-8", "replace")) for word in _WORD.findall(sample)) < _LEAST:
        return None
    if _is_plainly_english(sample):
        return "en"
    ranked = _identifier().rank(sample.lower() if sample.isupper() else sample)
    language = str(ranked[0][0])
    if language in _ENGLISH:
        return "en"
    english = sum(share for other, share in ranked if other in _ENGLISH)
    return language if english < 1 - _SURE and language not in _NONE else None


def _is_plainly_english(sample: str) -> bool:
    words = re.findall(r"[^\W\d_]+", sample.lower())
    small = [word for word in words if word in _SMALL]
    return len(set(small)) >= _SEVERAL and _ONE_IN * len(small) >= len(words)


def told(language: str | None) -> str | None:
    """The language that a format tells, as it tells it; None where it says that it does not know."""
    return language if language and _code(language) not in _NONE else None


def knows(encoder: str, language: str | None) -> bool:
    """Whether an encoder of that name knows an article's language, as its format writes it: "en-GB", "English". It
    gets the benefit of the doubt."""
    known = _KNOWN.get(encoder)
    if known is None or not language:
        return True
    code = _code(language)
    return _NAMES.get(code, code) in known


def _code(language: str) -> str:
    return re.split(r"[-_\s,;]", language.strip().casefold())[0]


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # a second to load

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
