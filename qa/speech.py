"""Reported speech in one sentence: its verbs, whose they are, and how far what is said reaches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.types import Range
from qa import speech_words as words
from qa.noun_phrases import Party, Token, is_outlet, is_person, is_role, party, span

_QUOTES = frozenset('"“”„')
_STOPS = frozenset([".", "!", "?", "…", ";"])
_MARKS = _QUOTES | _STOPS | frozenset([",", ":", "—", "–", "-", "(", ")", "[", "]"])
_OPENS_CLAUSE = frozenset(
    "that how whether what why if it he she they there we i you his her their its this these when who which".split()
)
_OCCASIONS = frozenset(
    """statement interview conference briefing tweet post email e-mail call letter press memo speech message blog video
    release telephone phone report note interviews remarks statements comments series court twitter facebook instagram
    testimony address hearing""".split()
)
# Verbs that a clause without "that" may follow.
_BARE_CLAUSE = frozenset(
    """believe believes believed think thinks thought reported report reports noted notes hope hopes hoped estimated
    estimate estimates found suggested indicated explained revealed disclosed stated concluded expects expect expected
    observed recalled declared added maintained vowed pledged promised agreed learned""".split()
)
# Verbs that a subject may follow where no quotation stands before them: "…, said the minister".
_INVERTED_AFTER_COMMA = frozenset(
    """said says reads reported reports noted notes warned warns explained explains claimed claims announced argued
    argues wrote writes confirmed added adds stated""".split()
)
# Verbs that show that a clause follows, and not a thing.
_PAST = frozenset("rose fell began came went took made got left killed died won lost became occurred happened".split())
_NEEDS_QUOTE = frozenset(
    """added expressed declared repeated branded labelled labeled characterized characterised termed proposed
    congratulated recalled suggested""".split()
)
# Verbs that are nouns after a possessive.
_NOUNS = frozenset("tweet tweets claim claims report reports note notes post posts comment comments call calls".split())
_THOUGHTS = frozenset("believe believes believed think thinks thought hope hopes hoped expect expects expected".split())
# What may follow a subject that follows its verb.
_AFTER_INVERTED = frozenset(
    """who in on at during after when as while over last this before to told by about yesterday earlier and here""".split()
) | {""}
_DOCUMENT_VERBS = frozenset("find finds found show shows showed read reads".split())


@dataclass(frozen=True, slots=True)
class Speech:
    """Somebody's words: `party` says what stands between `start` and `end`. `at` is where the verb is; `trails` where
    the words come first and the speaker after them; `main` where the sentence itself is theirs, and not a side clause."""

    party: Party
    role: Range | None
    outlet: Range | None
    at: int
    start: int
    end: int
    trails: bool
    main: bool
    thought: bool = False


def speeches(sentence: Sequence[Token]) -> list[Speech]:
    """The reported speech of a sentence, in the order of its verbs; nothing inside quotation marks."""
    found: list[Speech] = []
    whole, sentence = sentence, _without_dateline(sentence)
    for number, token in enumerate(sentence):
        if token.quoted or not (token.text.islower() or token.text == "According"):
            continue
        speech = None
        if token.low in words.SAYS or token.low in words.MAY_SAY or _introduces(sentence, number):
            speech = _spoken(sentence, number)
        elif token.low == "according" and _low(sentence, number + 1) == "to":
            speech = _according(sentence, number, number + 2)
        elif token.low == "per":
            speech = _according(sentence, number, number + 1)
            speech = speech if speech and speech.party.kind == "outlet" else None
        elif token.low in words.PARTICIPLES and found == [] and number and sentence[number - 1].text == ",":
            speech = _participle(sentence, number)
        elif token.low == "citing" and found and found[-1].party.kind == "outlet":
            source = _right(sentence, number + 1)
            if source and (cited := party(source)) and cited.kind != "pronoun":
                last = found.pop()
                speech = Speech(cited, None, last.party.name, last.at, last.start, last.end, last.trails, last.main)
        if speech:
            found.append(speech)
    if whole and sentence and whole[0] is not sentence[0]:
        begins = sentence[0].start
        return [replace(speech, start=whole[0].start) if speech.start == begins else speech for speech in found]
    return found


def outlet_told(sentence: Sequence[Token]) -> Range | None:
    """The outlet that somebody spoke to: "told Reuters", "in an interview with the BBC"."""
    for number, token in enumerate(sentence):
        if token.quoted or token.low not in {"told", "tells", "tell", "telling", "to", "with", "on"}:
            continue
        if token.low in {"to", "with", "on"} and not {
            _low(sentence, at) for at in range(max(0, number - 4), number)
        } & {
            "spoke",
            "speaking",
            "interview",
            "talking",
            "statement",
            "stated",
            "wrote",
            "explained",
            "confirmed",
            "comments",
            "speaks",
            "talked",
        }:
            continue
        name = _name(sentence, number + 1)
        if name and is_outlet(name):
            return span(name)
    return None


def leading_party(sentence: Sequence[Token]) -> Party | None:
    """Whom a sentence begins with, or names after "On Monday,": its likely subject, with the role before the name."""
    at = 0
    if sentence and sentence[0].low in words.OPENS_ADVERBIAL:
        at = next((after + 1 for after, token in enumerate(sentence[:15]) if token.text == ","), 0)
    while at < len(sentence) and sentence[at].low in words.LEADING:
        at += 1
    if at >= len(sentence) or sentence[at].quoted:
        return None
    name = _name(sentence, at)
    end = at + len(name) + (_low(sentence, at) == "the")
    titled = next((to for to in range(end, min(end + 4, len(sentence) - 1)) if sentence[to].low in words.ROLES), None)
    if titled is not None and sentence[titled + 1].capital and all(t.text.isalpha() for t in sentence[end:titled]):
        name = sentence[at : titled + 1 + len(_name(sentence, titled + 1))]
    found = party(name) if name else None
    return found if found and found.kind != "outlet" else None


def people(sentence: Sequence[Token]) -> list[Party]:
    """The people named in a sentence with two words or more, in order."""
    found = []
    at = 0
    while at < len(sentence):
        token = sentence[at]
        if token.capital and not token.quoted:
            run = _name(sentence, at)
            who = party(run) if run else None
            if who and who.kind == "person" and who.proper and who.name.end - who.name.start > len(who.word):
                found.append(who)
            at += max(1, len(run))
        else:
            at += 1
    return found


def _without_dateline(sentence: Sequence[Token]) -> Sequence[Token]:
    """Without "LONDON (Reuters) - " at its beginning."""
    for number, token in enumerate(sentence[:12]):
        if token.text == ")" and number > 1 and is_outlet(sentence[_opening(sentence, number) + 1 : number]):
            after = number + 1
            while after < len(sentence) - 1 and sentence[after].text in {"-", "–", "—", "--"}:
                after += 1
            return sentence[after:]
        if token.text in _STOPS:
            break
    return sentence


def _introduces(sentence: Sequence[Token], number: int) -> bool:
    """Whether a verb, whichever it is, stands before a colon and a quotation."""
    return (
        sentence[number].low.endswith("ed")
        and _low(sentence, number + 1) == ":"
        and number + 2 < len(sentence)
        and sentence[number + 2].quoted
    )


def _low(sentence: Sequence[Token], at: int) -> str:
    return sentence[at].low if 0 <= at < len(sentence) else ""


def _spoken(sentence: Sequence[Token], verb: int) -> Speech | None:
    """The speech of one verb with its subject before or after it."""
    before = verb - 1
    if _low(sentence, before) == "to":
        if [_low(sentence, at) for at in range(verb - 3, verb)] != ["went", "on", "to"]:
            return None
        before = verb - 4
    before = _past_adverbs(sentence, before)
    if sentence[verb].low in _NOUNS and _low(sentence, before).endswith(("'s", "’s", "s'", "s’")):
        return None
    quoted_as = sentence[verb].low == "quoted" and _low(sentence, verb + 1) == "as"
    if quoted_as and _low(sentence, before) in words.PASSIVE:
        before = _past_adverbs(sentence, before - 1)
    elif _low(sentence, before) in words.PASSIVE or _low(sentence, before) in words.DETERMINERS:
        return None
    elif sentence[verb].low == "quoted":
        return _quoting(sentence, verb, before)
    after_quote = before >= 0 and (sentence[before].text in _QUOTES or sentence[before].quoted)
    comma = before >= 0 and sentence[before].text in {",", "—", "–", "?", "!"}
    if sentence[verb].low in words.INVERTED and (after_quote or before < 0):
        return _after(sentence, verb)
    says = _says_something(sentence, verb, quoted_as)
    if says or sentence[verb].low in {"reported", "reports"}:
        speech = _before(sentence, verb, before)
        if speech and not says and speech.party.kind != "outlet":
            return None
        if speech and not (
            sentence[verb].low in _DOCUMENT_VERBS
            and _low(sentence, verb + 1) != "that"
            and speech.party.kind != "document"
            and not speech.party.word.endswith(("ers", "ists", "study"))
        ):
            return speech
    if sentence[verb].low in _INVERTED_AFTER_COMMA and comma and _before(sentence, verb, before) is None:
        return _after(sentence, verb)
    return None


def _past_adverbs(sentence: Sequence[Token], at: int) -> int:
    """The last token before adverbs, times and occasions: "on Monday", "also", "in a statement"."""
    while at >= 0:
        low = sentence[at].low
        dated = low in words.DAYS or (low.isdigit() and _low(sentence, at - 1) in words.DAYS)
        if dated and not (sentence[at].capital and low in {"may", "march", "april", "june"} and at == 0):
            if low == "may" and _low(sentence, at - 1) not in words.PREPOSITIONS:
                return at
            at -= 1
            while at >= 0 and _low(sentence, at) in {
                "on",
                "in",
                "at",
                "late",
                "early",
                "last",
                "this",
                "the",
                "earlier",
            }:
                at -= 1
        elif low in _OCCASIONS and _low(sentence, at - 1) in {"a", "an", "the", "his", "her", "its", "their", "on"}:
            if _low(sentence, at - 1) == "on":
                at -= 2
            elif _low(sentence, at - 2) in {"in", "at", "during", "by"}:
                at -= 3
            else:
                return at
        elif low in words.ADVERBS or (
            low.endswith("ly") and sentence[at].text.islower() and low not in {"family", "daily"}
        ):
            at -= 1
        else:
            return at
    return at


def _says_something(sentence: Sequence[Token], verb: int, quoted_as: bool) -> bool:
    """Whether words follow, or stand before, that the verb may be about."""
    low, next_one = sentence[verb].low, verb + 1
    while _low(sentence, next_one) in words.DAYS and _low(sentence, next_one) != "may":
        next_one += 1
    after = _low(sentence, next_one)
    rest = sentence[verb + 1 :]
    quotes = any(token.quoted for token in sentence)
    if quoted_as:
        return True
    if low in words.SAYS:
        return after not in {"by", "goodbye"}
    if low in {"called", "call", "calls"}:
        return quotes or after in {"on"} or (after == "for" and not _name(sentence, verb + 2))
    if low in {"put", "puts"}:
        return after in {"the", "its", "their"} and any(token.low == "at" for token in rest[:12])
    if low in {"point", "points", "pointed"}:
        return after == "out"
    if low in {"read", "reads"}:
        return after in {":", ","} or after in _QUOTES
    if low in {"informed", "assured", "reminded", "notified"}:
        return any(token.low == "that" for token in rest[:6])
    if low in {"ask", "asked", "asks"}:
        return after in {":", ",", "whether", "why", "if", "how"} or after in _QUOTES
    if low in {
        "responded",
        "replied",
        "responds",
        "replies",
        "wrote",
        "writes",
        "posted",
        "posts",
        "shouted",
        "shouts",
    }:
        return quotes or after in {":", ",", "that", "."} or not after or low in {"wrote", "writes"} and after == "on"
    if not after or after in _MARKS or after in {"that", "how", "whether"}:
        return True
    if after == "to" and low in {"stated", "confirmed", "explained", "added", "wrote"} and outlet_told(sentence):
        return True
    if after in {"to", "by", "as"}:
        return False
    if low in words.WITH_OBJECT:
        return after not in words.PREPOSITIONS or quotes
    if after in _OPENS_CLAUSE:
        return low not in {"show", "shows", "showed", "expressed", "continued", "expects", "reject", "dismissed"}
    if after in words.PREPOSITIONS:
        return quotes
    if low in _BARE_CLAUSE:
        for token in rest[:14]:
            if token.text in _MARKS:
                break
            if token.text.islower() and (token.low in words.AUXILIARIES - {"to", "not"} or token.low in _PAST):
                return True
    return quotes and low in _NEEDS_QUOTE


def _before(sentence: Sequence[Token], verb: int, last: int) -> Speech | None:
    """The speech of a subject that stands before its verb."""
    if last >= 0 and sentence[last].text == ")":
        last = _opening(sentence, last) - 1
    if last < 0:
        return None
    if sentence[last].low in {"and", "who"}:
        return _second(sentence, verb, last)
    role = None
    if (
        sentence[last].text in {",", "—", "–"}
        and sentence[last].text != _low(sentence, verb - 1)
        or (sentence[last].text == "," and last == verb - 1)
    ):
        found = _with_apposition(sentence, last)
        if found is None:
            return None
        who, role, first = found
    else:
        loose = sentence[verb].low in words.SAYS
        first = _clause_start(sentence, last)
        who = party(sentence[first : last + 1], loose=loose)
        if who is None and first > 1 and sentence[first - 1].low in {"who", "that", "which"}:
            who, first = _before_relative(sentence, first - 1)
        while who is None:
            joint = next((at for at in range(last, first, -1) if sentence[at].low in {"and", "or"}), None)
            if joint is None:
                return None
            first = joint + 1
            who = party(sentence[first : last + 1])
        if first >= 2 and sentence[first - 1].text == "," and who.proper:
            who, first, role = _after_its_role(sentence, who, first)
    return _speech(sentence, who, role or who.role, first, verb)


def _second(sentence: Sequence[Token], verb: int, link: int) -> Speech | None:
    """The speech of a clause that borrows its subject: "He left and said …", "…, a doctor, who said …"."""
    who = _borrowed(sentence, link)
    if who is None:
        return None
    told = outlet_told(sentence[link:])
    return Speech(who, who.role, told, sentence[verb].start, sentence[link].start, sentence[-1].end, False, False)


def _borrowed(sentence: Sequence[Token], link: int) -> Party | None:
    if sentence[link].low == "and":
        first = sentence[0]
        return Party("pronoun", span([first]), first.low) if first.low in words.PRONOUNS else leading_party(sentence)
    last = link - 1 if _low(sentence, link - 1) != "," else link - 2
    first = last
    while first >= 0 and sentence[first].capital and not sentence[first].quoted:
        first -= 1
    name = sentence[first + 1 : last + 1]
    return party(name) if is_person(name) else None


def _before_relative(sentence: Sequence[Token], pronoun: int) -> tuple[Party | None, int]:
    """Who a relative clause without a comma is about: "a man who saw it said"."""
    first = _clause_start(sentence, pronoun - 1)
    begins = all(token.low in words.LEADING or token.text == "," for token in sentence[:first])
    return (party(sentence[first:pronoun]), first) if begins else (None, first)


def _after_its_role(sentence: Sequence[Token], who: Party, first: int) -> tuple[Party, int, Range | None]:
    """A name with the role before it and a comma: "The union's general secretary, Mick Cash said"."""
    start = _clause_start(sentence, first - 2)
    before = party(sentence[start : first - 1])
    if sentence[start].low in words.OPENS_ADVERBIAL:
        return who, first, None
    if before and not before.proper and before.kind == "person" and who.kind == "person":
        return who, start, before.name
    return who, first, None


def _clause_start(sentence: Sequence[Token], last: int) -> int:
    """Where the phrase that ends at `last` may begin at the earliest."""
    first = last + 1
    while first > 0:
        token = sentence[first - 1]
        if token.text == ")":
            first = _opening(sentence, first - 1)
            continue
        if token.quoted or token.text in _MARKS and token.text != "]":
            break
        if token.text.islower() and (token.low in words.CLAUSE_WORDS or token.low in words.SAYS):
            break
        first -= 1
    return first


def _opening(sentence: Sequence[Token], close: int) -> int:
    """The bracket that belongs to a closing one."""
    return next((at for at in range(close, -1, -1) if sentence[at].text == "("), close)


def _with_apposition(sentence: Sequence[Token], comma: int) -> tuple[Party, Range | None, int] | None:
    """(who, role, where the phrase begins) of "Name, 34, director of a hospital," up to its last comma."""
    mark = sentence[comma].text
    segments: list[tuple[int, int]] = []
    end = comma
    while len(segments) < 5:
        first = end
        depth = 0
        while first > 0 and not sentence[first - 1].quoted:
            text = sentence[first - 1].text
            depth = max(0, depth + (text == ")") - (text == "("))
            if text in _STOPS | _QUOTES | {":"} or (text == mark and not depth):
                break
            first -= 1
        segments.append((first, end))
        if first == 0 or sentence[first - 1].text != mark:
            break
        end = first - 1
    segments.reverse()
    for number, (first, end) in enumerate(segments[:-1]):
        between = segments[number + 1 :]
        who, first = _last_party(sentence, first, end)
        if who is None or who.kind == "pronoun":
            continue
        others = [sentence[start:stop] for start, stop in between]
        if who.proper and all(_beside_name(other) for other in others):
            roles = [other for other in others if is_role(other)]
            role = Range(roles[0][0].start, roles[-1][-1].end) if roles else None
            return who, who.role or role, first
        if not who.proper and who.kind == "person" and len(others) == 1:
            named = party(_without_brackets(others[0]))
            if named and named.proper and named.kind == "person":
                return named, who.name, first
        if not who.proper and all(_beside_name(other) and not is_person(other) for other in others):
            return who, None, first
    return None


def _last_party(sentence: Sequence[Token], first: int, end: int) -> tuple[Party | None, int]:
    """The phrase that ends a segment, from the last word that begins a clause."""
    start = max(first, _clause_start(sentence, end - 1)) if end > first else first
    phrase = _without_brackets(sentence[start:end])
    who = party(phrase)
    if who is None:
        joint = next((at for at in range(end - 1, start, -1) if sentence[at].low in {"and", "or"}), None)
        if joint is not None:
            return party(sentence[joint + 1 : end]), joint + 1
    return who, start


def _without_brackets(phrase: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    depth = 0
    for token in phrase:
        if token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(token)
    return kept


def _beside_name(phrase: Sequence[Token]) -> bool:
    """Whether words between commas may stand beside a name: a role, an age, a place, a relative clause."""
    if not phrase or any(token.quoted for token in phrase):
        return False
    first = phrase[0]
    verbs = words.AUXILIARIES - {"not", "to"}
    if first.low not in {"who", "which", "whose"} and any(t.text.islower() and t.low in verbs for t in phrase):
        return False
    return (
        is_role(phrase)
        or first.low
        in {
            "who",
            "which",
            "whose",
            "now",
            "also",
            "then",
            "aged",
            "in",
            "from",
            "of",
            "based",
            "formerly",
            "when",
            "while",
            "asked",
            "speaking",
            "citing",
            "meanwhile",
            "however",
            "on",
            "at",
            "and",
        }
        or (len(phrase) <= 3 and (first.text.isdigit() or phrase[-1].capital))
        or first.low.endswith(("ing", "ed"))
    )


def _after(sentence: Sequence[Token], verb: int) -> Speech | None:
    """The speech of a subject that follows its verb: "…, said Jane Doe, a neighbour"."""
    found = _who_follows(sentence, verb + 1)
    if found is None or _low(sentence, found[2]) not in _MARKS | _AFTER_INVERTED:
        return None
    return _speech(sentence, found[0], found[1], verb, verb, trails=True)


def _according(sentence: Sequence[Token], number: int, first: int) -> Speech | None:
    """The speech of whom "according to" names."""
    found = _who_follows(sentence, first)
    return _speech(sentence, found[0], found[1], number, number, trails=number > 0) if found else None


def _who_follows(sentence: Sequence[Token], first: int) -> tuple[Party, Range | None, int] | None:
    """(who, role, where the phrase ends) of "Jane Doe, a neighbour" or "the mayor, Jane Doe" from a token on."""
    phrase = _right(sentence, first)
    who = party(phrase) if phrase else None
    if who is None or (who.kind == "pronoun" and len(phrase) != 1):
        return None
    stop = first + len(phrase)
    beside = _beside(sentence, stop)
    if not beside:
        return who, who.role, stop
    if who.proper:
        return who, who.role or (span(beside) if is_role(beside) else None), stop
    named = party(beside) if who.kind == "person" and len(beside) < 5 else None
    if named and named.proper and named.kind == "person":
        return named, who.name, stop
    return who, None, stop


def _beside(sentence: Sequence[Token], stop: int) -> Sequence[Token]:
    """The words after a phrase and a comma, up to the next mark."""
    if _low(sentence, stop) != ",":
        return []
    end = stop + 1
    while end < len(sentence) and not (
        sentence[end].text in _STOPS | _QUOTES | {",", ":", "—", "–"} or sentence[end].low in {"who", "told", "said"}
    ):
        end += 1
    beside = sentence[stop + 1 : end]
    return beside if beside and beside[0].low not in {"and", "but"} else []


def _right(sentence: Sequence[Token], first: int) -> Sequence[Token]:
    """The noun phrase that begins at a token."""
    end = first
    while end < len(sentence):
        token = sentence[end]
        if token.quoted or token.text in _MARKS - {"[", "]"}:
            break
        if token.text.islower() and end > first:
            if token.low in words.CLAUSE_WORDS or token.low in words.AUXILIARIES or token.low in words.SAYS:
                break
            if token.low in {"in", "on", "at", "during", "via", "this", "last", "over", "about", "to", "into"} and (
                token.low not in {"in", "at"} or _is_occasion(sentence, end)
            ):
                break
            if token.low in {
                "here",
                "published",
                "released",
                "obtained",
                "issued",
                "posted",
                "cited",
                "quoted",
                "using",
                "speaking",
                "yesterday",
                "today",
                "early",
                "late",
                "earlier",
                "following",
            }:
                break
        end += 1
    while end > first and sentence[end - 1].low in {"and", "or", "as", "reportedly"}:
        end -= 1
    return sentence[first:end]


def _is_occasion(sentence: Sequence[Token], at: int) -> bool:
    """Whether "in a statement", "at a news conference", "in May" begins here."""
    following = [token.low for token in sentence[at + 1 : at + 5]]
    return bool(following) and (
        following[0] in words.DAYS
        or following[0].isdigit()
        or (following[0] in {"a", "an", "his", "her", "its", "their", "the"} and bool(_OCCASIONS & set(following)))
    )


def _name(sentence: Sequence[Token], first: int) -> Sequence[Token]:
    """The capitalised words from a token on, after "the"."""
    if _low(sentence, first) == "the":
        first += 1
    end = first
    while end < len(sentence) and not sentence[end].quoted:
        token = sentence[end]
        linked = (
            end > first
            and token.low in {"of", "the", "de", "van", "von", "bin", "al", "for"}
            and (end + 1 < len(sentence) and sentence[end + 1].capital)
        )
        if not token.capital and not linked:
            break
        end += 1
    return sentence[first:end]


def _participle(sentence: Sequence[Token], number: int) -> Speech | None:
    """The words after ", saying": the subject's, where the sentence begins with a name."""
    who = leading_party(sentence)
    if who is None or not who.proper:
        return None
    end = sentence[-1].end
    return Speech(
        who, who.role, outlet_told(sentence), sentence[number].start, sentence[number].start, end, False, False
    )


def _quoting(sentence: Sequence[Token], verb: int, before: int) -> Speech | None:
    """ "The paper quoted X as saying …"."""
    end = next((at for at in range(verb + 1, min(len(sentence), verb + 20)) if sentence[at].low == "as"), None)
    relay = _before(sentence, verb, before)
    if end is None or relay is None or _low(sentence, end + 1) not in {"saying", "telling"}:
        return None
    quoted = sentence[verb + 1 : end]
    who = party(quoted)
    if len(quoted) == 1 and quoted[0].low in {"him", "her", "them"}:
        who = Party("pronoun", span(quoted), {"him": "he", "her": "she", "them": "they"}[quoted[0].low])
    if who is None:
        return None
    outlet = relay.party.name if relay.party.kind == "outlet" else None
    return Speech(who, who.role, outlet, relay.at, relay.start, relay.end, False, relay.main)


def _speech(
    sentence: Sequence[Token], who: Party, role: Range | None, first: int, verb: int, *, trails: bool = False
) -> Speech:
    """The speech of `who`, whose phrase begins at `first`: how far it reaches."""
    start, end = sentence[0].start, sentence[-1].end
    before = sentence[first - 1] if first else None
    trails = trails or (first > 0 and _ends_after(sentence, verb))
    main = True
    begins = start
    if before is not None and not all(token.low in words.LEADING or token.text == "," for token in sentence[:first]):
        side = before.text.islower() and before.low in words.CLAUSE_WORDS | {"and"}
        if side and not (first == 1 and before.low in {"as", "but", "and", "so", "yet"}):
            main, begins = False, before.start
        elif before.text.islower() and before.low in words.SAYS:
            main, begins = False, sentence[first].start
        elif not trails and not before.quoted and before.text not in _QUOTES and not _adverbial(sentence[:first]):
            main, begins = False, sentence[first].start
    told = outlet_told(sentence)
    return Speech(who, role, told, sentence[verb].start, begins, end, trails, main, sentence[verb].low in _THOUGHTS)


def _adverbial(lead: Sequence[Token]) -> bool:
    """Whether the words before a subject only say when, where or why."""
    first = next((token for token in lead if token.text not in _MARKS), None)
    if first is None:
        return True
    if all(
        token.capital
        or token.text in {",", "(", ")", "-", "–", "—", ":", "."}
        or token.low in words.DAYS
        or token.text.isdigit()
        for token in lead
    ):
        return True
    return first.low in words.OPENS_ADVERBIAL or (first.low.endswith(("ing", "ed", "ly")) and lead[-1].text == ",")


def _ends_after(sentence: Sequence[Token], verb: int) -> bool:
    """Whether nothing but times and addressees follows the verb up to a mark: "…, police said on Monday."."""
    at = verb + 1
    if sentence[verb].low in {"told", "tells"}:
        while (
            at < len(sentence)
            and at < verb + 7
            and sentence[at].text not in _MARKS
            and sentence[at].low not in _OPENS_CLAUSE
        ):
            at += 1
        return at >= len(sentence) or sentence[at].text in _STOPS | {","}
    if _low(sentence, at) == "to" and (name := _name(sentence, at + 1)):
        return is_outlet(name) or sentence[at + 1 + len(name)].text in _STOPS | {","}
    if _low(sentence, at) in {"in", "on", "at", "during", "after", "by", "from", "following", "late", "early", "as"}:
        until = at
        while until < len(sentence) and sentence[until].text not in _MARKS:
            if (
                until > at
                and sentence[until].text.islower()
                and sentence[until].low in words.CLAUSE_WORDS | words.AUXILIARIES
            ):
                return False
            until += 1
        return until >= len(sentence) or sentence[until].text in _STOPS | {","}
    while (
        at < len(sentence)
        and sentence[at].text.isalpha()
        and (
            sentence[at].low in words.DAYS | _OCCASIONS | words.ADVERBS
            or sentence[at].low
            in {
                "on",
                "in",
                "a",
                "an",
                "the",
                "at",
                "to",
                "of",
                "reporters",
                "news",
                "via",
                "his",
                "her",
                "last",
                "this",
            }
        )
    ):
        at += 1
    return at >= len(sentence) or sentence[at].text in _STOPS | {","}


def inner(sentence: Sequence[Token]) -> Iterator[Token]:
    """The words outside quotation marks."""
    return (token for token in sentence if not token.quoted)
