"""What an edition lost against the last good one because a file is broken just now.

`newsgrid print` makes an edition without a story or an ad that cannot be read. On the desk somebody
may be at work on that very file: the last good edition stays, with what is wrong said over it.
What was broken from the beginning, or is taken away on purpose, is not waited for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from slots.finding import Finding, Severity

if TYPE_CHECKING:
    from layout.desk.preview.print.make.made_edition import Made
    from layout.edition.make_edition import Newspaper


def lost(last: Made | None, now: Made) -> tuple[Finding, ...]:
    """The errors for which an edition has not all that the last good one has; none where it may be
    shown."""
    if last is None or last.newspaper is None or now.newspaper is None:
        return ()
    return (*_stories(last.newspaper, now.newspaper), *_ads(last.newspaper, now.newspaper))


def _errors(newspaper: Newspaper) -> dict[Finding, None]:
    every = newspaper.findings
    return dict.fromkeys(one for one in every if one.severity is Severity.ERROR)


def _stories(last: Newspaper, now: Newspaper) -> tuple[Finding, ...]:
    """The errors of stories that could be read before and cannot now."""
    gone = _sources(last) - _sources(now)
    return tuple(
        finding
        for finding in _errors(now)
        if finding.where.file in gone and Path(finding.where.file).is_file()
    )


def _sources(newspaper: Newspaper) -> set[str]:
    held = {finding.where.file or "" for finding in newspaper.findings if _held(finding)}
    return {material.story.source for material in newspaper.copy.materials} | held


def _held(finding: Finding) -> bool:
    """Whether it is of a story that was read well: it is only too long."""
    return finding.code == "held-over"


def _ads(last: Newspaper, now: Newspaper) -> tuple[Finding, ...]:
    """The new errors of an ad book in which bookings are missing."""
    named = {booking.id for booking in last.stacked.bookings}
    if named <= {booking.id for booking in now.stacked.bookings}:
        return ()
    files = {booking.where.file for booking in last.stacked.bookings}
    before = {finding.message for finding in _errors(last)}
    return tuple(
        finding
        for finding in _errors(now)
        if finding.where.file in files and finding.message not in before
    )
