"""Dates as programs write them: as RFC 822 and ISO 8601 have them, with their zones; all others by
feedparser, which knows how Korean, Greek and forgetful programs write them.
"""

from __future__ import annotations

import datetime
import email.utils
import html
import re
from io import BytesIO

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 100


def moment_in(written: str) -> datetime.datetime | datetime.date | None:
    """What a written date means, None if it means none.

    >>> moment_in("Mon, 06 May 2024 07:08:09 +0200").isoformat()
    '2024-05-06T07:08:09+02:00'
    """
    text = " ".join(written.split())
    if not text or len(text) > _LONGEST:
        return None
    try:
        if _DAY.fullmatch(text):
            return datetime.date.fromisoformat(text)
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        pass
    if _DAY.match(text) and not _is_day(text[:10]):
        return None  # 30 February: feedparser would make it 1 March
    try:
        return email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return _by_feedparser(text)


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


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
