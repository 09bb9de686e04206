"""A question as it was typed, put plainly: what is said to be polite is asked of no article.

Its words would be looked for, and missed: "I was wondering if you know when it sank" asked who knows.
"""

import re

_ASKING = r"(?:who|whom|whose|what|when|where|why|how|which)(?:['’]?(?:s|re))?\b"
_YOU = r"(?:you|anyone|anybody|someone|somebody)"
# What stands before a question in a list of them: "1.", "-", "Q2:".
_MARK = re.compile(r"^\s*(?:[-*•–—>]|\(?\d{1,3}[.)]|q\d{0,3}[.:)])\s+(?=\w)", re.IGNORECASE)
_QUOTED = re.compile(r"^\s*[\"“'‘]([^\"“”‘’]+)[\"”'’]\s*$")
# "Hello, could you please tell me", "does anyone know", "I was wondering if you know".
_POLITE = re.compile(
    r"^\s*(?:(?:hi|hello|hey|good\s+(?:morning|afternoon|evening|day)|excuse\s+me|sorry|please|pls|plz"
    rf"|(?:can|could|would|will)\s+{_YOU}\s+(?:(?:please|kindly|possibly|maybe)\s+)*(?:tell|inform|remind)\s+(?:me|us)"
    rf"|do(?:es)?\s+{_YOU}\s+(?:happen\s+to\s+)?know|(?:tell|inform|remind)\s+(?:me|us)|let\s+me\s+know"
    r"|i(?:\s+was|\s+am|['’]?m)\s+(?:just\s+)?wondering|i\s+(?:just\s+)?wonder"
    r"|i(?:\s+would|['’]?d)\s+(?:really\s+)?(?:like|love)\s+to\s+know|i\s+(?:just\s+)?(?:want|need|wish)\s+to\s+know"
    r"|ok(?:ay)?|so|well|um+|uh+|erm?|(?:a\s+)?quick\s+question|(?:i(?:\s+am|['’]?m)\s+)?(?:just\s+)?curious"
    r"|(?:do\s+you\s+have\s+|have\s+you\s+)?any\s+(?:idea|clue)|(?:may|might|can|could)\s+i\s+ask(?:\s+you)?"
    rf"|(?:if|whether)\s+{_YOU}\s+(?:(?:can|could|would|happen\s+to)\s+)?(?:know|tell\s+(?:me|us)))\b[\s,:.!]*)+"
    rf"(?={_ASKING}|(?:the|if|whether)\b)",
    re.IGNORECASE,
)
# "Could you give me the names of the dead": not "Give Me the Night".
_DEMAND = re.compile(
    r"^\s*(?:(?:hi|hello|hey|please)\b[\s,:.!]*)*(?:(?:can|could|would|will)\s+you\s+)?(?:please\s+)?"
    r"(?:give|show|get|find)\s+(?-i:me|us)\s+(?=\w)",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:\s*[,.;!?–-]+\s*(?:please|pls|plz|thanks?(?:\s+(?:you|a\s+lot|in\s+advance|so\s+much|very\s+much))?|thx)"
    r"|\s+(?-i:please|pls|plz))[\s.!?]*$",
    re.IGNORECASE,
)
# No longer, so that a question that is a whole page takes no longer either.
_LONGEST_THANKS = 50

# "Whats", "hows": their apostrophe goes first.
_CONTRACTED = re.compile(r"^(\W*(?:who|what|when|where|why|how))s(?=\s)", re.IGNORECASE)
# "What exactly did she say": the answer is to be exact, and need not say so.
_EXACTLY = re.compile(
    r"^(\W*(?:who|whom|what|when|where|why|how|which)),?\s+(?:exactly|precisely|actually|really)\b,?", re.IGNORECASE
)
_NEGATED = re.compile(
    r"(?<![\w'’])(did|does|do|is|are|was|were|has|have|had|would|could|should|must|ca|wo)(?:n['’]t|['’]nt|nt)(?![\w'’])",
    re.IGNORECASE,
)
_VERBS = {"ca": "can", "wo": "will"}
# "They've", "where'd": a verb that is no word to look for.
_SHORTENED = re.compile(
    r"(?<![\w'’])(?:(?P<asks>who|what|when|where|why|how|which)|i|you|he|she|it|we|they|that|there|these|those)"
    r"['’](?P<verb>re|ve|ll|d|m)(?![\w'’])",
    re.IGNORECASE,
)
# What no article need have to answer.
_SORT = re.compile(
    r"^\s*(?:(?:and|also|please)\s+)*"
    r"(?:(?:what(?:['’]s|\s+(?:is|was|are|were))\s+)?(?:(?:the|an?)\s+)?(?:names?|list)\s+of\b"
    r"|(?:name|list|explain|describe|summari[sz]e|whether|(?:what\s+can\s+you\s+)?tell\s+me)\b"
    r"|(?:(?:an?|any|some|the)\s+)?(?:(?:quote|quotation)s?\s+(?:from|by)|(?:\w+\s+)?summary\s+of)\b)",
    re.IGNORECASE,
)
_WHOLE = {"re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am"}


def plainly(question: str) -> str:
    """The question without politeness and "exactly", with the apostrophe in "whats", and with whole verbs: "did not"
    for "didn't" or "didnt", "who are" for "who're". As it stands where nothing else is left."""
    asked = without_politeness(question)
    if thanks := _THANKS.search(asked, max(0, len(asked) - _LONGEST_THANKS)):
        asked = asked[: thanks.start()] + ("?" if "?" in thanks[0] else "")
    asked = _EXACTLY.sub(r"\1", _CONTRACTED.sub(r"\1's", asked))
    asked = _NEGATED.sub(lambda found: f"{_VERBS.get(found[1].casefold(), found[1])} not", asked)
    asked = _SHORTENED.sub(_in_full, asked)
    return asked if re.search(r"\w", asked) else question


def without_politeness(question: str) -> str:
    """The question without what is said to be polite before it, "could you tell me", without quotation marks around it,
    and without the mark that it has in a list."""
    question = _QUOTED.sub(r"\1", _MARK.sub("", question, count=1))
    return _DEMAND.sub("", _POLITE.sub("", question, count=1), count=1)


def without_demand(question: str) -> str:
    """The question without the words that only say what sort of answer it wants: "name", "what is the name of"."""
    return _SORT.sub("", question, count=1)


def _in_full(found: re.Match[str]) -> str:
    verb = found["verb"].casefold()
    whole = "did" if verb == "d" and found["asks"] else _WHOLE[verb]
    return f"{found[0][: -len(verb) - 1]} {whole}"
