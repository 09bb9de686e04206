"""What of an article is indexed."""

from index.articles.split import captions, passages
from index.types import Article, Passage, heading


def indexed_passages(article: Article) -> list[Passage]:
    """What of an article can be found: its passages and its pictures' captions, in order."""
    own, pictured = passages(article.text, article.noise), captions(article.text, article.noise)
    return sorted((*own, *pictured), key=lambda passage: passage.start)


def indexed_text(article: Article, passage: Passage) -> str:
    """What a passage is found by: its words and its article's title."""
    title, text = heading(article, passage), article.text[passage.start : passage.end]
    return f"{title}\n{text}" if title else text
