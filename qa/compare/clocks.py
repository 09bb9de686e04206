"""Reads the hours of a day: "7 p.m. local time (1600 GMT)", "half past seven in the evening", "overnight"."""

import re

from qa.compare.time import Clock

_ZONES = {
    "gmt": 0, "utc": 0, "bst": 60, "cet": 60, "cest": 120, "msk": 180, "est": -300, "edt": -240, "cst": -360,
    "cdt": -300, "pst": -480, "pdt": -420,
}  # fmt: skip
# Of America's zones where nothing tells winter from summer: in winter; in summer an hour more.
_AMERICAN = {"e": -300, "c": -360, "m": -420, "p": -480}
_GREENWICH = frozenset(["gmt", "utc"])
_ZONE = (
    rf"(?P<zone>{'|'.join(sorted(_ZONES, key=len, reverse=True))}|[ecmp]t"
    r"|(?:us\s+)?(?:eastern|central|mountain|pacific)(?:\s+time)?)\b"
)
_CLOCK = re.compile(
    r"(?<![\d./-])(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap]\.?m\b\.?)"
    r"|(?P<hour24>[01]?\d|2[0-3])[:.](?P<minute24>[0-5]\d)(?![\d./-]\d|\d)"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?=\s*(?:hrs|hours|local|" + "|".join(_ZONES) + r")\b))"
    r"(?:\s*" + _ZONE + r")?"
    r"|(?P<name>noon|midday|midnight)|(?P<past>quarter|half)\s+past\s+(?P<after>\w+)|(?P<exact>\w+)\s+o'clock"
)
_PART_OF_DAY = re.compile(
    r"\b(?:(?:the\s+)?(?:early|small)\s+hours|before\s+dawn)\b"
    r"|\b(?P<part>dawn|dusk|morning|afternoon|evening|night|overnight|tonight)\b"
)
_BEFORE_DAWN = (0, 6 * 60)
_PARTS_OF_DAY = {
    "dawn": (4 * 60, 8 * 60),
    "dusk": (16 * 60, 22 * 60),
    "morning": (0, 12 * 60),
    "afternoon": (12 * 60, 18 * 60),
    "evening": (17 * 60, 24 * 60),
    "night": (18 * 60, 24 * 60),
    "overnight": (0, 24 * 60),
    "tonight": (17 * 60, 24 * 60),
}
_VAGUELY = re.compile(r"\b(?:around|about|shortly|just|soon|approximately|before|after)\b")
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_ROOM = 15
_NOON = 12 * 60


def clocks(text: str) -> tuple[tuple[Clock, ...], str]:
    """The hours that a lower-case text speaks of, and the text without them: at most two, each where it is told of and,
    if its zone is named, in Greenwich."""
    found: list[Clock] = []
    read = 0
    part = _PART_OF_DAY.search(text)
    room = _ROOM if _VAGUELY.search(text) else 0
    rest = f"{text[: part.start()]} {text[part.end() :]}" if part else text
    while read < 2 and (match := _CLOCK.search(rest)):
        read += 1
        rest = f"{rest[: match.start()]} {rest[match.end() :]}"
        minute = _minute(match)
        if minute is None:
            break
        if part and not match["half"] and not match["name"]:
            minute = _later(minute, part["part"])
        if match["zone"] not in _GREENWICH:
            found.append(_clock(minute, minute, room))
        if zone := match["zone"]:
            winter = _ZONES[zone] if zone in _ZONES else _AMERICAN[zone.removeprefix("us ")[0]]
            summer = winter if zone in _ZONES else winter + 60
            found.append(_clock(minute - summer, minute - winter, room, is_utc=True))
    if not found and part:
        first, last = _PARTS_OF_DAY[part["part"]] if part["part"] else _BEFORE_DAWN
        return (Clock(first, last),), rest
    return tuple(found), rest


def _clock(first: int, last: int, room: int, *, is_utc: bool = False) -> Clock:
    moved = first % (24 * 60)
    return Clock(moved - room, moved + last - first + room, is_utc)


def _later(minute: int, part: str | None) -> int:
    """ "Half past seven in the evening": the half of the day that its part tells; two at night is after midnight."""
    starts = {"afternoon": 0, "evening": 0, "tonight": 5 * 60, "night": 5 * 60}.get(part or "")
    return minute + _NOON if starts is not None and starts <= minute < _NOON else minute


def _minute(clock: re.Match[str]) -> int | None:
    if clock["name"]:
        return 0 if clock["name"] == "midnight" else _NOON
    if clock["half"]:
        hour = int(clock["hour"]) % 12 + (12 if clock["half"][0] == "p" else 0)
        return hour * 60 + int(clock["minute"] or 0)
    if clock["military"]:
        return int(clock["military"][:2]) * 60 + int(clock["military"][2:])
    if word := clock["after"] or clock["exact"]:
        hour = int(word) if word.isdecimal() else _HOURS.index(word) + 1 if word in _HOURS else 24
        return None if hour >= 24 else hour * 60 + {"quarter": 15, "half": 30}.get(clock["past"], 0)
    return int(clock["hour24"]) * 60 + int(clock["minute24"])
