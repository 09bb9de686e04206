"""What a noun phrase is about: people, a place, a figure; one, or several."""

import re

# Nouns for people: the answer to "which minister" is a person, to "which hospital" it is none.
_PEOPLE = frozenset(
    """people man men woman women boy girl child children person persons president minister premier chancellor
    governor senator congressman congresswoman representative mayor leader politician candidate official secretary
    ambassador diplomat king queen prince princess pope bishop archbishop cardinal priest imam judge lawyer
    attorney general prosecutor officer soldier sergeant colonel commander spokesman spokeswoman spokesperson
    doctor surgeon nurse director chairman chairwoman chair chief boss head founder owner manager executive
    employee worker engineer pilot driver astronaut scientist researcher professor teacher student physicist
    chemist economist analyst expert author writer poet novelist journalist photojournalist reporter editor critic
    actor actress singer musician guitarist drummer rapper composer director comedian artist painter player
    footballer striker goalkeeper athlete runner swimmer boxer wrestler champion coach trainer chef farmer
    fisherman hunter activist campaigner protester victim survivor suspect gunman attacker killer murderer witness
    prisoner refugee migrant tourist passenger customer voter billionaire millionaire businessman businesswoman
    entrepreneur designer inventor winner host presenter wife husband son daughter mother father brother sister
    friend neighbour neighbor member lawmaker legislator deputy monarch celebrity attendee correspondent columnist
    blogger trader broker banker dealer investigator commissioner negotiator envoy adviser advisor aide counsel speaker
    consultant captain sheriff detective inspector tycoon heir heiress relative cousin uncle aunt grandfather
    grandmother colleague partner opponent successor predecessor assistant resident rabbi pastor preacher monk nun
    sailor brewer baker cook waiter developer programmer""".split()
)
# Endings that only people have, and stars that are people.
_PERSONS = re.compile(r"(?:\w{3,}ists?|\w{3,}ians?|\w{2,}m[ae]n|\wwom[ae]n|\w[\s-]stars?)$")
# Where one can be: the answer to "in which town" is a place, not the thing that the question is about.
PLACES = frozenset(
    """city town country village place province state region district county borough street road part area hospital
    prison hospice airport building island continent nation suburb""".split()
)
# What "it" that happened, or that somebody did, is not.
_FIGURES = frozenset(
    """toll number figure population name title count total share rate amount price cost value yield size age length
    profit loss debt""".split()
)
_SINGULAR_IN_S = frozenset("series species news gas".split())


def is_person(phrase: str) -> bool:
    """Whether a noun phrase is about a person, or several: "the former vice-president", "two congressmen"."""
    words = re.split(r"[\s-]", _head(phrase))
    return (
        words[-1] in _PEOPLE or words[-1].removesuffix("s") in _PEOPLE or _PERSONS.search(" ".join(words)) is not None
    )


def is_figure(phrase: str) -> bool:
    """Whether a noun phrase is about a figure or a name: "the death toll"."""
    return noun_of(phrase) in _FIGURES


def is_several(noun: str) -> bool:
    """Whether a noun is in the plural: "countries", and not "virus"."""
    return noun not in _SINGULAR_IN_S and re.search(r"[^siu]s$", noun) is not None


def noun_of(phrase: str) -> str:
    """The noun that the phrase is about, in lower case: "toll"."""
    return _head(phrase).rpartition(" ")[2]


def _head(phrase: str) -> str:
    """The phrase without what it is of, in lower case: "the death toll of the attack"."""
    return phrase.casefold().partition(" of ")[0]
