"""Numbers in words, as digits."""

import re

_ONES = "one two three four five six seven eight nine".split()
COUNTS = {word: number for number, word in enumerate(_ONES, start=1)}
_NUMBER = re.compile(
    rf"\b(?:{'|'.join(_ONES)}|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b"
)
_HALF_OF = re.compile(r"\bhalf\s+(?:an?\s+)?(?=(?:million|billion|trillion|dozen|year|hour|century|decade)\b)")
# Half an hour, three quarters of a million, a quarter-point: with the figure in words, a part of one of what follows.
_WHOLE = (
    r"(?:million|billion|trillion|dozen|year|hour|minute|mile|century|decade|percentage[\s-]+point|per\s*cent|point|tonne"
    r"|ton|kilo(?:metre|meter|gram)?|metre|meter|acre|hectare)s?\b"
)
PART_OF_ONE = re.compile(
    rf"^(?:(?P<count>an?|one|two|three)[\s-]+)?(?:(?P<share>half|quarter)s?[\s-]+(?:of\s+)?(?:an?\s+)?"
    rf"|(?P<small>fifth|eighth|tenth)s?[\s-]+of\s+an?\s+)(?={_WHOLE})"
)
_PARTS = {"half": 0.5, "quarter": 0.25, "fifth": 0.2, "eighth": 0.125, "tenth": 0.1}
_ONE_OF = re.compile(
    r"^an?[\s-]+(?=(?:dozen|hundred|thousand|million|billion|trillion|second|minute|hour|day|night|week|fortnight|month"
    r"|year|decade|century)\b)"
)
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
_UNIT_AND_HALF = re.compile(r"\b(?:an?|one)\s+(year|month|week|day|hour)\s+and\s+a\s+half\b")
_AND_HALF = re.compile(r"\b(\w+)\s+and\s+a\s+half\b")
_COMMA = re.compile(rf"\b(hundred|thousand|million|billion),\s+(?={_NUMBER.pattern})")
_SHARED_SCALE = re.compile(r"\b(\d+)\s+to\s+(\d+)\s+(hundred|thousand)\b")


def digits(words: str) -> str:
    """The text, lower-case, with its number words as digits: "two and a half million" becomes "2.5 million"."""
    words = re.sub(r"(?:\b(\d+)\s?)?([½¼¾])", lambda match: f"{match[1] or 0}{_FRACTIONS[match[2]]}", words)
    words = PART_OF_ONE.sub(_part_of_one, words)
    words = re.sub(r"^single\b|^once\b", "1", words)
    words = re.sub(r"^both\b|^twice\b", "2", words)
    words = re.sub(r"(?<=\d) (?=\d{3}\b)", "", words)
    words = _UNIT_AND_HALF.sub(r"1.5 \1", words)
    words = _AND_HALF.sub(lambda match: f"{COUNTS.get(match[1], match[1])}.5", words)
    words = _HALF_OF.sub("0.5 ", words)
    words = _ONE_OF.sub("one " if _NUMBER.search(words) else "1 ", words)
    if _NUMBER.search(words):
        from text_to_num import alpha2digit  # 0.03 s to load

        words = _COMMA.sub(r"\1 ", words)
        words = alpha2digit(words.replace("-to-", " to "), "en")
        words = re.sub(rf"\b({'|'.join(_ONES)})\b", lambda match: str(COUNTS[match[1]]), words)
    words = re.sub(r"\b(\d+)\s+or\s+(\d+)\b", r"\1 to \2", words)
    return _SHARED_SCALE.sub(r"\1 \3 to \2 \3", words)


def _part_of_one(match: re.Match[str]) -> str:
    count = COUNTS.get(match["count"] or "a", 1)
    return f"{count * _PARTS[match['share'] or match['small']]:g} "
