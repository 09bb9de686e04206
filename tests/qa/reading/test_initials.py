import pytest

from qa.reading.initials import asked_initials, spelled_out

TEXT = "The Exampleland Office for the Coordination of Port Affairs (OCPA) sent the Red Cross to Port Bay."


@pytest.mark.parametrize(
    ("question", "initials"),
    [
        ("What does OCPA stand for?", "OCPA"),
        ("What do the letters U.N. stand for?", "UN"),
        ("what is the OCPA short for", "OCPA"),
        ("What is the full name of OCPA?", "OCPA"),
        ("What does Doe stand for?", None),
        ("Who leads OCPA?", None),
    ],
)
def test_initials_are_asked_for(question: str, initials: str | None):
    assert asked_initials(question) == initials


@pytest.mark.parametrize(
    ("read", "initials", "name"),
    [
        ("Coordination of Port Affairs", "OCPA", "Office for the Coordination of Port Affairs"),
        ("Office for the Coordination of Port Affairs (OCPA)", "OCPA", "Office for the Coordination of Port Affairs"),
        ("Cross", "RC", "Red Cross"),
        # What has other initials stays as it was read.
        ("Port Bay", "OCPA", "Port Bay"),
        ("Port Bay", "RCP", "Port Bay"),
    ],
)
def test_the_whole_name_is_taken(read: str, initials: str, name: str):
    start = TEXT.index(read)
    start, end = spelled_out(TEXT, start, start + len(read), initials)
    assert TEXT[start:end] == name
