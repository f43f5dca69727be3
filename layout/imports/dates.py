"""Dates as programs write them: by ISO 8601 and RFC 5322, with their zones; all others by
feedparser, which knows how Korean, Greek and forgetful programs write them. And the version that
a date makes.

What people write in a line of a page is read by `layout/story/text/dates.py`, what agencies write
in a note by `layout/imports/wires/dates.py`.
"""

from __future__ import annotations

import datetime
import email.utils
import html
import re
from io import BytesIO

Moment = datetime.datetime | datetime.date
"""When something was published or changed: to the second, or the day alone."""

_DAY_AND_ZONE = re.compile(r"(\d{8})(?:[+-]\d{4}|Z)?")
_LONG_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_LONGEST = 100


def moment_of(text: str) -> Moment | None:
    """The date, or date and hour, of ISO 8601 in its long or short form; None for anything else.

    >>> moment_of("20160909T000100+0100").isoformat()
    '2016-09-09T00:01:00+01:00'
    >>> moment_of("2019-07-01").isoformat()
    '2019-07-01'
    """
    text = text.strip()[:_LONGEST]
    if day := _DAY_AND_ZONE.fullmatch(text):
        text = day[1]
    try:
        if len(text) <= len("2019-07-01"):
            return datetime.date.fromisoformat(text)
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        return None


def mail_moment(text: str) -> datetime.datetime | None:
    """The time of RFC 5322, as mail and RSS have it; None for anything else.

    >>> mail_moment("Mon, 06 May 2024 07:08:09 +0200").isoformat()
    '2024-05-06T07:08:09+02:00'
    """
    try:
        return email.utils.parsedate_to_datetime(text[:_LONGEST])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def moment_in(written: str) -> Moment | None:
    """What a date means, whatever program wrote it; None if it means none.

    >>> moment_in("Mon, 06 May 2024 07:08:09 +0200").isoformat()
    '2024-05-06T07:08:09+02:00'
    """
    text = " ".join(written.split())
    if not text or len(text) > _LONGEST:
        return None
    if moment := moment_of(text):
        return moment
    if _LONG_DAY.match(text) and not moment_of(text[:10]):
        return None  # 30 February: feedparser would make it 1 March
    return mail_moment(text) or _by_feedparser(text)


def _by_feedparser(text: str) -> datetime.datetime | None:
    """A date by feedparser, which gives it in UTC. It is handed a feed of this one date as bytes,
    so that there is nothing it could fetch."""
    import feedparser

    item = f"<item><pubDate>{html.escape(text)}</pubDate></item>"
    feed = f"<rss version='2.0'><channel>{item}</channel></rss>"
    entries = feedparser.parse(BytesIO(feed.encode())).entries
    parsed = entries[0].get("published_parsed") if entries else None
    if parsed is None:
        return None
    try:
        return datetime.datetime(*parsed[:6]).replace(tzinfo=datetime.UTC)
    except ValueError:
        return None


def version_of(moment: Moment | None) -> str:
    """When something was last changed, as a version that grows: its second in UTC, or its day; ""
    for none.

    >>> version_of(moment_of("2016-09-09T00:01:00+01:00")), version_of(None)
    ('2016-09-08T23:01:00', '')
    """
    if not isinstance(moment, datetime.datetime):
        return moment.isoformat() if moment else ""
    try:
        in_utc = moment.astimezone(datetime.UTC) if moment.tzinfo else moment
    except OverflowError:  # the first or last day of all
        in_utc = moment
    return in_utc.replace(tzinfo=None).isoformat(timespec="seconds")
