"""Greedy line breaking, as browsers do it: each line takes what fits.

A paragraph is unrolled once into a ribbon, one endless line on which every place is known:

    starts[0]      ends[0]  starts[1]            ends[1]  starts[2]
    |  segment 0   |<-gap-->|  segment 1         |<-gap-->|  segment 2 ...

A segment is what stands between two break opportunities, its trailing space not counted: that
hangs. `ends` is where a line that breaks after the segment ends, `starts` where one that goes on
begins the next, so kerning against the space or a hyphen that only shows at a break are both in
the gap. A line from segment i holds every segment j with ends[j] - starts[i] within the measure,
so breaking at one more width costs one bisection a line and no shaping at all.

Lengths are in 1/65536 CSS px ("fixed"), the unit in which Blink shapes; ems come to size by the
scale that FreeType and Skrifa use, which is rounded (`scale_of`). `wrap` says where lines
begin, and is the plain way; `count_lines` only how many there are, at several measures at once,
of a ribbon that has no type size yet. tests/property holds them equal.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import pairwise
from math import gcd

from slots.frozen import light_by_identity

FIXED = 65_536
"""Units of the ribbon in one CSS px."""

EM = 1 << 24
"""Units in one em of a ribbon that has no type size yet: a power of two, far
finer than the units of any font."""

_MPT_PER_PX = 750

SNAP = FIXED // 64
"""Blink rounds the width of each inline box of a line up to 1/64 px, and forgives one of them."""


@light_by_identity
class Ribbon:
    """A paragraph on one endless line. Lengths in fixed units.

    `places` are the offsets of the segments in the paragraph's characters. `seams` are the places
    on the ribbon where one inline element ends and another begins: Blink rounds each part of a
    line by itself. `chopped` gives segments that are too wide for the narrowest measure as ribbons
    of their own, one segment a cluster, in the same coordinates. `upem` is that of the face.
    `rising` says that each segment ends further right than the one before (not so at soft hyphens).
    """

    places: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    seams: tuple[int, ...] = ()
    chopped: Mapping[int, Ribbon] = field(default_factory=dict)
    upem: int = 1
    rising: bool = field(init=False)

    def __post_init__(self) -> None:
        self.rising = list(self.ends) == sorted(self.ends)  # type: ignore[misc]

    def at(self, size: int) -> Ribbon:
        """The ribbon of a paragraph unrolled in ems (1/EM em), at a type size in millipoints."""
        up, down = scale_of(size, self.upem)
        return Ribbon(
            self.places,
            tuple([start * up // down for start in self.starts]),
            tuple([end * up // down for end in self.ends]),
            tuple([seam * up // down for seam in self.seams]),
            {segment: clusters.at(size) for segment, clusters in self.chopped.items()},
            self.upem,
        )


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


def count_lines(ribbon: Ribbon, size: int, measures: Sequence[int]) -> list[int]:
    """How many lines a ribbon without a size (1/EM em) has at a type size, at rising measures.

    The same as `len(wrap(ribbon.at(size), measure))` for each. Two things make it quick:

    - Hardly any place is brought to size. At a size, place x is at floor(x up / down), so an end is
      surely within `room` of a start if it is no further from it than room down / up, and surely
      not if it is further than (room + 1) down / up. Only between the two one has to look.
    - A wider measure never takes more lines, so where two measures take as many, all between do.
    """
    if not ribbon.ends:
        return [0] * len(measures)
    first = _first_whole(ribbon, size, measures)
    if first == len(measures):
        sized = ribbon.at(size)
        return [len(wrap(sized, measure)) for measure in measures]
    if first:
        narrow, wide = measures[:first], measures[first:]
        return count_lines(ribbon, size, narrow) + count_lines(ribbon, size, wide)
    scale = scale_of(size, ribbon.upem)
    counts = [0] * len(measures)
    last = len(measures) - 1
    spans = [(0, last)]
    counts[0] = counts[last] = _count(ribbon, scale, measures[0])
    if last and counts[0] > 1:
        counts[last] = _count(ribbon, scale, measures[last])
    while spans:
        first, last = spans.pop()
        if counts[first] == counts[last]:
            counts[first:last] = [counts[first]] * (last - first)
        elif last - first > 1:
            middle = (first + last) // 2
            counts[middle] = _count(ribbon, scale, measures[middle])
            spans += ((first, middle), (middle, last))
    return counts


def _first_whole(ribbon: Ribbon, size: int, measures: Sequence[int]) -> int:
    """The first of rising measures at which the ribbon rises and no segment is chopped.

    A part of a segment between two seams is rounded up by less than 1/64 px, and that much is
    forgiven once.
    """
    if not ribbon.rising:
        return len(measures)
    if not ribbon.chopped:
        return 0
    up, down = scale_of(size, ribbon.upem)
    widest = max([ribbon.ends[at] - ribbon.starts[at] for at in ribbon.chopped])
    spent = len(ribbon.seams) * SNAP
    fits = (at for at, each in enumerate(measures) if widest * up <= (each - spent) * down)
    return next(fits, len(measures))


def _count(ribbon: Ribbon, scale: tuple[int, int], measure: int) -> int:
    """The lines at one measure, of a ribbon that rises and has nothing to chop."""
    starts, ends, seams = ribbon.starts, ribbon.ends, ribbon.seams
    up, down = scale
    room = (measure // SNAP + 1) * SNAP if seams else measure + SNAP
    surely, maybe = room * down // up, ((room + 1) * down - 1) // up
    at, lines, count = 0, 0, len(starts)
    while at < count:
        lines += 1
        start = starts[at]
        following = bisect_right(ends, start + maybe, at)
        if following == at:
            at += 1
            continue
        if ends[following - 1] - start > surely:
            edge = start * up // down + room
            while following > at + 1 and ends[following - 1] * up // down > edge:
                following -= 1
        if seams and following > at + 1:
            seam = bisect_right(seams, start)
            if seam < len(seams) and seams[seam] < ends[following - 1]:
                following = _unsnapped(ribbon, scale, (at, following), room)
        at = following
    return lines


def _unsnapped(ribbon: Ribbon, scale: tuple[int, int], line: tuple[int, int], room: int) -> int:
    """Where a line stops in the end whose inline boxes are each rounded up: the segment below it.

    `line` is its first segment, and the one that would begin the next if nothing were rounded;
    `room` is the measure with what is forgiven, in whole 1/64 px.
    """
    (up, down), (first, following) = scale, line
    starts, ends, seams = ribbon.starts, ribbon.ends, ribbon.seams
    origin = starts[first] * up // down
    inner = bisect_right(seams, starts[first])
    while following > first + 1:
        end = ends[following - 1]
        edges = [origin, *[seam * up // down for seam in seams[inner : bisect_left(seams, end)]]]
        edges.append(end * up // down)
        if sum(-((a - b) // SNAP) for a, b in pairwise(edges)) * SNAP <= room:
            break
        following -= 1
    return following


def scale_of(size: int, upem: int) -> tuple[int, int]:
    """What a ribbon in ems is multiplied with and divided by at a type size in millipoints.

    FreeType, and Skrifa after it, first bring a font unit to size, in 1/64 of 1/65536 px, and
    round that. The error is at most 1/64 px in 2,000 px, but a line that fits by less is broken
    elsewhere (`FT_Size_Metrics.x_scale` in FreeType's reference).
    """
    unit = (2 * size * FIXED * 64 + _MPT_PER_PX * upem) // (2 * _MPT_PER_PX * upem)
    whole = gcd(unit * upem, EM * 64)
    return unit * upem // whole, EM * 64 // whole


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
