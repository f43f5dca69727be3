"""Legs: how deep they are. Between 50 and 250 mm they are read at ease; briefs may be shorter.

A brief is a story with no more lines of text on all its pages than make-up counts as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from layout.makeup.edition.shapes.leg_depths import BRIEF
from layout.page.document import Leg, Page
from layout.page.format import MM

_LEAST, _MOST = round(50 * MM), round(250 * MM)


@dataclass(frozen=True, slots=True)
class LegDepths:
    """The legs with type of a page or an edition, but those of briefs, of which `briefs` are so
    many; of them those less than 50 mm deep, and those of more than 250 mm."""

    legs: int
    briefs: int
    shallow: int
    deep: int


def briefs_among(pages: Iterable[Page]) -> frozenset[str]:
    """The slugs of the stories that are briefs."""
    lines: Counter[str] = Counter()
    for page in pages:
        for leg in page.legs:
            lines[leg.story] += leg.filled
    return frozenset(story for story, count in lines.items() if count <= BRIEF)


def leg_depths(page: Page, briefs: frozenset[str]) -> LegDepths:
    """The depths of a page's legs, down to their last line."""
    printed = [leg for leg in page.legs if leg.filled]
    depths = [_depth(leg, page) for leg in printed if leg.story not in briefs]
    shallow, deep = sum(d < _LEAST for d in depths), sum(d > _MOST for d in depths)
    return LegDepths(len(depths), len(printed) - len(depths), shallow, deep)


def legs_in_all(pages: Iterable[LegDepths]) -> LegDepths:
    """The legs of several pages together."""
    every = tuple(pages)
    return LegDepths(
        sum(page.legs for page in every),
        sum(page.briefs for page in every),
        sum(page.shallow for page in every),
        sum(page.deep for page in every),
    )


def _depth(leg: Leg, page: Page) -> int:
    return leg.filled * page.grid.leading
