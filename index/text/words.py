"""The one tokenizer for passages and questions: lower-case stems without function words."""

import re
from functools import cache

# Words that say nothing about what a question is about. Kept short: BM25 already weighs common words down,
# but in a collection of a few articles it has too little to go by.
STOP_WORDS = frozenset(
    """a an the and or but if of at by for with about to from in on as into than then so such that this these those
    is are was were be been being am do does did have has had having will would shall should can could may might must
    i you he she it we they me him her us them my your his its our their
    what which who whom whose when where why how there here not no s t""".split()
)

# Forms that no stemmer reduces, each line after the word that they are forms of. Those that are words of their own more
# often than not are left out: "bit", "found", "ground", "left", "saw", "wound".
_IRREGULAR = {
    form: word
    for line in """
    arise arose arisen|awake awoke|bear bore borne|beat beaten|become became|begin began begun|bind bound|bleed bled
    blow blew blown|break broke broken|breed bred|bring brought|build built|burn burnt|buy bought|catch caught
    child children|choose chose chosen|come came|deal dealt|die dying|dig dug|draw drew drawn|drive drove driven
    eat ate eaten|fall fell fallen|feel felt|fight fought|flee fled|fly flew flown|foot feet|forbid forbade forbidden
    forget forgot forgotten|freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown|hang hung
    hear heard|hide hid hidden|hold held|keep kept|know knew known|lay laid|lead led|lend lent|lie lying|lose lost
    make made|man men|mean meant|meet met|pay paid|ride rode ridden|ring rang rung|rise rose risen|run ran|say said
    seek sought|sell sold|send sent|shake shook shaken|shoot shot|show shown|shrink shrank|sing sang sung|sink sank sunk
    sleep slept|speak spoke spoken|speed sped|spend spent|spring sprang|stand stood|steal stole stolen|stick stuck
    strike struck|swear swore sworn|sweep swept|swim swam swum|swing swung|take took taken|teach taught|tear tore torn
    tell told|think thought|throw threw thrown|understand understood|wake woke|wear wore worn|weep wept|win won
    withdraw withdrew withdrawn|woman women|write wrote written
    """.replace("\n", "|").split("|")
    for word, *forms in [line.split() or [""]]
    for form in forms
}

# Written as one word by one paper, with a hyphen or as two words by another: one word here, "ceasefire".
_TOGETHER = (
    r"cease[- ]fires?|fire[- ]fight(?:ers?|ing)|peace[- ]keep(?:ers?|ing)|team-mates?|e-mail(?:s|ed|ing)?"
    r"|(?:on|off)-line|(?:on|off)-shore|(?:world|nation|country|state)-wide|co-op(?:erat|t)\w*|co-ordinat\w*"
    r"|(?:take|hand)-overs?|(?:bail|buy)-outs?|lay-offs?|break-ups?|anti-trust|life-long"
)
# And two words here, "air strike", of which each may be asked for alone.
_APART = {
    first + second + ending: (first, second + ending)
    for line in """
    air strike base lift|child care|cyber attack security|drug maker|fund raiser raising|health care|heat wave|land mine
    north east eastern west western|policy maker making|rain forest|smart phone|south east eastern west western|web site
    """.replace("\n", "|").split("|")
    for first, *seconds in [line.split() or [""]]
    for second in seconds
    for ending in ("", "s")
}

# Figures stay whole ("1.5", "10,000"), and so do letters with points between ("U.N." is "UN"); letters with marks and
# digits of any script are words.
_WORD = re.compile(rf"\d+(?:[.,]\d+)*|(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)\.?|(?i:{_TOGETHER})(?![^\W_])|[^\W_]+")
_WITHIN = str.maketrans("", "", ".- ")
# "US" is a country and "us" is nobody in particular.
_NAMED = re.compile(r"US|U\.S\.?")


def words(text: str) -> list[str]:
    """The stems of the text's words, in order. "Strikes" and "strike" are one word, and so are "sank" and "sink"; "6"
    and "6.5" are two."""
    return [stem for _, stem in words_as_written(text)]


def words_as_written(text: str) -> list[tuple[str, str]]:
    """(word as it stands in the text, its stem), in order; one that is two words here stands twice."""
    found = ((match.group(), _plain(match.group())) for match in _WORD.finditer(text))
    return [
        (written, _stem(part))
        for written, word in found
        if word not in STOP_WORDS or _NAMED.fullmatch(written)
        for part in _APART.get(word, (word,))
    ]


def _plain(word: str) -> str:
    """The word in lower case, without the commas of a figure, and without the points, the hyphen or the space in it."""
    plain = word.casefold()
    return plain.replace(",", "") if plain[0].isdigit() else plain.translate(_WITHIN)


@cache
def _stemmer():
    from Stemmer import Stemmer  # a C extension: loaded when the first word comes

    return Stemmer("english")


def _stem(word: str) -> str:
    return _stemmer().stemWord(_IRREGULAR.get(word, word))
