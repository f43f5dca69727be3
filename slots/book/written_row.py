"""One row of an ad book, before it is a booking: what it says, and where it says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from slots.finding import Finding, Severity, Where

MOST_ADS = 5_000
"""Ads of a book: over 50 on each of the 96 pages that an edition may have."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The values of an ad by the names of `slots.book.ad_settings.Ad`, and where each is written.

    `row` is where the ad begins.
    """

    values: Mapping[str, object]
    places: Mapping[str, Where]
    row: Where

    def where(self, field: str) -> Where:
        """Where a field is written; where the ad begins, if it is written nowhere."""
        return self.places.get(field, self.row)

    def error(self, code: str, field: str, message: str, hint: str) -> Finding:
        """A mistake of this ad, at a field, told with the ad's name."""
        name = self.values.get("id")
        ad = f"{name}: " if isinstance(name, str) and name else ""
        told = message if message.startswith(f"{field}: ") else f"{field}: {message}"
        return Finding(code, Severity.ERROR, f"{ad}{told}", self.where(field), hint)
