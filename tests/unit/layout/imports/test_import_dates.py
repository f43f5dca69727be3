"""Dates as imported copy has them."""

from __future__ import annotations

import datetime

import pytest

from layout.imports.dates import moment_in

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
