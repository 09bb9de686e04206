import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.encoding.encode import OnnxEncoder
from index.errors import IndexMismatch
from index.store import Store
from index.types import Restriction
from index.update import update
from qa.answers.calibration import Calibration
from qa.assistant import Assistant
from qa.config import AnswerSettings, Config, EncoderSettings
from qa.opening import open_assistant
from qa.reading.reader import Reader
from qa.reading.spans import Span
from qa.reply import Refusal, Reply

EVERYTHING = AnswerSettings(count=20, passages=20, threshold=0.0)


def check_citations(reply: Reply) -> int:
    """Every citation is verbatim, wherever in the reply: in the file, in the quote, on the line. How many the answers
    have."""
    for answer in (*reply.answers, *reply.values):
        assert answer.text == answer.citations[0].text
    answering = [citation for answer in reply.answers for citation in answer.citations]
    others = [citation for answer in reply.values for citation in answer.citations]
    others += [citation for found in reply.disagreements for side in found.sides for citation in side.citations]
    for citation in (*answering, *others, *(reply.refusal.nearest if reply.refusal else ())):
        text = citation.path.read_bytes().decode()
        assert text[citation.start : citation.end] == citation.text != ""
        assert text[citation.quote_start :].startswith(citation.quote)
        assert citation.text in citation.quote
        before = text[: citation.start].replace("\r\n", "\n").replace("\r", "\n")
        assert citation.line == before.count("\n") + 1
    return len(answering)


def test_the_death_toll_is_45_in_both_articles(seeds_assistant: Assistant):
    reply = seeds_assistant.ask("what was the death toll?")
    assert reply.answered
    assert "45" in reply.answers[0].text
    assert {citation.path.name[:3] for citation in reply.answers[0].citations} == {"000", "001"}
    assert reply.answers[0].sources == 2


def test_every_citation_of_the_seeds_is_verbatim(seeds_store: Store, reader: Reader):
    assistant = Assistant(seeds_store, reader, Calibration.built_in(), EVERYTHING)
    assert check_citations(assistant.ask("what was the death toll?")) > 10


# Articles with everything that makes offsets go wrong.
words = st.sampled_from(["rain", "Zürich", "e\u0301tat", "😀", "字字", "45", "U.S.", "“no”", "a\xa0b", "x" * 300, "۴۵"])
ends = st.sampled_from([". ", ".\r\n", ".\n\n", "!\r", "\xa0", " ", "\n", "\t", "\u2028"])
articles = st.lists(st.tuples(words, ends), min_size=1, max_size=120).map(
    lambda pairs: "\ufeff" + "".join(word + end for word, end in pairs)
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=articles)
def test_every_citation_of_any_article_is_verbatim(
    text: str, tmp_path_factory: pytest.TempPathFactory, encoder: OnnxEncoder, cache: Path, reader: Reader
):
    folder = tmp_path_factory.mktemp("any")
    (folder / "a.txt").write_bytes(text.encode())
    update(folder / "index", [folder / "a.txt"], encoder)
    assistant = Assistant(Store.open(folder / "index", cache), reader, Calibration.built_in(), EVERYTHING)
    cited = check_citations(assistant.ask("how much rain fell in Zürich?"))
    # A text that is taken for one in another language is found by its words only, and it may have none of these.
    assert cited > 0 or not {"rain", "zürich"} & set(re.findall(r"\w+", text.casefold()))


@pytest.mark.parametrize("question", ["what was the death toll?", "Who won the football world cup?"])
def test_a_reply_tells_where_its_time_went(seeds_assistant: Assistant, question: str):
    reply = seeds_assistant.ask(question)
    parts = [reply.timing.encode, reply.timing.search, reply.timing.read, reply.timing.group]
    assert all(part > 0 for part in parts)
    assert sum(parts) == pytest.approx(reply.elapsed_ms)
    assert reply.timing.read > reply.timing.group


def test_a_question_about_nothing_in_the_articles_is_refused(seeds_assistant: Assistant):
    reply = seeds_assistant.ask("Who won the football world cup?")
    assert not reply.answered
    assert reply.refusal is not None
    assert {"football", "cup"} <= set(reply.refusal.unknown_words)
    assert reply.refusal.nearest
    assert all(citation.quote == citation.text for citation in reply.refusal.nearest)


def test_where_a_guess_may_well_be_right_its_sentence_is_the_first_of_the_nearest(seeds_store: Store, reader: Reader):
    sure = Assistant(seeds_store, reader, Calibration.built_in(), AnswerSettings(threshold=1.0))
    reply = sure.ask("what was the death toll?")
    assert reply.guess is not None
    assert reply.guess.text == "45"
    assert reply.refusal is not None
    assert reply.refusal.nearest[0] == reply.guess.citations[0]


class Marker:
    """Takes every passage whole for an answer."""

    def read(
        self, question: str, passages: Sequence[str], titles: Sequence[str], stops: Sequence[Sequence[int]]
    ) -> Iterator[list[Span]]:
        return ([Span(0, len(passage), 20.0)] for passage in passages)


def test_the_nearest_sentences_do_not_repeat_the_guess(seeds_store: Store):
    marked = cast(Reader, Marker())
    reply = Assistant(seeds_store, marked, Calibration.built_in(), AnswerSettings(threshold=1.0)).ask("who was killed?")
    assert reply.refusal is not None
    first, *others = [citation.quote for citation in reply.refusal.nearest]
    assert reply.guess is not None
    assert first == reply.guess.text
    assert others
    assert not any(quote in first for quote in others)


def test_no_more_is_guessed_of_a_list_than_of_anything_else(seeds_store: Store, reader: Reader):
    sure = Assistant(seeds_store, reader, Calibration.built_in(), AnswerSettings(count=2, threshold=1.0))
    assert len(sure.ask("Which countries were there?").answers) == 2


def test_words_that_only_ask_are_not_missed(seeds_assistant: Assistant):
    refusal = seeds_assistant.ask("how often and how far did the zeppelin fly?").refusal
    assert refusal is not None
    assert refusal.unknown_words == ("zeppelin", "fly")
    really = seeds_assistant.ask("did the zeppelin really just break up again before that?").refusal
    assert really is not None
    assert really.unknown_words == ("zeppelin",)  # the ceasefire "had broken down"
    named = seeds_assistant.ask("what's the name of the zeppelin?").refusal
    assert named is not None
    assert named.unknown_words == ("zeppelin",)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Hello, I was wondering if you know what the death toll was", "what the death toll was"),
        ("Why didn't the ceasefire hold?", "Why did not the ceasefire hold?"),
        ("What exactly has Moscow said?", "What has Moscow said?"),
    ],
)
def test_how_a_question_is_put_makes_an_answer_neither_likelier_nor_less_likely(
    seeds_assistant: Assistant, typed: str, plain: str
):
    reply, other = seeds_assistant.ask(typed), seeds_assistant.ask(plain)
    assert (reply.answers, reply.refusal, reply.kind) == (other.answers, other.refusal, other.kind)
    assert reply.question == typed


def test_an_abbreviation_is_one_word_whether_it_has_points_or_not(seeds_assistant: Assistant):
    refusal = seeds_assistant.ask("Why didn't the U.N. or J.K. Rowling send a zeppelin?").refusal
    assert refusal is not None
    assert refusal.unknown_words == ("J.K.", "Rowling", "zeppelin")


def test_it_is_told_where_no_article_is_among_those_asked(seeds_assistant: Assistant):
    def refusal(**within: str) -> Refusal | None:
        return seeds_assistant.ask("what was the death toll?", within=Restriction(**within)).refusal

    assert refusal(outlet="Nobody") == Refusal(dates=seeds_assistant.store.dates(), none_within=True)
    assert refusal(outlet="TRT") is None


def test_banners_credits_and_posts_are_never_cited(seeds_store: Store, reader: Reader):
    assistant = Assistant(seeds_store, reader, Calibration.built_in(), EVERYTHING)
    for question in ("How old is this story?", "Who is the photo by?", "What did siryahora post?"):
        reply = assistant.ask(question)
        assert reply.answers
        for answer in reply.answers:
            for citation in answer.citations:
                assert "5 years old" not in citation.quote
                assert "Photo by" not in citation.quote
                assert "@" not in citation.quote


@pytest.mark.parametrize("question", ["?", "the", "😀", "\x1b[31m", "why " * 3000, "字"])
def test_strange_questions_get_a_reply(seeds_assistant: Assistant, question: str):
    check_citations(seeds_assistant.ask(question))


def test_a_copied_article_is_one_source(
    write: Callable[[str, str], Path], tmp_path: Path, encoder: OnnxEncoder, cache: Path
):
    for name in ("a.txt", "b.txt"):
        write(name, "Flood in Exampleville\n\nThe flood killed 17 people, the mayor said.")
    update(tmp_path / "index", [tmp_path / "news"], encoder)
    reply = open_assistant(Config(), tmp_path / "index", cache).ask("How many people did the flood kill?")
    assert "17" in reply.answers[0].text
    assert reply.answers[0].sources == 1
    (citation,) = reply.answers[0].citations
    assert [citation.path.name, *(place.origin.path.name for place in citation.also)] == ["a.txt", "b.txt"]


def test_an_index_of_another_encoder_than_the_configured_is_refused(seeds_index: Path, cache: Path):
    config = Config(encoder=EncoderSettings(model="another"))
    with pytest.raises(IndexMismatch, match=r"all-MiniLM-L6-v2.*another.*qa index"):
        open_assistant(config, seeds_index, cache)
