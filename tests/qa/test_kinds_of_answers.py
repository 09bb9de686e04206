"""Questions that a few words cannot answer, on the sample articles."""

import pytest

from qa.answers.rank import answers_of
from qa.assistant import Assistant
from qa.question.kind import Kind


@pytest.mark.parametrize(
    "question", ["Why did the ceasefire fail?", "What happened in Aleppo?", "Did Russia deny the attack on the convoy?"]
)
def test_whole_sentences_answer_one_to_three_of_an_article(seeds_assistant: Assistant, question: str):
    reply = seeds_assistant.ask(question)
    assert reply.kind.wants_sentences
    assert reply.answers
    for answer in reply.answers:
        assert 1 <= len(answer.citations) <= 3
        assert len({citation.path for citation in answer.citations}) == 1
        for citation in answer.citations:
            assert citation.text == citation.quote


def test_the_articles_of_an_explanation_are_apart(seeds_assistant: Assistant):
    reply = seeds_assistant.ask("What did Kerry say about the ceasefire?")
    paths = [answer.citations[0].path for answer in reply.answers]
    assert paths
    assert len(set(paths)) == len(paths)


def test_the_members_of_a_list_do_not_rival_each_other(seeds_assistant: Assistant):
    reply = seeds_assistant.ask("Which countries brokered the ceasefire?")
    assert reply.kind is Kind.LIST
    candidates = [
        found
        for hits in seeds_assistant.read(reply.question, seeds_assistant.store.search(reply.question, 10))
        for found in hits
    ]
    listed = answers_of(candidates, seeds_assistant.calibration, 3, Kind.LIST)
    rivals = answers_of(candidates, seeds_assistant.calibration, 3, Kind.FACTOID)
    assert [answer.text for answer in rivals] == [answer.text for answer in listed[:3]]
    assert listed[1].confidence > rivals[1].confidence
