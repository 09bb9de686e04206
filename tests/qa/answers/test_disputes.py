"""Who is blamed for something, and who denies it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.encoding.encode import OnnxEncoder
from index.store import Store
from index.types import Hit
from index.update import update
from qa.answers.disputes import dispute
from qa.assistant import Assistant
from qa.reply import Difference, Disagreement

BLAME = "The harbour office blamed Veldan divers for the explosion at the pier."
DENIAL = "Veldan denied on Monday that its divers had been near the pier. The explosion sank two boats."


@pytest.fixture
def hits(
    write: Callable[[str, str], Path], encoder: OnnxEncoder, cache: Path, tmp_path: Path
) -> Callable[..., list[Hit]]:
    """What a search finds in articles with these texts."""

    def found(question: str, *texts: str) -> list[Hit]:
        paths = [write(f"{number}.txt", f"A headline\n\n{text}\n") for number, text in enumerate(texts)]
        update(tmp_path / "index", paths, encoder)
        return list(Store.open(tmp_path / "index", cache).search(question, 10))

    return found


def sides(found: Disagreement | None) -> list[tuple[str, str | None]]:
    """Each side's words, and who says them."""
    if found is None:
        return []
    said = [(side.text, side.citations[0].attribution) for side in found.sides]
    return [(text, by.speaker if by else None) for text, by in said]


def test_a_blame_in_one_article_and_its_denial_in_another_are_two_speakers(hits: Callable[..., list[Hit]]):
    question = "Who was behind the explosion at the pier?"
    found = dispute(question, hits(question, BLAME, DENIAL))
    assert found is not None
    assert found.kind is Difference.ATTRIBUTION
    (blame, accuser), (denial, denier) = sides(found)
    assert "blamed Veldan divers" in blame
    assert "Veldan denied" in denial
    assert accuser != denier
    for side in found.sides:
        (cited,) = side.citations
        assert cited.text == side.text
        assert side.text in cited.quote


@pytest.mark.parametrize(
    "question",
    [
        "Who bombed the pier?",
        "Who may have been bombing the pier?",
        "Whose divers attacked the pier?",
        "Which of the groups destroyed the pier?",
        "By whom was the pier bombed?",
        "Who was the pier bombed by?",
        "Who caused the explosion at the pier?",
        "There was an explosion at the pier. Who did it in the end?",
    ],
)
def test_who_did_it_may_be_asked_in_many_ways(question: str, hits: Callable[..., list[Hit]]):
    assert dispute(question, hits(question, BLAME, DENIAL)) is not None


def test_a_short_name_is_known_in_what_is_of_it(hits: Callable[..., list[Hit]]):
    question = "Who was behind the explosion at the pier?"
    blame, denial = BLAME.replace("Veldan", "Zoran"), DENIAL.replace("Veldan", "Zora")
    assert dispute(question, hits(question, blame, denial)) is not None


def test_those_without_a_name_may_be_blamed_and_deny_it(hits: Callable[..., list[Hit]]):
    question = "Who was behind the explosion at the pier?"
    blame = "The harbour office blamed separatist rebels for the explosion at the pier."
    denial = "A rebel spokesman denied that they were behind the explosion at the pier."
    assert len(sides(dispute(question, hits(question, blame, denial)))) == 2
    denial = "The government denied that rebels were behind the explosion at the pier."
    assert dispute(question, hits(question, blame, denial)) is None


def test_one_sentence_may_hold_both_sides(hits: Callable[..., list[Hit]]):
    question = "Who was responsible for the explosion at the pier?"
    text = "Police believe Veldan divers were responsible for the explosion, but Veldan has denied involvement."
    found = dispute(question, hits(question, f"{text} It shook the pier."))
    assert [words for words, _ in sides(found)] == [
        "Police believe Veldan divers were responsible for the explosion",
        "Veldan has denied involvement",
    ]


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("Who was behind the explosion at the pier?", (BLAME,)),
        ("Who was behind the explosion at the pier?", (BLAME, "Norland denied any part in the explosion at the pier.")),
        ("Who was behind the robbery at the mint?", (BLAME, DENIAL)),
        ("When was the explosion at the pier?", (BLAME, DENIAL)),
        ("In which year did it happen, the explosion at the pier?", (BLAME, DENIAL)),
        ("Who was killed in the explosion at the pier?", (BLAME, DENIAL)),
        ("Which boats were destroyed in the explosion at the pier?", (BLAME, DENIAL)),
        ("Who died in the attack on the pier, an explosion?", (BLAME, DENIAL)),
    ],
)
def test_without_a_denial_by_those_blamed_for_what_was_asked_there_is_no_dispute(
    question: str, texts: tuple[str, ...], hits: Callable[..., list[Hit]]
):
    assert dispute(question, hits(question, *texts)) is None


@pytest.mark.parametrize("question", ["who was behind the convoy attack?", "who attacked the convoy?"])
def test_the_sample_articles_have_the_us_blaming_russia_and_a_denial(question: str, seeds_assistant: Assistant):
    found = [each for each in seeds_assistant.ask(question).disagreements if each.kind is Difference.ATTRIBUTION]
    (blame, accuser), (denial, denier) = sides(found[-1])
    assert "Russia" in blame
    assert accuser is None or "US" in accuser
    assert "Russia" in denial or "Moscow" in denial
    assert any(name in (denier or "") for name in ("Assad", "Russia", "Moscow"))


def test_who_is_blamed_for_something_else_is_not_told(seeds_assistant: Assistant):
    assert (
        dispute("who killed the Syrian troops?", seeds_assistant.store.search("who killed the Syrian troops?", 10))
        is None
    )
