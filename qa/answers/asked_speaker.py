"""Whose words a question asks for: "what did Assad say about it?", "how strong was it according to the USGS?"."""

import re

from index.text.words import words
from qa.compare.names import relation_of
from qa.compare.relation import Relation
from qa.question.kind_of import QUOTE
from qa.question.parts import ARTICLE
from qa.reply import SaidBy

# In "when did the earnings report come out?" the verb comes after what may be a noun.
_SAY = (
    r"(?:say|think|believe|argue|reckon|predict|expect|insist|suggest|write|tell|(?:claim|estimate|report|forecast)"
    r"(?!\s+(?:say|come|go|get|appear|show|find|reveal|conclude|mention|cover|include|recommend|cost|fall|rise|change|lead"
    r"|cause|mean|prove|take|make|have|do|be|become|begin|start|end|turn|point|blame|call|name)\b))"
)
_NOBODY = r"(?!(?:it|they|we|you|people|been|never|not)\b)"
_ASKED = (
    re.compile(r"\baccording\s+to\s+(?P<who>[^,?]+?)(?:\s*[,?]|\s+(?:how|what|when|where|which|who|why)\b|$)", re.I),
    re.compile(rf"\b(?:did|does|do|would)\s+(?P<who>{_NOBODY}[^?]{{2,60}}?)\s+{_SAY}\b", re.I),
    re.compile(
        rf"\b(?:what|when|where|why|how(?:\s+(?:many|much))?(?:\s+\w+)?)\s+(?:has|have|had)\s+(?P<who>{_NOBODY}"
        r"[^?]{2,60}?)\s+(?:(?:already|also|ever|now|since|yet|\w+ly)\s+)?(?<!\bbeen\s)(?:said|claimed|argued|written|told)\b",
        re.I,
    ),
    re.compile(
        rf"\b(?:{QUOTE}|said\s+by)\s+(?P<who>[^,?]{{2,60}}?)"
        r"(?:\s*[,?]|\s+(?:about|on|after|when|where|that|regarding)\b|\s*$)",
        re.I,
    ),
    re.compile(r"\bwhat(?:\s+(?:is|was|are|were)|['’](?:s|re))\s+(?P<who>[^?]{2,60}?)\s+(?:saying|claiming)\b", re.I),
)


def asked_speaker(question: str) -> str | None:
    """Who is to say it, in the question's words; None where the question does not mind."""
    for pattern in _ASKED:
        if found := pattern.search(question):
            return ARTICLE.sub("", found["who"].strip())
    return None


def is_said_by(speaker: str, found: SaidBy | None) -> bool:
    """Whether those who are found to say something are the speaker asked for: by name, or by what they are."""
    if found is None:
        return False
    if found.speaker and relation_of(speaker, found.speaker) is Relation.SAME:
        return True
    asked = set(words(speaker))
    named = {word for text in (found.speaker, found.role, found.outlet) if text for word in words(text)}
    return bool(asked) and asked <= named
