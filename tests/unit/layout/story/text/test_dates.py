"""Dates and date lines as people write them."""

import datetime

import pytest

from layout.story.text.dates import WrittenDate, is_byline, read_date, read_date_line
from layout.story.text.written_dates import write_date

DAY = datetime.date(2022, 12, 16)


@pytest.mark.parametrize(
    "text",
    [
        "Dec 16, 2022",
        "Dec. 16 2022",
        "December 16th, 2022",
        "16 December 2022",
        "16 de diciembre de 2022",
        "16 dic 2022",
        "16 de diciembre del 2022",
        "Friday, December 16, 2022",
        "viernes, 16 de diciembre de 2022",
        "Published on Fri 16 December 2022 at 10:15 am",
        "Publicado el 16 de diciembre de 2022 a las 10:15",
        "2022-12-16",
        "2022-12-16T10:15:00Z",
        "16/12/2022",
        "12/16/2022",
        "16.12.2022",
    ],
)
def test_one_day_in_many_ways(text):
    assert read_date(text) == WrittenDate(DAY)


@pytest.mark.parametrize(
    "text", ["Chapter 5", "16", "Dec", "2022", "", "May he rest", "Week of May 5"]
)
def test_no_dates(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Dec 36, 2022", "is not in the calendar"),
        ("30 de febrero de 2022", "is not in the calendar"),
        ("December 16", "has no year"),
        ("3/4/2022", "may be day/month or month/day"),
        ("2022-13-01", "is not in the calendar"),
        ("Jan 1, 0000", "is not in the calendar"),
    ],
)
def test_dates_that_mean_no_day(text, problem):
    assert read_date(text) == WrittenDate(None, problem)


def test_figures_follow_the_language():
    assert read_date("3/4/2022", day_first=True) == WrittenDate(datetime.date(2022, 4, 3))
    assert read_date("3/4/2022", day_first=False) == WrittenDate(datetime.date(2022, 3, 4))
    assert read_date("4/4/2022") == WrittenDate(datetime.date(2022, 4, 4))


def test_written_out():
    assert write_date(DAY, "en") == "December 16, 2022"
    assert write_date(DAY, "en-GB") == "16 December 2022"
    assert write_date(DAY, "es-EC") == "16 de diciembre de 2022"
    assert write_date(DAY, "und") == write_date(DAY, "xx") == "2022-12-16"


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("language", ["en", "es", "und"])
def test_what_is_written_is_read(month, language):
    day = datetime.date(2024, month, 29)
    assert read_date(write_date(day, language)) == WrittenDate(day)


@pytest.mark.parametrize("text", ["By Ana Torres", "Por Ana Torres y Luis de la Paz", "By: Ana"])
def test_bylines(text):
    assert is_byline(text)


@pytest.mark.parametrize("text", ["By noon", "By Ana Torres.", "Ana Torres", "By", "Por la tarde"])
def test_no_bylines(text):
    assert not is_byline(text)


@pytest.mark.parametrize(
    "text",
    [
        "News | Sport",
        "Ana | Luis | May 5, 2022",
        "Dec 16, 2022 | 6 comments | 7 comments",
        f"Dec 16, 2022 | 1{',111' * 2000} comments",
        "|",
    ],
)
def test_no_date_lines(text):
    assert read_date_line(text) is None
