"""Whether an answer is right, of a few words or of whole sentences."""

from collections.abc import Sequence

from qa.evaluation.squad import holds, is_right
from qa.question.kind import Kind
from qa.reply import Answer


def answers_rightly(answer: Answer, golds: Sequence[str], kind: Kind) -> bool:
    """Whether the words are right or, where whole sentences answer, one of them holds a gold answer."""
    if kind.wants_sentences:
        return any(holds(citation.text, golds, around=len(citation.text)) for citation in answer.citations)
    return is_right(answer.text, golds)
