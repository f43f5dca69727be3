"""Free windows: where a rectangle of some size can lie in a space and touch nothing in it.

A window lies at (x, y), its upper left corner, in whole millipoints. It is free where it lies
inside the space and shares no inside with anything `taken`: edges may touch. So each taken
rectangle closes the corners of a rectangle that is larger by the window:

    ┌───────────────┐
    │ no corner     │     x from left - width to right, y from top - height to bottom, the
    │ here  ┌───────┤     edges themselves open
    │       │ taken │
    └───────┴───────┘

All of it is exact: free corners are found by sweeping down over bands in which the same stretches
of x are closed, never by trying positions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from layout.page.rect import Rect

_MOST = 1_000
"""Disjoint windows that are looked for at most: a page has room for a few dozen dollar bills."""


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a window, in millipoints; both lengths are more than nothing."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Places:
    """A raster of corners: each x of `across` with each y of `down`, both in rising order."""

    across: tuple[int, ...]
    down: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Corners:
    """Corners from `left` to `right` and from `top` to `bottom`, these ends excluded."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class _Band:
    """The free stretches of x, [from, to), of all corners whose y is in [top, bottom)."""

    top: int
    bottom: int
    free: tuple[tuple[int, int], ...]


def free_corners(space: Rect, taken: Iterable[Rect], size: Size, places: Places) -> int:
    """On how many of the places a window of that size is free.

    >>> places = Places((0, 2, 5, 6), (0,))
    >>> free_corners(Rect(0, 0, 10, 6), [Rect(4, 0, 2, 6)], Size(3, 6), places)
    2
    """
    return sum(
        _within(places.down, band.top, band.bottom)
        * sum(_within(places.across, start, stop) for start, stop in band.free)
        for band in _bands(space, tuple(taken), size)
    )


def _within(places: Sequence[int], start: int, stop: int) -> int:
    """How many of the places, which are in order, are in [start, stop)."""
    return bisect_left(places, stop) - bisect_left(places, start)


def disjoint_windows(space: Rect, taken: Iterable[Rect], size: Size) -> tuple[Rect, ...]:
    """Free windows that do not overlap, taken greedily: each is the highest that is left, and of
    those the leftmost.

    >>> [window.x for window in disjoint_windows(Rect(0, 0, 10, 2), [Rect(4, 1, 1, 1)], Size(2, 2))]
    [0, 2, 5, 7]
    """
    everything = list(taken)
    found: list[Rect] = []
    while len(found) < _MOST:
        band = next((b for b in _bands(space, everything, size) if b.free), None)
        if band is None:
            break
        window = Rect(band.free[0][0], band.top, size.width, size.height)
        found.append(window)
        everything.append(window)
    return tuple(found)


def _bands(space: Rect, taken: Sequence[Rect], size: Size) -> Iterator[_Band]:
    """The corners of free windows from the top down, in bands of equal stretches."""
    corners = _corners_of(space, size)
    if corners.left >= corners.right or corners.top >= corners.bottom:
        return
    shut = sorted(_shut(corners, taken, size), key=lambda one: one.left)
    edges = {corners.top, corners.bottom}
    for one in shut:
        edges.update((one.top, one.bottom))
    for top, bottom in pairwise(sorted(edges)):
        here = [one for one in shut if one.top <= top < one.bottom]
        yield _Band(top, bottom, tuple(_between(here, corners)))


def _corners_of(space: Rect, size: Size) -> _Corners:
    """All corners of windows that lie inside a space."""
    right, bottom = space.right - size.width + 1, space.bottom - size.height + 1
    return _Corners(space.x, space.y, right, bottom)


def _shut(corners: _Corners, taken: Iterable[Rect], size: Size) -> Iterator[_Corners]:
    """The corners that each taken rectangle closes, as far as they are among those."""
    for rect in taken:
        one = _Corners(
            max(corners.left, rect.x - size.width + 1),
            max(corners.top, rect.y - size.height + 1),
            min(corners.right, rect.right),
            min(corners.bottom, rect.bottom),
        )
        if one.left < one.right and one.top < one.bottom:
            yield one


def _between(shut: Iterable[_Corners], corners: _Corners) -> Iterator[tuple[int, int]]:
    """The stretches of x that none of those covers, which come from left to right."""
    at = corners.left
    for one in shut:
        if one.left > at:
            yield at, one.left
        at = max(at, one.right)
    if at < corners.right:
        yield at, corners.right
