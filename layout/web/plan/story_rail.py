"""The right rail of a page: which boxes are stacked in it, at which size.

The rail is as long as the article: its head, and its copy with every box placed in it. Where boxes
stand beside the copy, the stack has only what is above the first of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from layout.web.plan.boxes_in_copy import Edges
from layout.web.plan.measured_breakpoint import BETWEEN, MeasuredBreakpoint
from slots.regions.rail import Rail, RailBox, RailSize, RailWish, stand
from slots.rules.terms import Region
from slots.strip.content import Content
from slots.strip.decision import Placement
from slots.strip.distance import height_of


def rail_of(
    breakpoint: MeasuredBreakpoint,
    members: tuple[Content, ...],
    edges: Edges,
    beside: tuple[str, ...] = (),
) -> Rail:
    """The rail that is worth most with these contents in it, on every screen that has a rail.

    `beside` are the contents placed beside the copy. Without them, the smallest boxes may stand up
    to a screen below the end of the story, and modules whose slots name neither a fallback nor a
    run stay even below that.
    """
    wishes = tuple(_wish(breakpoint, content, stays=not beside) for content in members)
    lengths = tuple(
        rail_length(breakpoint, index, edges[index], beside) for index in breakpoint.railed
    )
    if not (wishes and lengths):
        return Rail()
    if beside:
        return _fixed(stand(wishes, lengths, BETWEEN))
    screens = tuple(breakpoint.strips[index].viewport[1] for index in breakpoint.railed)
    return stand(wishes, lengths, BETWEEN, screens)


def _fixed(rail: Rail) -> Rail:
    """A rail whose runs are the same on every screen, the shortest of all: it must end above the
    boxes beside the copy, to which CSS cannot tie it (`1fr` would reach to the end of the
    story)."""
    boxes: list[RailBox] = []
    top = 0
    for box in rail.boxes:
        run, count = min(box.runs), len(box.runs)
        boxes.append(replace(box, tops=(top,) * count, runs=(run,) * count))
        top += max(box.heights) + run + BETWEEN
    return replace(rail, boxes=tuple(boxes))


def barred_top(breakpoint: MeasuredBreakpoint, members: tuple[Content, ...]) -> tuple[int, ...]:
    """How far below the top of the copy the rail's stack reaches at least, on each screen: with the
    sizes that the story without boxes has room for, and the least runs. Boxes beside the copy may
    stand below that only."""
    rail = rail_of(breakpoint, members, ((),) * len(breakpoint.screens))
    wished = {content.id: _wish(breakpoint, content, stays=True) for content in members}
    feet = [0] * len(breakpoint.screens)
    for at, index in enumerate(breakpoint.railed):
        foot = sum(box.heights[at] + wished[box.id].floor(at) + BETWEEN for box in rail.boxes)
        feet[index] = max(0, foot - breakpoint.heads[index])
    return tuple(feet)


def article_foot(breakpoint: MeasuredBreakpoint, index: int, edges: tuple[Placement, ...]) -> int:
    """From the top of the article to its end, on one screen, with the boxes placed in its copy."""
    return breakpoint.heads[index] + copy_foot(breakpoint, index, edges)


def copy_foot(breakpoint: MeasuredBreakpoint, index: int, edges: tuple[Placement, ...]) -> int:
    """From the top of the copy to its end, as the page shows it: margins below included.

    `edges` are the placements in the copy, and none beside it.
    """
    strip = breakpoint.strips[index]
    if edges and edges[-1].before is None:
        return edges[-1].bottom + _air(breakpoint, index, edges[-1])
    if not edges:
        return strip.height + breakpoint.tail
    last = edges[-1]
    top = strip.items[breakpoint.gaps[last.before]].top
    return last.bottom + _air(breakpoint, index, last) + strip.height - top + breakpoint.tail


def _air(breakpoint: MeasuredBreakpoint, index: int, placement: Placement) -> int:
    """The margin of a box placed in the copy."""
    slot = breakpoint.slots[placement.slot]
    terms = breakpoint.task.rules.terms(slot, breakpoint.name)
    return height_of(terms.margin, breakpoint.strips[index])


def rail_length(
    breakpoint: MeasuredBreakpoint,
    index: int,
    edges: tuple[Placement, ...],
    beside: tuple[str, ...],
) -> int:
    """How long the rail is on one screen: to the end of the article, or the first box beside it."""
    inside = tuple(each for each in edges if each.slot not in beside)
    whole = article_foot(breakpoint, index, inside)
    tops = [each.top for each in edges if each.slot in beside]
    return min(whole, breakpoint.heads[index] + min(tops) - BETWEEN) if tops else whole


def _wish(breakpoint: MeasuredBreakpoint, content: Content, stays: bool) -> RailWish:
    terms = breakpoint.terms(content)
    options = breakpoint.options(content, Region.RAIL)
    sizes = tuple(
        RailSize(option.creative, tuple(option.heights[index] for index in breakpoint.railed))
        for option in options
    )
    run = terms.min_run if terms.sticky else None
    runs = tuple(height_of(run, breakpoint.strips[i]) for i in breakpoint.railed) if run else ()
    least = (max(runs),) * len(runs) if runs else ()  # one for all screens, as the page has it
    explicit = terms.region is Region.RAIL and terms.fallback not in (None, Region.RAIL.value)
    module = content.id in breakpoint.task.panels
    keeps = stays and module and not run and not explicit
    return RailWish(content.id, terms.value, sizes, terms.sticky, least, keeps)


def limits_in(
    breakpoint: MeasuredBreakpoint, rail: Rail, contents: Mapping[str, Content]
) -> dict[str, int]:
    """The greatest height of a creative, in px, for each box of the rail."""
    return {
        box.id: breakpoint.options(contents[box.id], Region.RAIL)[box.size].limit
        for box in rail.boxes
    }
