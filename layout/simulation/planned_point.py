"""One breakpoint of one story, planned: its figures, its audit, and its picture as a strip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from layout.simulation.results import AD, Box, Point
from slots.audit.finished_flow import Flow, Guest, flow_of
from slots.audit.measure_again import audit
from slots.problem.choices import density_limit
from slots.strip.refusal import Kind
from slots.strip.stretches import stretches
from slots.units import PX

if TYPE_CHECKING:
    from layout.web.plan.page_plan import BreakpointPlan
    from slots.rules.terms import Rules
    from slots.strip.content import About


class Mark(NamedTuple):
    """What stands on a strip from a top to a bottom in px, and its name."""

    what: str
    top: int
    bottom: int
    name: str


@dataclass(frozen=True, slots=True)
class StripPicture:
    """A finished flow to be drawn, in px; `what` of a mark is a role, "ad" or
    "module", and "beside" where it stands in the rail."""

    name: str
    height: int
    marks: tuple[Mark, ...]


def point_of(about: About, plan: BreakpointPlan, rules: Rules, audited: bool = True) -> Point:
    """The result of a story at a breakpoint; unless `audited`, nobody looks for broken rules."""
    decision = plan.decision
    boxes = _boxes(plan, rules)
    standing = {box.id for box in boxes if box.kind == AD}
    ads = (each.before for each in decision.placements if each.slot in standing)
    gaps = stretches(plan.strips[0], ads)
    found = audit(plan.case(rules, about), decision) if audited else ()
    broken = [f"at {plan.screens[each.strip]}px: {each}" for each in found]
    values = {box.slot: rules.terms(box.slot, plan.name).value for box in boxes}
    return Point(
        name=plan.name,
        screens=str(plan.widths),
        boxes=boxes,
        objective=decision.objective,
        bound=decision.bound,
        value=sum(values[box.slot] for box in boxes if box.home is not None),
        density=plan.density,
        lighthouse=plan.lighthouse,
        gaps=tuple(gap // PX for gap in gaps.between),
        longest=gaps.longest // PX,
        width=plan.screens[0],
        screen=plan.strips[0].viewport[1] // PX,
        relaxed=tuple(map(str, decision.relaxed)),
        breaches=(*broken, *_too_dense(boxes, plan, rules)),
    )


def strip_picture(plan: BreakpointPlan, rules: Rules) -> StripPicture:
    """The finished flow on the narrowest screen of a breakpoint."""
    flow = _flow(plan, rules)
    blocks = [
        Mark(item.role.value, top // PX, (top + item.bottom - item.top) // PX, item.id)
        for top, item in zip(flow.tops, flow.strip.items, strict=True)
    ]
    boxes = [
        Mark(
            f"{'ad' if box.guest.ad else 'module'}{' beside' if box.guest.beside else ''}",
            box.top // PX,
            box.bottom // PX,
            box.guest.content.id,
        )
        for box in flow.boxes
    ]
    return StripPicture(plan.name, flow.height // PX, (*blocks, *boxes))


def _too_dense(boxes: tuple[Box, ...], plan: BreakpointPlan, rules: Rules) -> Iterator[str]:
    """A page that is over its limit with the ads after its copy; the audit knows the copy alone."""
    limit = density_limit(rules.page_terms(plan.name))
    below = any(box.kind == AD and box.home in ("article", "beside", "end") for box in boxes)
    if limit is not None and below and plan.density > float(limit):
        yield f"the page: density needs at most {float(limit):.0%}, has {plan.density:.2%}"


def _flow(plan: BreakpointPlan, rules: Rules) -> Flow:
    gaps = {item.id: gap for gap, item in enumerate(plan.strips[0].items)}
    contents = {content.id: content for content in plan.contents}
    guests = []
    for placed in plan.decision.placements:
        content = contents[placed.slot]
        terms, holds = rules.terms(content.slot, plan.name), rules.slot[content.slot].holds
        gap = len(gaps) if placed.before is None else gaps[placed.before]
        guests.append(Guest(content, terms, holds, gap))
    return flow_of(plan.strips[0], 0, tuple(guests))


def _boxes(plan: BreakpointPlan, rules: Rules) -> tuple[Box, ...]:
    placed = {each.slot: each for each in plan.decision.placements}
    homes = dict(plan.homes)
    boxes = []
    for content in plan.contents:
        here, home = placed.get(content.id), homes.get(content.id)
        boxes.append(
            Box(
                id=content.id,
                slot=content.slot,
                kind=rules.slot[content.slot].holds,
                home=home.value if home else None,
                before=here.before if here else None,
                top=here.top // PX if here else None,
                height=(here.size if here else content.sizes[0])[1] // PX,
                reason="" if home else _reason(plan, content.id),
            )
        )
    return tuple(boxes)


def _reason(plan: BreakpointPlan, content: str) -> str:
    """The rule that bound, or the first of those that bound together."""
    lead = next((fate.lead for fate in plan.fates if fate.content == content), None)
    if lead is None:
        return "max or conditions"
    rule = lead.refusals[0].rule
    return "gap taken" if rule.kind is Kind.GAP else str(rule.base)
