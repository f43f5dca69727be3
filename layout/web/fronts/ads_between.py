"""The plan of a front: at each breakpoint, which ads stand between which of its containers."""

from __future__ import annotations

from dataclasses import dataclass

from layout.web.cards.container_parts import Laid
from layout.web.cards.containers import Front
from layout.web.fronts.container_heights import front_strip
from layout.web.fronts.container_lengths import frame_width
from layout.web.measure.widths_and_lengths import PX, Sheet, step_of
from layout.web.plan.box_sizes import ad_around
from layout.web.plan.measured_breakpoint import sampled
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from slots.case import Case
from slots.placing.place import place
from slots.reasons.outcome import fates_of
from slots.reasons.scene import Scene
from slots.regions.fronts import HOME, SECTION, front_ads, front_rules
from slots.regions.outside_copy import Homes
from slots.regions.reserve import reserved
from slots.rules.keys import Keys
from slots.rules.size import Widths
from slots.rules.terms import Region, Rules
from slots.strip.content import About, Content


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """What planning one breakpoint needs to know."""

    laid: tuple[Laid, ...]
    sheet: Sheet
    rules: Rules
    about: About


def plan_front(front: Front, laid: tuple[Laid, ...], sheet: Sheet, rules: Rules) -> WebPlan:
    """Where ads stand on a front at every breakpoint; one that found no gap stands nowhere.

    No finding tells of those: nobody asked for them.
    """
    name = front.section.name if front.section else ""
    about = About(name, (SECTION if front.section else HOME,))
    task = _Task(laid, sheet, rules, about)
    ranges = sorted(rules.breakpoints.items(), key=lambda entry: entry[1].first)
    points = tuple(_point(name, widths, task) for name, widths in ranges)
    slots: dict[str, str] = {}
    for point in points:
        slots |= {content.id: content.slot for content in point.contents}
    return WebPlan(points, tuple(slots.items()), ())


def _point(name: str, widths: Widths, task: _Task) -> BreakpointPlan:
    screens = sampled(widths)
    strips = tuple(front_strip(task.laid, screen, task.sheet) for screen in screens)
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
