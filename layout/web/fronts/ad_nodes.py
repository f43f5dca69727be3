"""Nodes of a front: where its ads stand, and the CSS that shows each at its breakpoints only."""

from __future__ import annotations

from collections.abc import Iterator

from layout.story.as_written import SlotAsk, Story
from layout.web.ads.in_each_bed import ServedAt
from layout.web.fronts.container_lengths import FRONT_LENGTHS, frame_width
from layout.web.html.nodes import Node
from layout.web.html.relative_lengths import rem, wide
from layout.web.measure.widths_and_lengths import PX
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from slots.regions.fronts import front_rules
from slots.regions.reserve import eligible, reserved
from slots.rules.size import Size
from slots.rules.terms import Region, Rules
from slots.strip.distance import amount_on

_GAP = FRONT_LENGTHS["container-gap"]


def front_nodes(plan: WebPlan, story: Story) -> tuple[Node, ...]:
    """The nodes of a front: one for each place an ad has at some breakpoints, by ad."""
    asked = {ask.content.id: ask.content for ask in story.asks}
    nodes: list[Node] = []
    for name, _ in plan.slots:
        content = asked[name]
        assert isinstance(content, SlotAsk)
        spots: dict[str, list[str]] = {}
        for point in plan.breakpoints:
            if dict(point.homes).get(name) is Region.ARTICLE:
                spots.setdefault(point.before(name) or "", []).append(point.name)
        for number, (spot, shown) in enumerate(spots.items(), 1):
            own = name if number == 1 else f"{name}-at-{number}"
            nodes.append(Node(own, content, spot, tuple(shown)))
    return tuple(nodes)


def served_at(rules: Rules) -> ServedAt:
    """The sizes that an ad of a front may be served: those that its frame has room for."""

    def served(content: str, point: BreakpointPlan, screen: int) -> tuple[Size, ...]:
        slot = next(each.slot for each in point.contents if each.id == content)
        terms = front_rules(rules, point.name).terms(slot, point.name)
        fitting = eligible(terms, frame_width(screen) * PX)
        narrow = sorted(terms.sizes, key=lambda size: (size.width, size.height))
        return fitting or tuple(narrow[:1])

    return served


def front_node_css(
    nodes: tuple[Node, ...], plan: WebPlan, containers: tuple[str, ...], rules: Rules
) -> str:
    """The rules that show each node at its breakpoints, with its air and its reserved box."""
    parts = []
    for point in plan.breakpoints:
        shown = [node for node in nodes if point.name in node.shown]
        own = front_rules(rules, point.name)
        text = "".join(rule for node in shown for rule in _node(node, point, containers, own))
        parts.append(_media(text, point, plan))
    return "\n".join(part for part in parts if part)


def _media(text: str, point: BreakpointPlan, plan: WebPlan) -> str:
    """Rules for one breakpoint; those of the first and last reach to all screens beyond."""
    first = 0 if point is plan.breakpoints[0] else point.widths.first
    past = 0 if point is plan.breakpoints[-1] else point.widths.last + 1
    return wide(text, first, past) if text else ""


def _node(
    node: Node, point: BreakpointPlan, containers: tuple[str, ...], rules: Rules
) -> Iterator[str]:
    slot = next(content.slot for content in point.contents if content.id == node.content.id)
    terms = rules.terms(slot, point.name)
    air = -(-max(amount_on(terms.margin, strip) for strip in point.strips) // PX)
    first, last = node.spot == containers[0], not node.spot
    above = air if first or last else max(air, _GAP)
    yield f"#{node.id}{{display:block;margin-block:{rem(above)} {rem(air)}}}"
    if not last:
        yield f"#{node.spot}{{margin-top:{rem(0 if first else min(air, _GAP))}}}"
    said: tuple[int, int] | None = None
    for screen in range(point.widths.first, point.widths.last + 1):
        box = reserved(terms, frame_width(screen) * PX)
        assert box, "rules give every ad slot a size"
        if box != said:
            bed = f"#{node.id}>.ad-bed{{width:{box[0] // PX}px;height:{box[1] // PX}px}}"
            yield bed if said is None else wide(bed, screen)
            said = box
