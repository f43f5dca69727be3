"""Whom a creative is for: what only the reader's own page knows, and so its script asks there.

All that is set must hold, a list by one of its entries, `without_...` by none. What is not known
(a country, a role) meets no condition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
"""In the order in which browsers count them."""

_UNITS = {"minute": 60, "hour": 3600, "day": 86_400}
CAP_PATTERN = r"(\d+) in (\d+) (minute|hour|day)s?"
HOURS_PATTERN = r"(\d{1,2})\.\.(\d{1,2})"


@dataclass(frozen=True, slots=True)
class Hours:
    """From one hour of the reader's clock to before another, over midnight where it is earlier."""

    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Cap:
    """At most so many views by one reader within so many seconds."""

    views: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Audience:
    """Conditions on the reader. Paths may have `*`; hosts of referrers hold for those below them,
    "none" is a page that nothing led to; countries are of two letters, roles the site's own."""

    hours: tuple[Hours, ...] = ()
    days: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    without_paths: tuple[str, ...] = ()
    referrers: tuple[str, ...] = ()
    without_referrers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    without_countries: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    without_roles: tuple[str, ...] = ()

    @property
    def told(self) -> bool:
        """Whether somebody has to tell the page who reads it: only the site knows."""
        known = (self.countries, self.without_countries, self.roles, self.without_roles)
        return any(known)

    def as_orders(self) -> dict[str, list[object]]:
        """What of it is set, as the script has it."""
        orders: dict[str, list[object]] = {
            each.name: [*getattr(self, each.name)] for each in fields(self)
        }
        orders["hours"] = [[each.first, each.end] for each in self.hours]
        orders["days"] = [_DAYS.index(day) for day in self.days]
        return {name: values for name, values in orders.items() if values}


EVERYBODY = Audience()


def parse_hours(text: str) -> Hours:
    """Hours as they are written. Raises ValueError.

    >>> parse_hours("22..6")
    Hours(first=22, end=6)
    """
    found = re.fullmatch(HOURS_PATTERN, text.strip())
    if not found or max(int(found[1]), int(found[2])) > 24 or int(found[1]) == int(found[2]):
        raise ValueError(f'"{text}" is no range of hours, 0 to 24: write it as in "18..24"')
    return Hours(int(found[1]), int(found[2]))


def parse_cap(text: str) -> Cap:
    """A frequency cap as it is written. Raises ValueError.

    >>> parse_cap("3 in 24 hours")
    Cap(views=3, seconds=86400)
    """
    found = re.fullmatch(CAP_PATTERN, text.strip())
    if not found or not 1 <= int(found[1]) <= 1_000 or not 1 <= int(found[2]) <= 1_000:
        raise ValueError(f'"{text}" is no frequency cap: write it as in "3 in 24 hours"')
    return Cap(int(found[1]), int(found[2]) * _UNITS[found[3]])
