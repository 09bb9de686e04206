"""What kind of answer a question wants: a few words, several things, whole sentences, or what decides it."""

import re

from qa.question.kind import Kind
from qa.question.parts import HELPERS, INVERTED, PREPOSITIONS, QUESTION_WORD, VERBS, asking

_LEAD = re.compile(
    r"^\s*(?:(?:and|but|or|so|then|also|ok|okay|please|(?:can|could|would|will)\s+you\s+(?:please\s+)?"
    r"(?=(?:name|list|explain|describe)\b))\b[\s,]*)+",
    re.IGNORECASE,
)

# "What's happening", "who're they".
_CONTRACTED = re.compile(r"^(who|what|when|where|why|how)['’](?:(s)|re)\b", re.IGNORECASE)

_YES_NO = re.compile(
    rf"^(?:{HELPERS}|{INVERTED}|am|shall|whether|if)\b"
    # "It was hit, wasn't it?"
    rf"|(?!{QUESTION_WORD}).+,\s*(?:(?:{HELPERS}|{INVERTED})(?:\s+not)?\s+(?:it|he|she|they|there|we|you)|right|correct|true)\s*\?*$",
    re.IGNORECASE,
)

# "How he died", as in "tell me how he died"; not "how bad it was".
_TOLD = r"(?:the|this|that|these|those|he|she|it|they|his|her|its|their)"

# "A quote by the mayor", "any comments from Moscow about it?"
QUOTE = r"(?:quote|quotation|statement|comment|remark)s?\s+(?:from|by)\b"

_EXPLANATION = re.compile(
    r"^(?:why\b|for\s+(?:what|which)\s+reasons?\b|what\s+for\b|(?:in|under)\s+(?:what|which)\s+circumstances\b"
    r"|on\s+(?:what|which)\s+grounds\b|explain\b|describe\b|summari[sz]e\b|tell\s+me\b"
    r"|(?:(?:an?|the)\s+)?(?:(?:short|brief|quick)\s+)?summary(?:\s+of\b|\W*$)|what\s+can\s+you\s+tell\s+me\b"
    rf"|how\s+(?:{_TOLD}|to)\b|(?-i:how\s+[A-Z][a-z])"
    rf"|what\s+{_TOLD}\s+(?:\w+\s+){{0,3}}(?:said|says|claimed|claims|thinks?|wrote|told)\b"
    r"|what\s+(?:did|will|would|could|might|may|can)\s+happen\b"
    # "How did it start", but not "how many", "how far", "how often": these want a figure.
    r"|how\s+(?:come|else|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|might|may)\b"
    r"|what\s+(?:else\s+)?(?:(?:is|has|have|had)\s+)?(?:happ?ene?d|happens|is\s+happening"
    r"|was\s+happening|went\s+wrong|is\s+going\s+on|was\s+going\s+on|is\s+known|do\s+(?:we|you)\s+know|(?:is|was)\s+said(?!\s+to\b))\b"
    rf"|what\s+(?:else\s+)?{HELPERS}\s+.+\s+(?:say|claim|think|believe|argue|report|write|tell)\b"
    r"|what\s+(?:is|was|were|are)\s+.+\s+(?:saying|claiming)\b"
    r"|what\s+(?:has|have|had)\s+.+\s+(?:said|claimed|argued|written|told)\b"
    r"|(?:what|which)\s+(?:\w+\s+)?(?:reasons?|explanations?)\b"
    rf"|(?!{QUESTION_WORD})(?:(?:an?|any|some|the)\s+)?(?:\w+\s+)?{QUOTE})",
    re.IGNORECASE,
)

# A question word with a plural noun: "which countries", "in what two cities". Other words in -s are left out.
_NOT_PLURAL = (
    r"(?:\w*(?:ss|us|is)|was|has|does|as|this|its|his|yes|news|series|species|always|perhaps"
    r"|gas|lens|canvas|bias|atlas)"
)
_PLURAL = rf"(?:(?!{_NOT_PLURAL}\b)\w{{2,}}s|people|men|women|children|media|police)"
# What comes after a plural noun, and not after the verb of "which car shows": a plural verb, a preposition, a clause;
# or the verb of somebody else, "which countries has it invaded".
_GOES_ON = (
    rf"(?:(?!is\b|was\b|has\b)(?:{HELPERS}|{INVERTED}|{VERBS}|{PREPOSITIONS}|who|that)\b"
    r"|(?:is|was|has)\s+(?:(?:he|she|it)\b|(?-i:[A-Z])))"
)
_NO_ADJECTIVE = rf"(?:{INVERTED}|{HELPERS}|{VERBS}|{PREPOSITIONS}|the|an?|percentage|share|number|kind|sort|type|one)"
_ADJECTIVES = rf"(?:(?!{_NO_ADJECTIVE}\b)\w+\s+){{0,2}}"
# Before any verb but those: "which cities host it", "what countries border it"; not "which sales manager left". After
# "what", a word in -s may itself be the verb ("what drives inflation"), so there the noun is one that news lists.
_ANY_VERB = rf"(?!is\b|was\b|has\b|does\b)[a-z]+(?<!s)\b(?!\s+(?:{HELPERS}|{VERBS})\b)"
_LISTED = (
    r"(?:countries|nations|states|provinces|regions|cities|towns|villages|districts|places|teams|clubs|companies|firms"
    r"|banks|airlines|brands|parties|groups|organi[sz]ations|agencies|ministries|universities|schools|hospitals|players"
    r"|artists|actors|politicians|leaders|experts|films|movies|songs|albums|books|languages|products|drugs|vaccines"
    r"|weapons|crimes|animals|species|people)"
)
# Of these news tells one figure.
_MEASURED = r"(?:prices|rates|sales|profits|earnings|wages|odds|chances|casualties|losses|revenues)"
_DEAD = r"(?:dead|injured|wounded|missing|accused|arrested)"
_SEVERAL = rf"(?:are|were)\s+(?:some\s+(?:of\s+)?)?(?:the\s+)?{_ADJECTIVES}(?!{_MEASURED}\b|(?-i:[A-Z])){_PLURAL}\b"
_LIST = re.compile(
    rf"^(?:(?:{PREPOSITIONS})\s+)?(?:(?:which|what)\s+{_ADJECTIVES}{_PLURAL}\s+{_GOES_ON}"
    rf"|which\s+(?:other\s+|\w+\s+of\s+the\s+)?{_PLURAL}\s+{_ANY_VERB}|what\s+(?:other\s+)?{_LISTED}\s+{_ANY_VERB}"
    # "Who are the candidates running for mayor?", but "what are the police doing?"
    rf"|(?:who|which)\s+(?:all\s+)?{_SEVERAL}(?!\s+\w+ing\W*$)|what\s+(?:all\s+)?{_SEVERAL}(?!\s+\w+ing\b)"
    rf"|who\s+(?:all\s+)?(?:are|were)\s+the\s+(?:\w+\s+)?{_DEAD}(?=\W*$|\s+(?:{PREPOSITIONS})\b)"
    r"|(?:who|what|where)\s+(?:else|all)\b"
    rf"|(?:name|list)\s+(?:(?:all|some|every|three|two|four|five)\b|(?:the\s+)?{_ADJECTIVES}(?:{_PLURAL}|{_DEAD})\b)"
    r"|list\s+the\b|(?:(?:an?|the|all)\s+)?(?:the\s+)?(?:list|names)\s+of\b)",
    re.IGNORECASE,
)

_PICTURES = re.compile(
    r"\b(?:photo|photograph|picture|image|snapshot|caption)s?\b|\b(?:photographed|pictured)\b", re.IGNORECASE
)


def asks_about_pictures(question: str) -> bool:
    """Whether a question is about a photo or another picture, whose caption may answer it."""
    return _PICTURES.search(question) is not None


def kind_of(question: str) -> Kind:
    """The kind of answer that a question wants; few words where nothing else is asked for."""
    asked = _LEAD.sub("", asking(question).strip())
    asked = _CONTRACTED.sub(lambda found: f"{found[1]} {'is' if found[2] else 'are'}", asked)
    for kind, pattern in ((Kind.YES_NO, _YES_NO), (Kind.EXPLANATION, _EXPLANATION), (Kind.LIST, _LIST)):
        if pattern.match(asked):
            return kind
    return Kind.FACTOID
