"""The web edition explained: what stands where at each range of screen widths, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from layout.desk.reports.explain.view import Standing, View
from layout.story.as_written import Story
from layout.web.measure.column_and_rail_widths import step_of
from layout.web.plan.page_outcomes import scene_of
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from layout.work.terminal.report import points
from slots.placing.place import edges
from slots.reasons.scene import Scene
from slots.reasons.why_it_stands_or_not import changes, reason
from slots.regions.outside_copy import NAMES
from slots.rules.terms import Region, Rules
from slots.strip.decision import Decision, Placement, Relaxation
from slots.strip.refusal import Refusal
from slots.units import PX


def web_views(
    plan: WebPlan,
    story: Story,
    rules: Rules,
    screen: int | None = None,
    front: bool = False,
    spoken: bool = False,
) -> tuple[View, ...]:
    """The view of each breakpoint, or of the one that a screen of some width belongs to.

    Positions are those at the sampled screen nearest to the requested one, else at the narrowest.
    """
    chosen = plan.breakpoints if screen is None else (plan.breakpoint(screen),)
    scenes = (replace(scene_of(point, story, rules, front), spoken=spoken) for point in chosen)
    return tuple(_view(point, scene, screen) for point, scene in zip(chosen, scenes, strict=True))


def _named(scene: Scene, decision: Decision) -> dict[str | None, str]:
    """The gaps, and the regions outside the copy that something was refused in."""
    gaps = {name: scene.gap(name) for name in (*scene.items, None)}
    refused = {refusal.candidate for refusal in decision.refusals}
    outside = {name: text for name, text in NAMES.items() if name and name in refused}
    return dict((*gaps.items(), *outside.items()))


@dataclass(frozen=True, slots=True, eq=False)
class _Scene:
    """One breakpoint at one screen, with what its sentences name."""

    point: BreakpointPlan
    index: int
    words: Scene
    rules: Rules
    placed: Mapping[str, Placement]


def _view(point: BreakpointPlan, words: Scene, screen: int | None) -> View:
    index, rules = _nearest(point.screens, screen), words.keys.rules
    placed = edges(point.case(rules), point.decision, index)
    scene = _Scene(point, index, words, rules, {each.slot: each for each in placed})
    decision = point.decision
    figures = {
        "widths": [point.widths.first, point.widths.last],
        "screen": point.screens[index],
        "objective": decision.objective,
        "bound": decision.bound,
        "optimal": decision.objective == decision.bound,
        "density": point.density,
        "lighthouse": point.lighthouse,
        "relaxed": [asdict(step) for step in decision.relaxed],
    }
    title = f"{point.name}, screens of {point.widths}, shown at {point.screens[index]}px"
    standings = tuple(_standing(name, region, scene) for name, region in point.homes)
    named = _named(words, decision)
    return View(point.name, title, _verdict(point), figures, standings, named)


def _nearest(screens: tuple[int, ...], screen: int | None) -> int:
    wanted = screens[0] if screen is None else screen
    return min(range(len(screens)), key=lambda index: abs(screens[index] - wanted))


def _verdict(point: BreakpointPlan) -> str:
    decision = point.decision
    proof = (
        "no arrangement is worth more"
        if decision.objective == decision.bound
        else f"none is worth more than {points(decision.bound)}"
    )
    worth = points(decision.objective)
    held = f"its rules hold at all {len(point.screens)} widths measured"
    density = f"ad density {point.density:.1%} at its worst ({point.lighthouse:.1%} by Lighthouse)"
    gave_way = "".join(f" {step[0].upper()}{step[1:]}." for step in sentences(decision))
    return f"The arrangement is worth {worth}; {proof}; {held}; {density}.{gave_way}"


def _standing(name: str, region: Region | None, scene: _Scene) -> Standing:
    point = scene.point
    slot = next(content.slot for content in point.contents if content.id == name)
    refusals = tuple(refusal for refusal in point.decision.refusals if refusal.slot == name)
    if name in scene.placed:
        return _in_copy(slot, scene.placed[name], refusals, scene)
    fate = next((each for each in point.fates if each.content == name), None)
    why = reason(fate, scene.words) if fate else f"its rules say region = {region}"
    remedies = changes(fate, scene.words) if fate else ()
    where, place = _outside(name, region, scene) if region else ("nowhere", {})
    return Standing(name, slot, where, why, place, refusals, fate, remedies)


def _outside(name: str, region: Region, scene: _Scene) -> tuple[str, dict[str, Any]]:
    """Where a content stands that is not in the copy: in words, and as data."""
    point = scene.point
    size = next(each.sizes[scene.index] for each in point.contents if each.id == name)
    width, height = size[0] // PX, size[1] // PX
    place: dict[str, Any] = {"region": region.value, "size": [width, height]}
    box = next((each for each in point.rail.boxes if each.id == name), None)
    railed = [i for i, screen in enumerate(point.screens) if step_of(screen).rail]
    if region is not Region.RAIL or box is None or scene.index not in railed:
        return f"after the copy, {width}x{height}", place
    at = railed.index(scene.index)
    top, run = box.tops[at] // PX, box.runs[at] // PX
    place |= {"top": top, "run": run}
    travels = f", in view for {run}px more" if box.sticky else ""
    return f"in the rail, {top}px down, {width}x{height}{travels}", place


def _in_copy(
    slot: str, placement: Placement, refusals: tuple[Refusal, ...], scene: _Scene
) -> Standing:
    width, height = placement.size[0] // PX, placement.size[1] // PX
    top = placement.top // PX
    where = f"{scene.words.gap(placement.before)}, {top}px down, {width}x{height}"
    box = next((each for each in scene.point.beside if each.id == placement.slot), None)
    place: dict[str, Any] = {
        "region": Region.BESIDE.value if box else Region.ARTICLE.value,
        "before": placement.before,
        "top": top,
        "size": [width, height],
    }
    if box:
        run = min(box.runs) // PX
        where = f"beside the copy, {where}" + (f", in view for {run}px more" if run else "")
        place["run"] = run
    barred = {refusal.candidate for refusal in refusals}
    gaps = (*scene.words.items, None)
    free = sum(gap not in barred for gap in gaps)
    worth = scene.rules.terms(slot, scene.point.name).value
    open_gaps = "the only gap" if free == 1 else f"one of {free} gaps"
    why = f"{open_gaps} of {len(gaps)} that its rules and the others leave it; worth {worth}"
    return Standing(placement.slot, slot, where, why, place, refusals)


def sentences(decision: Decision) -> Iterator[str]:
    """One sentence for each step of relaxation, in the order they were taken."""
    yield from map(_sentence, decision.relaxed)


def _sentence(step: Relaxation) -> str:
    return (
        f"to reach its min, slot {step.slot} asked {step.instead} instead of {step.asked} "
        f"for {step.rule} of {', '.join(step.ads)} (step {step.step})"
    )
