"""Greedy line breaking, as browsers do it: each line takes what fits.

A paragraph is unrolled once into a ribbon, one endless line on which every place is known:

    starts[0]      ends[0]  starts[1]            ends[1]  starts[2]
    |  segment 0   |<-gap-->|  segment 1         |<-gap-->|  segment 2 ...

A segment is what stands between two break opportunities, its trailing space not counted: that
hangs. `ends` is where a line that breaks after the segment ends, `starts` where one that goes on
begins the next, so kerning against the space or a hyphen that only shows at a break are both in
the gap. A line from segment i holds every segment j with ends[j] - starts[i] within the measure,
so breaking at one more width costs one bisection a line and no shaping at all.

Lengths are in 1/65536 CSS px ("fixed"), the unit in which Blink shapes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

FIXED = 65_536
"""So many of the ribbon's units make one CSS px."""

EM = 1 << 24
"""So many units make one em in a ribbon that has no type size yet."""

MPT_PER_PX = 750

SNAP = FIXED // 64
"""Blink rounds the width of each inline box of a line up to 1/64 px, and forgives one of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Ribbon:
    """A paragraph on one endless line. Lengths in fixed units.

    `places` are the offsets of the segments in the paragraph's characters. `seams` are the places
    on the ribbon where one inline element ends and another begins: Blink rounds each part of a
    line by itself. `chopped` gives segments that are too wide for the narrowest measure as ribbons
    of their own, one segment a cluster, in the same coordinates.
    """

    places: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    seams: tuple[int, ...] = ()
    chopped: Mapping[int, Ribbon] = field(default_factory=dict)

    def at(self, size: int) -> Ribbon:
        """The ribbon of a paragraph unrolled in ems (1/EM em), at a type size in millipoints."""
        up, down = size * FIXED, EM * MPT_PER_PX
        return Ribbon(
            self.places,
            tuple([start * up // down for start in self.starts]),
            tuple([end * up // down for end in self.ends]),
            tuple([seam * up // down for seam in self.seams]),
            {segment: clusters.at(size) for segment, clusters in self.chopped.items()},
        )

    @property
    def rising(self) -> bool:
        """Whether each segment ends further right than the one before (not so at soft hyphens)."""
        return all(before <= after for before, after in pairwise(self.ends))


def wrap(ribbon: Ribbon, measure: int) -> tuple[int, ...]:
    """The offsets of each line's first character at a measure (in fixed units).

    A segment wider than the measure starts a line of its own and is broken between clusters, as
    `overflow-wrap: break-word` asks; a single cluster wider than it stands out. An empty paragraph
    has no line.
    """
    if not ribbon.seams and ribbon.rising:
        return _wrap_quickly(ribbon, measure)
    lines: list[int] = []
    at, origin, count = 0, 0, len(ribbon.starts)
    broken = False
    while at < count:
        if not broken:
            origin = ribbon.starts[at]
            lines.append(ribbon.places[at])
        last = _last_that_fits(ribbon, at, origin, measure)
        if last >= at or at not in ribbon.chopped or broken:
            at, broken = max(last, at) + 1, False
        else:
            origin = _chop(ribbon.chopped[at], measure, lines)
            broken = True
    return tuple(lines)


def _wrap_quickly(ribbon: Ribbon, measure: int) -> tuple[int, ...]:
    """The same where one bisection finds the end of a line."""
    starts, ends, places, chopped = ribbon.starts, ribbon.ends, ribbon.places, ribbon.chopped
    lines: list[int] = []
    room = measure + SNAP
    at, count = 0, len(starts)
    while at < count:
        lines.append(places[at])
        following = bisect_right(ends, starts[at] + room, at)
        if following == at:
            if at in chopped:
                origin = _chop(chopped[at], measure, lines)
                following = bisect_right(ends, origin + room, at)
            following = max(following, at + 1)
        at = following
    return tuple(lines)


def _chop(clusters: Ribbon, measure: int, lines: list[int]) -> int:
    """Breaks a segment between clusters and notes its lines; gives where the last one begins."""
    room = measure + SNAP
    at = 0
    while True:
        origin = clusters.starts[at]
        following = max(bisect_right(clusters.ends, origin + room, at), at + 1)
        if following >= len(clusters.starts):
            return origin
        at = following
        lines.append(clusters.places[at])


def _last_that_fits(ribbon: Ribbon, at: int, origin: int, measure: int) -> int:
    """The last segment of the line that begins at `origin` in segment `at`; at - 1 if none fits."""
    room = origin + measure + SNAP
    stop = at
    while stop < len(ribbon.starts) and ribbon.starts[stop] <= room:
        stop += 1
    for last in range(stop - 1, at - 1, -1):
        if _snapped(ribbon, origin, ribbon.ends[last]) <= measure + SNAP:
            return last
    return at - 1


def _snapped(ribbon: Ribbon, origin: int, end: int) -> int:
    """The width of a line whose inline boxes are each rounded up to 1/64 px."""
    seams = ribbon.seams
    inner = seams[bisect_right(seams, origin) : bisect_left(seams, end)]
    edges = (origin, *inner, end)
    return sum(-((before - after) // SNAP) * SNAP for before, after in pairwise(edges))
