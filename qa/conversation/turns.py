"""A conversation: questions one after the other, each of which may lean on the one before."""

import re
from collections.abc import Iterable, Iterator

from index.types import Restriction
from qa.conversation.before import Before
from qa.live import LiveAssistant
from qa.question.parts import is_name
from qa.reply import Given, Reply, Step, Turn

_MAY_BE_SEVERAL = re.compile(r"\?.*\w|\b(?:and|but)\b", re.IGNORECASE | re.DOTALL)


class Conversation:
    """Asks an assistant, and remembers. `restriction` bounds what is searched; None searches everything."""

    def __init__(self, assistant: LiveAssistant) -> None:
        self._assistant = assistant
        self.turns: list[Turn] = []
        self.restriction: Restriction | None = None

    def steps(self, question: str, *, alone: bool = False) -> Iterator[Step | Turn]:
        """What is being done, and at last the turn, which is part of the conversation once it was added.

        A question that leans on the last one is completed from it, and answered from the articles cited there rather
        than from others; with `alone` it is asked as it is. Raises as `LiveAssistant.current` does. To cancel the
        question is to ask for no more steps.
        """
        asked = None if alone or not self.turns else self._resolved(question)
        if asked is not None and (known := self._speakers(question, asked)) is not None:
            yield Turn(question, asked, known)
            return
        near = set() if asked is None else self._cited()
        given = None if asked is None else self._given(question)
        steps = self._assistant.current().steps(asked or question, within=self.restriction, near=near, given=given)
        for step in steps:
            yield step if isinstance(step, Step) else Turn(question, asked or question, step)

    def ask(self, question: str, *, alone: bool = False) -> Turn:
        """Ask, and go on from there."""
        (turn,) = (step for step in self.steps(question, alone=alone) if isinstance(step, Turn))
        self.add(turn)
        return turn

    def ask_each(self, questions: Iterable[str], *, alone: bool = False) -> Iterator[Turn]:
        """Ask several questions one after the other, such as those of one text; with `alone` none leans on what was
        asked before the first."""
        for number, question in enumerate(questions):
            yield self.ask(question, alone=alone and not number)

    def add(self, turn: Turn) -> None:
        """Let the next questions lean on this turn."""
        self.turns.append(turn)

    def _resolved(self, question: str) -> str | None:
        from qa.conversation.follow_up import resolved  # many patterns to compile, and the first question needs none

        last = self._leaned_on(question)
        named = last.reply.answers and not last.reply.kind.wants_sentences
        first = last.reply.answers[0].text if named else None
        return resolved(question, Before(last.asked, *((first, None) if last.reply.answered else (None, first))))

    def _leaned_on(self, question: str) -> Turn:
        """The last turn; or the one before "who said that?", where the same is asked of something else."""
        from qa.conversation.follow_up import asks_for_another, asks_for_more, asks_who_says_so

        another = asks_for_another(question) and not asks_for_more(question)
        aside = another and len(self.turns) > 1 and asks_who_says_so(self.turns[-1].question)
        return self.turns[-2 if aside else -1]

    def _speakers(self, question: str, asked: str) -> Reply | None:
        """Who said what was answered last, where the articles' words for it are known: no need to search."""
        from qa.conversation.follow_up import asks_who_says_so
        from qa.conversation.speakers import speakers

        last = self.turns[-1].reply
        if not last.answered or last.kind.wants_sentences or not asks_who_says_so(question):
            return None
        return speakers(self._assistant.current().store, asked, last.answers[0])

    def _given(self, question: str) -> Given | None:
        """What was answered last, if the question goes on from it, or asks for more, or for another count, or the same
        of something else: the winner of another year may be the same. The first guess is no answer to these either."""
        from qa.conversation.follow_up import (
            asks_for_a_part,
            asks_for_another,
            asks_for_another_count,
            asks_for_more,
            goes_on,
        )

        leaned_on = self._leaned_on(question)
        reply, last = leaned_on.reply, leaned_on.asked
        other = asks_for_another(question) or asks_for_another_count(question, last) or goes_on(question)
        if not reply.answers or not other:
            return None
        if not reply.answered or not asks_for_more(question):
            first = reply.answers[0].citations
            return Given(first, {citation.text for citation in first} if asks_for_a_part(question) else set())
        cited = [citation for answer in reply.answers for citation in answer.citations]
        return Given(cited, {citation.text for citation in cited if is_name(citation.text)})

    def _cited(self) -> set:
        reply = self.turns[-1].reply
        if not reply.answered:
            return {citation.origin for citation in reply.refusal.nearest[:1]} if reply.refusal else set()
        return {citation.origin for answer in reply.answers[:1] for citation in answer.citations}


def questions_of(text: str) -> list[str]:
    """The questions that are asked in a text, one or several."""
    if not _MAY_BE_SEVERAL.search(text):
        return [text]
    from qa.conversation.several import each  # patterns to compile

    return each(text)
