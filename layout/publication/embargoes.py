"""Embargoes: stories that no edition before a certain day may have.

newsgrid knows no clock. What it compares with is the day of the edition, and where nobody says it
nothing is held back. A day counts as it is in the zone that the embargo names.
"""

from __future__ import annotations

import datetime

from layout.story.as_written import Embargo, Story
from slots.finding import Finding, Severity, Where

_OUT_BY = "06:00"
"""When a morning paper is with its readers: what is free by then can stand in it."""


def held_back(embargo: Embargo | None, day: datetime.date | None) -> bool:
    """Whether an edition of a day may not have a story yet; never where nobody knows the day."""
    return embargo is not None and day is not None and day < embargo.day


def why_held_back(story: Story, day: datetime.date | None) -> Finding | None:
    """The finding for a story that an edition of a day may not have; None where it may."""
    return embargo_finding(story, day) if held_back(story.embargo, day) else None


def embargo_finding(story: Story, day: datetime.date | None) -> Finding | None:
    """The finding for a story's embargo where an edition of a day is made: that it must not have
    the story, or may have it from some hour of that very day."""
    embargo, where = story.embargo, Where(story.source or None)
    if embargo is None or day is None or day > embargo.day:
        return None
    if embargo.day == datetime.date.max:
        message = f'"{story.slug}" is embargoed, nobody can tell until when'
        hint = "mend its embargo"
    elif day < embargo.day:
        message = f'"{story.slug}" is embargoed until {embargo}: the edition is of {day}'
        hint = "wait, mend its embargo, or the date under [edition] in newsgrid.toml"
    elif embargo.clock > _OUT_BY:
        message = f'"{story.slug}" is embargoed until {embargo}, on the day of the edition'
        hint = "see that the edition is not out before"
    else:
        return None
    return Finding("embargo", Severity.WARNING, message, where, hint)
