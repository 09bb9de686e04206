"""Who a noun phrase names: a person with a role, a group, a document, a news outlet.

By lists of words and capitals, not by a parser: only phrases that stand beside a verb of speech are asked about, and
one that is not understood is nobody.
"""

from collections.abc import Sequence
from itertools import pairwise

from qa.attribution import speech_words as words
from qa.attribution.names import is_person, name_start
from qa.attribution.outlets import outlet_of, with_place
from qa.attribution.parties import Kind, Party
from qa.attribution.phrases import trimmed
from qa.attribution.tokens import POSSESSIVES, Token, span

_HONORIFICS = frozenset("mr mrs ms miss dr mr. mrs. ms. dr.".split())
_PEOPLE_ENDS = ("man", "woman", "men", "women", "person", "people", "ist", "ists", "ians")
_ROLE_ENDS = ("er", "or", "ist", "ant", "ian")
_NO_PEOPLE = frozenset("list lists exist assist resist consist twist mist fist insist".split())
# They begin a sentence with a capital and are no names: "Officials", "One of them".
_SINGLE = words.PEOPLE | words.DOCUMENTS | words.QUANTITIES

# Between commas after a name they tell where or how it was said: "Jane Doe, in a tweet, said".
_NO_ROLE = frozenset("in on by to about over under".split())
_TO_SOMEBODY = frozenset("close adviser advisers advisor advisors aide aides ambassador envoy loyal".split())

# Those who say nothing: "Neither the army nor the police said", "few said".
_NOBODY = frozenset("nobody none neither nothing few".split())

# A noun phrase of more words than this was not understood.
_MOST_WORDS = 16


def party(phrase: Sequence[Token], *, loose: bool = False) -> Party | None:
    """Who a noun phrase without commas means; None where it is none that could speak. `loose` where only what speaks
    can stand, so that its last word need not be known."""
    phrase = trimmed(phrase)
    if phrase and phrase[0].low in _NOBODY:
        return None
    if not phrase or len(phrase) > _MOST_WORDS or phrase[-1].low in words.PREPOSITIONS:
        return None
    if len(phrase) == 1 and phrase[0].low in words.PRONOUNS:
        return Party("pronoun", span(phrase), phrase[0].low)
    if any(_is_clause_word(token, number) and not _is_near(phrase, number) for number, token in enumerate(phrase)):
        return None
    core = _core(phrase)
    if not core or not _may_begin(core[0]) or _has_verb(phrase):
        return None
    head = core[-1]
    start = name_start(core)
    named = core[start:]
    if outlet := outlet_of(core, named):
        return with_place(outlet, phrase[len(core) :])
    if named and head.low not in words.ROLES and not (len(core) == 1 and head.low in _SINGLE):
        return _named(phrase, core, start)
    return _described(phrase, core, loose)


def is_role(phrase: Sequence[Token]) -> bool:
    """Whether words beside a name tell what the person or company is: "director of a hospital"."""
    if not phrase or len(phrase) > 2 * _MOST_WORDS or any(token.quoted for token in phrase):
        return False
    second = phrase[min(1, len(phrase) - 1)]
    if phrase[0].low in _NO_ROLE:
        return False
    if phrase[0].low.endswith("ing") and (second.capital or second.low in words.DETERMINERS | words.PREPOSITIONS):
        return False
    upto = next(
        (number for number, token in enumerate(phrase) if token.low in {"who", "whose", "which", "that"}), len(phrase)
    )
    if upto == 0 or any(token.small and token.low in words.AUXILIARIES - {"not", "to"} for token in phrase[:upto]):
        return False
    core = _core(phrase[:upto])
    if phrase[0].low in {"of", "from"}:
        return True
    return any(_tells(token) or token.low.endswith(_ROLE_ENDS) for token in core) or (
        phrase[0].low in {"a", "an", "the"} and len(phrase) > 1
    )


def _named(phrase: Sequence[Token], core: Sequence[Token], at: int) -> Party | None:
    """A name, with what stands before it as its role."""
    role = core[:at]
    while at < len(core) - 1 and core[at].low in _HONORIFICS:
        at += 1
    name, tail = core[at:], phrase[len(core) :]
    if all(token.low in words.NOT_NAMES or token.low in words.AUXILIARIES for token in name) and name[0].low != "may":
        return None
    person = is_person(name)
    while role and role[-1].low in _HONORIFICS:
        role = role[:-1]
    if role and not (_tells(role[-1]) or role[-1].low.endswith(POSSESSIVES)):
        # "The carmaker Volvo" is one phrase, "then they visited Volvo" is not.
        if not person and (len(role) > 3 or any(token.low.endswith(("ed", "ing")) for token in role[:-1])):
            return None
        # "A furious Jane Doe" has no role, "the sportswriter Jane Doe" has.
        if not (person and role[-1].low.endswith(_ROLE_ENDS) and role[-1].low != "former"):
            role = []
    # "Bank of Portugal", but "Jane Doe | of the Bank".
    if tail and (not person or (len(name) == 1 and tail[0].low == "of" and tail[-1].capital)):
        return Party("group", span([*name, *tail]), name[-1].low, span(role) if role else None, proper=True)
    if tail and not role and tail[0].low in {"of", "from", "at"}:
        role = list(tail)
    kind: Kind = "person" if person else _kind(name[-1])
    return Party(kind, span(name), name[-1].low, span(role) if role else None, proper=True)


def _described(phrase: Sequence[Token], core: Sequence[Token], loose: bool) -> Party | None:
    """A phrase without a name: "two witnesses", "a spokesman for the army"."""
    head = core[-1]
    known = _tells(head) or (len(core) == 1 and head.low in words.QUANTITIES - words.DETERMINERS)
    loosely = loose and not known and 1 < len(core) < 6 and core[0].low in words.DETERMINERS | words.QUANTITIES
    if loosely:
        known = head.text.isalpha() and not head.low.endswith(("ed", "ing", "ly")) and head.low not in words.NOT_NAMES
    if not known or core[0].low == "no" or any(token.low in {"this", "these", "those"} for token in core[1:]):
        return None
    if any(token.low.endswith("ed") and token.small for token in core[2:-1]):
        return None
    return Party("document" if loosely and not head.low.endswith("s") else _kind(head), span(phrase), head.low)


def _tells(token: Token) -> bool:
    return token.low in words.HEADS or (token.low.endswith(_PEOPLE_ENDS) and token.low not in _NO_PEOPLE)


def _kind(head: Token) -> Kind:
    if head.low in words.DOCUMENTS:
        return "document"
    if head.low in words.ROLES or head.low == "one" or head.low.endswith(("man", "woman", "person")):
        return "person"
    return "group"


def _is_clause_word(token: Token, number: int) -> bool:
    """Whether the word shows that this is a clause and no noun phrase."""
    if token.quoted:
        return True
    if token.low not in words.CLAUSE_WORDS and token.low not in words.AUXILIARIES:
        return token.text in {"“", '"', ":", ";", "(", "[", "?", "!"}
    return token.small or (number == 0 and token.low not in {"may", "will", "us"} and not token.text.isupper())


def _is_near(phrase: Sequence[Token], to: int) -> bool:
    """Whether a "to" says whose somebody is: "sources close to the talks", "the envoy to Syria"."""
    return to > 0 and phrase[to].low == "to" and phrase[to - 1].low in _TO_SOMEBODY


def _has_verb(phrase: Sequence[Token]) -> bool:
    """Whether a past tense with its object shows that this is more than a noun phrase: "then analyzed the data"."""
    return any(
        token.low.endswith("ed") and token.small and (after.low in words.DETERMINERS or token.low == "and")
        for token, after in pairwise(phrase)
    )


def _core(phrase: Sequence[Token]) -> list[Token]:
    """The phrase up to its first preposition."""
    for number, token in enumerate(phrase):
        if number and token.low in words.PREPOSITIONS and token.small:
            if not _is_within_role(phrase, number):
                return list(phrase[:number])
        elif number and token.low.endswith("ing") and phrase[number - 1].low in words.HEADS:
            return list(phrase[:number])
    return list(phrase)


def _is_within_role(phrase: Sequence[Token], of: int) -> bool:
    """Whether "of" belongs to the name of an office: "a Department of State spokesperson"."""
    after = of + 1
    while after < len(phrase) and phrase[after].capital:
        after += 1
    return (
        phrase[of].low == "of"
        and phrase[of - 1].capital
        and of + 1 < after < len(phrase)
        and phrase[after].low in words.ROLES | words.PEOPLE
    )


def _may_begin(token: Token) -> bool:
    return (token.text[0].isalnum() and token.low not in words.PREPOSITIONS) or token.text[0] == "@"
