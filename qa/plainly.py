"""A question as it was typed, put plainly: what is said to be polite is asked of no article.

Its words would be looked for, and missed: "I was wondering if you know when it sank" asked who knows.
"""

import re

_ASKING = r"(?:who|whom|whose|what|when|where|why|how|which)(?:['’]?(?:s|re))?\b"
_YOU = r"(?:you|anyone|anybody|someone|somebody)"
# "Hello, could you please tell me", "does anyone know", "I was wondering if you know".
_POLITE = re.compile(
    r"^\s*(?:(?:hi|hello|hey|good\s+(?:morning|afternoon|evening|day)|excuse\s+me|sorry|please|pls|plz"
    rf"|(?:can|could|would|will)\s+{_YOU}\s+(?:(?:please|kindly|possibly|maybe)\s+)*(?:tell|inform|remind)\s+(?:me|us)"
    rf"|do(?:es)?\s+{_YOU}\s+(?:happen\s+to\s+)?know|(?:tell|inform|remind)\s+(?:me|us)|let\s+me\s+know"
    r"|i(?:\s+was|\s+am|['’]?m)\s+(?:just\s+)?wondering|i\s+(?:just\s+)?wonder"
    r"|i(?:\s+would|['’]?d)\s+(?:really\s+)?(?:like|love)\s+to\s+know|i\s+(?:just\s+)?(?:want|need|wish)\s+to\s+know"
    r"|(?:do\s+you\s+have\s+|have\s+you\s+)?any\s+(?:idea|clue)|(?:may|might|can|could)\s+i\s+ask(?:\s+you)?"
    rf"|(?:if|whether)\s+{_YOU}\s+(?:(?:can|could|would|happen\s+to)\s+)?(?:know|tell\s+(?:me|us)))\b[\s,:.!]*)+"
    rf"(?={_ASKING}|the\b)",
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
_NEGATED = re.compile(
    r"(?<![\w'’])(did|does|do|is|are|was|were|has|have|had|would|could|should|must|ca|wo)(?:n['’]t|['’]nt|nt)(?![\w'’])",
    re.IGNORECASE,
)
_VERBS = {"ca": "can", "wo": "will"}


def plainly(question: str) -> str:
    """The question without politeness, with the apostrophe in "whats" and "did not" for "didn't" or "didnt"; as it
    stands where nothing else is left."""
    asked = without_politeness(question)
    if thanks := _THANKS.search(asked, max(0, len(asked) - _LONGEST_THANKS)):
        asked = asked[: thanks.start()] + ("?" if "?" in thanks[0] else "")
    asked = _CONTRACTED.sub(r"\1's", asked)
    asked = _NEGATED.sub(lambda found: f"{_VERBS.get(found[1].casefold(), found[1])} not", asked)
    return asked if re.search(r"\w", asked) else question


def without_politeness(question: str) -> str:
    """The question without what is said to be polite before it: "could you tell me"."""
    return _POLITE.sub("", question, count=1)
