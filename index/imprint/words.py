"""How dates, names, outlets and places are written where an article tells of itself: patterns."""

import re

from index.text.calendar_names import MONTH_OR_SHORT, WEEKDAY

# Dates

MONTH = rf"{MONTH_OR_SHORT}(?![a-z])\.?"
_WEEKDAY = r"(?:\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?,?\s+)?"
_DAY = r"\b\d{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:19|20)\d\d\b"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
_ZONE = r"(?:\s*(?:(?-i:[A-Z]{2,4})\b|[+-]\d\d:?\d\d))?"
TIME = rf"(?:(?:{_CLOCK}\s*(?:[ap]\.?m\b\.?)?|\b\d{{1,2}}\s*[ap]\.?m\b\.?){_ZONE})"

# A date in full; one in words; one whose year may be missing. To be read in upper and lower case alike.
DATE = (
    rf"(?:{_WEEKDAY}(?:\b{MONTH}\s*{_DAY},?\s+{YEAR}|{_DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR})"
    rf"|\b{YEAR}[-/]\d\d?[-/]\d\d?(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?|\b\d\d?[/.]\d\d?[/.]{YEAR})"
)
SHORT_DATE = rf"(?:{_WEEKDAY}(?:\b{MONTH}\s*{_DAY}(?:,?\s+{YEAR})?|{_DAY}\s+{MONTH}(?:,?\s+{YEAR})?))(?!\w)"
AFTER_DATE = (
    rf"(?:,?\s+{WEEKDAY}\b)?(?:,?\s*(?:at\s+)?{TIME})?"
    r"(?:\s*\((?-i:[A-Z]{2,5})\))?"
)

_CHANGED = r"(?P<changed>(?:last\s+)?(?:updated|modified|revised|changed)|(?:last\s+)?update)"
_MADE = r"(?:(?:first|originally)\s+)?(?:published|posted|issued|publication\s+date|date|created|uploaded|released)"
# "Updated: 2017-09-15 17:52", "First published on Friday 22 September 2016 at 10.15 BST".
STAMP = re.compile(
    rf"\b(?:{_CHANGED}|{_MADE})(?P<mark>[\s:*_]*)(?:(?:on|at)[\s:]+)?(?:{TIME},?\s*(?:on\s+)?)?(?P<date>{DATE}){AFTER_DATE}",
    re.IGNORECASE,
)
ONLY_DATE = re.compile(rf"(?:{TIME},?\s+)?(?P<date>{DATE}){AFTER_DATE}", re.IGNORECASE)
ENDS_DATED = re.compile(rf"(?P<rest>.*?)[\s,(]+(?:on\s+)?(?P<date>{DATE}){AFTER_DATE}\)?", re.IGNORECASE)
ONLY_TIME = re.compile(TIME, re.IGNORECASE)

# Names

AGENCY = (
    r"(?:(?:Thomson\s+)?Reuters?|(?:The\s+)?Associated\s+Press|AP|AFP|Agence\s+France-Presse|UPI|dpa|DPA|Xinhua|Bloomberg"
    r"|TASS|Interfax|Kyodo|Yonhap|EFE|ANSA|Anadolu(?:\s+Agency)?|PA|PTI|IANS|ANI|KCNA|CNN|BBC|NPR|VOA|AAP|Sputnik)"
)
# One of them, or several.
ONE_AGENCY = re.compile(rf"\(?(?P<agency>{AGENCY})(?:\s+(?:staff|news agency))?\)?\.?", re.IGNORECASE)
AGENCIES = re.compile(rf"\(?{AGENCY}(?:(?:\s*[-,/&]\s*|\s+and\s+){AGENCY})*\)?\.?", re.IGNORECASE)

_PARTICLE = r"(?:al-[A-Z]\w+|de|da|del|der|den|di|du|la|le|van|von|bin|ibn|el|al)"
_WORD = r"[A-Z][\w'’.-]*"
NAME = rf"{_WORD}(?:\s+(?:{_WORD}|{_PARTICLE})){{0,3}}\s+(?:al-)?[A-Z][\w'’-]+"
NAMES = re.compile(rf"{NAME}(?:(?:\s*,\s*(?:and\s+)?|\s*&\s*|\s+(?:and|with)\s+){NAME})*")
PLACE = re.compile(rf"{_WORD}(?:[\s,]+(?:(?:de|of|the)\s+)?{_WORD}){{0,4}}")
IN_PLACE = re.compile(rf"(?P<before>.*?),?\s+in\s+(?P<place>{PLACE.pattern})")
OUTLET = re.compile(
    r"(?:the\s+|The\s+)?(?:[A-Z][\w.&'’-]*\s+){0,4}(?:News|Post|Times|Press|Journal|Herald|Tribune|Telegraph|Guardian"
    r"|Gazette|Chronicle|Observer|Independent|Mail|Mirror|Standard|Daily|Weekly|Review|Radio|TV|Television|Media|Online"
    r"|Agency|Network|Bulletin|Courier|Globe|Examiner|Inquirer|Sentinel|Dispatch|Register|Magazine|Monitor|Wire"
    r"|Broadcasting|Wikinews)(?:\s+[A-Z][\w.&'’-]*){0,2}|(?i:[\w-]+(?:\.[\w-]+){0,2}\.(?:com|org|net|info|news|[a-z]{2}))"
)
# What stands beside a name, or in its place.
ROLE = re.compile(
    r"(?:[\w'’-]+\s+){0,4}(?:writer|correspondent|reporter|editor|columnist|producer|contributor|chief)"
    r"(?:\s+(?:in|for|at|of)\s+[\w .'’-]{2,30})?",
    re.IGNORECASE,
)
NOBODY = re.compile(
    r"(?:(?:our|news|wire|web|online|foreign|own|and|with|from)\s+)*(?:staff|agency|agencies|desk|editors?|services?"
    r"|correspondents?|reporters?|wires?|writers?)(?:\s+(?:staff|reports?|writers?|reporters?|correspondents?))*",
    re.IGNORECASE,
)
# At the end of a byline: "Jane Doe Staff Writer".
ROLE_AFTER_NAME = re.compile(
    r"[\s,]+(?:(?:staff|senior|chief|special|foreign|political|war|our)\s+)*(?:writer|correspondent|reporter|editor)$",
    re.IGNORECASE,
)
STAFF = re.compile(r"(?P<outlet>.{2,40}?)\s+(?:staff|news desk|newsroom)(?:\s+\w+)?", re.IGNORECASE)


def is_outlet(text: str) -> bool:
    """Whether the words are the name of an outlet or an agency, as far as can be told."""
    return bool(OUTLET.fullmatch(text) or ONE_AGENCY.fullmatch(text))
