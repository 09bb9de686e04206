"""Who a noun phrase names: a person with a role, a group, a document, a news outlet.

By lists of words and capitals, not by a parser: only phrases that stand beside a verb of speech are asked about, and
one that is not understood is nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from index.types import Range
from qa.attribution import speech_words as words
from qa.attribution.tokens import Token, span

_HONORIFICS = frozenset("mr mrs ms miss dr mr. mrs. ms. dr.".split())
_PARTICLES = words.PARTICLES | frozenset("of and & -".split())
_POSSESSIVES = ("'s", "’s")
_PEOPLE_ENDS = ("man", "woman", "men", "women", "person", "people", "ist", "ists", "ians")
_ROLE_ENDS = ("er", "or", "ist", "ant", "ian")
_NO_PEOPLE = frozenset("list lists exist assist resist consist twist mist fist insist".split())
# They begin a sentence with a capital and are no names: "Officials", "One of them".
_SINGLE = words.PEOPLE | words.DOCUMENTS | words.QUANTITIES
_OUTLET_STARTS = frozenset(["radio", "tv"])  # Radio Norland
_NEWS = frozenset("news media tv television radio press".split())
_NEWS_NOUNS = frozenset("agency agencies network website site channel service reports station stations report".split())

# Between commas after a name they tell where or how it was said: "Jane Doe, in a tweet, said".
_NO_ROLE = frozenset("in on by to about over under".split())
_TO_SOMEBODY = frozenset("close adviser advisers advisor advisors aide aides ambassador envoy loyal".split())

# Those who say nothing: "Neither the army nor the police said", "few said".
_NOBODY = frozenset("nobody none neither nothing few".split())

# A noun phrase of more words than this was not understood.
MOST_WORDS = 16
# Nor is one for an outlet, without its name, of more than this.
MOST_OUTLET_WORDS = 5


Kind = Literal["person", "group", "document", "outlet", "pronoun"]


@dataclass(frozen=True, slots=True)
class Party:
    """Who is meant: `name` is the name or the whole phrase, `word` its last word, or the pronoun."""

    kind: Kind
    name: Range
    word: str
    role: Range | None = None
    proper: bool = False


def party(phrase: Sequence[Token], *, loose: bool = False) -> Party | None:
    """Who a noun phrase without commas means; None where it is none that could speak. `loose` where only what speaks
    can stand, so that its last word need not be known."""
    phrase = _trimmed(phrase)
    if phrase and phrase[0].low in _NOBODY:
        return None
    if not phrase or len(phrase) > MOST_WORDS or phrase[-1].low in words.PREPOSITIONS:
        return None
    if len(phrase) == 1 and phrase[0].low in words.PRONOUNS:
        return Party("pronoun", span(phrase), phrase[0].low)
    if any(_is_clause_word(token, number) and not _is_near(phrase, number) for number, token in enumerate(phrase)):
        return None
    core = _core(phrase)
    if not core or not _may_begin(core[0]) or _has_verb(phrase):
        return None
    head = core[-1]
    name_from = _name_from(core)
    named = core[name_from:]
    if outlet := _outlet(core, named):
        return _with_place(outlet, phrase[len(core) :])
    if named and head.low not in words.ROLES and not (len(core) == 1 and head.low in _SINGLE):
        return _named(phrase, core, name_from)
    return _described(phrase, core, loose)


def is_outlet(name: Sequence[Token]) -> bool:
    """Whether a name is that of a newspaper, agency or broadcaster."""
    if not name:
        return False
    low = [token.low.removesuffix("'s").removesuffix("’s") for token in name]
    for known in words.OUTLETS.get(low[0], ()):
        if low[: len(known)] == known and (
            len(known) > 1 or (name[0].capital and (len(low) == 1 or not is_person(name)))
        ):
            return True
    return len(name) > 1 and (low[0] in _OUTLET_STARTS or low[-1].split("-")[-1] in words.OUTLET_ENDS)


def is_person(name: Sequence[Token]) -> bool:
    """Whether a name looks like a person's."""
    proper = [token for token in name if token.low not in _PARTICLES]
    return (
        0 < len(proper) <= 4
        and all(token.capital and not any(char.isdigit() for char in token.text) for token in proper)
        and not any(token.low in words.NO_PERSON or token.low in words.NOT_NAMES for token in proper)
        and not (len(proper) == 1 and proper[0].text.isupper() and len(proper[0].text) < 5)
        and not (len(proper) > 1 and all(token.text.isupper() for token in proper))
        and not proper[-1].low.endswith(_POSSESSIVES)
    )


def is_role(phrase: Sequence[Token]) -> bool:
    """Whether words beside a name tell what the person or company is: "director of a hospital"."""
    if not phrase or len(phrase) > 2 * MOST_WORDS or any(token.quoted for token in phrase):
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


def _trimmed(phrase: Sequence[Token]) -> list[Token]:
    """Without what comes before and after a subject: "But on Monday", a bracket."""
    found = _unbracketed(phrase)
    timed = next((at for at in range(min(4, len(found)) - 1, 0, -1) if found[at].low in {"time", "times"}), 0)
    if timed and found[timed].text.islower() and len(found) > timed + 1 and found[timed + 1].capital:
        found = found[timed + 1 :]
    while len(found) > 1 and found[-1].low in {"there", "here", "who", "that"}:
        found.pop()
    while found and (found[0].low in words.LEADING or found[0].text in {"-", "–", "—", "•", "'", ")", "..."}):
        found.pop(0)
    if len(found) > 2 and found[0].low in {"on", "in", "by", "late", "early", "last"}:
        after = 1
        while after < len(found) and (
            found[after].low in words.DAYS or found[after].text.isdigit() or found[after].low in {"a", "the", "last"}
        ):
            after += 1
        dated = any(token.low in words.DAYS or token.text.isdigit() for token in found[1:after])
        found = found[after:] if dated else found
    return found


def _unbracketed(phrase: Sequence[Token]) -> list[Token]:
    """Without the brackets that wires put around companies and their symbols: "<Premdor Inc>", "Dome <DMP>"."""
    found = [token for token in phrase if token.text != "*"]
    if not found or (">" not in {found[0].text, found[-1].text} and found[0].text != "<"):
        return found
    opened = [number for number, token in enumerate(found) if token.text == "<"]
    closed = sum(token.text == ">" for token in found)
    if opened and opened[-1] and found[-1].text == ">" and found[opened[-1] - 1].capital:
        return found[: opened[-1]]
    if found[0].text == "<" and found[-1].text == ">" and len(opened) == 1:
        return found[1:-1]
    return found if len(opened) == closed else [token for token in found if token.text not in "<>"]


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


def _name_from(core: Sequence[Token]) -> int:
    """Where the capitalised words at the end of the phrase begin, after the last word that tells a role."""
    at = len(core)
    while at and (
        core[at - 1].capital or (at < len(core) and (core[at - 1].low in _PARTICLES or _is_within_name(core, at - 1)))
    ):
        if (
            core[at - 1].low in words.ROLES
            and is_person(core[at:])
            and core[at - 1].low not in {"king", "prince", "pope"}
        ):
            break
        at -= 1
    while at < len(core) and (core[at].low in _PARTICLES - {"al", "el"} and not core[at].capital):
        at += 1
    if at < len(core) and core[at].low in {"the", "a", "an"}:
        at += 1
    for number in range(len(core) - 2, at - 1, -1):
        owns = core[number].low.endswith(_POSSESSIVES) and core[number].low.replace("’", "'") not in words.NO_PERSON
        if owns and len(core) - number < 5 and is_person(core[number + 1 :]):
            return number + 1
    return at


def _is_within_name(core: Sequence[Token], the: int) -> bool:
    """Whether a "the" stands within a name: Save the Children."""
    return (
        the > 0
        and core[the].text == "the"
        and core[the - 1].capital
        and core[the - 1].low not in words.NOT_NAMES | words.OPENS_ADVERBIAL | words.CLAUSE_WORDS
    )


def _outlet(core: Sequence[Token], named: Sequence[Token]) -> Party | None:
    """The outlet that a phrase names: "the Japanese daily Yomiuri Shimbun", "Russia's TASS", "local media"."""
    if len(named) > 1 and named[0].low.endswith(_POSSESSIVES) and is_outlet(named[1:]):
        named = named[1:]
    before = core[: len(core) - len(named)]
    possessive = core[len(before) - 1 :]
    if before and before[-1].capital and before[-1].low not in words.DETERMINERS and is_outlet(possessive):
        return Party("outlet", span(possessive), core[-1].low, proper=True)
    told_by_noun = _is_outlet_noun(before) and before[-1].low != "broadcaster"
    if named and (is_outlet(named) or told_by_noun):
        return Party("outlet", span(named), core[-1].low, proper=True)
    if _is_outlet_noun(core) and len(core) <= MOST_OUTLET_WORDS:
        whose = core[0].low.endswith(_POSSESSIVES) and is_outlet(core[1:-1])  # Germany's Der Spiegel magazine
        return Party("outlet", span(core[core[0].low == "the" or whose :]), core[-1].low)
    return None


def _with_place(outlet: Party, tail: Sequence[Token]) -> Party:
    """The outlet with what belongs to its name: "the Times of India"."""
    belongs = outlet.proper and len(tail) > 1 and tail[0].low == "of" and all(token.capital for token in tail[1:])
    return replace(outlet, name=Range(outlet.name.start, tail[-1].end)) if belongs else outlet


def _is_outlet_noun(phrase: Sequence[Token]) -> bool:
    """Whether the phrase ends as "the tabloid", "a news agency" do."""
    if not phrase or not phrase[-1].small:
        return False
    return phrase[-1].low in words.OUTLET_NOUNS or (
        len(phrase) > 1 and phrase[-1].low in _NEWS_NOUNS and phrase[-2].low in _NEWS
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
    if role and not (_tells(role[-1]) or role[-1].low.endswith(_POSSESSIVES)):
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
