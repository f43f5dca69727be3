"""Arranging one breakpoint of a page: region after region, each with what the one before left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from layout.web.plan.ad_density import Arrangement, spare, worst
from layout.web.plan.ads_on_screen import (
    Stack,
    calmed,
    fewer,
    limit_of,
    refused,
    standing_of,
    too_many,
)
from layout.web.plan.below_copy import after_of
from layout.web.plan.beside_copy import Beside, BesideBox, beside_of, least_run
from layout.web.plan.box_sizes import room_of, too_wide
from layout.web.plan.boxes_in_copy import edges_of
from layout.web.plan.measured_breakpoint import Span
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
class Arranged:
    """A breakpoint with everything decided: the page, and how it came to that.

    `strips` are the story's, with the foot of the rail's stack where boxes stand beside the copy;
    `stages` the homes as the rules mean them, and after each region, and `late` the refusals of
    boxes that had a gap beside the copy and lost it (`slots.reasons.outcome`).
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
    """What one region comes to: the homes after it, the greatest heights of creatives in it, and
    its refusals."""

    homes: Homes
    limits: dict[str, int]
    refusals: tuple[Refusal, ...]


_ROUNDS = 3
"""How often the copy is placed anew with the rail that the last time came to counted: a longer or
shorter copy makes another rail, rarely a second time."""


def arranged(span: Span, trace: Trace = Trace.UNPLACED) -> Arranged:
    """Where everything offered at a breakpoint stands, with the refusals that `trace` asks for.

    The copy is placed as if it were alone. Where a screen then shows too many ads with those of the
    rail, there are two ways: some of these are left out, or the copy is placed anew with these in
    view. The one worth more is taken.
    """
    best = tried = _once(span, trace, ())
    for _ in range(_ROUNDS):
        if not tried.standing:
            break
        tried = _once(span, trace, tried.standing)
        best = max(best, tried, key=_worth)
    return best.arranged


@dataclass(frozen=True, slots=True, eq=False)
class _Try:
    """A way to arrange a breakpoint, and the ads of its rail on each screen before some were left
    out because a screen showed too many; none where it did not."""

    arranged: Arranged
    standing: Stack


def _worth(tried: _Try) -> int:
    """What the copy is worth, and all that stands elsewhere."""
    page = tried.arranged.page
    outside = [name for name, home in page.homes.items() if home in _BELOW]
    values = sum(page.span.terms(page.contents[name]).value for name in outside)
    return tried.arranged.decision.objective + values * POINT


def _once(span: Span, trace: Trace, standing: Stack) -> _Try:
    """A breakpoint arranged with these ads of a rail in view, on each screen; none: as it comes."""
    bare = tuple(Content(name, slot, ()) for name, slot in span.slots.items())
    case = span.case(bare)
    planned = regions(case, span.tally)
    contents = {content.id: _sized(span, content) for content in bare}
    decision, strips = _placed(span, contents, planned, standing, trace)
    first = Arrangement(span, contents, planned, edges_of(span, contents, decision), Rail())
    side = beside_of(span, contents, first.edges, spare(first, grows=False))
    side = _calm(first, side)
    if side.refusals and trace is Trace.UNPLACED:
        return _once(span, Trace.ALL, standing)  # placed, and now are not: all is to be told
    away = tuple(kept_away(case, span.tally))
    decision = _without(decision, side)
    settled = homes(case, decision, planned)
    page = replace(first, homes=settled, edges=edges_of(span, contents, decision))
    page = replace(page, contents=_besided(page, side))
    page, rail, stack = _with_rail(page, side.boxes)
    page, after = _with_after(page, side.boxes)
    stages = (planned, settled, rail.homes, after.homes)
    limits = {**_limits(page, side), **rail.limits}
    limits |= {name: min(most, limits.get(name, most)) for name, most in after.limits.items()}
    page = replace(page, contents=_final(page, limits))
    decision = _grown(decision, page)
    refused = (*decision.refusals, *away, *rail.refusals, *after.refusals)
    decision = replace(decision, refusals=refused)
    density, lighthouse = worst(page)
    made = Arranged(
        page,
        strips,
        decision,
        side.boxes,
        {name: limit for name, limit in limits.items() if _cut(span, contents[name], limit)},
        density,
        lighthouse,
        stages,
        side.refusals,
    )
    return _Try(made, stack)


def _calm(page: Arrangement, side: Beside) -> Beside:
    """The boxes beside the copy with runs on which no screen shows too many ads; without those
    that are in too full a screen even where they travel least."""
    if limit_of(page.span) is None or not side.boxes:
        return side
    span = page.span
    gone = {refusal.slot for refusal in side.refusals}
    while True:
        edges = tuple(tuple(each for each in own if each.slot not in gone) for own in page.edges)
        page = replace(page, edges=edges)
        floors = {box.id: least_run(span, page.contents[box.id]) for box in side.boxes}
        side = replace(side, boxes=calmed(page, side.boxes, floors))
        met = too_many(page, side.boxes, below=False)
        out = [box.id for box in side.boxes if box.id in {each.id for each in met}]
        if not out:
            return side
        gone.add(out[-1])
        before = next(each.before for each in page.edges[0] if each.slot == out[-1])
        told = refused(page, before, tuple(out[-1:]), met)
        kept = tuple(box for box in side.boxes if box.id != out[-1])
        side = replace(side, boxes=kept, refusals=(*side.refusals, *told))


def _sized(span: Span, content: Content) -> Content:
    """A content with the boxes it is placed with: beside the copy at its smallest, else largest."""
    region = span.terms(content).region
    options = span.options(content, region)
    chosen = options[-1] if region is Region.BESIDE else options[0]
    return replace(content, sizes=chosen.boxes)


def _placed(
    span: Span,
    contents: Mapping[str, Content],
    planned: Homes,
    standing: Stack,
    trace: Trace,
) -> tuple[Decision, tuple[Strip, ...]]:
    """The copy placed, and the strips that was done on; what would stand beside the copy on
    screens without a rail is refused. Known are the regions that contents are meant for, and the
    ads of the rail that are in view on each screen."""
    terms = {name: span.terms(content) for name, content in contents.items()}
    railed = len(span.railed) == len(span.screens)
    beside = [name for name, its in terms.items() if its.region is Region.BESIDE]
    offered = tuple(c for name, c in contents.items() if railed or name not in beside)
    strips = span.strips
    if beside and railed:
        stacked = tuple(c for name, c in contents.items() if planned[name] is Region.RAIL)
        tops = barred_top(span, stacked)
        strips = tuple(replace(s, rail=top) for s, top in zip(strips, tops, strict=True))
    if standing:
        pairs = zip(strips, standing, strict=True)
        strips = tuple(replace(strip, standing=ads) for strip, ads in pairs)
    alike, sized = distinct(strips, offered)
    decision = place(replace(span.case(sized), strips=alike), trace)
    refused = () if railed else tuple(_no_rail(span, name) for name in beside)
    return replace(decision, refusals=(*decision.refusals, *refused)), strips


def _grown(decision: Decision, page: Arrangement) -> Decision:
    """A decision whose boxes beside the copy have the size they grew to."""
    placements = tuple(
        replace(each, size=size, bottom=each.top + size[1])
        for each in decision.placements
        for size in (page.contents[each.slot].sizes[0],)
    )
    return replace(decision, placements=placements)


def _no_rail(span: Span, name: str) -> Refusal:
    bare = next(s for i, s in enumerate(span.screens) if i not in span.railed)
    return Refusal(Region.RAIL.value, name, Rule(Kind.NO_RAIL), None, whole_px(bare * PX))


def _without(decision: Decision, side: Beside) -> Decision:
    """A decision without the boxes that cannot stay beside the copy."""
    gone = {refusal.slot for refusal in side.refusals}
    kept = tuple(each for each in decision.placements if each.slot not in gone)
    refusals = (*decision.refusals, *side.refusals)
    return replace(decision, placements=kept, refusals=refusals)


def _besided(page: Arrangement, side: Beside) -> dict[str, Content]:
    """The contents, those beside the copy at the size they have there."""
    options = {box.id: box.option for box in side.boxes}
    return {
        name: replace(content, sizes=page.span.options(content, Region.BESIDE)[options[name]].boxes)
        if name in options
        else content
        for name, content in page.contents.items()
    }


def _with_rail(page: Arrangement, side: tuple[BesideBox, ...]) -> tuple[Arrangement, _Part, Stack]:
    """The page with the stack of its rail; what has no room there moves on, and so do ads that
    would make a screen too full; and the stack as it was with these, if there were any."""
    span = page.span
    settled, refusals = _fitting(page, Region.RAIL)
    members = tuple(n for n, home in settled.items() if home is Region.RAIL)
    beside = tuple(box.id for box in side)
    rail = _rail(page, members, beside)
    full = replace(page, rail=rail)
    stack: Stack = ()
    settled |= {name: _next(span, page.contents[name]) for name in rail.left}
    refusals += rail.refusals
    met = too_many(full, side, below=False)
    if met:
        stack = standing_of(full)
        kept, out = _thinned(full, side, beside)
        rail = _rail(page, kept, beside)
        settled |= {name: _next(span, page.contents[name]) for name in out}
        refusals += refused(page, Region.RAIL.value, out, met)
    part = _Part(settled, limits_in(span, rail, page.contents), refusals)
    return replace(page, homes=settled, rail=rail), part, stack


def _rail(page: Arrangement, members: tuple[str, ...], beside: tuple[str, ...]) -> Rail:
    contents = tuple(page.contents[name] for name in members)
    return rail_of(page.span, contents, page.edges, beside)


def _thinned(
    full: Arrangement, side: tuple[BesideBox, ...], beside: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The contents of a rail that may stay, and the ads that may not: worth least of all sets
    without which no screen shows too many."""
    boxes = tuple(box.id for box in full.rail.boxes)
    out: tuple[str, ...] = ()
    for out in fewer(full, tuple(filter(full.ad, boxes))):
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
    below = {name for index in range(len(page.span.screens)) for name in after.after(index)}
    for out in fewer(after, tuple(n for n in page.contents if n in below and page.ad(n))):
        fewest = replace(page, homes={**page.homes, **dict.fromkeys(out)})
        after, part = _dense_enough(fewest)
        if not too_many(after, side):
            break
    refusals = (*part.refusals, *refused(page, Region.END.value, out, met))
    return after, replace(part, refusals=refusals)


def _dense_enough(page: Arrangement) -> tuple[Arrangement, _Part]:
    """The page with the ads after its copy that its density allows."""
    span = page.span
    settled, refusals = _fitting(page, Region.END)
    page = replace(page, homes=settled)
    below = {name for index in range(len(span.screens)) for name in page.after(index)}
    ads = tuple(c for name, c in page.contents.items() if name in below and page.ad(name))
    flat = {c.id: replace(c, sizes=((0, 0),) * len(span.screens)) for c in ads}
    bare = replace(page, contents={**page.contents, **flat})
    options, refused_sizes = after_of(span, bare, ads)
    limits = {
        content.id: span.options(content, _home(settled, content))[options[content.id]].limit
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
        screen = too_wide(page.span.terms(content), region, page.span.screens)
        if screen is not None:
            settled[name] = _next(page.span, content) if region is Region.RAIL else None
            refusals.append(_wide(page.span, content, region, screen))
    return settled, tuple(refusals)


def _wide(span: Span, content: Content, region: Region, screen: int) -> Refusal:
    least = min(size.width for size in span.terms(content).sizes)
    room = room_of(region, screen)
    return Refusal(
        region.value, content.id, Rule(Kind.WIDTH), whole_px(least * PX), whole_px(room * PX)
    )


def _next(span: Span, content: Content) -> Region | None:
    """Where a content goes that the rail has no room for."""
    terms, rules = span.terms(content), span.task.rules
    if terms.region is Region.RAIL:
        home = fallback(terms, rules, content)
        return home if home not in AT_GAPS else None
    return None if rules.slot[content.slot].holds == AD else Region.END


def _limits(page: Arrangement, side: Beside) -> dict[str, int]:
    """The greatest height of a creative in each box beside the copy."""
    return {
        box.id: page.span.options(page.contents[box.id], Region.BESIDE)[box.option].limit
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
    options = page.span.options(content, home)
    limit = limits.get(content.id, options[0].limit)
    return next(option.boxes for option in options if option.limit <= limit)


def _cut(span: Span, content: Content, limit: int) -> bool:
    """Whether a limit takes sizes of a slot away."""
    return any(size.height > limit for size in span.terms(content).sizes)
