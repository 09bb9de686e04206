"""How two answers to one question stand to each other."""

from enum import Enum


class Relation(Enum):
    """SAME: they say the same. COMPATIBLE: both can be true of one fact, as a bound and a figure that it allows.
    DIFFERENT: they cannot, or nothing tells that they can."""

    SAME = "same"
    COMPATIBLE = "compatible"
    DIFFERENT = "different"
