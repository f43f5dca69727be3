"""Arranging one breakpoint of a page, region after region: the copy and beside it, the rail, what
follows the copy; each region gets what the one before has left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from layout.web.plan.ad_density import Arrangement, room_for_ads, worst_density
from layout.web.plan.ads_on_screen import (
    Stack,
    limit_of,
    rail_in_view,
    refused_as_too_many,
    sets_to_leave_out,
    too_many,
    with_shorter_runs,
)
from layout.web.plan.below_copy import ads_after_copy
from layout.web.plan.beside_copy import Beside, BesideBox, beside_of, least_run
from layout.web.plan.box_sizes import room_of, too_wide
from layout.web.plan.boxes_in_copy import edges_of
from layout.web.plan.measured_breakpoint import MeasuredBreakpoint
from layout.web.plan.story_rail import barred_top, limits_in, rail_of
from slots.placing.place import place
from slots.problem.choices import POINT
from slots.problem.why_closed import Trace
from slots.regions.outside_copy import AT_GAPS, Homes, fallback, homes, kept_away, regions
from slots.regions.rail import Rail
from slots.rules.terms import AD, Region
from slots.strip.content import Content, distinct
from slots.strip.decision import Decision
from slots.strip.measured_flow import Strip
from slots.strip.refusal import Kind, Refusal, Rule
from slots.units import PX, whole_px

_BELOW = (Region.RAIL, Region.END)
"""Regions outside the copy, in the order they are filled."""


@dataclass(frozen=True, slots=True, eq=False)
class ArrangedBreakpoint:
    """A breakpoint with everything decided: the page, and how it came to that.

    `strips` are the story's, with the foot of the rail's stack where boxes stand beside the copy;
    `limits` the greatest height of a creative where not all sizes of a slot have room; `stages` the
    homes as the rules mean them, and after each region; `late` the refusals of boxes that had a gap
    beside the copy and lost it (`slots.reasons.outcome`).
    """

    page: Arrangement
    strips: tuple[Strip, ...]
    decision: Decision
    beside: tuple[BesideBox, ...]
    limits: dict[str, int]
    density: float
    lighthouse: float
    stages: tuple[Homes, ...]
    late: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """What filling one region came to: the homes after it, the greatest heights of creatives in it,
    and its refusals."""

    homes: Homes
    limits: dict[str, int]
    refusals: tuple[Refusal, ...]


_ROUNDS = 3
"""How often the copy is placed anew with the rail that the last time came to counted: a longer or
shorter copy makes another rail, rarely a second time."""


def arranged(breakpoint: MeasuredBreakpoint, trace: Trace = Trace.UNPLACED) -> ArrangedBreakpoint:
    """Where everything offered at a breakpoint stands, with the refusals that `trace` asks for.

    The copy is placed as if it were alone. Where a screen then shows too many ads with those of the
    rail, there are two ways: some of these are left out, or the copy is placed anew with these in
    view. The one worth more is taken.
    """
    best = tried = _once(breakpoint, trace, ())
    for _ in range(_ROUNDS):
        if not tried.standing:
            break
        tried = _once(breakpoint, trace, tried.standing)
        best = max(best, tried, key=_worth)
    return best.arranged


@dataclass(frozen=True, slots=True, eq=False)
class _Attempt:
    """A way to arrange a breakpoint, and the ads of its rail on each screen before some were left
    out because a screen showed too many; none where it did not."""

    arranged: ArrangedBreakpoint
    standing: Stack


def _worth(tried: _Attempt) -> int:
    """The objective of the copy, and the values of all that stands elsewhere in the same unit."""
    page = tried.arranged.page
    outside = [name for name, home in page.homes.items() if home in _BELOW]
    values = sum(page.breakpoint.terms(page.contents[name]).value for name in outside)
    return tried.arranged.decision.objective + values * POINT


def _once(breakpoint: MeasuredBreakpoint, trace: Trace, standing: Stack) -> _Attempt:
    """A breakpoint arranged while these ads of a rail are in view on each screen; () for none."""
    bare = tuple(Content(name, slot, ()) for name, slot in breakpoint.slots.items())
    case = breakpoint.case(bare)
    planned = regions(case, breakpoint.tally)
    contents = {content.id: _sized(breakpoint, content) for content in bare}
    decision, strips = _placed(breakpoint, contents, planned, standing, trace)
    first = Arrangement(
        breakpoint, contents, planned, edges_of(breakpoint, contents, decision), Rail()
    )
    side = beside_of(breakpoint, contents, first.edges, room_for_ads(first, grows=False))
    side = _without_crowds(first, side)
    if side.refusals and trace is Trace.UNPLACED:
        return _once(breakpoint, Trace.ALL, standing)  # placed, and now are not: report all
    away = tuple(kept_away(case, breakpoint.tally))
    decision = _without(decision, side)
    settled = homes(case, decision, planned)
    page = replace(first, homes=settled, edges=edges_of(breakpoint, contents, decision))
    page = replace(page, contents=_with_beside_sizes(page, side))
    page, rail, stack = _with_rail(page, side.boxes)
    page, after = _with_after(page, side.boxes)
    limits = {**_limits(page, side), **rail.limits}
    limits |= {name: min(most, limits.get(name, most)) for name, most in after.limits.items()}
    page = replace(page, contents=_final(page, limits))
    refusals = (*decision.refusals, *away, *rail.refusals, *after.refusals)
    made = ArrangedBreakpoint(
        page,
        strips,
        replace(_grown(decision, page), refusals=refusals),
        side.boxes,
        {name: limit for name, limit in limits.items() if _cut(breakpoint, contents[name], limit)},
        *worst_density(page),
        (planned, settled, rail.homes, after.homes),
        side.refusals,
    )
    return _Attempt(made, stack)


def _without_crowds(page: Arrangement, side: Beside) -> Beside:
    """The boxes beside the copy with runs on which no screen shows too many ads; without those
    that are on such a screen even where they travel least."""
    if limit_of(page.breakpoint) is None or not side.boxes:
        return side
    breakpoint = page.breakpoint
    gone = {refusal.slot for refusal in side.refusals}
    while True:
        edges = tuple(tuple(each for each in own if each.slot not in gone) for own in page.edges)
        page = replace(page, edges=edges)
        floors = {box.id: least_run(breakpoint, page.contents[box.id]) for box in side.boxes}
        side = replace(side, boxes=with_shorter_runs(page, side.boxes, floors))
        met = too_many(page, side.boxes, below=False)
        out = [box.id for box in side.boxes if box.id in {each.id for each in met}]
        if not out:
            return side
        gone.add(out[-1])
        before = next(each.before for each in page.edges[0] if each.slot == out[-1])
        refusals = refused_as_too_many(page, before, tuple(out[-1:]), met)
        kept = tuple(box for box in side.boxes if box.id != out[-1])
        side = replace(side, boxes=kept, refusals=(*side.refusals, *refusals))


def _sized(breakpoint: MeasuredBreakpoint, content: Content) -> Content:
    """A content with the boxes it is placed with: beside the copy at its smallest, else largest."""
    region = breakpoint.terms(content).region
    options = breakpoint.options(content, region)
    chosen = options[-1] if region is Region.BESIDE else options[0]
    return replace(content, sizes=chosen.boxes)


def _placed(
    breakpoint: MeasuredBreakpoint,
    contents: Mapping[str, Content],
    planned: Homes,
    standing: Stack,
    trace: Trace,
) -> tuple[Decision, tuple[Strip, ...]]:
    """The copy placed, and the strips it was placed on; what would stand beside the copy on screens
    without a rail is refused. `planned` are the regions that contents are meant for, `standing` the
    ads of the rail that are in view on each screen."""
    terms = {name: breakpoint.terms(content) for name, content in contents.items()}
    railed = len(breakpoint.railed) == len(breakpoint.screens)
    beside = [name for name, its in terms.items() if its.region is Region.BESIDE]
    offered = tuple(c for name, c in contents.items() if railed or name not in beside)
    strips = breakpoint.strips
    if beside and railed:
        stacked = tuple(c for name, c in contents.items() if planned[name] is Region.RAIL)
        tops = barred_top(breakpoint, stacked)
        strips = tuple(replace(s, rail=top) for s, top in zip(strips, tops, strict=True))
    if standing:
        pairs = zip(strips, standing, strict=True)
        strips = tuple(replace(strip, standing=ads) for strip, ads in pairs)
    alike, sized = distinct(strips, offered)
    decision = place(replace(breakpoint.case(sized), strips=alike), trace)
    refused = () if railed else tuple(_no_rail(breakpoint, name) for name in beside)
    return replace(decision, refusals=(*decision.refusals, *refused)), strips


def _grown(decision: Decision, page: Arrangement) -> Decision:
    """A decision whose boxes beside the copy have the size they grew to."""
    placements = tuple(
        replace(each, size=size, bottom=each.top + size[1])
        for each in decision.placements
        for size in (page.contents[each.slot].sizes[0],)
    )
    return replace(decision, placements=placements)


def _no_rail(breakpoint: MeasuredBreakpoint, name: str) -> Refusal:
    bare = next(s for i, s in enumerate(breakpoint.screens) if i not in breakpoint.railed)
    return Refusal(Region.RAIL.value, name, Rule(Kind.NO_RAIL), None, whole_px(bare * PX))


def _without(decision: Decision, side: Beside) -> Decision:
    """A decision without the boxes that cannot stay beside the copy."""
    gone = {refusal.slot for refusal in side.refusals}
    kept = tuple(each for each in decision.placements if each.slot not in gone)
    refusals = (*decision.refusals, *side.refusals)
    return replace(decision, placements=kept, refusals=refusals)


def _with_beside_sizes(page: Arrangement, side: Beside) -> dict[str, Content]:
    """The contents, those beside the copy at the size they have there."""
    options = {box.id: box.option for box in side.boxes}
    return {
        name: replace(
            content, sizes=page.breakpoint.options(content, Region.BESIDE)[options[name]].boxes
        )
        if name in options
        else content
        for name, content in page.contents.items()
    }


def _with_rail(page: Arrangement, side: tuple[BesideBox, ...]) -> tuple[Arrangement, _Part, Stack]:
    """The page with the stack of its rail; what has no room there moves on, and so do ads that
    would make a screen too full; and the stack as it was with these, if there were any."""
    breakpoint = page.breakpoint
    settled, refusals = _fitting(page, Region.RAIL)
    members = tuple(n for n, home in settled.items() if home is Region.RAIL)
    beside = tuple(box.id for box in side)
    rail = _rail(page, members, beside)
    full = replace(page, rail=rail)
    stack: Stack = ()
    settled |= {name: _next(breakpoint, page.contents[name]) for name in rail.left}
    refusals += rail.refusals
    met = too_many(full, side, below=False)
    if met:
        stack = rail_in_view(full)
        kept, out = _thinned(full, side, beside)
        rail = _rail(page, kept, beside)
        settled |= {name: _next(breakpoint, page.contents[name]) for name in out}
        refusals += refused_as_too_many(page, Region.RAIL.value, out, met)
    part = _Part(settled, limits_in(breakpoint, rail, page.contents), refusals)
    return replace(page, homes=settled, rail=rail), part, stack


def _rail(page: Arrangement, members: tuple[str, ...], beside: tuple[str, ...]) -> Rail:
    contents = tuple(page.contents[name] for name in members)
    return rail_of(page.breakpoint, contents, page.edges, beside)


def _thinned(
    full: Arrangement, side: tuple[BesideBox, ...], beside: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The contents of a rail that may stay, and the ads that may not: worth least of all sets
    without which no screen shows too many."""
    boxes = tuple(box.id for box in full.rail.boxes)
    out: tuple[str, ...] = ()
    for out in sets_to_leave_out(full, tuple(filter(full.ad, boxes))):
        kept = tuple(name for name in boxes if name not in out)
        if not too_many(replace(full, rail=_rail(full, kept, beside)), side, below=False):
            break
    return tuple(name for name in boxes if name not in out), out


def _with_after(page: Arrangement, side: tuple[BesideBox, ...]) -> tuple[Arrangement, _Part]:
    """The page with the ads after its copy that its density allows, and that no screen shows too
    many with."""
    after, part = _dense_enough(page)
    met = too_many(after, side)
    if not met:
        return after, part
    below = {name for index in range(len(page.breakpoint.screens)) for name in after.after(index)}
    for out in sets_to_leave_out(
        after, tuple(n for n in page.contents if n in below and page.ad(n))
    ):
        fewest = replace(page, homes={**page.homes, **dict.fromkeys(out)})
        after, part = _dense_enough(fewest)
        if not too_many(after, side):
            break
    refusals = (*part.refusals, *refused_as_too_many(page, Region.END.value, out, met))
    return after, replace(part, refusals=refusals)


def _dense_enough(page: Arrangement) -> tuple[Arrangement, _Part]:
    """The page with the ads after its copy that its density allows."""
    breakpoint = page.breakpoint
    settled, refusals = _fitting(page, Region.END)
    page = replace(page, homes=settled)
    below = {name for index in range(len(breakpoint.screens)) for name in page.after(index)}
    ads = tuple(c for name, c in page.contents.items() if name in below and page.ad(name))
    flat = {c.id: replace(c, sizes=((0, 0),) * len(breakpoint.screens)) for c in ads}
    bare = replace(page, contents={**page.contents, **flat})
    options, refused_sizes = ads_after_copy(breakpoint, bare, ads)
    limits = {
        content.id: breakpoint.options(content, _home(settled, content))[options[content.id]].limit
        for content in ads
        if content.id in options
    }
    settled |= {content.id: None for content in ads if content.id not in options}
    standing = tuple(box for box in page.rail.boxes if settled[box.id])
    page = replace(page, homes=settled, rail=replace(page.rail, boxes=standing))
    page = replace(page, contents=_final(page, limits))
    return page, _Part(settled, limits, (*refusals, *refused_sizes))


def _home(settled: Homes, content: Content) -> Region:
    home = settled[content.id]
    assert home
    return home


def _fitting(page: Arrangement, region: Region) -> tuple[Homes, tuple[Refusal, ...]]:
    """The homes without ads of which a region has no size, at some width, that fits its room."""
    settled, refusals = dict(page.homes), []
    for name, home in page.homes.items():
        content = page.contents[name]
        if home is not region or not page.ad(name):
            continue
        screen = too_wide(page.breakpoint.terms(content), region, page.breakpoint.screens)
        if screen is not None:
            settled[name] = _next(page.breakpoint, content) if region is Region.RAIL else None
            refusals.append(_wide(page.breakpoint, content, region, screen))
    return settled, tuple(refusals)


def _wide(breakpoint: MeasuredBreakpoint, content: Content, region: Region, screen: int) -> Refusal:
    least = min(size.width for size in breakpoint.terms(content).sizes)
    room = room_of(region, screen)
    return Refusal(
        region.value, content.id, Rule(Kind.WIDTH), whole_px(least * PX), whole_px(room * PX)
    )


def _next(breakpoint: MeasuredBreakpoint, content: Content) -> Region | None:
    """Where a content goes that the rail has no room for."""
    terms, rules = breakpoint.terms(content), breakpoint.task.rules
    if terms.region is Region.RAIL:
        home = fallback(terms, rules, content)
        return home if home not in AT_GAPS else None
    return None if rules.slot[content.slot].holds == AD else Region.END


def _limits(page: Arrangement, side: Beside) -> dict[str, int]:
    """The greatest height of a creative in each box beside the copy."""
    return {
        box.id: page.breakpoint.options(page.contents[box.id], Region.BESIDE)[box.option].limit
        for box in side.boxes
    }


def _final(page: Arrangement, limits: Mapping[str, int]) -> dict[str, Content]:
    """The contents with the boxes they have where they stand."""
    return {
        name: replace(content, sizes=_shown(page, content, limits))
        for name, content in page.contents.items()
    }


def _shown(
    page: Arrangement, content: Content, limits: Mapping[str, int]
) -> tuple[tuple[int, int], ...]:
    home = page.homes[content.id]
    if home not in _BELOW:
        return content.sizes
    options = page.breakpoint.options(content, home)
    limit = limits.get(content.id, options[0].limit)
    return next(option.boxes for option in options if option.limit <= limit)


def _cut(breakpoint: MeasuredBreakpoint, content: Content, limit: int) -> bool:
    """Whether a limit takes sizes of a slot away."""
    return any(size.height > limit for size in breakpoint.terms(content).sizes)
