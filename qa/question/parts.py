"""An English question taken apart: its question word, verb and rest, its names, and what it says as a statement.

By rules over question words, auxiliaries and prepositions, not by a parser: only what a follow-up leans on is wanted.
"""

import re
from dataclasses import dataclass

from index.text.calendar_names import MONTHS, WEEKDAYS
from qa.attribution.speech_words import PARTICLES
from qa.question.plainly import without_politeness

VERBS = (
    r"(?:is|are|was|were|be|been|has|have|had|will|would|can|could|should|may|might|must|died|killed|said|says?|told|took"
    r"|won|lost|made|came|went|left|began|broke|fell|hit|struck|gave|got|became|leads?|led|speaks?|runs?|heads?|directs?"
    r"|met|cut|let|shut|burst|bought|brought|caught|chose|drew|drove|fought|flew|grew|hid|rose|rang|sank|saw|sought|slept"
    r"|swam|threw|wore|finds?|wants?|brokered|called|owns?|wrote|built|found|held|kept|knew|paid|put|sent|set|shot|sold"
    r"|makes|sells|expects|seeks|celebrates|gives|takes|goes|comes|gets|produces|employs|provides|appears|becomes|begins"
    r"|believes|accuses|criticizes|represents|spoke|stood|stole|thought|(?!need|speed|seed|feed|breed)[a-z]{2,}ed)"
)
HELPERS = r"(?:(?:did|does|do)(?:n['’]t)?)"
INVERTED = (
    r"(?:(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must)(?:n['’]t)?|won['’]t|can['’]t)"
)
PREPOSITIONS = (
    "in|at|on|during|after|before|near|for|from|by|with|against|over|to|of|off|about|into|under|since|until|through"
    "|between|behind|across|among|within|without|towards?|inside|outside|onto|beyond|according to"
)
_CAPITAL = "A-ZÀ-ÖØ-ÞĀĆČĎĐĒĘĚĞĢĪİĶĻĽŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽ"
_NAME = rf"(?:(?:[{_CAPITAL}]\.){{2,}}|(?:(?:al|el|an|as|ash|ad|abu)-)?[{_CAPITAL}][\w’'&-]*|\d{{4}})"
_PARTICLES = "|".join(sorted(PARTICLES))
NAMES = re.compile(
    rf"(?<![\w’'-])(?:(?:{_PARTICLES})\s+){{0,2}}{_NAME}(?:\s+(?:(?:of|the|and|{_PARTICLES})\s+){{0,2}}{_NAME})*"
)
ASKS = re.compile(
    rf"^(?:(?:{PREPOSITIONS}|out of)\s+)?(?:who|whom|whose|what|when|where|why|how|which)\b"
    rf"|^(?:{HELPERS}|{INVERTED})\b",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
WORD = re.compile(r"[\w’'-]+")
# Words that say nothing of what a question is about.
LIGHT = frozenset(
    """a an the and or of in on at to for from by with as about into over out is are was were be been do does did has
    have had will would can could may might what which who whom whose when where why how many much long old far often
    there any people person persons else more other others exactly say said happen happened it he she they that this
    still now so""".split()
)

_NOT_PEOPLE = frozenset("us uk un eu usa nato".split())
_DAYS = frozenset(
    (
        *(name.casefold() for name in (*MONTHS, *WEEKDAYS)),
        *"morning afternoon evening night early late last next".split(),
    )
)
# "Roughly how many", "About what": says how exact the answer is to be, and names nothing.
_HEDGE = re.compile(r"^(?:[a-z]+ly|about|around|just)\s+(?=(?:how|what|which|who|when|where|why)\b)", re.IGNORECASE)
# What follows the subject in a question that put its auxiliary in front: "had Aleppo | not seen".
_PREDICATE = re.compile(
    r"(?<=\S)\s+(?=(?:not|never|ever|already|always|often|sometimes|also|still|be|been|being|seen|gone|done|taken|given|made"
    r"|held|become|born|built|found|known|set|to|(?!need|speed|seed|feed|breed)[a-z]{2,}ed|[a-z]{3,}ing)\b)"
)
# A subject that is a name, and does not own what comes after it.
_NAMED = re.compile(rf"(?:the\s+)?{NAMES.pattern}(?<!['’]s)(?=\s+(?!(?:{PREPOSITIONS}|and|or)\b)[a-z])")
_OF_SEVERAL = re.compile(r"are|were|have", re.IGNORECASE)
# A count whose verb is not known: one noun, then the verb.
_COUNT = re.compile(r"^(?P<lead>)(?P<wanted>how\s+many\s+\w+)\s+(?P<verb>\w+)\b\s*(?P<rest>.*)$", re.IGNORECASE)
# "Mr. Doe", "the U.S. withdrew", "No. 10": a full stop that ends no sentence, or a mark that does.
_SENTENCE = re.compile(
    r"(?<![\w’'])(?:Mrs?|Ms|Dr|Prof|Rev|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|St|Jr|Sr|vs|[a-z](?:\.[a-z])*"
    r"|(?:No|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)(?=\.\s+\d))\.\s+"
    r"|(?P<end>[.!?:;][\"”’)]*\s+)",
    re.IGNORECASE,
)
# The word that asks, with what leads it: "in which". It may be a relative one too.
QUESTION_WORD = r"(?:who|whom|whose|what|when|where|why|how|which)\b"
ASKING = rf"(?:(?:{PREPOSITIONS})\s+)?{QUESTION_WORD}"
_WORD_THAT_ASKS = re.compile(rf"(?:\b(?:{PREPOSITIONS})\s+)?\b{QUESTION_WORD}", re.IGNORECASE)
_DEMANDS = re.compile(r"^\s*(?:please\s+)?(?:name|list|explain|describe|tell\s+me|give)\b", re.IGNORECASE)
_MAY_ASK = re.compile(rf"^(?:{HELPERS}|{INVERTED})\b|\b{QUESTION_WORD}", re.IGNORECASE)
# "Which minister has | Doe played": what is asked for is the object.
_OF_WHOM = re.compile(r"has|have|had|will|would|can|could|should|may|might|must", re.IGNORECASE)
_SUBJECT = re.compile(rf"(?:the|an?|his|her|its|their)\s|{NAMES.pattern}")
# "What did he do", where what he did is not known: "why did he do that".
_DO = re.compile(r"\bdo\b(?!\s+(?:it|that|so|this)\b)")
# "When was it that Kerry brokered the ceasefire?": such a question as it was completed.
_IT_WAS = re.compile(r"\bwas\s+it\s+that\s+(?P<what>\S.*)$", re.IGNORECASE)
_ENDS_PASSIVE = re.compile(r"\s(?:called|named|titled|dubbed|nicknamed|accused of|known as|known for|charged with)$")


@dataclass(frozen=True, slots=True)
class Parts:
    """A question as `lead wanted verb rest`: "in | which eastern province | did | an airstrike kill 62 troops".

    `lead` is a preposition or empty, `wanted` the question word with its noun, `verb` the first verb or auxiliary. They
    are empty, and `rest` is everything, where the words do not begin as a question does.
    """

    text: str
    lead: str
    wanted: str
    verb: str
    rest: str

    @property
    def noun(self) -> str:
        """What is counted or chosen from: "people" in "how many people"."""
        found = re.match(r"^(?:how\s+(?:many|much)|which|what)\s+(.+)$", self.wanted, re.IGNORECASE)
        return re.split(rf"\s(?:{PREPOSITIONS})\b", found.group(1), maxsplit=1)[0] if found else ""

    @property
    def counts(self) -> bool:
        """Whether it asks how many or how much."""
        return self.wanted.casefold().startswith("how")


def asking(question: str) -> str:
    """The question without what it tells before it asks, and without politeness: "A mayor was stabbed in Poland. Who
    did it?", "After a block of flats fell, how many were missing?", "Can you tell me who won?"."""
    question = without_politeness(question)
    starts = [0, *(match.end() for match in _SENTENCE.finditer(question) if match["end"])]
    asked = next((question[start:] for start in reversed(starts) if _MAY_ASK.search(question[start:])), question)
    if ASKS.match(asked) or _DEMANDS.match(asked):
        return asked
    words = [match.start() for match in _WORD_THAT_ASKS.finditer(asked)]
    after_a_comma = [start for start in words if asked[:start].rstrip().endswith(",")]
    return asked[(after_a_comma or words or [0])[-1] :]


def parts(question: str) -> Parts:
    """The question taken apart."""
    text = _HEDGE.sub("", question.strip().rstrip("?!. "))
    match = re.match(
        rf"^(?P<lead>(?:{PREPOSITIONS})\s+)?(?P<wanted>(?:who|whom|whose|what|when|where|why|how|which)\b.*?)"
        rf"\s+(?P<verb>{HELPERS}|{INVERTED}|{VERBS})\b\s*(?P<rest>.*)$",
        text,
        re.IGNORECASE | re.DOTALL,
    )
    match = match or _COUNT.match(text)
    if match is None:
        return Parts(text, "", "", "", text)
    return Parts(text, (match["lead"] or "").strip(), match["wanted"], match["verb"], match["rest"])


def statement(asked: Parts, answer: str | None) -> str:
    """The question and its answer as one clause: "45 was the death toll"."""
    if not asked.wanted:
        # Which verb it has is not known; the noun after "which" is one word more often than not.
        chosen = re.match(r"(?:which|what)\s+\w+", asked.text, re.IGNORECASE)
        return f"{answer}{asked.text[chosen.end() :]}" if chosen and answer else _stated(asked.text)
    unknown = "they" if _OF_SEVERAL.fullmatch(asked.verb) else "it"
    what = answer or (asked.noun if asked.counts else "") or unknown
    if answer and answer[-1:].isdigit() and asked.noun:
        what = f"{answer} {asked.noun}"
    word = asked.wanted.split()[0].casefold()
    adverbial = bool(asked.lead) or (word in {"when", "where", "why", "how"} and not asked.noun)
    inverted = re.fullmatch(INVERTED, asked.verb, re.IGNORECASE) is not None
    if re.fullmatch(HELPERS, asked.verb, re.IGNORECASE):
        tail = what if answer and word not in {"why", "how"} else ""
        return " ".join(part for part in (asked.rest, _link(asked.lead, word, tail), tail) if part)
    if inverted and (adverbial or _ENDS_PASSIVE.search(asked.rest)):
        clause = _PREDICATE.sub(f" {asked.verb} ", asked.rest, count=1)
        if clause == asked.rest and (name := _NAMED.match(asked.rest)):  # "Example One | send crews"
            clause = f"{name.group()} {asked.verb}{asked.rest[name.end() :]}"
        elif clause == asked.rest and re.search(r"\s[a-z]+$", clause):  # "sergeant Ratana | shot"
            head, _, participle = clause.rpartition(" ")
            clause = f"{head} {asked.verb} {participle}"
        return clause if adverbial or not answer else f"{clause} {what}"
    return f"{what} {asked.verb} {asked.rest}".strip()


def asked_of(words: str, asked: Parts, answer: str | None) -> str:
    """What the words, "when" or "by whom", ask of what the question and its answer state: "when did the plane crash in
    Rome", "by whom was Doe shot". Where the verb has no auxiliary: "when was it that Doe broke the record"."""
    told = _IT_WAS.search(asked.text)
    if told:
        return f"{words} was it that {told['what']}"
    stated = statement(asked, answer)
    if re.fullmatch(HELPERS, asked.verb, re.IGNORECASE):
        if do := _DO.search(asked.rest):
            if answer and re.match(rf"{VERBS}\b", answer, re.IGNORECASE):
                return f"{words} was it that {asked.rest[: do.start()]}{answer}{asked.rest[do.end() :]}"
            return f"{words} {asked.verb} {asked.rest[: do.end()]} that{asked.rest[do.end() :]}"
        return f"{words} {asked.verb} {stated}"
    if asked.wanted and re.fullmatch(INVERTED, asked.verb, re.IGNORECASE):
        asks_for_one = re.match(r"whom\b|which\b|what\b|how\s+(?:many|much)\b", asked.wanted, re.IGNORECASE)
        if asks_for_one and not asked.lead and _OF_WHOM.fullmatch(asked.verb) and _SUBJECT.match(asked.rest):
            return f"{words} {asked.verb} {asked.rest} {answer or ''}"
        before, found, after = stated.partition(f" {asked.verb} ")
        if found:
            return f"{words} {asked.verb} {before} {after}"
    return f"{words} was it that {stated}"


def is_of_a_thing(asked: Parts) -> bool:
    """Whether it asks when, where, why or how something is, and no word of it surely tells more: "when was the attack?"
    There is no clause in it, or none that can be told."""
    only = asked.wanted.casefold() in {"when", "where", "why", "how"} and not asked.lead
    is_it = re.fullmatch(INVERTED, asked.verb, re.IGNORECASE) is not None
    return only and is_it and not _PREDICATE.search(asked.rest)


def _stated(text: str) -> str:
    """What a yes-or-no question asks about: "Russia bomb the hospital", "Fidel Castro is dead"."""
    if helped := re.match(rf"{HELPERS}\s+", text, re.IGNORECASE):
        return text[helped.end() :]
    turned = re.match(rf"(?P<verb>(?i:{INVERTED}))\s+(?P<subject>(?i:the\s+[a-z][\w-]*)|{NAMES.pattern})\s+", text)
    if turned:
        return f"{turned['subject']} {turned['verb'].lower()} {text[turned.end() :]}"
    return text


def _link(lead: str, word: str, answer: str) -> str:
    """The preposition between a clause and a time or place: the question's own, or the usual one."""
    if lead or not answer or re.match(rf"^(?:{PREPOSITIONS})\b", answer, re.IGNORECASE):
        return lead.casefold() if answer else ""
    if word == "when":
        return "on" if re.match(r"\w*day\b|\d{1,2}\s+[A-Z]", answer, re.IGNORECASE) else "in"
    return "in" if word == "where" else ""


def names(question: str) -> list[tuple[int, int]]:
    """Where the question has names: capitalised words that do not merely begin it."""
    found = []
    for match in NAMES.finditer(question):
        start = match.start()
        first = WORD.match(question)
        begins = ASKS.match(question) or _HEDGE.match(question) or (first and first.group().casefold() in LIGHT)
        if start == 0 and first and begins:
            start = first.end()
            while start < match.end() and not question[start].isalnum():
                start += 1
        if start < match.end():
            found.append((start, match.end()))
    return found


def is_name(text: str) -> bool:
    """Whether the words may name someone: capitalised, without figures, no day or month."""
    tokens = text.split()
    return (
        0 < len(tokens) <= 6
        and NAMES.match(text) is not None
        and not any(char.isdigit() for char in text)
        and not any(
            token.casefold().strip(".,'’s") in _NOT_PEOPLE or token.casefold().replace(".", "") in _NOT_PEOPLE
            for token in tokens
        )
        and not all(token.casefold().strip(".,'’s") in _DAYS or token.casefold() in _DAYS for token in tokens)
    )
