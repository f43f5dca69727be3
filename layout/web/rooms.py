"""Rooms: what the bed of an ad may serve, at every width of the screen.

Sizes that fit change where the column grows wide enough for one more, so that a bed of a whole
breakpoint has a handful of rooms:

    screen  320      340        480 ......... 980
            │ 250    │ 300, 250 │ 320x100     │ (not shown here)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from layout.web.beds import Room
from layout.web.nodes import Node
from layout.web.plan import BreakpointPlan, WebPlan
from layout.web.sheet import STEPS
from slots.size import Size

SizesAt = Callable[[BreakpointPlan, int], tuple[Size, ...]]
"""The sizes an ad may be served at a breakpoint, on a screen of so many px."""


def rooms_of(node: Node, plan: WebPlan, sizes: SizesAt) -> tuple[Room, ...]:
    """The rooms of an ad's node, from narrow to wide; those without sizes are where it is hidden.

    The first reaches down to 0 and the last up to all wider screens, as the style sheet has it.
    """
    rooms: list[Room] = []
    for point in plan.breakpoints:
        first = 0 if point is plan.breakpoints[0] else point.widths.first
        if point.name not in node.shown:
            rooms.append(Room(first, (0, 0), ()))
            continue
        for screen, fitting in _changes(point, sizes):
            start = first if screen == point.widths.first else screen
            rooms.append(Room(start, _box(fitting), fitting))
    return tuple(_joined(rooms))


def _box(sizes: tuple[Size, ...]) -> tuple[int, int]:
    return max(size.width for size in sizes), max(size.height for size in sizes)


def _changes(point: BreakpointPlan, sizes: SizesAt) -> Iterator[tuple[int, tuple[Size, ...]]]:
    """The first screen of the breakpoint, and each on which other sizes fit than on the one before.

    Between two steps of the sheet a column only grows, and so do the sizes that fit: where both
    ends have the same, all between have.
    """
    last = point.widths.last
    starts = {step.first for step in STEPS if step.first in point.widths}
    ends = sorted({point.widths.first, *starts, last + 1})
    for first, beyond in pairwise(ends):
        yield first, sizes(point, first)
        yield from _between(first, beyond - 1, lambda screen: sizes(point, screen))


def _between(
    low: int, high: int, sizes: Callable[[int], tuple[Size, ...]]
) -> Iterator[tuple[int, tuple[Size, ...]]]:
    """The changes after `low`, up to `high`."""
    if low == high or sizes(low) == sizes(high):
        return
    if high == low + 1:
        yield high, sizes(high)
        return
    middle = (low + high) // 2
    yield from _between(low, middle, sizes)
    yield from _between(middle, high, sizes)


def _joined(rooms: list[Room]) -> Iterator[Room]:
    """The rooms, neighbours that are alike as one."""
    last: Room | None = None
    for room in rooms:
        if last is None or (room.box, room.sizes) != (last.box, last.sizes):
            yield room
            last = room
