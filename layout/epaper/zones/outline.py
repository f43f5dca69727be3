"""Outlines: the polygon around rectangles that stand together, as on a page the type of a story.

┌──────────────────────┐        the head over all legs
│                      │
│      ┌───────────────┘        a leg that ends higher than its neighbour: what lies between
└──────┘                        the legs belongs to them as far as both go
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from layout.page.rect import Rect

_Point = tuple[int, int]
Polygon = tuple[_Point, ...]
"""The corners of an outline, clockwise from its upper left one, in millipoints."""


@dataclass(frozen=True, slots=True)
class _Strip:
    """A part of the page from edge to edge of rectangles, between which none begins or ends: how
    far down and up it is covered; nowhere, where top is not above bottom."""

    left: int
    right: int
    top: int
    bottom: int

    @property
    def empty(self) -> bool:
        """Whether nothing covers it."""
        return self.top >= self.bottom


def rectangle(rect: Rect) -> Polygon:
    """The outline of one rectangle."""
    x, y, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    return ((x, y), (right, y), (right, bottom), (x, bottom))


def outline(rects: Sequence[Rect], gutter: int) -> tuple[Polygon, ...]:
    """The outlines of rectangles, from the left: one, where they hang together. Each reaches from
    the highest to the lowest of them at each place, and over gaps of at most a `gutter` between
    neighbours."""
    strips = _closed(list(_strips([one for one in rects if one.width and one.height])), gutter)
    groups: list[list[_Strip]] = []
    for strip in strips:
        if strip.empty:
            groups.append([])
        elif groups and groups[-1] and _touch(groups[-1][-1], strip):
            groups[-1].append(strip)
        else:
            groups.append([strip])
    return tuple(_polygon(group) for group in groups if group)


def _strips(rects: Sequence[Rect]) -> Iterator[_Strip]:
    edges = sorted({x for one in rects for x in (one.x, one.right)})
    for left, right in pairwise(edges):
        here = [one for one in rects if one.x <= left and right <= one.right]
        if here:
            yield _Strip(left, right, min(o.y for o in here), max(o.bottom for o in here))
        else:
            yield _Strip(left, right, 0, 0)


def _closed(strips: list[_Strip], gutter: int) -> list[_Strip]:
    """Strips with the narrow ones as deep as what stands on both sides of them."""
    made = list(strips)
    for at in range(1, len(strips) - 1):
        before, strip, after = strips[at - 1 : at + 2]
        if strip.right - strip.left > gutter or before.empty or after.empty:
            continue
        top, bottom = max(before.top, after.top), min(before.bottom, after.bottom)
        if not strip.empty:
            top, bottom = min(top, strip.top), max(bottom, strip.bottom)
        if top < bottom:
            made[at] = replace(strip, top=top, bottom=bottom)
    return made


def _touch(one: _Strip, other: _Strip) -> bool:
    """Whether two neighbours have more of an edge in common than a corner."""
    return max(one.top, other.top) < min(one.bottom, other.bottom)


def _polygon(strips: Sequence[_Strip]) -> Polygon:
    above = [point for s in strips for point in ((s.left, s.top), (s.right, s.top))]
    below = [point for s in strips for point in ((s.left, s.bottom), (s.right, s.bottom))]
    return _without_needless([*above, *reversed(below)])


def _without_needless(points: Sequence[_Point]) -> Polygon:
    """Corners alone: no point twice, and none on the line between its neighbours."""
    kept: list[_Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        while len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _straight(one: _Point, two: _Point, three: _Point) -> bool:
    return one[0] == two[0] == three[0] or one[1] == two[1] == three[1]
