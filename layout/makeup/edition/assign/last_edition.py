"""Warm start: what a finished edition leaves for the next one, so that little moves.

A section of which nothing is different is laid out as it was (`all_pages`); in one that changed,
each story that moves has a price (`section_tilings.moved`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LastEdition:
    """How an edition was made up.

    `pages` are those of all items by their ids, `bodies` the rows of text that the first parts of
    jumps were to have, `costs` what the tiling of each page cost. `sections` stand for all that the
    make-up of each section, by its first page, depended on: where that is the same, so are its
    pages. `struck` are the rectangles, as (columns, rows), that each item was kept out of, as its
    legs did not hold it there; `more` the rows that last parts have more than was counted on.
    """

    pages: Mapping[str, int] = field(default_factory=dict)
    bodies: Mapping[str, int] = field(default_factory=dict)
    costs: Mapping[int, int] = field(default_factory=dict)
    sections: Mapping[int, str] = field(default_factory=dict)
    struck: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    more: Mapping[str, int] = field(default_factory=dict)


NO_LAST_EDITION = LastEdition()
