"""The right rail of a page: what stands in it at which size, beside a story measured at its widths.

The rail is as long as the article: its head, and its copy with every box placed in it. Where boxes
stand beside the copy, they have the rail from the first of them on, and the stack what is above.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from layout.web.plan.boxes_in_copy import Edges
from layout.web.plan.measured_breakpoint import BETWEEN, Span
from slots.regions.rail import Rail, RailBox, RailSize, RailWish, stand
from slots.rules.terms import Region
from slots.strip.content import Content
from slots.strip.decision import Placement
from slots.strip.distance import height_of


def rail_of(
    span: Span, members: tuple[Content, ...], edges: Edges, beside: tuple[str, ...] = ()
) -> Rail:
    """The rail that is worth most with these contents in it, on every screen that has a rail.

    `beside` are the contents placed beside the copy. Without them, the smallest boxes may stand up
    to a screen below the end of the story, and modules whose slots name neither a fallback nor a
    run stay even below that.
    """
    wishes = tuple(_wish(span, content, stays=not beside) for content in members)
    lengths = tuple(rail_length(span, index, edges[index], beside) for index in span.railed)
    if not (wishes and lengths):
        return Rail()
    if beside:
        return _fixed(stand(wishes, lengths, BETWEEN))
    screens = tuple(span.strips[index].viewport[1] for index in span.railed)
    return stand(wishes, lengths, BETWEEN, screens)


def _fixed(rail: Rail) -> Rail:
    """A rail whose runs are the same on every screen, what all of them have: it ends above the
    boxes beside the copy, and no line of the page's grid does that."""
    boxes: list[RailBox] = []
    top = 0
    for box in rail.boxes:
        run, count = min(box.runs), len(box.runs)
        boxes.append(replace(box, tops=(top,) * count, runs=(run,) * count))
        top += max(box.heights) + run + BETWEEN
    return replace(rail, boxes=tuple(boxes))


def barred_top(span: Span, members: tuple[Content, ...]) -> tuple[int, ...]:
    """How far below the top of the copy the rail reaches at least, on each screen: with the sizes
    the bare story has room for, and the least runs. Boxes beside the copy stand below that."""
    rail = rail_of(span, members, ((),) * len(span.screens))
    wished = {content.id: _wish(span, content, stays=True) for content in members}
    feet = [0] * len(span.screens)
    for at, index in enumerate(span.railed):
        foot = sum(box.heights[at] + wished[box.id].floor(at) + BETWEEN for box in rail.boxes)
        feet[index] = max(0, foot - span.heads[index])
    return tuple(feet)


def article_foot(span: Span, index: int, edges: tuple[Placement, ...]) -> int:
    """From the top of the article to its end, on one screen, with the boxes placed in its copy."""
    return span.heads[index] + copy_foot(span, index, edges)


def copy_foot(span: Span, index: int, edges: tuple[Placement, ...]) -> int:
    """From the top of the copy to its end, as the page shows it: margins below included.

    `edges` are the placements in the copy, and none beside it.
    """
    strip = span.strips[index]
    if edges and edges[-1].before is None:
        return edges[-1].bottom + _air(span, index, edges[-1])
    if not edges:
        return strip.height + span.tail
    last = edges[-1]
    top = strip.items[span.gaps[last.before]].top
    return last.bottom + _air(span, index, last) + strip.height - top + span.tail


def _air(span: Span, index: int, placement: Placement) -> int:
    """The margin of a box placed in the copy."""
    slot = span.slots[placement.slot]
    terms = span.task.rules.terms(slot, span.name)
    return height_of(terms.margin, span.strips[index])


def rail_length(
    span: Span, index: int, edges: tuple[Placement, ...], beside: tuple[str, ...]
) -> int:
    """How long the rail is on one screen: to the end of the article, or the first box beside it."""
    inside = tuple(each for each in edges if each.slot not in beside)
    whole = article_foot(span, index, inside)
    tops = [each.top for each in edges if each.slot in beside]
    return min(whole, span.heads[index] + min(tops) - BETWEEN) if tops else whole


def _wish(span: Span, content: Content, stays: bool) -> RailWish:
    terms = span.terms(content)
    options = span.options(content, Region.RAIL)
    sizes = tuple(
        RailSize(option.creative, tuple(option.heights[index] for index in span.railed))
        for option in options
    )
    run = terms.min_run if terms.sticky else None
    least = tuple(height_of(run, span.strips[i]) for i in span.railed) if run else ()
    explicit = terms.region is Region.RAIL and terms.fallback not in (None, Region.RAIL.value)
    module = content.id in span.task.panels
    keeps = stays and module and not run and not explicit
    return RailWish(content.id, terms.value, sizes, terms.sticky, least, keeps)


def limits_in(span: Span, rail: Rail, contents: Mapping[str, Content]) -> dict[str, int]:
    """The greatest height of a creative, in px, for each box of the rail."""
    return {
        box.id: span.options(contents[box.id], Region.RAIL)[box.size].limit for box in rail.boxes
    }
