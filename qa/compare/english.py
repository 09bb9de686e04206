"""English words that news uses for one another: British and American ones, and the short and the long of a few."""

import re
from functools import lru_cache

_FOR = {
    "aeroplane": "plane", "airplane": "plane", "aircraft": "plane", "lorry": "truck", "lorries": "trucks",
    "petrol": "gasoline", "flats": "apartments", "pavement": "sidewalk", "motorway": "highway", "autumn": "fall",
    "rubbish": "garbage", "attorney": "lawyer", "attorneys": "lawyers", "solicitor": "lawyer", "jail": "prison",
    "truce": "ceasefire", "cease-fire": "ceasefire", "film": "movie", "films": "movies", "mobile phone": "cellphone",
    "cell phone": "cellphone", "air strike": "airstrike", "air strikes": "airstrikes", "air raid": "airstrike",
    "air raids": "airstrikes", "policeman": "police officer", "policemen": "police officers", "fireman": "firefighter",
    "firemen": "firefighters", "railway": "railroad", "tyre": "tire", "tyres": "tires", "cheque": "check",
    "cheques": "checks", "aluminium": "aluminum", "mom": "mother", "mum": "mother", "kids": "children",
    "redundancies": "layoffs", "turned down": "rejected", "called off": "cancelled", "put off": "postponed",
    "set up": "established", "carried out": "conducted", "stepped down": "resigned", "blew up": "exploded",
    "e-mail": "email",
}  # fmt: skip
_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _FOR), key=len, reverse=True))})\b")
# Spelled in two ways: colour, organise, centre, traveller, defence.
_ENDINGS = (
    (re.compile(r"(?<=[a-z]{2}[lbvrdm])our(?=s?\b|ed\b|ing\b|able\b)"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=e[ds]?\b|ing\b|ations?\b)"), "iz"),
    (re.compile(r"\b(centre|theatre|metre|litre|fibre|calibre|sabre)(?=s?\b)"), lambda match: match[1][:-2] + "er"),
    (re.compile(r"(?<=[a-z][aeiou]l)l(?=ed\b|ing\b|ers?\b)"), ""),
    (re.compile(r"\b(defen|offen|licen)ce(?=s?\b)"), r"\1se"),
)


_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")


def undotted(text: str) -> str:
    """A lower-case text with abbreviations as those write them who leave out the dots: US for U.S."""
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), text)


@lru_cache(maxsize=1024)
def plain_english(text: str) -> str:
    """The text, lower-case, with one word or spelling for those that say the same."""
    plain = _WORDS.sub(lambda match: _FOR[match[0]], undotted(" ".join(text.casefold().split())))
    for pattern, form in _ENDINGS:
        plain = pattern.sub(form, plain)
    return plain
