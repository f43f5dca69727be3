"""The overlay of a page: what stands where at one width, what may stand in each gap, and why not.

Lengths in CSS px, from the top of the copy, in the finished page:

        ┌──────────────┐ block.top
        │ opponent     │
        └──────────────┘ block.bottom ─┬─
        gap ─ ─ ─ ─ ─ ─                │ above: what a slot keeps from an opponent above it
                                      ─┴─
        `below` is the same over an opponent's head: what a slot keeps from one below it
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from layout.desk.preview.web.overlay.clearance_bands import clearances_of
from layout.desk.reports.explain.on_screens import web_views
from layout.desk.reports.explain.view import View, as_data
from layout.story.as_written import Story
from layout.web.html.nodes import Node
from layout.web.plan.page_outcomes import openings_of, scene_of
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from slots.audit.finished_flow import Flow, Guest, flow_of
from slots.reasons.outcome import NO_RULES
from slots.reasons.refusal_words import missing, told
from slots.reasons.scene import Scene
from slots.regions.outside_copy import AT_GAPS
from slots.rules.relaxation import relaxed_terms
from slots.rules.terms import Region, Rules, Terms
from slots.strip.content import Content
from slots.strip.refusal import Kind, Refusal
from slots.units import PX

_OPENING = 28
"""Characters of a block that are shown to name it."""


@dataclass(frozen=True, eq=False)
class Sight:
    """One breakpoint of a page on one of the screens that were measured, with its view."""

    plan: WebPlan
    point: BreakpointPlan
    index: int
    story: Story
    rules: Rules
    front: bool = False

    @cached_property
    def flow(self) -> Flow:
        """The copy with its boxes in it."""
        strip, contents = self.point.strips[self.index], self.point.contents
        gaps = {item.id: gap for gap, item in enumerate(strip.items)}
        named = {content.id: content for content in contents}
        guests = [
            Guest(
                named[placed.slot],
                self.terms(named[placed.slot]),
                self.rules.slot[named[placed.slot].slot].holds,
                len(gaps) if placed.before is None else gaps[placed.before],
            )
            for placed in self.point.decision.placements
        ]
        return flow_of(strip, self.index, tuple(guests))

    def terms(self, content: Content) -> Terms:
        """The terms that a content stands on here, with the steps of relaxation it has taken."""
        written = self.rules.terms(content.slot, self.point.name)
        return relaxed_terms(written, self.point.decision.steps(content.id))


def sight_of(plan: WebPlan, story: Story, rules: Rules, width: int) -> Sight:
    """The screen that was measured nearest to one of so many px, in its breakpoint."""
    point = plan.breakpoint(width)
    screens = range(len(point.screens))
    index = min(screens, key=lambda at: abs(point.screens[at] - width))
    return Sight(plan, point, index, story, rules)


def overlay(sight: Sight, nodes: tuple[Node, ...]) -> dict[str, Any]:
    """The overlay, ready for JSON. The plan needs all refusals told (Trace.ALL)."""
    point = sight.point
    shown = point.screens[sight.index]
    view = web_views(sight.plan, sight.story, sight.rules, shown, sight.front, spoken=True)[0]
    scene = scene_of(point, sight.story, sight.rules, sight.front)
    openings = openings_of(point, sight.story, _OPENING)
    scene = replace(scene, openings=openings)
    refusals = _Explained(scene, point.decision.refusals)
    return {
        "breakpoint": point.name,
        "screen": point.screens[sight.index],
        "title": view.title,
        "verdict": view.verdict,
        "figures": dict(view.figures),
        "slots": list(_slots(view, sight, nodes, refusals)),
        "blocks": list(_blocks(sight.flow, openings)),
        "gaps": list(_gaps(sight.flow, view)),
        "candidates": list(_candidates(sight, refusals, scene)),
        "clearances": clearances_of(point, sight.index, sight.flow, sight.terms, sight.rules),
    }


class _Explained:
    """Refusals by content and candidate, each explained once."""

    def __init__(self, scene: Scene, refusals: Iterable[Refusal]) -> None:
        self._scene = scene
        self._found: dict[tuple[str, str | None], list[Refusal]] = {}
        for refusal in refusals:
            self._found.setdefault((refusal.slot, refusal.candidate), []).append(refusal)

    def at(self, content: str, candidate: str | None) -> list[dict[str, Any]]:
        """What refuses a content in a gap."""
        return [explained(each, self._scene) for each in self._found.get((content, candidate), ())]

    def outside(self, content: str, gaps: set[str | None]) -> list[dict[str, Any]]:
        """What refuses a content outside of the gaps of the copy: in the rail, after the copy."""
        return [
            {"candidate": candidate, **each}
            for slot, candidate in self._found
            if slot == content and candidate not in gaps
            for each in self.at(content, candidate)
        ]


def _slots(
    view: View, sight: Sight, nodes: tuple[Node, ...], refusals: _Explained
) -> Iterator[dict[str, Any]]:
    shown = {n.content.id: n.id for n in nodes if sight.point.name in n.shown}
    gaps: set[str | None] = {item.id for item in sight.flow.strip.items}
    gaps.add(None)
    for slot in as_data(view)["slots"]:
        yield {
            **slot,
            "kind": sight.rules.slot[slot["slot"]].holds,
            "node": shown.get(slot["id"]),
            "refusals": refusals.outside(slot["id"], gaps),
        }


def _blocks(flow: Flow, openings: dict[str, str]) -> Iterator[dict[str, Any]]:
    for item, top in zip(flow.strip.items, flow.tops, strict=True):
        yield {
            "id": item.id,
            "role": item.role.value,
            "words": item.words,
            "opening": openings[item.id],
            "top": top / PX,
            "bottom": (top + item.bottom - item.top) / PX,
        }


def _gaps(flow: Flow, view: View) -> Iterator[dict[str, Any]]:
    tops = (*flow.tops, flow.height)
    names = (*(item.id for item in flow.strip.items), None)
    for name, top in zip(names, tops, strict=True):
        yield {"candidate": name, "text": view.gaps[name], "top": top / PX}


def _candidates(sight: Sight, refusals: _Explained, scene: Scene) -> Iterator[dict[str, Any]]:
    """Every gap with every content that is meant for gaps here: taken by it, free, or refused; and
    then the nearest gap that would do."""
    point, flow = sight.point, sight.flow
    taken = {(each.slot, each.before) for each in point.decision.placements}
    names = (*(item.id for item in point.strips[0].items), None)
    tops = dict(zip(names, (*flow.tops, flow.height), strict=True))
    for content in point.contents:
        if not _at_gaps(sight, content.slot):
            continue
        why = {name: refusals.at(content.id, name) for name in names}
        fit = {name: tops[name] for name in names if _would_do(why[name])}
        for name in names:
            here = (content.id, name) in taken
            state = "taken" if here else "refused" if why[name] else "free"
            told = [] if here else why[name]
            found: dict[str, Any] = {"gap": name, "slot": content.id, "state": state}
            found["refusals"] = told
            if state == "refused" and name not in fit:
                found["nearest"] = _nearest(tops[name], fit, scene)
            yield found


def _would_do(refusals: list[dict[str, Any]]) -> bool:
    """Whether no rule forbids it: the whole may still be worth more without it."""
    return all(each["rule"] in NO_RULES for each in refusals)


def _at_gaps(sight: Sight, slot: str) -> bool:
    region = sight.rules.terms(slot, sight.point.name).region
    without_rail = any(
        each.rule.kind is Kind.NO_RAIL
        for each in sight.point.decision.refusals
        if region is Region.BESIDE
    )
    return region in AT_GAPS and not without_rail


def _nearest(top: int, fit: Mapping[str | None, int], scene: Scene) -> dict[str, Any] | None:
    """Of the gaps that would do, by the block below with their heights on the page in millipoints,
    the one nearest to a height: the gap, how many px further down it is (negative: up), and a
    sentence. None where no gap would do."""
    if not fit:
        return None
    gap = min(fit, key=lambda name: abs(fit[name] - top))
    px = round((fit[gap] - top) / PX)
    way = "down" if px >= 0 else "up"
    where = f"before {scene.block(gap)}" if gap else "at the end of the copy"
    said = f"the next gap where it may stand is {where}, {abs(px)} px further {way}"
    return {"gap": gap, "px": px, "said": f"{said[:1].upper()}{said[1:]}."}


def explained(refusal: Refusal, scene: Scene) -> dict[str, Any]:
    """A refusal as JSON has it, with its sentences."""
    words = told(refusal, scene)
    return {
        "rule": str(refusal.rule),
        "required": refusal.required,
        "actual": refusal.actual,
        "against": refusal.against,
        "missing": missing(refusal),
        "said": _sentence(words.said),
        "remedy": _sentence(words.remedy),
        "change": words.change.data() if words.change else None,
    }


def _sentence(text: str) -> str:
    """A text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
