"""How many independent voices stand behind an answer."""

from qa.answers.voices import Report, voices
from qa.reply import SaidBy

WIRE = (
    "The flood in Exampleville killed 17 people on Monday, the mayor said, and swept away two bridges over the river."
)
OTHER = "Seventeen residents lost their lives when the river burst its banks, rescue workers told our reporter there."


def report(
    digest: str, quote: str, said_by: SaidBy | None = None, linked: str = "", source: str | None = None
) -> Report:
    """`linked` holds the digests, of one letter each, of copies and versions."""
    return Report(digest, frozenset(linked), quote, said_by, source)


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


def test_reports_of_one_wire_are_one_voice():
    tass, agency = SaidBy(None, None, "Tass"), SaidBy(None, None, "the TASS news agency")
    assert voices([report("a", WIRE, tass), report("b", OTHER, agency)]) == 1
    assert voices([report("a", WIRE, tass), report("b", OTHER, SaidBy(None, None, "Reuters"))]) == 2
    assert voices([report("a", WIRE, tass), report("b", OTHER, source="TASS")]) == 1
    assert voices([report("a", WIRE, source="TASS"), report("b", OTHER, source="TASS")]) == 2
    assert voices([report("a", WIRE, SaidBy("World Wire")), report("b", OTHER, source="World Wire")]) == 1
    for media in (SaidBy(None, None, "Local media"), SaidBy(None, None, "Media reports")):
        assert voices([report("a", WIRE, media), report("b", OTHER, media)]) == 2


def test_two_speakers_of_one_wire_are_two_voices():
    one, other = SaidBy("John Kerry", None, "Reuters"), SaidBy("Hamza al-Khatib", None, "Reuters")
    assert voices([report("a", WIRE, one), report("b", OTHER, other)]) == 2
    assert voices([report("a", WIRE, one), report("b", OTHER, SaidBy(None, None, "Reuters"))]) == 1


def test_there_is_one_interior_ministry():
    ministry = SaidBy("the interior ministry")
    assert voices([report("a", WIRE, ministry), report("b", OTHER, SaidBy("The interior ministry"))]) == 1
    assert voices([report("a", WIRE, ministry), report("b", OTHER, SaidBy("the health ministry"))]) == 2


def test_unnamed_officials_are_not_one_speaker():
    assert voices([report("a", WIRE, SaidBy("officials")), report("b", OTHER, SaidBy("officials"))]) == 2


def test_one_report_joins_what_was_apart():
    both = report("c", "Both.", linked="ab")
    assert voices([report("a", WIRE, linked="c"), report("b", OTHER, linked="c"), both]) == 1


def test_a_notice_around_the_report_makes_no_copy():
    notice = " You must select a newsletter to subscribe to. An error has occurred. Please try again later."
    assert voices([report("a", WIRE + notice), report("b", OTHER + notice)]) == 2
