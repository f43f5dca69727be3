"""Bands: how many px each slot keeps from each of its opponents, on one screen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from layout.web.plan.page_plan import BreakpointPlan
from slots.audit.finished_flow import Flow
from slots.case import Case
from slots.problem.build import build_problem
from slots.problem.choices import Problem
from slots.problem.clearance import kept
from slots.regions.outside_copy import AT_GAPS
from slots.rules.terms import Rules, Terms
from slots.strip.content import Content
from slots.strip.distance import Axis, Need, Ruler, rulers_of
from slots.units import PX

_Edges = Mapping[str, tuple[int, int]]
"""Top and bottom of blocks and boxes by their ids, in millipoints of the finished flow."""


def clearances_of(
    point: BreakpointPlan,
    index: int,
    flow: Flow,
    terms: Callable[[Content], Terms],
    rules: Rules,
) -> dict[str, list[dict[str, Any]]]:
    """What each content that stands at gaps keeps from blocks, from other boxes, and from the ends
    of the copy; by its id. What is asked in words or paragraphs is told as the px it comes to."""
    (ruler,) = rulers_of((point.strips[index],))
    edges: dict[str, tuple[int, int]] = {
        item.id: (top, top + item.bottom - item.top)
        for item, top in zip(flow.strip.items, flow.tops, strict=True)
    }
    edges |= {box.guest.content.id: (box.top, box.bottom) for box in flow.boxes}
    contents = tuple(c for c in point.contents if terms(c).region in AT_GAPS)
    kinds = {content.id: rules.slot[content.slot].holds for content in contents}
    problem = _problem(point, index, contents, rules)
    return {
        content.id: [
            *_ends(terms(content), ruler, flow),
            *_blocks(terms(content), ruler, edges),
            *_boxes(problem, place, ruler, edges, kinds),
        ]
        for place, content in enumerate(contents)
    }


def _problem(
    point: BreakpointPlan, index: int, contents: tuple[Content, ...], rules: Rules
) -> Problem:
    """The problem on one screen, which knows what contents ask of each other."""
    sized = tuple(
        Content(each.id, each.slot, (each.sizes[index],), each.categories) for each in contents
    )
    return build_problem(Case((point.strips[index],), sized, rules, point.name))


def _ends(terms: Terms, ruler: Ruler, flow: Flow) -> Iterator[dict[str, Any]]:
    """From the top and to the end of the copy: no opponent, but what is kept from it."""
    if terms.from_top is not None:
        px = _below_mark(ruler.need(terms.from_top), 0, ruler)
        yield _band(None, "the top of the copy", (px, 0), (0, 0))
    if terms.from_end is not None:
        px = _above_mark(ruler.need(terms.from_end), len(flow.strip.items), ruler)
        yield _band(None, "the end of the copy", (0, px), (flow.height, flow.height))


def _blocks(terms: Terms, ruler: Ruler, edges: _Edges) -> Iterator[dict[str, Any]]:
    for place, above, below in kept(terms, (ruler,)):
        item = ruler.strip.items[place]
        keeps = (
            _below_mark(above[0], place + 1, ruler) if above else 0,
            _above_mark(below[0], place, ruler) if below else 0,
        )
        yield _band(item.id, item.role.value, keeps, edges[item.id])


def _boxes(
    problem: Problem, place: int, ruler: Ruler, edges: _Edges, kinds: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """What a content keeps from the boxes that stand."""
    for other, content in enumerate(problem.contents):
        if other == place or content.id not in edges:
            continue
        over = [need for asked in problem.needs[other][place] for need in asked.needs]
        under = [need for asked in problem.needs[place][other] for need in asked.needs]
        gap = _gap_of(content.id, ruler, edges)
        above = max((_below_mark(need, gap, ruler) for need in over), default=0)
        below = max((_above_mark(need, gap, ruler) for need in under), default=0)
        if above or below:
            yield _band(content.id, kinds[content.id], (above, below), edges[content.id])


def _gap_of(content: str, ruler: Ruler, edges: _Edges) -> int:
    """The gap that a box stands in: that of the first block that is not above it."""
    top = edges[content][0]
    blocks = [edges[item.id][0] for item in ruler.strip.items]
    return bisect_left(blocks, top)


def _below_mark(need: Need, gap: int, ruler: Ruler) -> int:
    """How far the need reaches down from a gap, in millipoints of the bare copy."""
    if need.axis is Axis.MPT:
        return need.amount
    scale, marks = ruler.scales[need.axis], ruler.scales[Axis.MPT]
    first = min(bisect_left(scale, scale[gap] + need.amount, gap), len(marks) - 1)
    return marks[first] - marks[gap]


def _above_mark(need: Need, gap: int, ruler: Ruler) -> int:
    """How far the need reaches up from a gap."""
    if need.axis is Axis.MPT:
        return need.amount
    scale, marks = ruler.scales[need.axis], ruler.scales[Axis.MPT]
    last = max(bisect_right(scale, scale[gap] - need.amount, 0, gap + 1) - 1, 0)
    return marks[gap] - marks[last]


def _band(
    opponent: str | None, kind: str, keeps: tuple[int, int], edges: tuple[int, int]
) -> dict[str, Any]:
    above, below = keeps
    return {
        "opponent": opponent,
        "kind": kind,
        "above": round(above / PX),
        "below": round(below / PX),
        "top": edges[0] / PX,
        "bottom": edges[1] / PX,
    }
