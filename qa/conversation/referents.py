"""What "he", "they", "it" and "there" stand for, after a question and its answer."""

import re
from collections.abc import Iterator

from qa.attribution import first_names
from qa.question.parts import HELPERS, NAMES, PREPOSITIONS, VERBS, Parts, is_name, names

# Nouns for people: the answer to "which minister" is a person, to "which hospital" it is none.
_PEOPLE = frozenset(
    """people man men woman women boy girl child children person persons president minister premier chancellor
    governor senator congressman congresswoman representative mayor leader politician candidate official secretary
    ambassador diplomat king queen prince princess pope bishop archbishop cardinal priest imam judge lawyer
    attorney general prosecutor officer soldier sergeant colonel commander spokesman spokeswoman spokesperson
    doctor surgeon nurse director chairman chairwoman chair chief boss head founder owner manager executive
    employee worker engineer pilot driver astronaut scientist researcher professor teacher student physicist
    chemist economist analyst expert author writer poet novelist journalist photojournalist reporter editor critic
    actor actress singer musician guitarist drummer rapper composer director comedian artist painter player
    footballer striker goalkeeper athlete runner swimmer boxer wrestler champion coach trainer chef farmer
    fisherman hunter activist campaigner protester victim survivor suspect gunman attacker killer murderer witness
    prisoner refugee migrant tourist passenger customer voter billionaire millionaire businessman businesswoman
    entrepreneur designer inventor winner host presenter wife husband son daughter mother father brother sister
    friend neighbour neighbor member lawmaker legislator deputy monarch celebrity attendee correspondent columnist
    blogger trader broker banker dealer investigator commissioner negotiator envoy adviser advisor aide counsel speaker
    consultant captain sheriff detective inspector tycoon heir heiress relative cousin uncle aunt grandfather
    grandmother colleague partner opponent successor predecessor assistant resident rabbi pastor preacher monk nun
    sailor brewer baker cook waiter developer programmer""".split()
)
# Endings that only people have, and stars that are people.
_PERSONS = re.compile(r"(?:\w{3,}ists?|\w{3,}ians?|\w{2,}m[ae]n|\wwom[ae]n|\w[\s-]stars?)$")
# Where one can be: the answer to "in which town" is a place, not the thing that the question is about.
_PLACES = frozenset(
    """city town country village place province state region district county borough street road part area hospital
    prison hospice airport building island continent nation suburb""".split()
)
# What "it" that happened, or that somebody did, is not.
_FIGURES = frozenset(
    """toll number figure population name title count total share rate amount price cost value yield size age length
    profit loss debt""".split()
)
# What asks for a name: "the name of the school", "what is the campaign called?".
_ASKS_NAME = re.compile(r"^the\s+(?:\w+\s+)?(?:name|title)\b|\b(?:called|named|dubbed|titled)$", re.IGNORECASE)
# Verbs as they stand after "did", where no ending tells them from nouns.
BASE = (
    "get|give|win|take|make|have|go|die|say|throw|kill|want|call|become|leave|lose|hold|meet|sign|send|lead|build|buy"
    "|sell|find|catch|beat|strike|hit|cost|happen|start|begin|end|open|close|move|run|come|fall|rise|stand|pay|bring|keep|think"
    "|appoint|receive|earn|deliver|approve|reject|accuse|allow|discover|develop|produce|create|expect|predict|propose"
    r"|donate|acquire|survive|replace|appear|resign|waive|extend|promise"
    "|know|see|use|need|work|play|spend|reach|join|serve|score|destroy|announce|publish|report|plan|agree|decide"
    "|lower|raise|speak|tell|ask|lend|own|consider|defend|urge|seek|draw|carry|grow|argue|describe|include|contain"
    "|remain|belong|arrive|occur|hope|aim|invest|look"
    r"|\w+(?:ize|ise|ify)"
)
_OWNER = rf"{NAMES.pattern}(?:'s|’s|s'|s’)"
_TOKEN = r"(?:(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)+|[\w’'£$€&-]+)"
_WORDS = rf"{_TOKEN}(?:\s+{_TOKEN})*"
_PHRASE = re.compile(rf"(?<![\w’'-])(?:(?:the|an?)|{_OWNER}|(?<=s['’])|(?<=['’]s))\s+{_WORDS}")
_ADVERBS = (
    "jointly|recently|reportedly|allegedly|initially|originally|finally|actually|really|officially|formally|publicly"
    "|personally|currently|previously|now|also|still|once|already"
)
_STOP = rf"(?:(?!of\b)(?:{PREPOSITIONS})|{_ADVERBS}|{HELPERS}|that|which|who|whose|when|as|while|because|{VERBS})"
_ENDS_IN_ADVERB = re.compile(rf"\s+(?:{_ADVERBS})$", re.IGNORECASE)
# Where a noun phrase ends. What follows "of the" describes: "the value of the forged notes".
_ENDS, _ENDS_AFTER_DID = (
    re.compile(rf"(?<!\bof)(?<!\bthe)(?<!\d)\s+(?:the|an?|{stop})(?=\s|$)", re.IGNORECASE)
    for stop in (_STOP, f"{_STOP}|{BASE}")
)
_LED = re.compile(rf"\b(?:{PREPOSITIONS})\s+(?:the\s+)?$", re.IGNORECASE)
# "Did Exampleville's furry convention Fur Days raise": what comes after the name is the verb.
_NAMED_AFTER_OWNER = re.compile(rf"{_OWNER}(?:\s+[a-z][\w-]*){{1,3}}\s+{NAMES.pattern}(?=\s+[a-z])")
# The subject after "did", where it is several: "did scientists call", "did the two rescuers find".
_SEVERAL = re.compile(r"(?:the\s+)?(?:(?:two|three|four|five|six)\s+)?(?!this|his|its)[a-z]{3,}(?<!s)s(?=\s+[a-z])")
# "Did Russia bomb the convoy", "did Google buy YouTube": the name acts, and describes no noun.
_ACTS = re.compile(rf"{NAMES.pattern}(?=\s+[a-z][\w-]*\s+(?:(?:the|an?|its|their|his|her|that)\s|{NAMES.pattern}))")
# "Did Trump say about NATO": "it" is what was spoken of.
_SPOKEN_OF = re.compile(r"^.*?\b(?:say|think|claim|report|believe)\b(?:.*?\sabout|\s+of)\s+(?=\S)", re.IGNORECASE)
# "When will the bank open", and not "who will open": there the subject is what is asked for.
_MODAL = re.compile(r"will|would|can|could|should|may|might|must", re.IGNORECASE)
_SUBJECT = re.compile(rf"(?:the|an?)\s|{NAMES.pattern}")
_INITIALS = re.compile(r"[A-Z]{2,}(?:\s+and\s+[A-Z]{2,})*")  # of no person
OWNS = re.compile(r"['’]s$")  # a name that owns what comes after it
_NEAR = re.compile(r"\b(?:in|near)\s+(?:the\s+)?$", re.IGNORECASE)  # a name after it is a place's
_SINGULAR_IN_S = frozenset("series species news gas".split())
_OF_HIM, _OF_HER = (re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in ("he|his|himself", "she|her|hers"))
_HE_AND_SHE = (
    first_names.MEN | {"king", "prince", "duke", "lord", "sir", "mr", "pope"},
    first_names.WOMEN | {"queen", "princess", "duchess", "lady", "dame", "mrs", "ms", "miss"},
)
# "Where is Heathrow airport": the noun is part of what is asked about, and no participle, as in "where was Doe buried".
_IS_OR_WAS = re.compile(r"(?:where|what)\s+(?:is|was)", re.IGNORECASE)
_NAMED_THING = re.compile(
    rf"{NAMES.pattern}(?:\s+(?!(?:{_STOP}|like|now|today|\w+(?:ing|ly|wn|en))(?:\s|$))[a-z]+){{1,2}}"
)
_FIGURE = re.compile(r"(?<![\w-])\d")  # "K2-18b" has none
# What kind a thing is answers what it is: "it" is the thing.
_KIND = re.compile(r"^(?:which|what)\s+(?:type|kind|sort|make|brand)\s+of\s+(\w+(?<!s))$", re.IGNORECASE)
_PLURAL = re.compile(
    r"\b(?:the\s+)?(?:\w+\s+)?(?:(?!this|his|its|was|is|has|does)\w{3,}(?<!s)s|people|children|men|women)\b"
)
# An answer that is several, "impeachment managers", and one that is one thing, "a drone attack".
_NOUNS = rf"(?!(?:{PREPOSITIONS}|that)\b)(?:[a-z][\w’'-]*\s+){{0,4}}[a-z][\w-]*"
_SEVERAL_THINGS = re.compile(rf"{_NOUNS}[^siu\W]s")
_ONE_THING = re.compile(rf"{_NOUNS}(?:[^s\W]|[siu]s)")
_OWNED = re.compile(r"^(?:its|their|his|her|the|these|those|some|other)\s+")


def person(last: Parts, answer: str | None, pronoun: str) -> str | None:
    """Whom the last answer names, if a person was asked for, or else the last question: there rather a full name than a
    short one, and rather its subject than what follows "in" or "of". First names that are not of the `pronoun`'s sex
    are passed over."""
    if last.wanted.casefold() == "who" and last.verb.casefold() in {"is", "was"} and is_name(last.rest):
        return last.rest
    he = pronoun.casefold() in {"he", "him", "his"}
    fitting, other = _HE_AND_SHE if he else _HE_AND_SHE[::-1]
    of_another = (_OF_HER if he else _OF_HIM).search(last.text)
    if of_another and not any(start < of_another.start() for start, _ in names(last.text)):
        answer = None  # "his engagement to Jane Doe" is told of the answer, and "she" is not he
    if answer and (last_word := answer.rpartition(" ")[2]).islower() and _is_several(last_word):
        answer = None  # nor is he "Norlandic farmers"
    # "Which Doe" is a person too, if "Jane Doe" answers it.
    asks_for_one = asks_for_person(last) or (last.noun[:1].isupper() and last.noun in (answer or "").split())
    if answer and is_name(answer) and asks_for_one and _first_name(answer) not in other:
        return answer
    named = [
        span
        for span in names(last.text)
        for name in [last.text[slice(*span)]]
        if is_name(name) and _first_name(name) not in other and not _INITIALS.fullmatch(name)
    ]
    after_verb = len(last.text) - len(last.rest)
    for span in named:
        subject = _helped(last) and span[0] == after_verb  # the verb follows it
        if _first_name(last.text[slice(*span)]) in fitting and (subject or not describes(last.text, span)):
            return OWNS.sub("", last.text[slice(*span)])
    if answer and is_name(answer) and (_asks_for_name(last) or _first_name(answer) in fitting):
        return answer
    for span in named:
        name = last.text[slice(*span)]
        # Whoever has two names is followed by what they did, and "British" by "police".
        full_name = _helped(last) and " " in name and not OWNS.search(name)
        if last.verb and span[0] == after_verb and (full_name or not describes(last.text, span)):
            return name
    # "French" policemen, "Tonga's" minister: these words name no person.
    alone = [span for span in named if not describes(last.text, span) and not _NEAR.search(last.text[: span[0]])]
    subjects = [span for span in alone if not _LED.search(last.text[: span[0]])]
    full = [span for span in subjects if " " in last.text[slice(*span)]] or subjects
    spoken = topic(last)
    if not full and is_person(spoken):
        return spoken
    if not full and last.wanted.casefold() == "who" and last.verb:
        return f"the one who {last.verb} {last.rest}"
    chosen = full or alone
    if chosen:
        return last.text[slice(*chosen[0])]
    return None if spoken else _subject(last) or None  # an attack is nobody


def _first_name(name: str) -> str:
    """The first word of a full name, or a title, in lower case; empty for another word alone, which may be a surname or
    a place."""
    first, _, others = name.casefold().partition(" ")
    return first if others or first in {"queen", "king"} else ""


def asks_for_person(last: Parts) -> bool:
    """Whether the last question asked for a person."""
    wanted = last.wanted.casefold().split()
    if wanted[:1] in (["who"], ["whom"], ["whose"]):
        return True
    closing = _ENDS_IN_ADVERB.sub("", last.wanted).split()[-1:]  # "which member of the club", "which Oxford chemist"
    return bool(last.noun) and not last.counts and any(map(is_person, [last.noun, *filter(str.islower, closing)]))


def _asks_for_name(last: Parts) -> bool:
    """Whether the last question asked what somebody or something is called."""
    return last.wanted.casefold() == "what" and _ASKS_NAME.search(last.rest) is not None


def is_person(phrase: str) -> bool:
    """Whether a noun phrase is about a person, or several: "the former vice-president", "two congressmen"."""
    words = re.split(r"[\s-]", _head(phrase))
    return (
        words[-1] in _PEOPLE or words[-1].removesuffix("s") in _PEOPLE or _PERSONS.search(" ".join(words)) is not None
    )


def is_figure(phrase: str) -> bool:
    """Whether a noun phrase is about a figure or a name: "the death toll"."""
    return _noun(phrase) in _FIGURES


def _head(phrase: str) -> str:
    """The phrase without what it is of, in lower case: "the death toll of the attack"."""
    return phrase.casefold().partition(" of ")[0]


def _noun(phrase: str) -> str:
    """The noun that the phrase is about, in lower case: "toll"."""
    return _head(phrase).rpartition(" ")[2]


def _is_several(noun: str) -> bool:
    """Whether a noun is in the plural: "countries", and not "virus"."""
    return noun not in _SINGULAR_IN_S and re.search(r"[^siu]s$", noun) is not None


def many(last: Parts, answer: str | None) -> str | None:
    """Who or what "they" are: those counted, the several that the question speaks of, or those named."""
    if last.noun and last.counts:
        return f"the {last.noun}"
    spoken = topic(last)
    if spoken and (_PLURAL.fullmatch(spoken) or _is_several(_noun(spoken))):
        return spoken
    if _helped(last) and (several := _SEVERAL.match(last.rest)):
        return several.group()
    if answer and is_name(answer) and (asks_for_person(last) or last.noun.endswith("s")):
        return answer
    if answer and _SEVERAL_THINGS.fullmatch(answer):
        return f"the {_OWNED.sub('', answer)}"
    if _helped(last) and (actor := _actor(last.rest)):
        return actor
    return _subject(last) or spoken or (answer if answer and is_name(answer) else None)


def thing(last: Parts, answer: str | None, besides: str = "") -> str | None:
    """What "it" is: what was chosen in "which newspaper", or else what the last question turns on. Whoever is named
    `besides` is asked about apart from it: what Trump says of it is not what he says of "Trump's conduct"."""
    if kind := _KIND.match(last.wanted):
        return f"the {kind.group(1)}"
    chosen = last.noun and not last.counts and not asks_for_person(last)
    if chosen and not (last.lead and last.noun.split()[-1] in _PLACES):
        if answer is None and not last.noun.endswith("s"):  # "it" is not "two countries"
            return re.sub(r"^(?:which|what)\b", "the", last.wanted, flags=re.IGNORECASE)
        # "An indirect tax" is what was asked for with "which tax idea".
        named = answer and (is_name(answer) or any(word in answer for word in last.noun.split()))
        if named and not _is_several(last.noun):  # nor one of several
            return answer
    if answer and is_name(answer) and _asks_for_name(last):
        return answer
    # "Mandatory buyback program" is what "what program did O'Rourke propose?" turns on, and not O'Rourke.
    does = last.noun or last.wanted.casefold() == "what"
    if does and answer and _helped(last) and _ONE_THING.fullmatch(answer) and _is_first_name(NAMES.match(last.rest)):
        return answer
    return topic(last, besides) or (answer if answer and not _FIGURE.search(answer) else None)


def _is_first_name(found: re.Match[str] | None) -> bool:
    """Whether a name is a person's, by its first name."""
    return found is not None and _first_name(found.group()) in first_names.MEN | first_names.WOMEN


def event(last: Parts) -> str:
    """What the last question speaks of that may have happened or been done: its first noun phrase that is no figure,
    as "the death toll" is; empty if there is none, or if that is a person or a place."""
    found = next((found for found in _noun_phrases(last) if not is_figure(found)), "")
    return "" if is_person(found) or _noun(found) in _PLACES else found


def topic(last: Parts, besides: str = "") -> str:
    """The noun phrase that the last question turns on: "the Magnitogorsk apartment collapse", "Turkey's offensive";
    none with a name that is also in `besides`. Empty if there is none."""
    named_besides = [besides[slice(*span)] for span in names(besides)]
    for found in _noun_phrases(last):
        phrase = found.partition(" of ")[2] if is_figure(found) and " of " in found else found
        if not any(re.match(rf"(?:the\s+)?{re.escape(name)}\b", phrase) for name in named_besides):
            return phrase
    if _IS_OR_WAS.fullmatch(f"{last.wanted} {last.verb}") and _NAMED_THING.fullmatch(last.rest):
        return last.rest
    start = _spoken_of(last)
    text = last.rest[start:] if start else last.text
    if _helped(last) and not start:
        # Nor does the verb that closes "did Storm Barry form" make of the name before it a mere description.
        text = text.rpartition(" ")[0]
    named = [span for span in names(text) if not describes(text, span)]
    return text[slice(*named[0])] if named else ""


def _noun_phrases(last: Parts) -> Iterator[str]:
    """The noun phrases with an article or an owner that follow the last question's verb, one after the other."""
    helped = _helped(last)
    stop = _ENDS_AFTER_DID if helped else _ENDS
    for start, phrase in _phrases(last.rest, _spoken_of(last)):
        first = re.match(r"^\S+\s+\S+", phrase)
        assert first is not None
        end = stop.search(phrase, first.end())
        found = phrase[: end.start()] if end else phrase
        found = re.sub(rf"(?:\s+of(?:\s+the)?)?(?:\s+(?:{PREPOSITIONS}))?$", "", found)
        # "When did the earthquake strike": the verb comes last, and no preposition tells it from a noun.
        if helped and last.rest.endswith(found) and found.count(" ") > 1 and not _has_verb(last.rest[:start]):
            found = found.rpartition(" ")[0]
        elif helped and (owned := _NAMED_AFTER_OWNER.match(found)):
            found = owned.group()
        yield re.sub(r"^an?\s", "the ", found, flags=re.IGNORECASE)


def _spoken_of(last: Parts) -> int:
    """Where in the last question's rest that begins of which somebody spoke; 0 if it asks for no such words."""
    found = _SPOKEN_OF.match(last.rest) if _helped(last) else None
    return found.end() if found else 0


def _has_verb(before: str) -> bool:
    """Whether the words between "did" and an object hold the verb: "Russia bomb", "the rebels leave"."""
    words = [
        word for word in before.split() if not re.fullmatch(rf"{PREPOSITIONS}|the|an?|and|or", word, re.IGNORECASE)
    ]
    return len(words) > 1 and words[-1].islower()


def _actor(rest: str) -> str | None:
    """The name that begins what follows "did", if it is who acts: "Brazil win the World Cup"."""
    if acts := _ACTS.match(rest):
        return acts.group()
    name = NAMES.match(rest)
    return name.group() if name and not describes(rest, name.span()) else None


def _helped(last: Parts) -> bool:
    """Whether its verb stands after "did" or "would": the subject comes first."""
    return re.fullmatch(HELPERS, last.verb, re.IGNORECASE) is not None or (
        _MODAL.fullmatch(last.verb) is not None and _SUBJECT.match(last.rest) is not None
    )


def place(last: Parts, answer: str | None) -> str | None:
    """Where the last question is set: "in Homs"."""
    where = r"^(?:where|which\s+(?:\w+\s+)?(?:" + "|".join(sorted(_PLACES)) + r"))\b"
    if answer and re.match(where, last.wanted, re.IGNORECASE):
        return answer if re.match(rf"^(?:{PREPOSITIONS})\b", answer) else f"in {answer}"
    found = re.search(rf"\b(?:in|at|near|on|from|of|to)\s+((?:the\s+)?{NAMES.pattern})", last.text)
    return f"in {found.group(1)}" if found else None


def _phrases(text: str, start: int) -> Iterator[tuple[int, str]]:
    """What has an article or an owner, and where it begins, but no mere name of a place: "in the Philippines"."""
    while found := _PHRASE.search(text, start):
        named = re.match(rf"the\s+{NAMES.pattern}", found.group())
        end = found.start() + named.end() if named else 0
        if not (named and _LED.search(text[: found.start()])) or describes(text, (found.start(), end)):
            yield found.start(), found.group()
        start = found.start() + 1 + len(re.match(r"\S*", found.group()).group())  # type: ignore[union-attr]


def _subject(last: Parts) -> str:
    """The few words after an auxiliary, without what closes them: "magellanic penguins | tagged"."""
    words = last.rest.split() if last.verb else []
    while words and re.fullmatch(rf"{PREPOSITIONS}|{VERBS}", words[-1], re.IGNORECASE):
        words.pop()
    return " ".join(words) if 0 < len(words) <= 3 else ""


def describes(text: str, span: tuple[int, int]) -> bool:
    """Whether a name only describes what comes after it, or owns it."""
    after = re.match(r"\s+([a-z]\w*)", text[span[1] :])
    if OWNS.search(text[slice(*span)]):
        return True
    return after is not None and not re.fullmatch(rf"{PREPOSITIONS}|{_STOP}|{BASE}|and|or", after.group(1))
