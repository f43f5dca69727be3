"""The ads of a front: which stand between which of its containers at each breakpoint, by the same
rules and the same search as in a story; and the nodes and CSS that show each at its breakpoints.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from layout.story.as_written import SlotAsk, Story
from layout.web.ads.in_each_bed import ServedAt
from layout.web.cards.container_parts import ShapedContainer
from layout.web.cards.order_on_fronts import Front
from layout.web.fronts.container_heights import front_strip
from layout.web.fronts.container_lengths import FRONT_LENGTHS, frame_width
from layout.web.html.nodes import Node
from layout.web.html.relative_lengths import rem, wide
from layout.web.measure.column_and_rail_widths import PX, Sheet, step_of
from layout.web.plan.box_sizes import ad_around
from layout.web.plan.measured_breakpoint import sampled
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from slots.case import Case
from slots.placing.place import place
from slots.reasons.outcome import fates_of
from slots.reasons.scene import Scene
from slots.regions.fronts import HOME, SECTION, front_ads, front_rules
from slots.regions.outside_copy import Homes
from slots.regions.reserve import eligible, reserved
from slots.rules.keys import Keys
from slots.rules.size import Size, Widths
from slots.rules.terms import Region, Rules
from slots.strip.content import About, Content
from slots.strip.distance import amount_on

_GAP = FRONT_LENGTHS["container-gap"]


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """What planning one breakpoint needs to know."""

    shaped: tuple[ShapedContainer, ...]
    sheet: Sheet
    rules: Rules
    about: About


def plan_front(
    front: Front, shaped: tuple[ShapedContainer, ...], sheet: Sheet, rules: Rules
) -> WebPlan:
    """Where ads stand on a front at every breakpoint; one that found no gap stands nowhere, without
    a finding, since nobody asked for it."""
    name = front.section.name if front.section else ""
    about = About(name, (SECTION if front.section else HOME,))
    task = _Task(shaped, sheet, rules, about)
    ranges = sorted(rules.breakpoints.items(), key=lambda entry: entry[1].first)
    points = tuple(_point(name, widths, task) for name, widths in ranges)
    slots: dict[str, str] = {}
    for point in points:
        slots |= {content.id: content.slot for content in point.contents}
    return WebPlan(points, tuple(slots.items()), ())


def _point(name: str, widths: Widths, task: _Task) -> BreakpointPlan:
    """A front's containers as the paragraphs of a strip, with ads placed between them."""
    screens = sampled(widths)
    strips = tuple(front_strip(task.shaped, screen, task.sheet) for screen in screens)
    rules = front_rules(task.rules, name)
    contents = tuple(
        Content(ad, slot, tuple(_size(slot, screen, name, rules, task.sheet) for screen in screens))
        for ad, slot in front_ads(rules, name).items()
    )
    decision = place(Case(strips, contents, rules, name, task.about))
    placed = {placement.slot for placement in decision.placements}
    homes: Homes = {
        content.id: Region.ARTICLE if content.id in placed else None for content in contents
    }
    items = {item.id: item for item in strips[0].items}
    scene = Scene(Keys(rules, name), items, {}, {c.id: c.slot for c in contents}, front=True)
    meant: Homes = {content.id: Region.ARTICLE for content in contents}
    return BreakpointPlan(
        name,
        widths,
        screens,
        strips,
        contents,
        decision,
        tuple(homes.items()),
        density=decision.density,
        lighthouse=decision.lighthouse,
        fates=fates_of((meant, homes), contents, decision, scene),
    )


def _size(slot: str, screen: int, name: str, rules: Rules, sheet: Sheet) -> tuple[int, int]:
    """The outer box of an ad on a screen, in millipoints."""
    box = reserved(rules.terms(slot, name), frame_width(screen) * PX)
    assert box, "rules give every ad slot a size"
    return box[0], box[1] + ad_around(sheet, step_of(screen)) * PX


def front_nodes(plan: WebPlan, story: Story) -> tuple[Node, ...]:
    """The nodes of a front: one for each place an ad has at some breakpoints, by ad."""
    contents = {ask.content.id: ask.content for ask in story.asks}
    nodes: list[Node] = []
    for name, _ in plan.slots:
        content = contents[name]
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
    """The CSS that shows each node at its breakpoints, with its air and its reserved box.

    `containers` are the ids of the front's containers, in order.
    """
    parts = []
    for point in plan.breakpoints:
        shown = [node for node in nodes if point.name in node.shown]
        own = front_rules(rules, point.name)
        text = "".join(rule for node in shown for rule in _node_rules(node, point, containers, own))
        parts.append(_media(text, point, plan))
    return "\n".join(part for part in parts if part)


def _media(text: str, point: BreakpointPlan, plan: WebPlan) -> str:
    """CSS for one breakpoint; that of the first and last reaches to all screens beyond."""
    first = 0 if point is plan.breakpoints[0] else point.widths.first
    past = 0 if point is plan.breakpoints[-1] else point.widths.last + 1
    return wide(text, first, past) if text else ""


def _node_rules(
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
    written: tuple[int, int] | None = None
    for screen in range(point.widths.first, point.widths.last + 1):
        box = reserved(terms, frame_width(screen) * PX)
        assert box, "rules give every ad slot a size"
        if box != written:
            width, height = box[0] // PX, box[1] // PX
            bed = f"#{node.id}{{--ad:{width}px}}"
            bed += f"#{node.id}>.ad-bed{{width:{width}px;height:{height}px}}"
            yield bed if written is None else wide(bed, screen)
            written = box
