"""What sort of words a question asks for, and whether an answer is of that sort."""

import re
from enum import Enum

from index.text.calendar_names import MONTH_OR_SHORT, WEEKDAY
from qa.question.parts import PREPOSITIONS, QUESTION_WORD, asking

_NUMBER_WORDS = (
    r"zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?"
    r"|trillions?|dozens?|half|third|quarter|several|few|couple|none|no|scores|many|most|single|both|an?|once|twice|thrice"
    r"|doubled?|tripled?|doubling|tripling|minutes|hours|days|weeks|months|years|decades"
)
_NUMBER = re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE)
_TIME = re.compile(
    rf"\b(?:{MONTH_OR_SHORT}\b|{WEEKDAY}|\d{{4}}s?|\d{{1,2}}(?:st|nd|rd|th)|\d{{1,2}}[:.]\d\d"
    r"|\d{1,2}\s*[ap]\.?m\b|o['’]clock|noon|midday|midnight|dawn|dusk|sunrise|sunset|morning|afternoon|evening|night"
    r"|overnight|today|yesterday|tomorrow|tonight|weekend|week|month|quarter|year|decade|century"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ties|spring|summer|autumn|fall\b|winter|season|Christmas|Easter|Ramadan"
    r"|hours?|minutes?|days?|earlier|later|soon|after|before|during|since|until|ago|once|when|while)",
    re.IGNORECASE,
)
# What else a time may be told with, and nothing else: what is left may be a place.
_OF_TIMES = re.compile(
    r"\b(?:[ap]\.?m\b|[A-Z]{1,4}[SD]?T\b|(?:GMT|UTC|local|time|at|on|in|about|around|by|the|next|last|past|early|late)\b)"
)
_NAME = re.compile(r"\b[^\W\d_a-z]\w*", re.UNICODE)
_PLAIN_WORD = re.compile(r"[^\W\d_]{2,}|(?:[^\W\d_]\.){2}")


class AnswerType(Enum):
    """The sorts that can be told by a question's words."""

    NUMBER = "number"
    TIME = "time"
    NAME = "name"
    PLACE = "place"
    OTHER = "other"


_ASKED = (
    (
        AnswerType.NUMBER,
        r"\bhow\s+(?:many|much|old|long|far|tall|big|high|large|fast|deep|often|strong|heavy|wide|thick|hot|cold|quickly)\b"
        r"|\bwhat(?:['’](?:s|re))?\s+(?:is|was|were|are)?\s*(?:the\s+)?(?:\w+\s+)?(?:number|percentage|percent|proportion|share|age|price"
        r"|cost|amount|toll|magnitude|total|count|rate|speed|temperature|population|length|height|depth"
        r"|width|weight|distance|sum|turnout)\b|\b(?:death|casualty)\s+toll\b",
    ),
    (
        AnswerType.TIME,
        rf"^(?:and\s+)?(?:(?:{PREPOSITIONS})\s+)?when\b"
        r"|\b(?:what|which)(?:['’]s)?\s+(?:(?:(?:is|was)\s+)?the\s+)?(?:year|day|date|month|time|hour|week|decade|century"
        r"|season)\b",
    ),
    (
        AnswerType.NAME,
        # Not the "who" of "which man who ..."
        rf"^(?:(?!\b{QUESTION_WORD}).)*\b(?:who|whom|whose)\b|\b(?:what|which)\s+(?:\w+\s+)?(?:country|city|town|village|company|newspaper|agency"
        r"|organi[sz]ation|party|team|person|president|minister|airline|hospital|province|state|nation|university"
        r"|college|school|magazine|journal|broadcaster|bank|court|club|band|island|river|region|district|continent)\b"
        r"|\b(?:what|which)\s+(?:is|was)\s+the\s+name\b",
    ),
    (
        AnswerType.PLACE,
        rf"^(?:(?!\b{QUESTION_WORD}).)*\bwhere\b|\b(?:what|which)\s+place\b|\bin\s+(?:what|which)\s+part\b",
    ),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ASKED)


def asked_for(question: str) -> AnswerType:
    """The sort of answer that a question asks for, by its words."""
    asked = asking(question)
    found = [(match.start(), kind) for kind, pattern in _PATTERNS if (match := pattern.search(asked))]
    return min(found, key=lambda pair: pair[0])[1] if found else AnswerType.OTHER


def is_of_type(answer: str, kind: AnswerType) -> bool:
    """Whether the words can be of that sort. Generous: it is there to set apart what cannot be."""
    match kind:
        case AnswerType.NUMBER:
            return _NUMBER.search(answer) is not None
        case AnswerType.TIME:
            return _TIME.search(answer) is not None
        case AnswerType.PLACE:
            return _PLAIN_WORD.search(_OF_TIMES.sub(" ", _TIME.sub(" ", _NUMBER.sub(" ", answer)))) is not None
        case AnswerType.NAME:
            return _NAME.search(answer) is not None and _PLAIN_WORD.search(answer) is not None
    return True
