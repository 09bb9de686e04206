"""Whether a verb is one of speech where it stands: "added that", not "added a feature"."""

from collections.abc import Sequence

from qa.attribution import speech_words as words
from qa.attribution.tokens import DASHES, MARKS, QUOTES, Token, low

_OPENS_CLAUSE = frozenset(
    "that how whether what why if it he she they there we i you his her their its this these when who which".split()
)
# Verbs that a clause without "that" may follow, whatever it begins with.
_BARE_CLAUSE = frozenset(
    """believe believes believed think thinks thought reported report reports noted notes hope hopes hoped estimated
    estimate estimates found suggested indicated explained revealed disclosed stated concluded expects expect expected
    observed recalled declared added maintained vowed pledged promised agreed learned fear feared""".split()
)
_CLAUSE_VERBS = words.AUXILIARIES - {"to", "not"} | frozenset(
    "rose fell began came went took made got left killed died won lost became occurred happened".split()
)
_RELATIVES = frozenset("who whom whose which".split())
# Verbs that tell a clause from a thing: "claimed he had"; not "condemned him".
_FINITE = _CLAUSE_VERBS - frozenset("me us him them himself themselves itself".split())
# Verbs that are nouns after a possessive, and before a verb: "Some reports had claimed".
NOUNS = frozenset("tweet tweets claim claims report reports note notes post posts comment comments call calls".split())
_NO_CLAUSE = frozenset("show shows showed expressed continued expects reject dismissed".split())
# Only with a quotation: "branded the test a “most grave” threat".
_WITH_QUOTE = frozenset(
    """added expressed declared repeated branded labelled labeled characterized characterised termed proposed
    congratulated recalled suggested""".split()
)
_WRITES = frozenset(
    "responded replied responds replies wrote writes posted posts shouted shouts".split(),
)
_TO_OUTLET = frozenset("stated confirmed explained added wrote".split())


def says_something(sentence: Sequence[Token], verb: int, *, to_outlet: bool) -> bool:
    """Whether words follow, or stand quoted before, that the verb may be about."""
    word, after = sentence[verb].low, low(sentence, _past_days(sentence, verb + 1))
    rest = sentence[verb + 1 :]
    quotes = any(token.quoted for token in sentence)
    if word == "alleged" and low(sentence, verb - 1) in {"has", "have", "had"}:
        return after in _OPENS_CLAUSE
    if word in words.SAYS:
        return after not in {"by", "goodbye", "defeat"} and not (word == "accused" and after == "of")
    special = _special(word, after, rest, quotes)
    if special is not None:
        return special
    if not after or after in MARKS or after in {"that", "how", "whether"}:
        return True
    if is_noun(sentence, verb):
        return False
    if after in {"to", "by", "as"}:
        return after == "to" and to_outlet and word in _TO_OUTLET
    if word in words.WITH_OBJECT:
        return after not in words.PREPOSITIONS or quotes
    if after in _OPENS_CLAUSE:
        return word not in _NO_CLAUSE
    if after in words.PREPOSITIONS:
        return quotes
    return (word in _BARE_CLAUSE and _has_clause(rest)) or (quotes and word in _WITH_QUOTE)


def is_noun(sentence: Sequence[Token], verb: int) -> bool:
    """Whether what might be a verb is what another is said of: "police reports suggest"."""
    after = low(sentence, _past_days(sentence, verb + 1))
    return sentence[verb].low in NOUNS and after in words.AUXILIARIES | words.SAYS | words.MAY_SAY


def _past_days(sentence: Sequence[Token], at: int) -> int:
    """The first token from one on that is no day: that after "Monday" in "said Monday that"."""
    while low(sentence, at) in words.DAYS - {"may"}:
        at += 1
    return at


def _special(word: str, after: str, rest: Sequence[Token], quotes: bool) -> bool | None:
    """The verbs that say something only in one turn: "called on", "pointed out", "put the toll at"."""
    if word in {"called", "call", "calls"}:
        return quotes or after == "on" or (after == "for" and len(rest) > 1 and not rest[1].capital)
    if word in {"put", "puts"}:
        return after in {"the", "its", "their", "it"} and any(token.low == "at" for token in rest[:12])
    if word in {"spoke", "ruled"}:
        return after == {"spoke": "of", "ruled": "that"}[word]
    if word in {"point", "points", "pointed"}:
        return after == "out"
    if word in {"read", "reads"}:
        return after in {":", ","} or after in QUOTES
    if word in {"informed", "assured", "reminded", "notified"}:
        return any(token.low == "that" for token in rest[:6])
    if word in {"ask", "asked", "asks"}:
        return after in {":", ",", "whether", "why", "if", "how"} or after in QUOTES
    if word in _WRITES:
        return quotes or after in {":", ",", "that", ".", ""} or (word in {"wrote", "writes"} and after == "on")
    return None


def _has_clause(rest: Sequence[Token]) -> bool:
    """Whether a verb follows before the next mark."""
    for token in rest[:14]:
        if token.text in MARKS:
            return False
        if token.small and token.low in _CLAUSE_VERBS:
            return True
    return False


def introduces(sentence: Sequence[Token], verb: int) -> bool:
    """Whether a verb, whichever it is, stands before a colon and a quotation."""
    return (
        sentence[verb].low.endswith("ed")
        and low(sentence, verb + 1) == ":"
        and verb + 2 < len(sentence)
        and sentence[verb + 2].quoted
    )


def follows_quotation(sentence: Sequence[Token], verb: int) -> bool:
    """Whether a verb, whichever it is, follows a quotation that runs on: "“…,” confessed her brother"."""
    return (
        verb > 1
        and sentence[verb].low.endswith(("ed", "s"))
        and sentence[verb - 1].text in QUOTES
        and sentence[verb - 2].text in {",", "!", "?"}
    )


def end_of_speech(sentence: Sequence[Token], verb: int, link: int | None) -> int:
    """The token before which what a verb is about ends: with the relative clause that holds the verb, if `link`, which
    begins its clause, is a relative pronoun; where a clause beside what is said of a thing begins; else with the
    sentence."""
    closed = _closing(sentence, link, verb) if link and low(sentence, link) in _RELATIVES else len(sentence)
    return min(closed, _end_of_thing(sentence, verb)) if _is_of_thing(sentence, verb) else closed


def _closing(sentence: Sequence[Token], pronoun: int, verb: int) -> int:
    """The mark that closes the relative clause that another opens: "The bomb, which police said was homemade,"."""
    mark = ")" if low(sentence, pronoun - 1) == "(" else low(sentence, pronoun - 1)
    if mark not in DASHES | {",", ")"}:
        return len(sentence)
    for at in range(verb + 2, len(sentence)):
        # A comma may stand before a quotation that opens, and within one that closes.
        if (
            sentence[at].text == mark
            and low(sentence, at + 1) != "including"
            and sentence[at].quoted == (low(sentence, at + 1) in QUOTES)
        ):
            return at
    return len(sentence)


def _is_of_thing(sentence: Sequence[Token], verb: int) -> bool:
    """Whether a verb is said of a thing: "denied the charges", not "denied that", "denied he had"."""
    if sentence[verb].low not in words.OF_THINGS or low(sentence, verb + 1) in words.CLAUSE_WORDS:
        return False
    for token in sentence[verb + 1 :]:
        if token.text in MARKS or (token.small and token.low in words.CLAUSE_WORDS):
            break
        if token.small and token.low in _FINITE:
            return False
    return True


def _end_of_thing(sentence: Sequence[Token], verb: int) -> int:
    """Where a clause begins beside what is said of a thing: "…, in which", "… that killed", "… but was jailed"."""
    for at in range(verb + 1, len(sentence)):
        if sentence[at].quoted or not sentence[at].small:
            continue
        word, after = sentence[at].low, low(sentence, at + 1)
        if word in words.PARTICIPLES:
            break
        if word in _RELATIVES or word == "where":
            return _relative_start(sentence, at)
        if word == "that" and (after in _FINITE or after.endswith("ed")):
            return at
        if word == "but" and not _speaks_on(sentence, at):
            return at
    return len(sentence)


def _speaks_on(sentence: Sequence[Token], but: int) -> bool:
    """Whether another verb of speech follows "but"."""
    at = but + 1
    while low(sentence, at) in words.ADVERBS:
        at += 1
    return low(sentence, at) in words.SAYS | words.MAY_SAY


def _relative_start(sentence: Sequence[Token], pronoun: int) -> int:
    """Where the clause of a relative pronoun begins: at the comma of ", two of whom"."""
    if low(sentence, pronoun - 1) in words.PREPOSITIONS:
        return next((at for at in range(pronoun - 1, max(0, pronoun - 5), -1) if sentence[at].text == ","), pronoun)
    return pronoun


def ends_after(sentence: Sequence[Token], verb: int, *, to_outlet: bool) -> bool:
    """Whether nothing but a time, an occasion or an addressee follows the verb: "…, police said on Monday."."""
    after = low(sentence, verb + 1)
    if after == "to" and to_outlet:
        return True
    stops: frozenset[str] | set[str] = {"\n"}
    if sentence[verb].low in {"told", "tells"}:
        stops = _OPENS_CLAUSE
    elif after in words.PREPOSITIONS or after in _TIMES:
        stops = words.CLAUSE_WORDS | words.AUXILIARIES
    elif after and after not in MARKS:
        return False
    at = verb + 1
    while at < len(sentence) and sentence[at].text not in MARKS:
        if at > verb + 1 and sentence[at].small and sentence[at].low in stops:
            return False
        at += 1
    return at >= len(sentence) or sentence[at].text in {".", "!", "?", "…", ";", ","}


_TIMES = words.DAYS | words.ADVERBS | frozenset("during after following late early last this as via".split())
