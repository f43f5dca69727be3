"""Nodes: where a content stands in the page, one for each place the breakpoints give it.

A module that has the same place at every breakpoint is one node. An ad that stands before the
third paragraph on phones and in the rail on wide screens is two, of which CSS shows one: there is
one live node at any width, and never two calls for one impression.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from layout.story.module import Module
from layout.story.story import SlotAsk, Story
from layout.web.measure import Shaped
from layout.web.plan import BreakpointPlan, WebPlan
from layout.web.shape import kind_of
from layout.web.sheet import AROUND, LENGTHS, PX, STEPS, step_of
from slots.distance import ruler
from slots.reserve import reserved
from slots.rules import Region, Rules
from slots.size import Widths

AFTER = "after"
"""The place of all that stands in the rail, or after the copy where there is no rail."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One place of one content. `spot` is the id of the block it precedes, "" for the end of the
    copy, AFTER for the rail; `shown` are the names of the breakpoints it is shown at."""

    id: str
    content: Module | SlotAsk
    spot: str
    shown: tuple[str, ...]


def nodes_of(story: Story, plan: WebPlan) -> tuple[Node, ...]:
    """All nodes of a page, by content in the order the story asks, then by breakpoint."""
    nodes: list[Node] = []
    for ask in story.asks:
        spots: dict[str, list[str]] = {}
        for point in plan.breakpoints:
            spot = _spot(ask.content.id, point)
            if spot is not None:
                spots.setdefault(spot, []).append(point.name)
        for number, (spot, shown) in enumerate(spots.items(), 1):
            name = ask.content.id if number == 1 else f"{ask.content.id}-at-{number}"
            nodes.append(Node(name, ask.content, spot, tuple(shown)))
    return tuple(nodes)


def _spot(content: str, point: BreakpointPlan) -> str | None:
    region = dict(point.homes).get(content)
    if region is None:
        return None
    return (point.before(content) or "") if region is Region.ARTICLE else AFTER


def node_css(nodes: tuple[Node, ...], plan: WebPlan, shaped: Shaped, rules: Rules) -> str:
    """The rules that show each node at its breakpoints, with its margins and reserved box."""
    return "\n".join(
        _media(_open_ended(point, plan), "".join(_at(point, nodes, plan, shaped, rules)))
        for point in plan.breakpoints
    )


def _open_ended(point: BreakpointPlan, plan: WebPlan) -> Widths:
    """A breakpoint's widths, those of the first and last reaching to all screens beyond."""
    first = 0 if point is plan.breakpoints[0] else point.widths.first
    last = 0 if point is plan.breakpoints[-1] else point.widths.last
    return Widths(first, last)


def _media(widths: Widths, rules: str) -> str:
    if not rules:
        return ""
    # a range ends where the next begins, or screens of 739.5 px would be in neither
    bounds = [f"(min-width:{widths.first}px)"] if widths.first else []
    bounds += [f"(max-width:{widths.last}.98px)"] if widths.last else []
    return f"@media {' and '.join(bounds)}{{{rules}}}" if bounds else rules


def _at(
    point: BreakpointPlan, nodes: tuple[Node, ...], plan: WebPlan, shaped: Shaped, rules: Rules
) -> Iterator[str]:
    """The rules of one breakpoint."""
    shown = [node for node in nodes if point.name in node.shown]
    slots = dict(plan.slots)
    for node in shown:
        yield f"#{node.id}{{display:block}}"
        terms = rules.terms(slots[node.content.id], point.name)
        if node.spot != AFTER:
            air = max(ruler(strip).need(terms.margin).amount for strip in point.strips)
            yield from _margins(node, shaped, -(-int(air) // PX))
        if isinstance(node.content, SlotAsk):
            yield from _bed(node, point, rules, slots[node.content.id])
    yield from _rail(point, [node for node in shown if node.spot == AFTER])


def _margins(node: Node, shaped: Shaped, air: int) -> Iterator[str]:
    """The air around a box in the copy; above, what the blocks ask for where that is more."""
    kinds = [kind_of(block) for block in shaped.blocks]
    at = shaped.ids.index(node.spot) if node.spot else len(kinds)
    below = AROUND[kinds[at - 1]][1] if at else 0
    above = AROUND[kinds[at]][0] if 0 < at < len(kinds) else 0
    last = at == len(kinds)
    gap = 0 if last else max(above, below)
    yield f"#{node.id}{{margin-block:{max(air, gap)}px {air}px}}"
    if above > air:
        yield f"#{node.spot}{{margin-top:{air}px}}"
    if at == 0 and not last:
        yield f"#{node.spot}{{margin-top:0}}"


def _bed(node: Node, point: BreakpointPlan, rules: Rules, slot: str) -> Iterator[str]:
    """The reserved box of an ad, and again wherever a wider screen may be served a larger one."""
    said: tuple[int, int] | None = None
    terms = rules.terms(slot, point.name)
    for screen in range(point.widths.first, point.widths.last + 1):
        step = step_of(screen)
        room = step.end(screen) if node.spot == AFTER else step.measure(screen)
        box = reserved(terms, room * PX)
        assert box, "rules give every ad slot a size"
        if box != said:
            rule = f"#{node.id}>.ad-bed{{width:{box[0] // PX}px;height:{box[1] // PX}px}}"
            yield rule if said is None else f"@media (min-width:{screen}px){{{rule}}}"
            said = box


def _rail(point: BreakpointPlan, shown: list[Node]) -> Iterator[str]:
    """Rows for what stands in the rail, one after the other; what stands at the end comes below."""
    regions = dict(point.homes)
    rail = [node for node in shown if regions[node.content.id] is Region.RAIL]
    end = [node for node in shown if regions[node.content.id] is not Region.RAIL]
    between = LENGTHS["box-between"]
    yield from (f"#{node.id}{{margin-top:{between}px}}" for node in shown[1:])
    wide = STEPS[-1]
    if point.widths.last < wide.first or not shown:
        return
    rows = [f".frame{{grid-template-rows:repeat({len(rail)},auto) 1fr}}"] if rail else []
    rows += [f".story{{grid-row:1/span {len(rail) + 1}}}"]
    for row, node in enumerate(rail, 1):
        top = between if row > 1 else 0
        rows.append(f"#{node.id}{{grid-column:2;grid-row:{row};margin-top:{top}px}}")
    for row, node in enumerate(end, len(rail) + 2):
        rows.append(
            f"#{node.id}{{grid-column:1;grid-row:{row};margin-top:{between}px;width:{wide.longest}px;"
            "max-width:100%;margin-inline:auto}"
        )
    yield f"@media (min-width:{wide.first}px){{{''.join(rows)}}}"
