"""Who asserts a sentence: the patterns on sentences of our own, and how often it is right on labelled news."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles.split import sentences
from index.types import Range
from qa.attribution.attribution import attribution
from tests.conftest import ROOT
from training.attribution import LABELS, measure, outcomes, same

NEWS = ROOT.parent / "shared" / "news"


def split(text: str) -> list[Range]:
    return list(sentences(text, Range(0, len(text))))


def told(text: str, cited: str = "") -> tuple[str | None, str | None, str | None] | None:
    """(speaker, role, outlet) of the cited words, or of the last sentence."""
    places = split(text)
    start = text.rindex(cited) if cited else places[-1].start
    found = attribution(text, places, start)
    if found is None:
        return None
    speaker, role, outlet = (
        place and text[place.start : place.end] for place in (found.speaker, found.role, found.outlet)
    )
    return speaker, role, outlet


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jane Doe said the bridge was closed.", "Jane Doe"),
        ("The bridge was closed, Jane Doe said.", "Jane Doe"),
        ("The bridge, Jane Doe said on Monday, was closed.", "Jane Doe"),
        ("According to Jane Doe, the bridge was closed.", "Jane Doe"),
        ("The bridge was closed, according to Mr Doe.", "Doe"),
        ("“The bridge is closed,” said Jane Doe.", "Jane Doe"),
        ('"The bridge is closed," Jane Doe tweeted.', "Jane Doe"),
        ("'The bridge is closed,' Jane Doe wrote.", "Jane Doe"),
        ("On Monday, Jane Doe announced that the bridge was closed.", "Jane Doe"),
        ("Asked about the bridge, Jane Doe warned: “It is closed.”", "Jane Doe"),
        ("Jane Doe has denied the charges.", "Jane Doe"),
        ("Jane Doe, in a tweet, said the bridge was closed.", "Jane Doe"),
        ("Moody's Analytics said the bridge was closed.", "Moody's Analytics"),
        ("Jane Doe called the decision “a mistake”.", "Jane Doe"),
        ("Jane Doe put the number of dead at 45.", "Jane Doe"),
        ("Jane Doe was quoted as saying that the bridge was closed.", "Jane Doe"),
        ("Jane Doe went on to add that it was closed.", "Jane Doe"),
        ("LISBON (Reuters) - Jane Doe said the bridge was closed.", "Jane Doe"),
        ("Jane Doe proposed: “Close the bridge.”", "Jane Doe"),
        ("“I closed the bridge,” confessed Jane Doe.", "Jane Doe"),
    ],
)
def test_a_named_speaker_is_found(text: str, speaker: str):
    assert told(text) == (speaker, None, None)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The bridge was closed, officials said.", "officials"),
        ("Two witnesses said the bridge fell.", "Two witnesses"),
        ("Police also said the bridge was closed.", "Police"),
        ("A spokesman for the army denied the report.", "A spokesman for the army"),
        ("The report said nobody was to blame.", "The report"),
        ("The bridge was unsafe, says the study.", "the study"),
        ("Premdor Inc said it planned a split.", "Premdor Inc"),
        ("Dome Mines <DMP> said it planned a split.", "Dome Mines"),
        ("The Bank of Portugal said prices rose.", "Bank of Portugal"),
        ("A man who saw the fire said the bridge fell.", "A man"),
        ("Residents of Lisbon said the bridge fell.", "Residents of Lisbon"),
        ("Residents spoke of 45 dead.", "Residents"),
        ("Police fear 45 people have died.", "Police"),
        ("45 people had died, sources close to the talks said.", "sources close to the talks"),
        ("An adviser to Doe said 45 had died.", "An adviser to Doe"),
        ("Save the Children said 45 had died.", "Save the Children"),
    ],
)
def test_a_speaker_without_a_name_is_found(text: str, speaker: str):
    found = told(text)
    assert found is not None
    assert found[0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("Jane Doe, director of a hospital, said 45 people had died.", "Jane Doe", "director of a hospital"),
        ("Finance Minister Jane Doe said prices rose.", "Jane Doe", "Finance Minister"),
        ("The head of the union, Jane Doe, said prices rose.", "Jane Doe", "The head of the union"),
        ("“Prices rose,” said Jane Doe, a trader in Lisbon.", "Jane Doe", "a trader in Lisbon"),
        ("Prices rose, according to the mayor, Jane Doe.", "Jane Doe", "the mayor"),
        ("One of the founders, Jane Doe, said prices rose.", "Jane Doe", "One of the founders"),
        ("“Prices rose,” said Jane Doe, attending the fair.", "Jane Doe", None),
        ("“Prices rose,” said Jane Doe, managing director.", "Jane Doe", "managing director"),
        ("Jane Doe, 34, a teacher, said prices rose.", "Jane Doe", "a teacher"),
        ("According to Jane Doe, the flood killed 45 people.", "Jane Doe", None),
        ("On Monday, according to Jane Doe, a truck hit the school, killing two.", "Jane Doe", None),
        ("According to Jane Doe, director of a hospital, prices rose.", "Jane Doe", "director of a hospital"),
        ("According to Jane Doe, formerly the mayor, prices rose.", "Jane Doe", "formerly the mayor"),
        ("According to the mayor, Jane Doe, prices rose.", "Jane Doe", "the mayor"),
        ("Prices have risen in the whole of Norland, according to Jane Doe, a doctor.", "Jane Doe", "a doctor"),
        ("At least 45 died, according to Jane Doe, a doctor.", "Jane Doe", "a doctor"),
        ("Jane Doe, whose two friends died, said prices rose.", "Jane Doe", None),
        ("Chancellor Jane Doe spoke first. Prices rose, Doe said.", "Doe", None),
        ("Chancellor Jane Doe said little. Prices rose, Doe said.", "Doe", "Chancellor"),
        ("The toll rose to 85, Jane Doe, head of the hospital said.", "Jane Doe", "head of the hospital"),
    ],
)
def test_the_role_is_what_stands_beside_the_name(text: str, speaker: str, role: str | None):
    assert told(text) == (speaker, role, None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jane Doe told Reuters that 45 people had died.", ("Jane Doe", None, "Reuters")),
        ("Jane Doe said in an interview with the BBC that 45 people had died.", ("Jane Doe", None, "BBC")),
        ("45 people had died, Jane Doe told the Lisbon Times.", ("Jane Doe", None, "Lisbon Times")),
        ("45 people had died, according to the BBC.", (None, None, "BBC")),
        ("The Lisbon Times reported that 45 people had died.", (None, None, "Lisbon Times")),
        ("Local media said 45 people had died.", (None, None, "Local media")),
        ("Jane Doe said 45 people had died, the BBC reported.", ("Jane Doe", None, "BBC")),
        ("45 people had died, CNN reported, citing two officials.", ("two officials", None, "CNN")),
        ("The BBC quoted Jane Doe as saying that 45 people had died.", ("Jane Doe", None, "BBC")),
        ("45 people had died, the BBC quoted Jane Doe as saying.", ("Jane Doe", None, "BBC")),
        ("45 people had died, the BBC quoted Jane Doe as saying on Monday.", ("Jane Doe", None, "BBC")),
        ("Jane Doe was quoted by the BBC as saying that 45 people had died.", ("Jane Doe", None, "BBC")),
        ("45 people had died, Jane Doe was quoted by Reuters as saying.", ("Jane Doe", None, "Reuters")),
        ("45 people had died, Jane Doe told the Tribune.", ("Jane Doe", None, "Tribune")),
        ("Jane Doe told a news conference that 45 people had died.", ("Jane Doe", None, None)),
        ("45 people had died, Radio Norland reported.", (None, None, "Radio Norland")),
        ("The Times of Norland reported that 45 people had died.", (None, None, "Times of Norland")),
        ("45 people had died, the BBC said, quoting two officials.", ("two officials", None, "BBC")),
        ("Jane Doe told the state news agency SANA that 45 people had died.", ("Jane Doe", None, "SANA")),
        ("Jane Doe told the BBC's Today programme that 45 people had died.", ("Jane Doe", None, "BBC")),
        ("Media reports suggest that 45 people had died.", (None, None, "Media reports")),
        ("45 people had died, Russia's TASS said.", (None, None, "TASS")),
        ("45 people had died, Germany's Der Spiegel magazine said.", (None, None, "Der Spiegel magazine")),
        ("45 people had died, police said, but doctors told Reuters 60 had.", ("police", None, None)),
    ],
)
def test_the_outlet_is_told_apart_from_the_speaker(text: str, found: tuple):
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jane Doe said the bridge was closed. She added that it was unsafe.", "Jane Doe"),
        ("Mayor John Roe met the owners. “It is unsafe,” he said.", "John Roe"),
        ("John Roe said it was closed. Jane Doe said it was open. He added that it was unsafe.", "John Roe"),
        ("Premdor Inc said it planned a split. It said the split would come in May.", "Premdor Inc"),
        ("Officials said the bridge was closed. They said it was unsafe.", "Officials"),
        ("Anna von der Doe came to the bridge. She said it was unsafe.", "Anna von der Doe"),
    ],
)
def test_a_pronoun_stands_for_the_nearest_that_it_may(text: str, speaker: str):
    found = told(text)
    assert found is not None
    assert found[0] == speaker


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("“It is closed,” Jane Doe said. “Nobody may cross.”", "Nobody may cross"),
        ("“It is closed,” Jane Doe said.\n“Nobody may cross.”", "Nobody may cross"),
        ("Jane Doe said: “It is closed. Nobody may cross.”", "Nobody may cross"),
        ("“It is closed. Nobody may cross,” said Jane Doe.", "It is closed"),
        ("“It is closed,” said Jane Doe.\n“Nobody may cross.\n“Go home.”", "Go home"),
    ],
)
def test_a_quotation_that_goes_on_keeps_its_speaker(text: str, cited: str):
    found = told(text, cited)
    assert found is not None
    assert found[0] == "Jane Doe"


@pytest.mark.parametrize(
    ("text", "cited", "speaker"),
    [
        ("Nobody knows how many died, though Jane Doe said 45 had.", "45", "Jane Doe"),
        ("Nobody knows how many died, though Jane Doe said 45 had.", "Nobody", None),
        ("Jane Doe said 45 died, but police said 60 had.", "45", "Jane Doe"),
        ("Jane Doe said 45 died, but police said 60 had.", "60", "police"),
        ("In Exampleville, 45 had died, Jane Doe said; police said 60 had.", "45", "Jane Doe"),
        ("In Exampleville, 45 had died, Jane Doe said; police said 60 had.", "60", "police"),
        ("After the raid there were 45; police said 60 had died.", "45", None),
        ("Jane Doe said 45 had died; 60 were hurt.", "60", "Jane Doe"),
        ("45 had died; 60 were hurt, Jane Doe said.", "45", "Jane Doe"),
        ("Jane Doe said 45 had died; “60 were hurt,” she added.", "45", "Jane Doe"),
        ("At least 45 had died, Jane Doe said, and police said 60 had.", "60", "police"),
        ("Jane Doe said, “45 died,” and police said, “60 died.”", "60", "police"),
        ("45 died, Jane Doe said, and 60 were hurt, doctors said.", "45", "Jane Doe"),
        ("45 died, Jane Doe said, and 60 were hurt, doctors said.", "60", "doctors"),
        ("There were 4,500 according to the union and 6,000 according to police.", "4,500", "the union"),
        ("There were 4,500 according to the union and 6,000 according to police.", "6,000", "police"),
        ("Officials said 45 had died, although residents spoke of 60.", "60", "residents"),
        ("Officials said 45 had died; activists, at least 60.", "60", None),
        ("Jane Doe said no plant would close; unions fear 45 job cuts.", "45", None),
        ("Jane Doe left the town, saying 45 had died.", "45", "Jane Doe"),
        ("Jane Doe left the town, saying 45 had died.", "left", None),
        ("Jane Doe left the town and said 45 had died.", "45", "Jane Doe"),
        ("Hours earlier Doe had left the town and said 45 had died.", "45", None),
        ("They asked Jane Doe, who said 45 had died.", "45", "Jane Doe"),
        ("They asked Jane Doe, who said 45 people, including 20 children, had died.", "20", "Jane Doe"),
        ("The bridge, which officials said was safe, fell on 45 people.", "safe", "officials"),
        ("The bridge, which officials said was safe, fell on 45 people.", "45", None),
        ("The bridge (which officials said was safe) fell on 45 people.", "45", None),
        ("Jane Doe, who has said she will leave, won 306 votes.", "leave", "Jane Doe"),
        ("Jane Doe, who has said she will leave, won 306 votes.", "306", None),
        ("Jane Doe, who said, “It is over,” left with 20 men.", "over", "Jane Doe"),
        ("Jane Doe, who said, “It is over,” left with 20 men.", "20", None),
        ("While police said 45 had died, doctors put the toll at 60.", "45", "police"),
        ("While police said 45 had died, doctors put the toll at 60.", "60", "doctors"),
        ("While police said 45 had died, the true toll was 60, doctors said.", "60", "doctors"),
        ("Although police said the fire, which killed 45, was out, it went on for 12 days.", "12", None),
        ("The union put the crowd at 4,500, police at 600.", "4,500", "The union"),
        ("The union put the crowd at 4,500, police at 600.", "600", "police"),
        ("The union put the crowd at 4,500 while police put it at 600.", "600", "police"),
        ("“We need 12 points,” said Jane Doe, who scored 45 goals.", "45", None),
        ("“We need 12 points,” said Jane Doe, who scored 45 goals, “and 3 more.”", "3", "Jane Doe"),
        ("Jane Doe said she was innocent, but a jury found she stole 45 cars.", "45", "a jury"),
        ("Jane Doe said she was innocent, but a judge ruled that she stole 45 cars.", "45", "a judge"),
        ("A town was flooded and the damage put at 45 million by insurers.", "45", None),
        ("A town of 600 was flooded and the damage was put at 45 million by insurers.", "45", "insurers"),
        ("A town of 600 was flooded and the damage was put at 45 million by insurers.", "600", None),
        ("Jane Doe conceded defeat after 45 seats were lost.", "45", None),
        ("Jane Doe said 45 had died, contradicting police, who put the toll at 60.", "60", "police"),
        ("They asked the mayor of the town, who said 45 had died.", "45", "the mayor of the town"),
    ],
)
def test_the_cited_words_decide_between_the_clauses(text: str, cited: str, speaker: str | None):
    found = told(text, cited)
    assert (found and found[0]) == speaker


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("The rebels claimed responsibility for the bombing in Exampleville that killed 84 people.", "84"),
        ("The rebels sent a video, claiming responsibility for the bombing that killed 84 people.", "84"),
        ("Jane Doe condemned the attack, which killed 84 people.", "84"),
        ("Jane Doe condemned the attack in Exampleville, where 84 people died.", "84"),
        ("Norland has denied involvement in the attack, in which 20 trucks were destroyed.", "20"),
        ("Jane Doe denied the charges, two of which carry 20 years.", "two"),
        ("Jane Doe denied the charges but was jailed for 20 years.", "20"),
        ("Jane Doe, who denies the charges, faces 20 years in prison.", "20"),
    ],
)
def test_what_is_told_beside_what_is_condemned_denied_or_claimed_is_the_articles(text: str, cited: str):
    assert told(text, cited) is None


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Jane Doe condemned the attack, which killed 84 people.", "attack"),
        ("Jane Doe denied that the car, which held 20 bags, was hers.", "20"),
        ("Jane Doe denied reports that 20 people had died.", "20"),
        ("Jane Doe claimed the car was stolen by men who had 20 guns.", "20"),
        ("Jane Doe denied the charges but admitted that she had 20 guns.", "20"),
        ("Jane Doe claimed responsibility, saying it was for a raid in which 20 people had died.", "20"),
    ],
)
def test_what_is_denied_or_claimed_is_the_speakers(text: str, cited: str):
    found = told(text, cited)
    assert found is not None
    assert found[0] == "Jane Doe"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("((Jane Doe)) I saw it. It fell.", ("Jane Doe", None, None)),
        ("((Jane Doe)) I saw it.\n\n((WN)) When did it fall?", None),
        ("ROE: Hello.\nDOE: Good morning.\nROE: What happened?\nDOE: It fell.", ("DOE", None, None)),
    ],
)
def test_a_turn_of_an_interview_is_its_guests(text: str, found: tuple | None):
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The bridge fell on Monday.",
        "The company added a bridge to its plans.",
        "Jane Doe was told to leave.",
        "The bridge is said to be unsafe.",
        "Jane Doe did not say when it fell.",
        "All went according to plan.",
        "The bridge was named “Hope” by its builders.",
        "He added that it was unsafe.",
        "No group has claimed responsibility.",
        "The bridge, which officials said was safe, fell on Monday.",
        "Reported deaths rose to 45.",
        "Some reports had been late.",
        "Two men stood accused of theft.",
        "Jane Doe declared a state of emergency.",
        "Nobody said that it was unsafe.",
        "Neither Jane Doe nor John Roe said that it was unsafe.",
        "Jane Doe never said that it was unsafe.",
        "Amid fears the bridge will fall, it was closed.",
        "Growing fears that the bridge will fall were voiced.",
    ],
)
def test_nobody_is_named_where_the_article_speaks_or_where_it_is_not_clear(text: str):
    assert told(text) is None


# Precision first: a wrong speaker is worse than none.
LEAST_PRECISION, LEAST_RECALL = 0.90, 0.70


@pytest.mark.parametrize("part", ["develop", "test"])
def test_labelled_sentences_are_attributed_rightly(part: str):
    if not NEWS.exists():
        pytest.skip("the news articles are not here")
    figures = measure(outcomes(LABELS, NEWS, part))
    assert figures.precision >= LEAST_PRECISION
    assert figures.recall >= LEAST_RECALL


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Jane Doe", "Doe", True),
        ("the Bank of Portugal", "Bank of Portugal's", True),
        ("Mr. Doe", "doe", True),
        ("Jane Doe", "John Roe", False),
        ("Doe", "Doerr", False),
        ("Doe", None, False),
    ],
)
def test_names_are_the_same_up_to_titles_and_missing_words(one: str, other: str | None, equal: bool):
    assert same(one, other) is equal


PIECES = st.sampled_from(
    [
        *"“”\"'‘’,.:;()<>-–—\n[]",
        " ",
        "((",
        "))",
        " said ",
        " told Reuters",
        "according to ",
        "Jane Doe",
        "DOE: ",
        "he ",
        ", who ",
        "and ",
        "the ",
        "officials",
        "quoted ",
        " as saying",
        ", citing ",
        "went on to ",
        "May ",
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join), st.data())
def test_any_text_gives_ranges_that_lie_in_it(text: str, data: st.DataObject):
    places = split(text)
    start = data.draw(st.integers(0, len(text)))
    found = attribution(text, places, start)
    if found is not None:
        assert found.speaker or found.outlet
        for place in (found.speaker, found.role, found.outlet):
            assert place is None or 0 <= place.start < place.end <= len(text)


@pytest.mark.parametrize("piece", ['"', "'", "“", ",", "a, ", "said ", "A ", "a-", "(", "<", "((", "A: ", "he said “"])
def test_long_texts_of_one_piece_are_quick(piece: str):
    text = piece * (100_000 // len(piece))
    places = split(text)
    began = time.process_time()
    for around in ([Range(0, len(text))], places):
        attribution(text, around, len(text) // 2)
    assert time.process_time() - began < 2


def test_an_attribution_of_nothing_is_none():
    assert attribution("", [], 0) is None
    assert attribution("Jane Doe said so.", [], 0) is None
