"""Pronouns of a follow-up, and what they stand for put in their place: "why did she resign?", "how large is it?"."""

import re

from qa.conversation import referents, topics
from qa.conversation.before import Before
from qa.conversation.setting import with_setting
from qa.question.parts import INVERTED, NAMES, PREPOSITIONS, Parts, names

_PERSON = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_MANY = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
# "Is it true that", "how long does it take to": this one stands for nothing.
_EMPTY = (
    r"(?!\s+(?:true|possible|likely|legal|safe|necessary)\s+(?:that|to|for)\b)(?!\s+(?:takes?|took|costs?)\b.*\bto\b)"
)
_THING = re.compile(
    rf"\bit\b{_EMPTY}|\bits\b|"
    r"\b(?:this|that)\b(?=\s*$|\s+(?:happen|occur|take|took|mean|was|is)\w*\b)"
    r"|(?:(?<=did )|(?<=does )|(?<=will )|(?<=would )|(?<=can )|(?<=could ))(?:this|that)"
    r"(?=\s+(?:be|grow|run|stand|carry|begin|start|last|end|expire|include|contain)\b)",
    re.IGNORECASE,
)
_OF_IT = re.compile(rf"\b(?:{PREPOSITIONS})\s+it\b", re.IGNORECASE)
_THERE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\b(?:(?P<from>in|at|from|to|near)\s+)?there\b"
    r"(?!\s+(?:is|are|was|were|be|been|any)\b)",
    re.IGNORECASE,
)
_POINTED = re.compile(
    r"\b(?:this|that|th(?:ese|ose)(?!\s+\w+ing\b))\s+(?=(?-i:[a-z]))(?!(?:is|was|were|are|has|had|will|an?|the|ever|true"
    rf"|so|right|false|years?|months?|weeks?|weekend|season|morning|afternoon|evening|days?|time|\w+ed|than|be|{topics.BASE}|{PREPOSITIONS})\b)",
    re.IGNORECASE,
)
# "The man that shot him", "did he say that people died": this "that" points at nothing.
_JOINING = re.compile(
    r"(?:\b(?:the|an?|any|some|every|all)(?:\s+[\w'’-]+){1,3}|\b(?:people|someone|anyone|something|anything|everything)"
    r"|\b(?:say|says|said|think|thinks|believe|claim|claims|claimed|deny|denied|admit|admitted|know|hope|show|true))\s+$",
    re.IGNORECASE,
)
_COUNTS_NOTHING = re.compile(rf"^(how\s+many)\s+(?={INVERTED}\b)", re.IGNORECASE)
_SHARE_OF_IT = re.compile(r"^(how\s+much\s+of)\s+(?:it|that|this)\b", re.IGNORECASE)
_SUFFERED = re.compile(r"\b(?:killed|wounded|injured|hurt|dead|died|arrested|detained|missing|displaced|rescued)\b")
_OWNED_BY_HER = re.compile(
    rf"\s+(?!(?:{PREPOSITIONS}|and|or|later|then|now|again|there|first|back|so)\b)(?-i:[a-z])", re.IGNORECASE
)
_OWNER_OF = re.compile(rf"({NAMES.pattern}['’]s?)\s")
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_OF_ANOTHER = re.compile(r"\b(?:about|of|to|on|with|against|for|by)\s+$", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:people|men|women|children|(?!this\b|does\b|has\b|was\b|is\b)[a-z]{3,}s)\b")


def filled_in(question: str, last: Parts, before: Before) -> str:
    """The question with its pronouns replaced."""
    answer = before.answer
    filled = with_people(_counting(question, last), last, before)
    # "Why did he do it?" means no thing; "what did he think of it?" does.
    about = filled == question or _OF_IT.search(filled)
    if about and _THING.search(filled) and (it := referents.thing(last, answer, question)):
        filled = replaced(_THING, it, filled, count=1)
    if where := referents.place(last, answer or before.guess):
        bare = re.sub(rf"^(?:{PREPOSITIONS})\s+", "", where)
        filled = _THERE.sub(lambda match: f"{match['from']} {bare}" if match["from"] else where, filled)
    pointed = _POINTED.search(question) if filled == question else None
    if pointed and not (pointed.group().casefold().startswith("that") and _JOINING.search(question[: pointed.start()])):
        filled = with_setting(_POINTED.sub("the ", question), last)
    return filled


def with_people(question: str, last: Parts, before: Before) -> str:
    """The question with what "he", "she" and "they" stand for."""
    pronoun, who = _PERSON.search(question), None
    if pronoun and (who := referents.person(last, before.answer or before.guess, pronoun.group())):
        question = replaced(_PERSON, who, question)
    if _MANY.search(question) and (they := referents.many(last, before.answer)):
        question = question if they == who else replaced(_MANY, they, question)
    return question


def replaced(pronoun: re.Pattern[str], name: str, question: str, count: int = 0) -> str:
    """The question with what the pronoun stands for, unless the question itself says whose: "did Nokia sell its
    shares?"."""
    return pronoun.sub(
        lambda match: match.group() if _is_owned(match) else _in_case(name, match), question, count=count
    )


def _is_owned(match: re.Match[str]) -> bool:
    """Whether somebody before a possessive, in the same question, may be meant by it; "what did Merkel say about his
    speech?" means another."""
    word, before = match.group().casefold(), match.string[: match.start()]
    if word not in _POSSESSIVE or (word == "her" and not re.match(r"\s+[a-z]", match.string[match.end() :])):
        return False
    if word == "their":
        return _SEVERAL.search(before) is not None
    return not _OF_ANOTHER.search(before) and any(end <= match.start() for _, end in names(match.string))


def _counting(question: str, last: Parts) -> str:
    """ "How many are still there?" after a count of rebels asks for rebels; who suffered needs no such word."""
    if last.noun and last.counts and not re.match(rf"(?:{PREPOSITIONS})\b", last.noun):
        question = _SHARE_OF_IT.sub(rf"\1 the {last.noun}", question)
    if last.noun and last.counts and not _SUFFERED.search(question):
        return _COUNTS_NOTHING.sub(rf"\1 {last.noun} ", question)
    return question


def _in_case(name: str, match: re.Match[str]) -> str:
    """The name, with 's where it stands for a possessive."""
    word = match.group().casefold()
    followed = _OWNED_BY_HER.match(match.string, match.end())
    if word not in _POSSESSIVE or (word == "her" and not followed):
        return name
    if word in {"its", "their"} and (owner := _OWNER_OF.match(name)):  # "its revenues" are not those of "Nokia's sales"
        return owner.group(1)
    several = name.endswith("s") and name.split()[-1].islower()
    return f"{name}'{'' if several else 's'}"
