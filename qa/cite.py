"""From a place in an article to a citation that a reader can check."""

import re

from index.types import Hit, Range
from qa.reply import Citation

_LINE_END = re.compile(r"\r\n|\n|\r")


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
        member=article.member,
        extracted=article.extracted,
        facts=article.facts,
    )


def sentences_around(hit: Hit, start: int, end: int) -> Range:
    """The sentence of the hit's passage that holds the characters, or the run of sentences that they reach over."""
    touched = [sentence for sentence in hit.passage.sentences if sentence.start < end and sentence.end > start]
    return Range(min(start, touched[0].start), max(end, touched[-1].end)) if touched else Range(start, end)


def line_of(text: str, place: int) -> int:
    """The line that a character is on, from 1; lines end with LF, CR or both, as in an editor."""
    return 1 + sum(1 for match in _LINE_END.finditer(text) if match.end() <= place)
