"""Nodes: the elements of the page that contents stand in, one for each place of a content.

A module that has the same place at every breakpoint has one node. An ad that stands before the
third paragraph on phones and in the rail on wide screens has two, of which CSS shows one: so one
node of it is live at any width, and a network is never asked twice for one impression.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from layout.story.as_written import SlotAsk
from layout.story.module import Module
from layout.web.html.rail_boxes_css import BoxOutsideCopy, beside_css, rail_css
from layout.web.html.relative_lengths import rem, wide
from layout.web.html.size_changes import size_changes
from layout.web.measure.blocks_to_forms import kind_of
from layout.web.measure.column_and_rail_widths import AROUND, PX
from layout.web.measure.story_strips import Shaped
from layout.web.plan.box_sizes import bed_of
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from slots.regions.outside_copy import AT_GAPS
from slots.rules.size import Widths
from slots.rules.terms import Region, Rules
from slots.strip.distance import amount_on

BESIDE, TRACK = "beside", "track"
"""Classes of the frame around a box beside the copy, and around one that travels in the rail."""

AFTER = "after"
"""The place of all that stands in the rail, or after the copy where there is no rail."""


class _Place(NamedTuple):
    """Where a content stands at a breakpoint: the `spot` of its node, and whether beside it."""

    spot: str
    beside: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One place of one content, with the id of its element. `spot` is the id of the block it stands
    before, "" for the end of the copy, AFTER for the rail; `shown` are the names of the breakpoints
    it is shown at; `frame` is the class of the frame around it, "" for none."""

    id: str
    content: Module | SlotAsk
    spot: str
    shown: tuple[str, ...]
    frame: str = ""

    @property
    def beside(self) -> bool:
        """Whether it stands in the rail beside its gap."""
        return self.frame == BESIDE


def nodes_of(plan: WebPlan) -> tuple[Node, ...]:
    """All nodes of a page, by content in the order they are offered, then by breakpoint."""
    nodes: list[Node] = []
    for offer in plan.offers:
        places: dict[_Place, list[str]] = {}
        for point in plan.breakpoints:
            place = _place(offer.content.id, point)
            if place is not None:
                places.setdefault(place, []).append(point.name)
        for number, (place, shown) in enumerate(places.items(), 1):
            name = offer.content.id if number == 1 else f"{offer.content.id}-at-{number}"
            frame = BESIDE if place.beside else _track(offer.content.id, place.spot, plan)
            nodes.append(Node(name, offer.content, place.spot, tuple(shown), frame))
    return tuple(nodes)


def _track(content: str, spot: str, plan: WebPlan) -> str:
    """The class of the frame that a sticky box travels in, "" for all others."""
    boxes = (box for point in plan.breakpoints for box in point.rail.boxes)
    sticky = any(box.id == content and box.sticky for box in boxes)
    return TRACK if sticky and spot == AFTER else ""


def _place(content: str, point: BreakpointPlan) -> _Place | None:
    """The place of a content at a breakpoint; None where it has none."""
    region = dict(point.homes).get(content)
    if region is None:
        return None
    if region in AT_GAPS:
        return _Place(point.before(content) or "", region is Region.BESIDE)
    return _Place(AFTER)


def node_css(
    nodes: tuple[Node, ...], plan: WebPlan, shaped: Shaped, rules: Rules, listed: bool = False
) -> str:
    """The CSS that shows each node at its breakpoints, with its margins and its reserved box;
    `listed`: a list of other stories may have what is left of the rail."""
    first = shaped.ids[0] if shaped.ids else ""
    opened = first and any(node.spot == first for node in nodes)
    parts = (
        f"#{first}{{margin-top:0}}" if opened else "",
        *(
            _media(
                _open_ended(point, plan),
                "".join(
                    (
                        *_breakpoint_rules(point, nodes, plan, shaped, rules),
                        *rail_css(point, _after(point, nodes), listed),
                    )
                ),
            )
            for point in plan.breakpoints
        ),
    )
    return "\n".join(part for part in parts if part)


def _open_ended(point: BreakpointPlan, plan: WebPlan) -> Widths:
    """A breakpoint's widths, those of the first and last reaching to all screens beyond."""
    first = 0 if point is plan.breakpoints[0] else point.widths.first
    last = 0 if point is plan.breakpoints[-1] else point.widths.last
    return Widths(first, last)


def _media(widths: Widths, rules: str) -> str:
    # a range ends where the next begins, or pages of 739.5 px would be in neither
    return wide(rules, widths.first, widths.last and widths.last + 1) if rules else ""


def _breakpoint_rules(
    point: BreakpointPlan, nodes: tuple[Node, ...], plan: WebPlan, shaped: Shaped, rules: Rules
) -> Iterator[str]:
    """The CSS of one breakpoint."""
    shown = [node for node in nodes if point.name in node.shown]
    slots = dict(plan.slots)
    for node in shown:
        yield f"#{node.id}{{display:block}}"
        terms = rules.terms(slots[node.content.id], point.name)
        if node.beside:
            yield beside_css(_shown(node), point, terms.sticky, _drop(node, shaped))
        elif node.spot != AFTER:
            air = max(amount_on(terms.margin, strip) for strip in point.strips)
            yield from _margins(node, shaped, -(-int(air) // PX))
        if isinstance(node.content, SlotAsk):
            yield from _bed(node, point, rules)


def _after(point: BreakpointPlan, nodes: tuple[Node, ...]) -> list[BoxOutsideCopy]:
    """The boxes in the rail, or after the copy, at a breakpoint."""
    return [_shown(node) for node in nodes if point.name in node.shown and node.spot == AFTER]


def _shown(node: Node) -> BoxOutsideCopy:
    return BoxOutsideCopy(node.id, node.content.id, isinstance(node.content, SlotAsk))


def _drop(node: Node, shaped: Shaped) -> int:
    """How far below its place in the page a box beside the copy stands, in px. Out of the flow, it
    would begin right below the block above and its margin; its gap's mark is lower where the block
    below has the larger margin."""
    kinds = [kind_of(block) for block in shaped.blocks]
    at = shaped.ids.index(node.spot) if node.spot else len(kinds)
    if not 0 < at < len(kinds):
        return 0
    return max(0, AROUND[kinds[at]][0] - AROUND[kinds[at - 1]][1])


def _margins(node: Node, shaped: Shaped, air: int) -> Iterator[str]:
    """The air around a box in the copy; above it the margin of the blocks where that is more."""
    kinds = [kind_of(block) for block in shaped.blocks]
    at = shaped.ids.index(node.spot) if node.spot else len(kinds)
    below = AROUND[kinds[at - 1]][1] if at else 0
    above = AROUND[kinds[at]][0] if 0 < at < len(kinds) else 0
    last = at == len(kinds)
    gap = 0 if last else max(above, below)
    yield f"#{node.id}{{margin-block:{rem(max(air, gap))} {rem(air)}}}"
    if above > air:
        yield f"#{node.spot}{{margin-top:{rem(air)}}}"
    if at == 0 and not last:
        yield f"#{node.spot}{{margin-top:0}}"


def _bed(node: Node, point: BreakpointPlan, rules: Rules) -> Iterator[str]:
    """The reserved box of an ad, and again wherever a wider screen may be served a larger one."""
    written: tuple[int, int] | None = None
    for screen, sizes in size_changes(point, lambda at, px: at.sizes(node.content.id, px, rules)):
        box = bed_of(sizes)
        if box != written:
            bed = f"#{node.id}>.ad-bed{{width:{box[0]}px;height:{box[1]}px}}"
            rule = f"#{node.id}{{--ad:{box[0]}px}}{bed}"
            yield rule if written is None else wide(rule, screen)
            written = box
