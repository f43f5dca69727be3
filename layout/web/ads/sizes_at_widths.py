"""Rooms: what the bed of an ad may serve, at every width of the screen.

Sizes that fit change where the column grows wide enough for one more, so that a bed of a whole
breakpoint has a handful of rooms:

    screen  320      340        480 ......... 980
            │ 250    │ 300, 250 │ 320x100     │ (not shown here)
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.web.ads.beds import Room
from layout.web.html.nodes import Node
from layout.web.html.size_changes import SizesAt, changes
from layout.web.plan.page_plan import WebPlan
from slots.rules.size import Size


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
        for screen, fitting in changes(point, sizes):
            start = first if screen == point.widths.first else screen
            rooms.append(Room(start, _box(fitting), fitting))
    return tuple(_joined(rooms))


def _box(sizes: tuple[Size, ...]) -> tuple[int, int]:
    return max(size.width for size in sizes), max(size.height for size in sizes)


def _joined(rooms: list[Room]) -> Iterator[Room]:
    """The rooms, neighbours that are alike as one."""
    last: Room | None = None
    for room in rooms:
        if last is None or (room.box, room.sizes) != (last.box, last.sizes):
            yield room
            last = room
