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

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from layout.desk.reports.explain.on_screens import sentences, web_views
from layout.desk.reports.explain.view import View, as_data
from layout.story.as_written import Story
from layout.web.html.nodes import Node
from layout.web.plan.page_outcomes import openings_of, scene_of
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from slots.audit.finished_flow import Flow, Guest, flow_of
from slots.case import Case
from slots.problem.build import build_problem
from slots.problem.choices import Problem
from slots.problem.clearance import kept
from slots.reasons.outcome import NO_RULES
from slots.reasons.scene import Scene
from slots.reasons.why_not_in_a_gap import explanation, missing
from slots.regions.outside_copy import AT_GAPS
from slots.rules.relaxation import relaxed_terms
from slots.rules.terms import Region, Rules, Terms
from slots.strip.content import Content
from slots.strip.distance import Axis, Need, Ruler, rulers_of
from slots.strip.refusal import Kind, Refusal
from slots.units import PX

_OPENING = 28
"""Characters of a block that are shown to name it."""

_Edges = Mapping[str, tuple[int, int]]
"""Top and bottom of blocks and boxes by their ids, in millipoints of the finished flow."""


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
    """The measured screen nearest to one `width` px wide, in its breakpoint."""
    point = plan.breakpoint(width)
    screens = range(len(point.screens))
    index = min(screens, key=lambda at: abs(point.screens[at] - width))
    return Sight(plan, point, index, story, rules)


def overlay(sight: Sight, nodes: tuple[Node, ...]) -> dict[str, Any]:
    """The overlay, ready for JSON. The plan must have all refusals (Trace.ALL)."""
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
        "measured": len(point.screens),
        "gave_way": list(sentences(point.decision)),
        "figures": dict(view.figures),
        "slots": list(_slots(view, sight, nodes, refusals)),
        "blocks": list(_blocks(sight.flow, openings)),
        "gaps": list(_gaps(sight.flow, view)),
        "candidates": list(_candidates(sight, refusals, scene)),
        "clearances": _clearances_of(point, sight.index, sight.flow, sight.terms, sight.rules),
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
            found: dict[str, Any] = {"gap": name, "slot": content.id, "state": state}
            found["refusals"] = [] if here else why[name]
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
    sentence = f"the next gap where it may stand is {where}, {abs(px)} px further {way}"
    return {"gap": gap, "px": px, "said": f"{sentence[:1].upper()}{sentence[1:]}."}


def explained(refusal: Refusal, scene: Scene) -> dict[str, Any]:
    """A refusal as JSON has it, with its sentences."""
    words = explanation(refusal, scene)
    return {
        "rule": str(refusal.rule),
        "required": refusal.required,
        "actual": refusal.actual,
        "against": refusal.against,
        "missing": missing(refusal),
        "said": _sentence(words.reason),
        "remedy": _sentence(words.remedy),
        "change": words.change.data() if words.change else None,
    }


def _sentence(text: str) -> str:
    """A text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def _clearances_of(
    point: BreakpointPlan,
    index: int,
    flow: Flow,
    terms: Callable[[Content], Terms],
    rules: Rules,
) -> dict[str, list[dict[str, Any]]]:
    """What each content that stands at gaps keeps from blocks, from other boxes, and from the ends
    of the copy; by its id. What rules require in words or paragraphs is converted to px."""
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
            *_block_bands(terms(content), ruler, edges),
            *_boxes(problem, place, ruler, edges, kinds),
        ]
        for place, content in enumerate(contents)
    }


def _problem(
    point: BreakpointPlan, index: int, contents: tuple[Content, ...], rules: Rules
) -> Problem:
    """The problem on one screen, with the distances that contents require of each other."""
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


def _block_bands(terms: Terms, ruler: Ruler, edges: _Edges) -> Iterator[dict[str, Any]]:
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
        over = [need for distance in problem.needs[other][place] for need in distance.needs]
        under = [need for distance in problem.needs[place][other] for need in distance.needs]
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
