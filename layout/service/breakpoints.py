"""One breakpoint of a post: what the rules place there, with reasons.

No page belongs to a post but its copy: slots of the rail, of the end and beside the copy are left
out, and said to be. A box is as wide as the widest size that fits on any screen of the breakpoint,
as high as the highest, and higher by its label.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from layout.service.flows import Post
from slots.case import Case
from slots.finding import Finding, Severity
from slots.interchange.place_strip import contents_of
from slots.placing.place import place
from slots.problem.why_closed import Trace
from slots.reasons.outcome import Fate, fates_of
from slots.reasons.scene import Scene
from slots.reasons.why_it_stands_or_not import changes, reason
from slots.regions.outside_copy import Homes
from slots.regions.reserve import eligible, reserved
from slots.rules.keys import Keys
from slots.rules.size import Size
from slots.rules.terms import Region, Rules, Terms
from slots.strip.content import Content, distinct
from slots.strip.decision import Decision
from slots.strip.distance import height_of
from slots.units import PX

LABEL = 20
"""Height in px of the line above an ad that has a label."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A box that stands: its content and slot, how many blocks are above it, its reserved size and
    the air above and below in px, and the sizes that may be served in it."""

    id: str
    slot: str
    after: int
    width: int
    height: int
    air: int
    label: str
    sizes: tuple[Size, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A breakpoint with everything decided: its screens in px, the boxes from top to bottom, the
    decision, what stands nowhere, and findings."""

    name: str
    first: int
    last: int | None
    screens: tuple[int, ...]
    boxes: tuple[Standing, ...]
    decision: Decision
    data: dict[str, Any]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Offered:
    """A breakpoint's case, with all strips, and what could be offered in it."""

    case: Case
    findings: tuple[Finding, ...]


def placed_at(post: Post, rules: Rules, name: str, every: bool) -> Placed | None:
    """What stands where at a breakpoint; None where no screen of the post is in it."""
    last = name == list(rules.breakpoints)[-1]
    widths = rules.breakpoints[name]
    strips = tuple(
        strip
        for strip in post.strips
        if widths.first <= strip.viewport[0] // PX <= (widths.last if not last else 10**9)
    )
    if not strips:
        return None
    offered = _offered(Case(strips, (), rules, name, post.about))
    case = offered.case
    alike, contents = distinct(case.strips, case.contents)
    case = replace(case, strips=alike, contents=contents)
    decision = place(case, Trace.ALL if every else Trace.UNPLACED)
    boxes = tuple(_standing(case, decision))
    return Placed(
        name,
        widths.first,
        None if last else widths.last,
        tuple(strip.viewport[0] // PX for strip in strips),
        boxes,
        decision,
        _data(case, decision, boxes, _Told(post, every)),
        offered.findings,
    )


def _offered(case: Case) -> _Offered:
    """A case with its contents: as many as the rules ask for, in boxes with their labels."""
    longest = max(case.strips, key=lambda strip: strip.height)
    bare, findings = contents_of(replace(case, strips=(longest,)))
    beside = {c.slot for c in bare if case.terms(c.slot).region is Region.BESIDE}
    if beside:
        message = f"not placed: {', '.join(sorted(beside))} (a post is the copy alone)"
        findings = (*findings, Finding("not-in-posts", Severity.INFO, message))
    contents = tuple(
        replace(content, sizes=_boxes(case, content))
        for content in bare
        if content.slot not in beside
    )
    return _Offered(replace(case, contents=contents), findings)


def _boxes(case: Case, content: Content) -> tuple[tuple[int, int], ...]:
    """The box of a content on each strip: one height for all screens of the breakpoint."""
    terms = case.terms(content.slot)
    own = [reserved(terms, strip.width) for strip in case.strips]
    boxes = [box for box in own if box]
    height = max(box[1] for box in boxes) + _label(terms)
    return tuple((box[0], height) for box in boxes)


def _label(terms: Terms) -> int:
    return LABEL * PX if terms.label else 0


def _standing(case: Case, decision: Decision) -> Iterator[Standing]:
    contents = {content.id: content for content in case.contents}
    above = {item.id: index for index, item in enumerate(case.strips[0].items)}
    for each in decision.placements:
        content = contents[each.slot]
        terms = case.terms(content.slot)
        widest = max(strip.width for strip in case.strips)
        after = len(above) if each.before is None else above[each.before]
        yield Standing(
            content.id,
            content.slot,
            after,
            max(width for width, _ in content.sizes) // PX,
            -(-content.sizes[0][1] // PX),
            -(-max(height_of(terms.margin, strip) for strip in case.strips) // PX),
            terms.label,
            eligible(terms, widest),
        )


# --- as data --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """What an answer says: of which post, and whether every refusal."""

    post: Post
    every: bool


def _data(
    case: Case, decision: Decision, boxes: tuple[Standing, ...], told: _Told
) -> dict[str, Any]:
    """A breakpoint as its answer has it."""
    scene = _scene(case, decision, told.post)
    items = case.strips[0].items
    slots = scene.slots
    data: dict[str, Any] = {
        "placements": [
            {
                "id": box.id,
                "slot": box.slot,
                "after": items[box.after - 1].id if box.after else None,
                "before": items[box.after].id if box.after < len(items) else None,
                "width": box.width,
                "height": box.height,
                "sizes": list(map(str, box.sizes)),
            }
            for box in boxes
        ],
        "unplaced": list(_unplaced(case, decision, scene)),
        "density": round(decision.density, 6),
        "objective": decision.objective,
        "bound": decision.bound,
        "refusals": [],
    }
    if told.every:
        data["refusals"] = [
            {
                "before": refusal.candidate,
                "slot": slots[refusal.slot],
                "rule": str(refusal.rule),
                "required": refusal.required,
                "actual": refusal.actual,
                "against": refusal.against,
            }
            for refusal in decision.refusals
        ]
        data["refusals"] = list({repr(each): each for each in data["refusals"]}.values())
    return data


def _scene(case: Case, decision: Decision, post: Post) -> Scene:
    return Scene(
        Keys(case.rules, case.breakpoint),
        {item.id: item for item in case.strips[0].items},
        post.openings,
        {content.id: content.slot for content in case.contents},
        frozenset(box.slot for box in decision.placements),
    )


def _unplaced(case: Case, decision: Decision, scene: Scene) -> Iterator[dict[str, Any]]:
    """What stands nowhere, with the reason and what would have to change; contents of a slot that
    share it together."""
    meant: Homes = {content.id: case.terms(content.slot).region for content in case.contents}
    stands: Homes = {name: home if name in scene.placed else None for name, home in meant.items()}
    groups: dict[tuple[str, str], list[Fate]] = {}
    for fate in fates_of((meant, stands), case.contents, decision, scene):
        key = scene.slots[fate.content], reason(fate, scene)
        groups.setdefault(key, []).append(fate)
    for (slot, why), fates in groups.items():
        made = [each.data() for each in changes(fates[0], scene)]
        yield {"slot": slot, "ids": [f.content for f in fates], "why": why, "changes": made}
