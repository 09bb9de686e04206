"""What the fields of rows and objects are called."""

import re
from collections.abc import Mapping, Sequence

# For each thing that is known of an article the names of the field that holds it, in order of preference.
Names = Mapping[str, Sequence[str]]

# Letters and digits only, in lower case.
USUAL: Names = {
    "title": "title headline head heading headlinetext articletitle newstitle webtitle titlerss titlepage".split(),
    "text": (
        "text maintext articletext fulltext body articlebody content article articlecontent bodytext bodyparagraphs"
        " paragraphs story storytext newstext contenttext contenthtml bodyhtml cleanedtext rawtext html"
    ).split(),
    "summary": "description shortdescription summary abstract excerpt lead snippet trailtext standfirst teaser".split(),
    "published": (
        "published datepublished publisheddate datepublish publishdate publishedat publishedon publishedtime pubdate"
        " publicationdate webpublicationdate firstpublished articledate date datetime time timestamp created createdat"
    ).split(),
    "modified": (
        "modified datemodified datemodify modifieddate lastmodified lastmod modifiedtime updated updatedat dateupdated"
    ).split(),
    "source": (
        "source outlet sourcename medianame sourcedomain newssource publisher publication publicationname newspaper"
        " sitename site website domain newsoutlet agency feed feedtitle"
    ).split(),
    "author": "author authors byline creator writer journalist".split(),
    "language": "language lang languagecode inlanguage".split(),
    "section": "section sectionname articlesection category rubric desk".split(),
    "url": "url link permalink articleurl weburl pageurl uri href".split(),
    "canonical": "canonical canonicalurl canonicallink".split(),
    "id": "id guid uuid articleid did docid documentid newsid".split(),
}


# Linked data says what its objects are; the types of articles end so.
_ARTICLES = ("Article", "Posting", "Report")


def types_of(thing: Mapping[str, object]) -> list[str]:
    """What linked data calls an object: none where it does not."""
    told = thing.get("@type")
    return [str(one) for one in told] if isinstance(told, list) else [str(told)] if told else []


def is_called_article(thing: Mapping[str, object]) -> bool:
    """Whether linked data calls an object an article of some kind."""
    return any(one.endswith(_ARTICLES) for one in types_of(thing))


def normal(name: object) -> str:
    """A field's name as the usual names are written."""
    return re.sub(r"[\W_]", "", str(name).casefold())


def names_with(own: Mapping[str, str]) -> Names:
    """The usual names, after those that the user gave, which mean nothing else."""
    first = {what: normal(name) for what, name in own.items()}
    return {
        what: [*([first[what]] if what in first else []), *(name for name in names if name not in first.values())]
        for what, names in USUAL.items()
    }
