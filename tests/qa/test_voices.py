"""How many independent voices stand behind an answer."""

from qa.reply import SaidBy
from qa.voices import Report, voices

WIRE = (
    "The flood in Exampleville killed 17 people on Monday, the mayor said, and swept away two bridges over the river."
)
OTHER = "Seventeen residents lost their lives when the river burst its banks, rescue workers told our reporter there."


def report(digest: str, passage: str, said_by: SaidBy | None = None) -> Report:
    return Report(digest, passage, passage, said_by)


def test_reports_in_their_own_words_are_voices_of_their_own():
    assert voices([report("a", WIRE), report("b", OTHER)]) == 2


def test_copies_are_one_voice_word_for_word_and_edited():
    edited = WIRE.replace("swept away two bridges over a river", "destroyed two bridges")
    assert voices([report("a", WIRE), report("b", WIRE), report("c", edited)]) == 1


def test_reports_of_one_speaker_are_one_voice():
    mine, theirs = SaidBy("Hamza al-Khatib", None, "Reuters"), SaidBy("Dr. Hamza al-Khatib")
    assert voices([report("a", WIRE, mine), report("b", OTHER, theirs)]) == 1
    assert voices([report("a", WIRE, mine), report("b", OTHER, SaidBy("John Kerry"))]) == 2


def test_unnamed_officials_are_not_one_speaker():
    assert voices([report("a", WIRE, SaidBy("officials")), report("b", OTHER, SaidBy("officials"))]) == 2


def test_one_report_joins_what_was_apart():
    both = f"{WIRE} {OTHER}"
    assert voices([report("a", WIRE), report("b", OTHER), report("c", both)]) == 1


def test_a_sentence_in_common_makes_no_copy():
    one = f"{WIRE} The council meets on Thursday. It will speak about new dams, their price and who is to pay for them."
    other = f"{OTHER} Trains to the coast were late, and schools stayed closed. The council meets on Thursday."
    assert voices([report("a", one), report("b", other)]) == 2
