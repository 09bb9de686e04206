"""Whose date counts: the format's or the article's own."""

import pytest

from index.articles.dating import Dating, dating
from index.imprint.imprint import Imprint
from index.imprint.told import Stamp

DATELINE = Imprint(published=Stamp("Sept 22", "dateline"))
LEAP_DAY = Imprint(published=Stamp("Feb 29", "dateline"))
FULL_DATELINE = Imprint(published=Stamp("Sept. 22, 2016", "dateline"))
DATE_LINE = Imprint(published=Stamp("Friday, September 23, 2016", "date line"))
PUBLISHED = Imprint(published=Stamp("22 Sep 2016", "published line"))
AMBIGUOUS = Imprint(published=Stamp("04/03/2016", "published line"))
UPDATED = Imprint(modified=Stamp("2016-09-23 17:52", "update line"))
NOTHING = Dating()


@pytest.mark.parametrize(
    ("told", "own", "found"),
    [
        # What the format is sure of stays.
        (Dating("2016-09-20", None, "meta"), FULL_DATELINE, Dating("2016-09-20", None, "meta")),
        (Dating("2016-09-20", "2016-09-21", "row"), UPDATED, Dating("2016-09-20", "2016-09-21", "row")),
        (Dating("2016-09-20", None, "feed"), UPDATED, Dating("2016-09-20", "2016-09-23T17:52:00", "feed")),
        # What it guesses does not, unless a date that stands alone is all there is against it.
        (Dating("2016-09-20", None, "guessed"), PUBLISHED, Dating("2016-09-22", None, "published line")),
        (Dating("2016-09-20", None, "guessed"), DATE_LINE, Dating("2016-09-20", None, "guessed")),
        (Dating("2016-09-20", None, "guessed"), AMBIGUOUS, Dating("2016-09-20", None, "guessed")),
        # What a document says of itself is when the file was made: any sure date of the article's own beats it.
        (Dating("2024-01-05", "2024-01-06", "document"), PUBLISHED, Dating("2016-09-22", None, "published line")),
        (Dating("2024-01-05", None, "document"), FULL_DATELINE, Dating("2016-09-22", None, "dateline")),
        (Dating("2024-01-05", None, "document"), DATE_LINE, Dating("2016-09-23", None, "date line")),
        (
            Dating("2024-01-05", None, "document"),
            UPDATED,
            Dating("2016-09-23T17:52:00", "2016-09-23T17:52:00", "guessed"),
        ),
        (Dating("2024-01-05", None, "document"), AMBIGUOUS, Dating("2024-01-05", None, "document")),
        (Dating("2024-01-05", None, "document"), DATELINE, Dating("2024-01-05", None, "document")),
        # Without a date of the format's, the article's own.
        (NOTHING, FULL_DATELINE, Dating("2016-09-22", None, "dateline")),
        (NOTHING, DATE_LINE, Dating("2016-09-23", None, "date line")),
        (NOTHING, AMBIGUOUS, Dating("2016-04-03", None, "guessed")),
        (NOTHING, UPDATED, Dating("2016-09-23T17:52:00", "2016-09-23T17:52:00", "guessed")),
        (NOTHING, Imprint(), NOTHING),
        # A year comes from a change that is dated, and from nothing else.
        (NOTHING, DATELINE, NOTHING),
        (
            Dating(None, "2016-10-01T10:00:00", "front matter"),
            DATELINE,
            Dating("2016-09-22", "2016-10-01T10:00:00", "dateline"),
        ),
        (Dating(None, "2017-05-01", "row"), LEAP_DAY, Dating("2016-02-29", "2017-05-01", "dateline")),
        (Dating(None, "2017-02-01", "row"), DATELINE, Dating("2016-09-22", "2017-02-01", "dateline")),
    ],
)
def test_the_surest_date_counts(told: Dating, own: Imprint, found: Dating):
    assert dating(told, own) == found
