"""What an edition lost because a file cannot be read any more: the desk keeps the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slots.finding import Finding, Severity

if TYPE_CHECKING:
    from layout.desk.newspaper import Newspaper


def unread(before: Newspaper | None, now: Newspaper | None) -> tuple[Finding, ...]:
    """The errors in files for which stories or bookings of an edition before are missing now.

    `newsgrid print` makes the edition without them. While somebody is typing in such a file the
    whole paper would be made up anew with every key, so the desk waits until it can be read.
    """
    if before is None or now is None:
        return ()
    files = _lost_files(before, now)
    return tuple(
        finding
        for finding in now.findings
        if finding.severity is Severity.ERROR and finding.where.file in files
    )


def _lost_files(before: Newspaper, now: Newspaper) -> set[str | None]:
    """The files whose stories or bookings were there and are not."""
    stories = {one.story.slug for one in now.copy.articles}
    bookings = {one.id for one in now.stacked.bookings}
    return {
        *(one.story.source for one in before.copy.articles if one.story.slug not in stories),
        *(one.where.file for one in before.stacked.bookings if one.id not in bookings),
    }
