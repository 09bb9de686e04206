import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import clean
from index.articles.load import find_files, load
from index.articles.split import MAX_SENTENCE_CHARS, PASSAGE_WORDS, captions, passages, sentences
from index.types import Range
from tests.conftest import SEEDS

# Text as it comes: any characters, all kinds of line ends and spaces, abbreviations, very long lines.
pieces = st.one_of(
    st.text(min_size=1, max_size=20),
    st.sampled_from(
        [
            "\r\n",
            "\n\n",
            "\r",
            "\xa0",
            " ",
            "\u2028",
            'Mr. X said: "No." ',
            "The U.S. left. ",
            "Photo by: Me\n",
            "word " * 800,
        ]
    ),
)
texts = st.lists(pieces, max_size=30).map("".join)


def whole(text: str) -> Range:
    return Range(0, len(text))


def cut(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text, whole(text))]


def test_sentences_end_where_a_reader_would_end_them():
    assert cut('Gen. Smith met Dr. Lee in the U.S. on Jan. 5. "We will go. We must," he said. 3.5 percent!') == [
        "Gen. Smith met Dr. Lee in the U.S. on Jan. 5.",
        '"We will go. We must," he said.',
        "3.5 percent!",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan failed, Ms. Doe said.",
        "He told Mx. Doe and Atty. Roe so.",
        "They wrote to Amb. Roe and Ald. Doe.",
        "It is told in Vol. 3 of the report.",
        "The bridge is approx. 40 metres long.",
        "He came at 9 a.m. Friday and left.",
        "It is open from 9 a.m. to 5 p.m. Monday to Friday.",
        "The gates shut at 11 p.m. Sept. 5 for good.",
        "It ended at 3 p.m. ET on Monday.",
        "It ended at 3 p.m. Eastern time on Monday.",
        "It began at 9 P.M. GMT in Norland.",
    ],
)
def test_an_abbreviation_that_leads_on_ends_no_sentence(sentence: str):
    assert cut(f"It rained. {sentence} It stopped.") == ["It rained.", sentence, "It stopped."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He came at 9 a.m.", "The door was shut."),
        ("He came at 9 a.m.", "Monday's rain was over."),
        ("It ended at 9 p.m.", "Central banks had met."),
        ("It took 30 ms.", "Doe was content."),
    ],
)
def test_an_hour_or_a_unit_ends_a_sentence_where_another_begins(first: str, second: str):
    assert cut(f"{first} {second}") == [first, second]


def test_a_line_without_a_full_stop_is_a_sentence():
    assert cut("A headline\nThe story begins.") == ["A headline", "The story begins."]


def test_hand_wrapped_lines_are_joined():
    text = (
        "Acme Corp said it would buy the smaller of its two rivals for an amount\n"
        "that neither side would name. The purchase has to be agreed to by the\n"
        "authorities of three countries before it can be made, a spokesman said\n"
        "on Monday.\n\n"
        "Shares rose."
    )
    assert len(cut(text)) == 3
    assert cut(text)[-1] == "Shares rose."


def test_the_wide_lines_of_a_pdf_are_joined():
    text = (
        "Acme Corp said on Monday that it would buy the smaller of its two rivals in Norland for a price that neither\n"
        "side would name. The purchase has to be agreed to by the authorities of three countries before it is made,\n"
        "a spokesman said in Exampleville, where the company has had its seat since it was set up by Jane Doe and\n"
        "her brother.\n\n"
        "Shares rose."
    )
    assert all(len(line) > 102 for line in text.splitlines()[:3])
    assert len(cut(text)) == 3
    assert cut(text)[-1] == "Shares rose."


@settings(max_examples=150, deadline=None)
@given(texts)
def test_passages_are_whole_sentences_in_order_and_hold_no_noise(text: str):
    marks = clean.noise(text)
    found = passages(text, marks)
    for passage in found:
        assert passage.start == passage.sentences[0].start
        assert passage.end == passage.sentences[-1].end
        assert all(passage.end <= mark.start or passage.start >= mark.end for mark in marks)
        for sentence in passage.sentences:
            assert sentence.end - sentence.start <= MAX_SENTENCE_CHARS
            assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end] != ""
    starts = [passage.start for passage in found]
    assert starts == sorted(set(starts))


@settings(max_examples=150, deadline=None)
@given(texts)
def test_every_word_outside_noise_is_in_a_passage(text: str):
    marks = clean.noise(text)
    held = {place for passage in passages(text, marks) for place in range(passage.start, passage.end)}
    held |= {place for mark in marks for place in range(mark.start, mark.end)}
    assert all(place in held or text[place].isspace() or text[place] == "\ufeff" for place in range(len(text)))


def test_passages_of_the_seeds_are_short_and_share_sentences():
    for name in find_files([SEEDS]):
        (article,) = load(Path(name))
        found = passages(article.text, article.noise)
        assert all(len(article.text[passage.start : passage.end].split()) <= PASSAGE_WORDS for passage in found)
        shared = sum(first.end > second.start for first, second in itertools.pairwise(found))
        assert shared > len(found) / 2


def test_a_sentence_longer_than_a_passage_is_a_passage():
    long = "The list names " + "one thing and " * 60 + "nothing else."
    text = f"Short one. {long} Short two."
    assert long in [text[passage.start : passage.end] for passage in passages(text, ())]


def test_each_caption_is_a_passage_of_its_own_and_of_no_other():
    first, second = "FILE PHOTO: The bridge in Arden.", "FILE PHOTO: The school. It is on the hill."
    text = f"The water came.\n{first}\n{second}\nPhoto by: Reuters\nIt went."
    noise = clean.noise(text)
    assert [text[passage.start : passage.end] for passage in captions(text, noise)] == [first, second]
    assert [text[passage.start : passage.end] for passage in passages(text, noise)] == ["The water came.", "It went."]
