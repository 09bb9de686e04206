"""Where and of what a follow-up is asked that does not say so itself: the setting of the question before."""

import re
from collections.abc import Sequence

from qa.conversation import nouns, topics
from qa.conversation.ellipsis import TIME
from qa.question.parts import NAMES, PREPOSITIONS, WORD, Parts, names

# What closes a question and sets its scene: "when a bridge collapsed", "in the collapse".
_CLAUSE = re.compile(r"\b(?:when|while|after|before|because)\s+(?:an?|the)\s+\S.*$")
_CLOSING = re.compile(rf"\b(?:{PREPOSITIONS})\s+\S.*$", re.IGNORECASE)
_SCENE = re.compile(
    r"\b(?:in|at|on(?=\s+(?:\w+day|\d))|during|after|before|near|under|against|between|through|amid|inside|outside|about)\s+\S.*$",
    re.IGNORECASE,
)
IT_HAPPENED = r"did\s+(?:it|that|this)\s+(?:happen|occur|take\s+place)"
HAPPENED = re.compile(rf"^(?P<asked>when|where)\s+{IT_HAPPENED}$", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”«»]")


def with_setting(question: str, last: Parts) -> str:
    """The question with the last one's closing phrase, "in the Magnitogorsk collapse", or else its names."""
    for noun in re.findall(r"\bthe\s+([a-z][\w-]+)", question):
        if fuller := re.search(rf"\bthe\s+(?:[\w-]+\s+){{1,3}}{noun}\b", last.text):
            return re.sub(rf"\bthe\s+{noun}\b", fuller.group(), question, count=1)
    named = names(last.text)
    setting = _closing(_CLAUSE, last, named) or _closing(_SCENE, last, named)
    beside = [span for span in named if not (setting and last.text[slice(*span)] in setting)]
    # When it was does not tell of whom it is asked.
    about = _in_brackets(last, beside, setting) if beside and (not setting or TIME.fullmatch(setting)) else ""
    setting = " ".join(filter(None, (setting, about))) or _closing(_CLOSING, last, named)
    if not setting:
        return question
    return question if setting.casefold() in question.casefold() else f"{question} {setting}"


def _in_brackets(last: Parts, named: Sequence[tuple[int, int]], setting: str | None) -> str:
    """What the last question is about, or else the names in it, if that is more than its setting."""
    alone = [span for span in named if not topics.describes(last.text, span)]
    told = [last.text[slice(*span)] for span in alone or named]
    topic = topics.topic(last)
    whole = topic and topic not in (setting or "") and (told[-1] in topic or not alone)
    return f"({topic if whole else ', '.join(dict.fromkeys(told))})"


def with_event(question: str, last: Parts) -> str | None:
    """ "Who did it?" and "when did it happen?" with what was done or happened. Nobody does a place, and no figure
    happens: there the setting is added. None if what happened is rather the whole that the last question tells."""
    event, happened = topics.event(last), HAPPENED.match(question)
    if event and not happened:
        return f"who did {event}"
    if happened and event.startswith("the "):
        return f"{happened['asked']} did {event} happen"
    return with_setting(question, last) if not happened or nouns.is_figure(topics.topic(last)) else None


def setting_of_the_same(question: str, last: Parts) -> str:
    """The last question's closing phrase, if it is asked again of another name: "and how many seats did Labour win?"
    What else names what it is about needs none."""
    closing = _CLOSING.search(last.text, len(last.text) - len(last.rest))
    same = closing and _without_names(question) == _without_names(last.text[: closing.start()])
    return closing.group() if closing and same else ""


def _closing(pattern: re.Pattern[str], last: Parts, named: Sequence[tuple[int, int]]) -> str | None:
    """What closes the last question, if it says enough to be told again, is not part of a quote, and does not begin in
    the middle of a name: "Person of the Year"."""
    phrase = pattern.search(last.rest)
    before = len(last.text) - len(last.rest)
    if phrase is None or _QUOTED.search(last.rest):
        return None
    if any(start < before + phrase.start() < end for start, end in named):
        return None
    telling = NAMES.search(phrase.group()) or re.search(r"\bthe\b", phrase.group()) or _CLAUSE.match(phrase.group())
    return phrase.group() if telling else None


def _without_names(question: str) -> list[str]:
    """Its words, in lower case, but for names and articles."""
    for start, end in reversed(names(question)):
        question = question[:start] + question[end:]
    return [word for word in WORD.findall(question.casefold()) if word not in {"the", "a", "an"}]
