"""The box a slot reserves: the largest it may serve, so that nothing moves when the ad arrives."""

from __future__ import annotations

from slots.rules import Terms
from slots.size import Size

PX = 750


def reserved(terms: Terms, room: int) -> tuple[int, int] | None:
    """Width and height in millipoints that hold every creative size fitting a room of this width.

    Where none fits it is the narrowest, which placing then refuses by its width. None for a slot
    without sizes: a module's box is as large as its content.
    """
    fitting = eligible(terms, room)
    if not fitting:
        fitting = tuple(sorted(terms.sizes, key=lambda size: (size.width, size.height))[:1])
    if not fitting:
        return None
    return max(size.width for size in fitting) * PX, max(size.height for size in fitting) * PX


def eligible(terms: Terms, room: int) -> tuple[Size, ...]:
    """The sizes of a slot that fit a room of this width in millipoints, in the order written."""
    return tuple(size for size in terms.sizes if size.width * PX <= room)
