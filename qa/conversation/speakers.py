"""Who says what an answer says, as a reply of its own: "who said that?"."""

from dataclasses import replace

from index.articles.split import passages
from index.errors import DamagedIndex
from index.store import Store
from index.types import Hit, Passage
from qa.cite import asserted_by, cite, wider
from qa.question.kind import Kind
from qa.reply import Answer, Citation, Reply


def speakers(store: Store, question: str, of: Answer) -> Reply | None:
    """The reply to who said what the citations of an answer say: each speaker or, where none is named, each outlet, in
    the order of the citations. None where all articles say it in their own voice, or where that is not clear.

    A speaker is as sure as the answer is. What has changed since it was cited says nothing.
    """
    found: dict[str, list[Citation]] = {}
    for citation in of.citations:
        if citation.attribution is not None and (spoken := _cited(store, citation)):
            found.setdefault(spoken.text.casefold(), []).append(spoken)
    answers = tuple(
        Answer(citations[0].text, of.confidence, tuple(citations), len({it.origin for it in citations}))
        for citations in found.values()
    )
    return Reply(question, Kind.FACTOID, True, answers, None, 0.0, values=answers) if answers else None


def _cited(store: Store, citation: Citation) -> Citation | None:
    """The place that names who says what is cited."""
    try:
        article = store.article(citation.origin)
    except DamagedIndex:  # it went while the conversation went on
        return None
    if not citation.still_stands_in(article.text):
        return None
    for passage in passages(article.text, article.noise):
        if passage.start <= citation.start and citation.end <= passage.end:
            hit = Hit(article, passage, 0.0)
            found = asserted_by(hit, citation.start, citation.end)
            named = found and (found.speaker or found.outlet)
            if named:
                near = tuple(wider(hit))
                around = Hit(article, Passage(near[0].start, near[-1].end, near), 0.0)
                return replace(cite(around, named.start, named.end), attribution=None)
    return None
