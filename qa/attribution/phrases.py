"""Where the phrases of a sentence begin and end: the words that may be a subject, before a verb or after it, and what
does not belong to them."""

from collections.abc import Sequence

from qa.attribution import speech_words as words
from qa.attribution.tokens import MARKS, Token, low

_OWNERS = frozenset("a an the his her its their".split())
_DATE_WORDS = frozenset("on in at late early last this the earlier".split())
_ENDS_PHRASE = frozenset(
    """on during via this last over about to into here published released obtained issued posted cited quoted using
    speaking yesterday today early late earlier following""".split()
)
_NAME_LINKS = words.PARTICLES | frozenset("of the for".split())


def clause_start(sentence: Sequence[Token], last: int) -> int:
    """Where the phrase that ends at `last` may begin at the earliest."""
    first = last + 1
    while first > 0:
        token = sentence[first - 1]
        if token.text == ")":
            first = opening(sentence, first - 1)
            continue
        if token.quoted or (token.text in MARKS and token.text != "]"):
            break
        if token.small and (token.low in words.CLAUSE_WORDS or token.low in words.SAYS):
            break
        if first == 1 and token.low in words.SUBORDINATORS:
            break
        first -= 1
    return first


def opening(sentence: Sequence[Token], close: int) -> int:
    """The bracket that belongs to a closing one."""
    return next((at for at in range(close, -1, -1) if sentence[at].text == "("), close)


def joint(sentence: Sequence[Token], first: int, last: int) -> int | None:
    """The last "and" within a phrase."""
    return next((at for at in range(last, first, -1) if sentence[at].low in {"and", "or"}), None)


def past_adverbs(sentence: Sequence[Token], at: int) -> int:
    """The last token before adverbs, times and occasions: "on Monday", "also", "in a statement"."""
    while at >= 0:
        token = sentence[at]
        if token.low in words.DAYS or (token.low.isdigit() and low(sentence, at - 1) in words.DAYS):
            if token.low == "may" and low(sentence, at - 1) not in words.PREPOSITIONS:
                return at
            at -= 1
            while at >= 0 and sentence[at].low in _DATE_WORDS:
                at -= 1
        elif token.low in words.OCCASIONS and low(sentence, at - 1) == "on":
            at -= 2
        elif token.low in words.OCCASIONS and low(sentence, at - 1) in _OWNERS:
            if low(sentence, at - 2) not in {"in", "at", "during", "by"}:
                return at
            at -= 3
        elif token.low in words.ADVERBS or (
            token.low.endswith("ly") and token.small and token.low not in {"family", "daily"}
        ):
            at -= 1
        else:
            return at
    return at


def phrase_from(sentence: Sequence[Token], first: int) -> Sequence[Token]:
    """The noun phrase that begins at a token."""
    end = first
    while end < len(sentence):
        token = sentence[end]
        if token.quoted or (token.text in MARKS and token.text not in "[]"):
            break
        if end > first and token.small and _ends_phrase(sentence, end):
            break
        end += 1
    while end > first and sentence[end - 1].low in {"and", "or", "as", "reportedly"}:
        end -= 1
    return sentence[first:end]


def _ends_phrase(sentence: Sequence[Token], at: int) -> bool:
    word = sentence[at].low
    return (
        word in words.CLAUSE_WORDS
        or word in words.AUXILIARIES
        or word in words.SAYS
        or word in _ENDS_PHRASE
        or (word in {"in", "at"} and _is_occasion(sentence, at))
        or (word in {"and", "or"} and low(sentence, at + 1)[:1].isdigit())
    )


def _is_occasion(sentence: Sequence[Token], at: int) -> bool:
    """Whether "in a statement", "at a news conference", "in May" begins here."""
    following = [token.low for token in sentence[at + 1 : at + 5]]
    return bool(following) and (
        following[0] in words.DAYS
        or following[0].isdigit()
        or (following[0] in _OWNERS and not words.OCCASIONS.isdisjoint(following))
    )


def name_from(sentence: Sequence[Token], first: int) -> Sequence[Token]:
    """The capitalised words from a token on, after "the"."""
    if low(sentence, first) == "the":
        first += 1
    end = first
    while end < len(sentence) and not sentence[end].quoted:
        token = sentence[end]
        if not token.capital and not (end > first and _links(sentence, end)):
            break
        end += 1
    return sentence[first:end]


def _links(sentence: Sequence[Token], at: int) -> bool:
    """Whether a word stands between those of a name: "bin", or each of "von der"."""
    after = at + 1
    if {low(sentence, at), low(sentence, after)} <= words.PARTICLES:
        after += 1
    return sentence[at].low in _NAME_LINKS and after < len(sentence) and sentence[after].capital


def without_brackets(phrase: Sequence[Token]) -> list[Token]:
    """The words that are not in brackets."""
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


def trimmed(phrase: Sequence[Token]) -> list[Token]:
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
