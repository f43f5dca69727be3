"""How large a box may be: its *options* in a region, the largest first.

An ad's bed is as large as the largest of the sizes it may be served. Where there is no room for
that, the tallest sizes are given up and the bed is as high as the tallest of the rest. Each such
bed is an option.
"""

from __future__ import annotations

from dataclasses import dataclass

from layout.web.measure.column_and_rail_widths import LENGTHS, PX, Sheet, Step, step_of
from layout.web.measure.module_boxes import Panel
from slots.regions.reserve import UNLIMITED, eligible, reserved, served
from slots.rules.size import Size
from slots.rules.terms import Region, Terms


@dataclass(frozen=True, slots=True)
class Option:
    """One size of a box. `creative` is the largest creative in it in px, None where it is as high
    as its content; `limit` the greatest height of a creative in px; `boxes` its outer width and
    height on each screen in millipoints."""

    creative: tuple[int, int] | None
    limit: int
    boxes: tuple[tuple[int, int], ...]

    @property
    def heights(self) -> tuple[int, ...]:
        """Its outer height on each screen."""
        return tuple(height for _, height in self.boxes)


def room_of(region: Region | None, screen: int) -> int:
    """The width in px that a box has in a region of the page on a screen."""
    step = step_of(screen)
    narrow = region in (Region.RAIL, Region.BESIDE)
    return step.end(screen) if narrow else step.measure(screen)


def bed_of(sizes: tuple[Size, ...]) -> tuple[int, int]:
    """The bed in px that holds each of some sizes."""
    return max(size.width for size in sizes), max(size.height for size in sizes)


def too_wide(terms: Terms, region: Region, screens: tuple[int, ...]) -> int | None:
    """The first screen on which no size of a slot fits the room of a region; None if all have."""
    short = (s for s in screens if not eligible(terms, room_of(region, s) * PX))
    return next(short, None)


def ad_options(
    terms: Terms, region: Region, screens: tuple[int, ...], sheet: Sheet
) -> tuple[Option, ...]:
    """The options of an ad in a region, the largest first."""
    rooms = [
        (room_of(region, screen) * PX, ad_around(sheet, step_of(screen))) for screen in screens
    ]
    distinct = dict.fromkeys(rooms)
    tallest = {size.height for room, _ in distinct for size in served(terms, room)}
    options: dict[tuple[tuple[int, int], ...], Option] = {}
    for limit in sorted(tallest, reverse=True):
        beds = {room: _box(terms, *room, limit) for room in distinct}
        boxes = tuple([beds[room] for room in rooms])
        most = max(served(terms, rooms[-1][0], limit), key=lambda s: (s.height, s.width))
        options.setdefault(boxes, Option((most.width, most.height), limit, boxes))
    return tuple(options.values())


def _box(terms: Terms, room: int, around: int, limit: int) -> tuple[int, int]:
    bed = reserved(terms, room, limit)
    assert bed, "rules give every ad slot a size"
    return bed[0], bed[1] + around * PX


def panel_option(panel: Panel, region: Region, screens: tuple[int, ...], sheet: Sheet) -> Option:
    """The one size a module has in a region: as high as its content."""
    rooms = [(step_of(screen), room_of(region, screen)) for screen in screens]
    boxes: dict[tuple[Step, int], tuple[int, int]] = {}
    for step in dict.fromkeys(step for step, _ in rooms):
        widths = sorted({width for own, width in rooms if own is step})
        heights = panel.heights(widths, sheet, step)
        for width, height in zip(widths, heights, strict=True):
            boxes[step, width] = width * PX, round(height * PX)
    return Option(None, UNLIMITED, tuple([boxes[room] for room in rooms]))


def ad_around(sheet: Sheet, step: Step) -> int:
    """What an ad's bed adds to the height of its creative in px: label, gap and padding."""
    label = sheet.style("label", step).leading // PX
    return label + LENGTHS["ad-label-gap"] + 2 * LENGTHS["ad-padding"]
