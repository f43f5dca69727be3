"""Assignment of items to the pages of a section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HELD = 0  # the page of what has no page


@dataclass(frozen=True, slots=True)
class PageAssignment:
    """The ids of the items of each page, and of those held over; for each jump the rows of text
    that its first part should have."""

    pages: Mapping[int, frozenset[str]]
    bodies: Mapping[str, int]
