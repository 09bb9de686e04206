"""From a place in an article to a citation that a reader can check."""

import re
from collections.abc import Sequence

from index.articles.split import sentences
from index.types import Hit, Range
from qa.attribution.attribution import Attribution, attribution
from qa.lines import line_of
from qa.reply import Citation, SaidBy

# Where a passage does not show whose words these are, this much of the article around it may.
CONTEXT_CHARS = 1000

# "He said" and quotations have their speaker elsewhere.
_LEANS = re.compile(r"[\"“”‘]|(?<!\w)'|\b(?:he|she|it|they)\b", re.IGNORECASE)


def cite(hit: Hit, start: int, end: int) -> Citation:
    """The citation of characters `start` to `end` of the hit's article, which must lie in its passage."""
    article = hit.article
    quote = sentences_around(hit, start, end)
    return Citation(
        path=article.path,
        title=article.title,
        source=article.source,
        published=article.published,
        start=start,
        end=end,
        line=line_of(article.text, start),
        quote=article.text[quote.start : quote.end],
        quote_start=quote.start,
        attribution=said_by(hit, start, end),
        member=article.member,
        extracted=article.extracted,
        facts=article.facts,
        also=hit.also,
        caption=hit.caption,
    )


def said_by(hit: Hit, start: int, end: int) -> SaidBy | None:
    """Who asserts the characters, in the article's words, as `asserted_by` finds it."""
    found = asserted_by(hit, start, end)
    if found is None:
        return None
    speaker, role, outlet = (
        hit.article.text[place.start : place.end] if place else None
        for place in (found.speaker, found.role, found.outlet)
    )
    return SaidBy(speaker, role, outlet)


def asserted_by(hit: Hit, start: int, end: int) -> Attribution | None:
    """Who asserts the characters, as far as the passage tells, or, where it leans on what stands before or after it,
    the article around it. What a caption says it says itself: "what activists said was an air strike"."""
    if hit.caption:
        return None
    text, passage = hit.article.text, hit.passage
    found = attribution(text, passage.sentences, start)
    quote = sentences_around(hit, start, end)
    if found is None and _LEANS.search(text, quote.start, quote.end):
        found = attribution(text, wider(hit), start)
    return found


def wider(hit: Hit) -> Sequence[Range]:
    """The passage's sentences with those near it, without the article's noise."""
    text, passage = hit.article.text, hit.passage
    first, last = max(0, passage.start - CONTEXT_CHARS), min(len(text), passage.end + CONTEXT_CHARS)
    before = list(sentences(text, Range(first, passage.start)))
    after = list(sentences(text, Range(passage.end, last)))
    # The outermost may be cut in two.
    around = [*before[first > 0 :], *passage.sentences, *(after[:-1] if last < len(text) else after)]
    noise = hit.article.noise
    return [it for it in around if not any(mark.start < it.end and it.start < mark.end for mark in noise)]


def sentences_around(hit: Hit, start: int, end: int) -> Range:
    """The sentence of the hit's passage that holds the characters, or the run of sentences that they reach over."""
    touched = [sentence for sentence in hit.passage.sentences if sentence.start < end and sentence.end > start]
    return Range(min(start, touched[0].start), max(end, touched[-1].end)) if touched else Range(start, end)
