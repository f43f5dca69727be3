"""The edges of the boxes placed in a story's copy on each screen, from the top of the copy.

A box moves what is below it down by its lift (what its air requires beyond the white there is), its
height and its air; a box beside the copy moves nothing (see the drawing in
`slots.placing.flow_measures`).
"""

from __future__ import annotations

from collections.abc import Mapping

from layout.web.plan.measured_breakpoint import MeasuredBreakpoint
from slots.rules.terms import Region
from slots.strip.content import Content
from slots.strip.decision import Decision, Placement
from slots.strip.distance import height_of

Edges = tuple[tuple[Placement, ...], ...]
"""The placements of a decision, once for each screen that is measured."""


def edges_of(
    breakpoint: MeasuredBreakpoint, contents: Mapping[str, Content], decision: Decision
) -> Edges:
    """The placements of a decision with their edges on every screen."""
    if not decision.placements:
        return ((),) * len(breakpoint.screens)
    placed = decision.placements
    return tuple(
        _on_screen(breakpoint, contents, placed, index) for index in range(len(breakpoint.strips))
    )


def _on_screen(
    breakpoint: MeasuredBreakpoint,
    contents: Mapping[str, Content],
    stops: tuple[Placement, ...],
    index: int,
) -> tuple[Placement, ...]:
    """The placements on one screen."""
    strip = breakpoint.strips[index]
    items = strip.items
    placed: list[Placement] = []
    moved = 0
    for each in stops:
        content, gap = contents[each.slot], breakpoint.gaps[each.before]
        terms = breakpoint.terms(content)
        size = content.sizes[index]
        beside = terms.region is Region.BESIDE
        mark = items[gap].top if gap < len(items) else strip.height
        white = mark - (items[gap - 1].bottom if gap else 0)
        air = 0 if beside else height_of(terms.margin, strip)
        lift = 0 if beside else max(0, air - white)
        top = mark + moved + lift
        placed.append(Placement(each.slot, each.before, size, top, top + size[1]))
        moved += 0 if beside else lift + size[1] + air
    return tuple(placed)
