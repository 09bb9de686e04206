import pytest

from index.formats.dates import iso_date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2021-03-04", "2021-03-04"),
        ("20210304", "2021-03-04"),
        ("2021/03/04", "2021-03-04"),
        ("2021-03-04 06:00:00", "2021-03-04T06:00:00"),
        ("2021-03-04T06:00:00.123Z", "2021-03-04T06:00:00+00:00"),
        ("2021-03-04T00:00:00", "2021-03-04"),
        ("1970-01-01", "1970-01-01"),
        ("Thu, 04 Mar 2021 06:00:00 +0100", "2021-03-04T06:00:00+01:00"),
        ("Thu, 04 Mar 2021 06:00:00 GMT", "2021-03-04T06:00:00+00:00"),
        ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01"),
        ("27-MAR-1987 00:02:59.13RM", "1987-03-27T00:02:59"),
        ("27-MAR-1987 00:02:59.13M C F", "1987-03-27T00:02:59"),
        (" 1-MAR-1987 09:10:11.12", "1987-03-01T09:10:11"),
        ("March 4, 2021", "2021-03-04"),
        ("Thursday, March 4, 2021", "2021-03-04"),
        ("4 March 2021", "2021-03-04"),
        ("Qui, 04 Mar 2021", "2021-03-04"),
        ("4. März 2021", "2021-03-04"),
        ("25/03/2021", "2021-03-25"),
        (1614834000, "2021-03-04T05:00:00+00:00"),
        ("1614834000000", "2021-03-04T05:00:00+00:00"),
        (20210304, "2021-03-04"),
        ("202103040615", "2021-03-04T06:15:00"),
        ("20210304061500", "2021-03-04T06:15:00"),
        ("Mar 4, 2021 6:15 PM EST", "2021-03-04T18:15:00-05:00"),
        ("4 Mar 2021 6:15 p.m.", "2021-03-04T18:15:00"),
    ],
)
def test_dates_are_read_as_they_are_usually_written(written: object, date: str):
    assert iso_date(written, "row") == (date, "row")


def test_who_writes_dots_puts_the_day_first():
    assert iso_date("08.04.2015", "row") == ("2015-04-08", "guessed")


def test_a_date_of_two_readings_is_a_guess():
    assert iso_date("2021030406", "row") == ("2021-03-04T06:00:00", "guessed")
    assert iso_date("04/03/2021", "row")[1] == "guessed"
    assert iso_date("04/13/2021", "row") == ("2021-04-13", "row")
    for written in ("16-09-22", "Mon 3/4/2019", "04 03 2021"):
        assert iso_date(written, "row")[1] == "guessed"
    for written in ("31-12-99", "99-12-31", "22.09.16", "Mon 25/3/2019"):
        assert iso_date(written, "row")[1] == "row"


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "soon",
        "today",
        True,
        7,
        -1,
        10**30,
        float("nan"),
        float("inf"),
        "2021",
        "2021-03",
        "12:30",
        "99999-01-01",
        "0001-01-01",
        "4 words and 5 more",
        "3 hours ago",
        "12h ago",
        "20 minutes",
        "in 5 minutes",
        "vor 3 Tagen",
        "1" * 5000,
        "1970-01-01T00:00:00Z",
        "1970-01-01 00:00:00",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        [],
        {},
    ],
)
def test_what_is_no_date_gives_none(written: object):
    assert iso_date(written, "row") == (None, None)
