"""The box a slot reserves: the largest it may serve, so that nothing moves when the ad arrives.

Where there is no room for the largest, the tallest sizes are taken away: a *limit* on heights.
"""

from __future__ import annotations

from slots.rules.size import Size
from slots.rules.terms import Terms
from slots.units import PX

UNLIMITED = 1_000_000
"""A limit in px that no creative exceeds."""


def reserved(terms: Terms, room: int, limit: int = UNLIMITED) -> tuple[int, int] | None:
    """Width and height in millipoints that hold every size that may be `served` in a room.

    None for a slot without sizes: a module's box is as large as its content.
    """
    sizes = served(terms, room, limit)
    if not sizes:
        return None
    return max(size.width for size in sizes) * PX, max(size.height for size in sizes) * PX


def served(terms: Terms, room: int, limit: int = UNLIMITED) -> tuple[Size, ...]:
    """The sizes a slot may serve in a room of this width in millipoints, in the order written.

    None taller than the limit in px where there are others, else the lowest one. Where none fits
    the room it is the narrowest, which placing then refuses by its width.
    """
    fitting = eligible(terms, room)
    if not fitting:
        return tuple(sorted(terms.sizes, key=lambda size: (size.width, size.height))[:1])
    low = tuple(size for size in fitting if size.height <= limit)
    return low or (min(fitting, key=lambda size: (size.height, size.width)),)


def eligible(terms: Terms, room: int) -> tuple[Size, ...]:
    """The sizes of a slot that fit a room of this width in millipoints, in the order written."""
    return tuple(size for size in terms.sizes if size.width * PX <= room)
