"""A question asked again of something else: "and in Homs?", "what about silver?", "and the old one?".

The last question with a part of it replaced, by rules over prepositions, names, times and words that take each other's
place.
"""

import re
from collections.abc import Sequence

from index.text.calendar_names import MONTH, WEEKDAY
from qa.conversation import nouns, referents, topics
from qa.question.parts import HELPERS, INVERTED, NAMES, PREPOSITIONS, WORD, Parts, names

_YEAR = r"(?:1[5-9]|20)\d\d"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:(?:calendar|fiscal)\s+{_YEAR}|{WEEKDAY}|(?:{_NTH}\s+)?{MONTH}(?:\s+{_NTH})?(?:,?\s+{_YEAR})?|{_YEAR})"
_SPAN = (
    r"(?:day|night|morning|afternoon|evening|weekend|week|month|quarter|season|spring|summer|autumn|winter|year|decade"
    r"|century)"
)
_SO_MANY = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d+)"
# When: a date, with its preposition or bare, or what is a time by itself; and what takes the place of any: "in total".
TIME = re.compile(
    rf"(?<![\w’'-])(?:(?P<led>(?:in|on|during|since|until|by|before|after|from)\s+(?:(?:early|mid|late)[\s-])?)?"
    rf"(?P<date>{_DATE})|(?:between|from)\s+{_DATE}\s+(?:and|to)\s+{_DATE}|today|tonight|yesterday|tomorrow|now|so\s+far"
    rf"|(?:(?:in|for|during|over)\s+)?(?P<part>the\s+)(?:full|whole|entire|first|second|third|fourth|final|last)\s+(?:half|{_SPAN})"
    rf"(?:\s+of\s+(?:{_YEAR}|the\s+year))?"
    rf"|(?:(?:in|on|over|during|since|until|by|before)\s+)?(?:this|last|next|(?:the\s+)?(?:last|past|next|previous|following))"
    rf"\s+(?:{_SPAN}|{WEEKDAY}|{MONTH})|the\s+{_SPAN}\s+(?:before|after)(?=\s*$)"
    rf"|(?:in|over|within|during)\s+(?:the\s+)?(?:(?:last|past|next|first)\s+)?{_SO_MANY}\s+{_SPAN}s?"
    rf"|{_SO_MANY}\s+{_SPAN}s?\s+(?:ago|earlier|later)"
    rf"|in\s+total|in\s+all(?=\s*$)|altogether)(?![\w’'-])",
    re.IGNORECASE,
)
_LED_BY = re.compile(r"(?:in|for|during|over)\s+", re.IGNORECASE)
_IS = re.compile(r"is|was|are|were", re.IGNORECASE)
_ONE = re.compile(r"(?:the|an?|another)\s+(?:(?P<sort>[\w'’-]+)\s+)?ones?\b.*")
_SUPERLATIVE = re.compile(r"\b(?:most|least|best|worst|first|last|second|third|\w{2,}[^\W_aeiou](?<!t)est)\b")
_NAMED = re.compile(rf"(?:the\s+)?{NAMES.pattern}")
_PLACED = re.compile(r"^(?:in|at|for|from)\s+(?:the\s+)?(?=[A-Z])")
_AMONG = re.compile(r"^(?:from|of|among)\s+", re.IGNORECASE)
_REASONS = ("for", "over", "because of", "due to")
_ACCORDING = re.compile(r"^according\s+to\s+", re.IGNORECASE)
DID_SAY = re.compile(
    r"\b(?:did|do|does)\s+(?P<who>\S.{1,60}?)\s+(?P<say>say|claim|think|believe|estimate|report)\b(?P<they>\s+(?:they|he|she)\b)?",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"^(?:[a-z]+ed|hurt|dead|missing|arrested|injured)$")
# Words that take each other's place: "and silver?".
_RIVALS = tuple(
    frozenset(line.split())
    for line in """
    gold silver bronze
    men women children
    boys girls
    men's women's
    husband wife
    father mother
    brother sister
    son daughter
    morning afternoon evening night
    north south east west
    northern southern eastern western
    exports imports
    profit loss
    winner loser runner-up
    seller buyer
    driver passenger
    """.strip().splitlines()
)


def with_part(fragment: str, last: Parts) -> str:
    """The last question with a part of it replaced by what is asked now: "and in Homs?"."""
    part = re.sub(rf"^the\s+ones?\s+(?=(?:{PREPOSITIONS})\b)", "", fragment.strip(), flags=re.IGNORECASE)
    if time := TIME.fullmatch(part):
        return _at_another_time(time, last.text)
    preposition = re.match(rf"^({PREPOSITIONS})\b", part, re.IGNORECASE)
    if preposition:
        if by_another := _said_by_another(part, last.text):
            return by_another
        like = _phrase_like(part, preposition[0].casefold(), last.rest)
        owner = next((span for span in names(last.wanted) if topics.OWNS.search(last.wanted[slice(*span)])), None)
        if not like and owner and (place := _PLACED.match(part)):
            return last.text.replace(last.wanted[slice(*owner)], f"{part[place.end() :]}'s", 1)
        if not like and last.noun and last.counts and _AMONG.match(part):
            return last.text.replace(last.noun, part, 1)
        head = last.text[: len(last.text) - len(last.rest)]
        start, end = like or (len(last.rest), len(last.rest))
        return f"{head}{last.rest[:start]} {part}{last.rest[end:]}"
    if one := _ONE.fullmatch(part):
        return _of_another_sort(one["sort"], last) or f"{part}: {last.text}"
    bare = re.sub(r"^(?:the|a|an)\s+", "", part, flags=re.IGNORECASE)
    state = re.search(r"\b(?:was|were|is|are|been|be)\s+([a-z]+)\b", last.text)
    if state and _PARTICIPLE.match(bare) and _PARTICIPLE.match(state.group(1)):
        return f"{last.text[: state.start(1)]}{bare}{last.text[state.end(1) :]}"
    if rival := _word_like(bare, last.text):
        return f"{last.text[: rival.start()]}{bare}{last.text[rival.end() :]}"
    if last.noun and bare == part and not part[:1].isupper() and (last.counts or " " not in part):
        return last.text.replace(last.noun, part, 1)
    if (most := _SUPERLATIVE.search(bare)) and (same := _SUPERLATIVE.search(last.text)):
        return f"{last.text[: same.start()]}{most.group()}{last.text[same.end() :]}"
    if bare != part and referents.asks_for_person(last) and nouns.is_person(part):
        return f"who is {part}"
    if bare[:1].isupper() and (span := _rival(last)):
        start, end = span
        article = re.search(r"\bthe\s+$", last.text[:start], re.IGNORECASE)
        start = article.start() if article else start
        return f"{last.text[:start]}{part}{last.text[end:]}"
    phrase = re.search(rf"\b(?:{PREPOSITIONS})\s+(?=(?:the|an?)\s)", last.rest)
    if phrase and bare != part and last.verb:
        head = last.text[: len(last.text) - len(last.rest)]
        return f"{head}{last.rest[: phrase.end()]}{part}" if last.noun else f"{head}{part}"
    is_one = _IS.fullmatch(last.verb) and re.fullmatch(r"who|what|how\s+\w+", last.wanted, re.IGNORECASE)
    if bare != part and (is_one or (last.wanted.casefold() in {"who", "what"} and last.verb)):
        return f"{last.wanted} {last.verb} {part}"
    return f"{part}: {last.text}"


def _of_another_sort(sort: str | None, last: Parts) -> str | None:
    """The question, asked of "the Italian one": what describes the same in it, "Greek", makes way."""
    if not (sort or "")[:1].isupper():
        return None
    found = next((span for span in names(last.text) if topics.describes(last.text, span)), None)
    return f"{last.text[: found[0]]}{sort}{last.text[found[1] :]}" if found else None


def asking_what_is(last: Parts) -> str:
    """What asks the same of what somebody or something has: "how old was | her son", "who is | his partner"."""
    if _IS.fullmatch(last.verb):
        return f"{last.wanted} {last.verb}"
    return "who was" if referents.asks_for_person(last) else "what was"


def _at_another_time(time: re.Match[str], text: str) -> str:
    """The question, asked of another time, which takes the place of a time only; what is set in a year, "the 2016
    election", is that of another year."""
    year = time["date"] if re.fullmatch(_YEAR, time["date"] or "") else None
    for old in reversed(list(TIME.finditer(text))):
        if year and _is_bare(old) and re.fullmatch(_YEAR, old["date"]):
            return f"{text[: old.start()]}{year}{text[old.end() :]}"
        if not _is_bare(old):
            kept = (old["led"] or "") if _is_bare(time) else ""
            if time["part"] and time.start("part") == 0:  # "and the full year?"
                kept = preposition.group() if (preposition := _LED_BY.match(old.group())) else ""
            return f"{text[: old.start()]}{kept}{time.group()}{text[old.end() :]}"
    usual = "on" if re.match(rf"{WEEKDAY}|{_NTH}\s", time.group(), re.IGNORECASE) else "in"
    return f"{text} {usual if _is_bare(time) else ''} {time.group()}"


def _is_bare(time: re.Match[str]) -> bool:
    """Whether it is a date without a preposition, which may belong to a name: "the 2016 election", "Theresa May"."""
    return bool(time["date"] and not time["led"])


def _phrase_like(part: str, preposition: str, rest: str) -> tuple[int, int] | None:
    """What a phrase that begins with the preposition takes the place of: from its like to the end, or, where both are
    mere names, that name: "in Aleppo | by the rebels". A time that closes the question stays."""
    starts = [
        found.span()
        for word in _alike(preposition)
        for found in re.finditer(rf"\b{word}\s+(?=\S)", rest, re.IGNORECASE)
        if not TIME.match(rest, found.start())
    ]
    for start, end in starts if _NAMED.fullmatch(part[len(preposition) :].strip()) else ():
        name = _NAMED.match(rest, end)
        if name and not topics.describes(rest, name.span()):
            return start, name.end()
    closing = next((time for time in TIME.finditer(rest) if time.end() == len(rest) and not _is_bare(time)), None)
    return (starts[0][0], len(rest[: closing.start()].rstrip()) if closing else len(rest)) if starts else None


def _alike(preposition: str) -> Sequence[str]:
    """A preposition, and those that say the same in another way: "over lies" and "for a burglary"."""
    return (preposition, *(_REASONS if preposition in _REASONS else ()))


def _said_by_another(fragment: str, text: str) -> str | None:
    """What "did the rebels say they killed" asks, "according to the army": what the army said of the rebels."""
    source, said = _ACCORDING.match(fragment), DID_SAY.search(text)
    if source is None or said is None:
        return None
    of_them = f" {said['who']} " if said["they"] else ""
    after = text[said.end() :].lstrip() if of_them else text[said.end() :]
    return f"{text[: said.start('who')]}{fragment[source.end() :]} {said['say']}{of_them}{after}"


def _word_like(word: str, text: str) -> re.Match[str] | None:
    """A word of the text that takes this one's place elsewhere: "gold" for "silver"."""
    kin: frozenset[str] = next((kin for kin in _RIVALS if word.casefold() in kin), frozenset())
    return next((found for found in WORD.finditer(text) if found.group().casefold() in kin), None)


def _rival(last: Parts) -> tuple[int, int] | None:
    """The name of the last question that another one would take the place of: its subject, or else the last name that
    stands for itself and does not describe what comes after it, as "British" in "the British election"."""
    named = [span for span in names(last.text) if not TIME.fullmatch(last.text[slice(*span)])]
    after = len(last.text) - len(last.rest)
    inverted = re.fullmatch(rf"{HELPERS}|{INVERTED}", last.verb, re.IGNORECASE)
    for span in named:
        if inverted and re.fullmatch(r"(?:the\s+)?", last.text[after : span[0]], re.IGNORECASE):
            return span
    alone = [span for span in named if not topics.describes(last.text, span)]
    chosen = alone or named
    return chosen[-1] if chosen else None
