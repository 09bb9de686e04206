"""Mark what is not the article's own words. Marks are ranges: the text itself is never changed."""

import re
from dataclasses import dataclass

from index.imprint import imprint
from index.imprint.imprint import Imprint
from index.imprint.words import AGENCY, DATE, MONTH, NAME, TIME
from index.text.calendar_names import WEEKDAY
from index.text.lines import unwrapped
from index.types import Mark

# A caption is a line of one or two sentences.
_LONGEST_CAPTION = 700

# A list of other stories ends with the first line that is longer, or that is a sentence.
_LONGEST_HEADLINE = 140


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_PICTURE = r"(?:photo|photograph|image|picture|video|graphic|illustration|map|gallery)"
_OWNER = (
    rf"(?:{AGENCY}|AP\s+Photo|Getty(?:\s+Images)?|EPA|Rex(?:\s+Features)?|Shutterstock|Alamy|iStock|Corbis|WireImage)"
)

# Each pattern must match a whole line. They are narrow on purpose: a sentence wrongly marked is an answer lost.
_NOISE = _any(
    # Banners over old stories.
    r"(?:this|the) (?:story|article|post|page) (?:is|was)[^.]{0,40}\b(?:over|more than|about)? ?\d+"
    r" (?:years?|months?) (?:old|ago)\.?",
    r"this (?:story|article|post|page|report) (?:has been|was) (?:last )?(?:updated|corrected)\b.{0,120}",
    rf"(?:last )?(?:updated|published|posted)[\s:]+(?:at )?{TIME}\D{{0,30}}",
    r"this is a (?:breaking|developing) (?:news )?story\b.{0,120}",
    # Photo credits on a line of their own.
    rf"[\[(]?{_PICTURE}s?(?: credit)?(?: by| courtesy(?: of)?)?\s*[:/]\s*\S.{{0,80}}",
    rf"[\[(](?:{_PICTURE}|courtesy)s?(?: by| of| courtesy(?: of)?)\s+[^()]{{2,80}}[\])]",
    rf"{_PICTURE} by (?-i:[A-Z])[\w .,'’/&-]{{2,60}}",
    rf"{_PICTURE}s? (?:copyright|credit|courtesy)\b.{{2,60}}",
    # "(c) 2016 Example Press", but not the third point of a list.
    r"(?:©|\(c\)(?=\s*(?:copyright\b|\d{4}\b|(?-i:[A-Z])[^.]{2,50}\.?$))|copyright\s*(?:©|\(c\)|\d{4}|by\b))\s?"
    r".{0,300}",
    r"all rights reserved\b.{0,200}",
    rf"{_OWNER}(?: photo)?\s*/\s*[\w .'-]{{2,60}}",
    rf"(?-i:[A-Z])[\w.'’ -]{{3,40}}\s*/\s*{_OWNER}",
    # Embedded posts: "… (@handle) September 22, 2016".
    rf".*\(@\w{{1,30}}\)\s*{MONTH}\s+\d{{1,2}},\s*\d{{4}}",
    # Sharing, newsletters, advertising, further reading.
    r"(?:share|tweet|email|print|save|comments?|advertisement|sponsored|related(?: (?:stories|articles|topics))?"
    r"|photos?|videos?|images?|gallery|slideshow|loading|next|prev(?:ious)?|read more|subscribe|log in|sign in)[.…:]*",
    r"share (?:this|on|via)\b.{0,60}",
    r"(?:read|read or share|like|share) (?:this|the) (?:story|article|post|original)\b.{0,120}",
    r"(?:(?:sign up (?:for|to)|subscribe to) .{0,80}|get [^,]{0,80})(?:newsletters?|updates|alerts|inbox)\b.{0,40}",
    r"(?:follow|like) (?:us|him|her|them|\S+(?: \S+){0,3}) on (?:twitter|facebook|instagram|x|telegram|youtube)\b"
    r".{0,60}",
    r"(?:read|see|watch) (?:more|also)\s*:.{0,160}",
    r"(?:continue reading|advertisement - continue)\b.{0,60}",
    r"click here (?:to|for) .{0,80}",
    r"(?:this (?:story|article|post)|a version of this \w+) (?:was )?(?:originally |first )?appeared\b.{0,120}",
    r"(?:please )?enter (?:your|a valid) e-?mail(?: address)?\b.{0,60}",
    # Menus, as they are copied with a page, and what newsletters say of themselves.
    r"skip to (?:the |main |site )*(?:content|navigation|search|footer)|(?:main |site )?menu|home|search|unsubscribe",
    r"(?:view|read|open|see) (?:this (?:e-?mail|newsletter|message) |it )?(?:in|on) (?:your |a |the )?browser\.?",
    r"you(?:['’]re| are) (?:receiving|getting) this (?:e-?mail|newsletter|message)\b.{0,200}",
    r"(?:unsubscribe|(?:manage|update|change) (?:your )?(?:e-?mail )?(?:preferences|subscriptions?))"
    r"(?: (?:from|here)\b.{0,60})?(?:\s*[|•·]\s*.{0,80})?\.?",
    # Cookies.
    r"(?:we|this (?:web)?site|our (?:web)?site|our partners)\b.{0,60}\buses? cookies\b.{0,300}",
    r"we and our (?:\d[\d,.]* )?partners (?:may )?(?:store|use|access|process|ask)\b.{0,600}",
    r"by (?:continuing to|using|clicking|browsing)\b.{0,80}\byou (?:agree|accept|consent)\b.{0,200}",
    r"(?:accept|reject|manage|allow)(?: all)? (?:cookies|cookie settings|preferences)\b.{0,40}",
    r"(?:cookie|privacy) (?:policy|notice|settings|preferences)[.:]?",
    r"media playback is (?:un|not )supported on (?:your|this) device",
)

# Captions, by how they begin, how they end or what they name.
_CAPTION = _any(
    rf"file(?: {_PICTURE})?\s*[-–—:]\s*\S.{{10,}}",
    rf"(?:{_PICTURE} copyright .{{2,40}}|media playback is unsupported on your device)?\s*(?:{_PICTURE}|media) caption"
    r":? \S.{10,}",
    rf"in this\b[^.]{{0,60}}\b(?:{_PICTURE}|frame grab|screenshot|still (?:image|frame|from|taken))\b[^.]{{0,60}},"
    r"\s.{10,}",
    r"(?:this|a|an|the)\b[\w ]{0,30} (?:photo|photograph|image|picture|frame grab)(?: provided| released| obtained)"
    r" (?:by|from) .{10,}",
    r"pictured\s?[:,] \S.{10,}",
    r".{10,}\bhide caption\b.{0,20}",
    r"(?:getty(?: images)?|shutterstock|rex features)[ •·/-]+\S.{15,}",
    # "[Photo: Smoke rises over the market]", "Photo: Smoke rises over the market, June 2, 2014": more than a name.
    rf"[\[(]?{_PICTURE}s?\s*:\s*(?:\S+\s+){{5,}}\S+[\])]?",
    # "… June 2, 2014. REUTERS/Name", "… (AP Photo/Name)", "… Photograph: Name for the Guardian", "… (Photo by Name)"
    r".{15,}[\s.](?-i:REUTERS|AFP|AP|EPA|Reuters)\s*/\s*(?-i:[A-Z])[\w.'’ -]{2,60}",
    rf".{{15,}}[\[(](?:[^()\[\]]{{2,60}}[/,]\s*)?{_OWNER}\s*/[^()\[\]]{{2,60}}[\])]\.?",
    rf".{{15,}}[\[(][^()\[\]/]{{2,60}}/\s*(?:[^()\[\]]{{2,40}}[/,]\s*)?{_OWNER}[\])]\.?",
    r".{15,}[\[(](?:getty(?: images)?|epa|rex(?: features)?|file photo)[\])]\.?",
    rf".{{15,}}[\[(](?:{_PICTURE}|credit|source)(?: credit)?(?: by|:| courtesy(?: of)?)\s+[^()\[\]]{{2,100}}[\])]\.?",
    rf".{{15,}}[\w.)”\"]\s+(?:{_PICTURE}|photographer)(?: credit)?(?::| by:)\s+(?-i:[A-Z])[^.]{{2,60}}",
    rf".{{15,}}\((?-i:{NAME})/(?-i:[A-Z])[\w .&'’-]{{2,40}}\)\.?",
    rf".{{15,}}[.)”]\s+(?-i:{NAME})\s*/\s*(?-i:[A-Z])[\w &'’-]{{2,40}}",
    r".{15,}©\s?[^.]{2,60}",
)

# "A man runs with a stretcher in al-Shaar, Aleppo, Syria, September 21, 2016.": a whole date at the end, with a place
# before it and no "on", which news in sentences has.
_PLACED_AND_DATED = re.compile(
    rf"(?P<scene>[^\"“”:|]{{25,}}?)(?:(?P<comma>,)\s+(?P<date>(?i:{DATE}))|\s+(?!\d)(?P<dated>(?i:{DATE})))\.?"
)
_WEEKDAY_AT_END = re.compile(rf",?\s+{WEEKDAY}$")
_ENDS_ON_PLACE = re.compile(r"(?<![\w’'-])(?:[A-Z]|al-[A-Z])[\w’'-]*\.?$")
_SAYS_WHEN = re.compile(
    r"\b(?:on|of|in|by|since|until|till|from|to|dated|before|after|for|and|between|through|about|around|for|late|early)$",
    re.IGNORECASE,
)
# What happened, as a story tells it, and not what is to be seen.
_TELLS = re.compile(r"\b(?:was|were|had|born|died|began|ended|signed|took place|until|since|will|would)\b")
_SENTENCE_ENDS = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])[.!?]\s+(?=[A-Z“\"])")

_BREAKS = re.compile(r"[\r\n]")

_LIST_OF_STORIES = _any(
    r"(?:related|recommended|popular|more|other|top|latest|trending|further)(?: \w+)? (?:stories|articles|news|coverage"
    r"|links|topics|reading|content|videos)\s*:?",
    r"(?:related|see also|read also|also read|most (?:read|popular|viewed|shared)|recommended|trending(?: now)?"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)|more (?:on this (?:story|topic)|from .{2,40})|read next"
    r"|up next|don['’]t miss|what to read next)\s*:?",
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The marks of a text, in order and apart, and what its first and last lines tell of it."""

    marks: tuple[Mark, ...]
    imprint: Imprint


def noise(text: str) -> tuple[Mark, ...]:
    """The ranges that are not the article's own words, in order: captions, credits, banners, sharing lines, lists of
    other stories, embedded posts, bylines and sign-offs."""
    return cleaned(text).marks


def cleaned(text: str, start: int = 0) -> Cleaned:
    """The marks of a text from `start` on, and what its lines tell of it."""
    found = [line for line in unwrapped(text) if line.start >= start]
    text = _BREAKS.sub(" ", text)  # within a line that is several
    marks: dict[int, Mark] = {}
    listed = False
    for number, line in enumerate(found):
        words = text[line.start : line.end]
        listed = bool(_LIST_OF_STORIES.fullmatch(words)) or (listed and _may_be_headline(words))
        if is_caption(words):
            marks[number] = Mark(line.start, line.end, caption=True)
        elif listed or _NOISE.fullmatch(words):
            marks[number] = Mark(line.start, line.end)
    told_by = [number for number in range(len(found)) if number not in marks]
    told = imprint.read([text[found[number].start : found[number].end] for number in told_by])
    for number in (told_by[place] for place in told.lines):
        marks[number] = Mark(found[number].start, found[number].end)
    for number in told_by[-2:]:  # credits at the end of the last paragraph
        if number not in marks and (credit := imprint.CREDITS.search(text, found[number].start, found[number].end)):
            marks[number] = Mark(credit.start(), found[number].end)
    return Cleaned(tuple(marks[number] for number in sorted(marks)), told)


def is_caption(line: str) -> bool:
    """Whether a line is what stands below a picture."""
    if not 15 < len(line) <= _LONGEST_CAPTION:
        return False
    return _CAPTION.fullmatch(line) is not None or _shows_a_scene(line)


def _shows_a_scene(line: str) -> bool:
    """Whether a line is one sentence that ends with a place and a date."""
    match = _PLACED_AND_DATED.fullmatch(line)
    if match is None or _SENTENCE_ENDS.search(line):
        return False
    scene = _WEEKDAY_AT_END.sub("", match["scene"])
    placed = match["comma"] or _ENDS_ON_PLACE.search(scene)
    return bool(placed) and not _SAYS_WHEN.search(scene) and not _TELLS.search(re.sub(r"what \w+ said was", "", scene))


def _may_be_headline(line: str) -> bool:
    return len(line) <= _LONGEST_HEADLINE and not line.endswith((".", "”", '"'))
