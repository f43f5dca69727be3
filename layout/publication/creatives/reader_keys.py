"""The keys of creatives.toml about who reads a page, `when` and `cap`, as pydantic models.
`docs/creatives.md` explains each.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layout.story.audience import (
    CAP_PATTERN,
    HOURS_PATTERN,
    Audience,
    Cap,
    Hours,
    parse_cap,
    parse_hours,
)
from slots.rules.notation import Spelled, Strict, worded

_Hours = Annotated[
    Hours, Spelled(parse_hours, Hours, f"^{HOURS_PATTERN}$", "a range of hours", ("18..24",))
]
CapText = Annotated[
    Cap, Spelled(parse_cap, Cap, f"^{CAP_PATTERN}$", "a frequency cap", ("3 in 24 hours",))
]
_Day = Literal["sun", "mon", "tue", "wed", "thu", "fri", "sat"]


_Path = Annotated[str, worded(r"/[^\s?#]*", "a path of the site", "/sport/*")]
_Referrer = Annotated[
    str, worded(r"none|([a-z0-9-]+\.)+[a-z0-9-]{2,}", "a host, or none", "google.com", "none")
]
_Country = Annotated[str, worded(r"[A-Z]{2}", "a country of two capitals (ISO 3166)", "EC")]
_Role = Annotated[str, worded(r"[^\s,][^\n,]*", "a role of the site's readers", "subscriber")]

_PATHS = "the address of the page on its site; * stands for anything"
_REFERRERS = 'the host that led to the page, or one above it; "none": nothing did'
_COUNTRIES = "where the reader is, as the script of [reader] says"
_ROLES = "what the reader is to the site, as the script of [reader] says"


class WhenRead(Strict):
    """Whom a creative is for, asked in the reader's page."""

    hours: tuple[_Hours, ...] = Field(default=(), description="of the reader's clock")
    days: tuple[_Day, ...] = Field(default=(), description="of the week, by the reader's clock")
    paths: tuple[_Path, ...] = Field(default=(), description=_PATHS)
    without_paths: tuple[_Path, ...] = Field(default=(), description=f"none of these: {_PATHS}")
    referrers: tuple[_Referrer, ...] = Field(default=(), description=_REFERRERS)
    without_referrers: tuple[_Referrer, ...] = Field(
        default=(), description=f"none of these: {_REFERRERS}"
    )
    countries: tuple[_Country, ...] = Field(default=(), description=_COUNTRIES)
    without_countries: tuple[_Country, ...] = Field(
        default=(), description=f"none of these: {_COUNTRIES}"
    )
    roles: tuple[_Role, ...] = Field(default=(), description=_ROLES)
    without_roles: tuple[_Role, ...] = Field(default=(), description=f"none of these: {_ROLES}")

    def audience(self) -> Audience:
        """The same as a value that stages know."""
        return Audience(**{name: getattr(self, name) for name in type(self).model_fields})
