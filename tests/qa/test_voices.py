"""How many independent voices stand behind an answer."""

from qa.reply import SaidBy
from qa.voices import Report, voices

WIRE = (
    "The flood in Exampleville killed 17 people on Monday, the mayor said, and swept away two bridges over the river."
)
OTHER = "Seventeen residents lost their lives when the river burst its banks, rescue workers told our reporter there."


def report(digest: str, quote: str, said_by: SaidBy | None = None, linked: str = "") -> Report:
    """`linked` holds the digests, of one letter each, of copies and versions."""
    return Report(digest, frozenset(linked), quote, said_by)


def test_reports_in_their_own_words_are_voices_of_their_own():
    assert voices([report("a", WIRE), report("b", OTHER)]) == 2


def test_copies_and_versions_are_one_voice_whatever_they_say_of_it():
    edited = WIRE.replace("swept away two bridges over the river", "destroyed a railway line")
    assert voices([report("a", WIRE), report("b", WIRE)]) == 1
    assert voices([report("a", WIRE, linked="c"), report("c", edited, linked="a")]) == 1
    assert voices([report("a", WIRE), report("c", edited)]) == 2


def test_reports_of_one_speaker_are_one_voice():
    mine, theirs = SaidBy("Hamza al-Khatib", None, "Reuters"), SaidBy("Dr. Hamza al-Khatib")
    assert voices([report("a", WIRE, mine), report("b", OTHER, theirs)]) == 1
    assert voices([report("a", WIRE, mine), report("b", OTHER, SaidBy("John Kerry"))]) == 2


def test_unnamed_officials_are_not_one_speaker():
    assert voices([report("a", WIRE, SaidBy("officials")), report("b", OTHER, SaidBy("officials"))]) == 2


def test_one_report_joins_what_was_apart():
    both = report("c", "Both.", linked="ab")
    assert voices([report("a", WIRE, linked="c"), report("b", OTHER, linked="c"), both]) == 1


def test_a_notice_around_the_report_makes_no_copy():
    notice = " You must select a newsletter to subscribe to. An error has occurred. Please try again later."
    assert voices([report("a", WIRE + notice), report("b", OTHER + notice)]) == 2
