"""Dates as imported copy has them."""

from __future__ import annotations

import datetime

import pytest

from layout.imports.dates import mail_moment, moment_in, moment_of, version_of

UTC = datetime.UTC


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-05-06", datetime.date(2024, 5, 6)),
        ("2024-05-06T07:08:09Z", datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)),
        ("Mon, 06 May 2024 07:08:09 GMT", datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)),
        ("2003-12-31T10:14", datetime.datetime(2003, 12, 31, 10, 14)),
        ("Thu Jan  1 2004 19:48:21 UTC", None),
        ("2004년 05월 28일  01:31:15", None),
        ("someday", None),
        ("2024-02-30", None),
        ("2024-02-30T10:00:00Z", None),
        ("x" * 1_000, None),
        ("", None),
    ],
)
def test_dates(written: str, meant: datetime.date | None) -> None:
    found = moment_in(written)
    if meant is None and found is not None:
        assert isinstance(found, datetime.datetime)
        assert found.year == 2004
    else:
        assert found == meant


def test_iso_8601_is_read_in_its_long_and_its_short_form() -> None:
    written = ("20160909T000100+0100", "20080219+0100", "20240506", "2013-03-04T11:14:13.000Z")
    assert [str(moment_of(text)) for text in written] == [
        "2016-09-09 00:01:00+01:00",
        "2008-02-19",
        "2024-05-06",
        "2013-03-04 11:14:13+00:00",
    ]
    none = ("", "YYYYMMDD", "2024-13-01", "4/4/2018", "Mon, 06 May 2024 07:08:09 GMT")
    assert [moment_of(text) for text in none] == [None] * 5


def test_a_time_of_mail_that_is_none_is_no_traceback() -> None:
    none = ("", "2024-05-06", "Mon, 99 May 2024 07:08:09 GMT", "1 Jan 2024 0:0:0 +999999999")
    assert [mail_moment(text) for text in none] == [None] * 4


def test_a_version_grows_whatever_the_zone() -> None:
    assert version_of(None) == ""
    assert version_of(datetime.date(2024, 5, 6)) == "2024-05-06"
    assert version_of(moment_of("2024-05-06T01:00:00.5+02:00")) == "2024-05-05T23:00:00"
    assert version_of(moment_of("2024-05-06T01:00:00")) == "2024-05-06T01:00:00"
    assert version_of(moment_of("0001-01-01T00:00:00+02:00")) == "0001-01-01T00:00:00"
