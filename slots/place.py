"""Placing: the choice of gaps for ads and modules that is worth most among all that keep the rules.

The objective, in thousandths of a point:

      sum of values, each less its decay with depth     slots' `value`, `decay`
    + evenness of the stretches of copy between slots   `page.evenness`
    - disorder against the order the story asks for     `page.source_order`
    + 10^12 for each content up to its slot's `min`     before everything else

Depth and evenness are those of the first strip; hard rules hold on every strip. How a box stands
in its gap, with `air` the slot's margin and m the natural white there:

        item i-1     ┴
                       max(air, m)
        box          ┬─┐ top
                     ┴─┘ bottom = top + height
                       air
        item i       ┬   everything below moves down by max(air, m) - m + height + air
"""

from __future__ import annotations

from slots.clearance import closed
from slots.condition import unmet
from slots.content import About, Content
from slots.decision import Decision, Placement
from slots.distance import Axis, Ruler, ruler
from slots.obstacle import Obstacle
from slots.policy import better_ads_share
from slots.problem import (
    Chain,
    Problem,
    clashes,
    density_parts,
    needs_between,
    objective,
)
from slots.rules import AD, Region, Rules, Terms
from slots.search import STEPS, best
from slots.strip import Strip
from slots.trace import forbidden, inserted, refusals
from slots.units import Length

NO_STORY = About()


def place(
    strips: tuple[Strip, ...],
    contents: tuple[Content, ...],
    rules: Rules,
    breakpoint: str,
    about: About = NO_STORY,
    trace: bool = True,
) -> Decision:
    """The best placement that holds on every strip, with each refusal and the proof.

    `strips` are one story at sampled widths of one breakpoint, with the same items; `contents`
    everything the story asks for, in its order. Contents whose region is not the article at this
    breakpoint are left alone: `regions` says where they belong. `objective == bound` proves that
    nothing is worth more. Without `trace` the same placements come without refusals.
    """
    problem = pose(strips, contents, rules, breakpoint, about)
    return solve(problem, trace)


def solve(problem: Problem, trace: bool = True, steps: int = STEPS) -> Decision:
    """The decision on a problem; with fewer `steps`, at worst a valid one below its bound."""
    chain, bound = best(problem, steps)
    if objective(problem, chain) < bound:
        chain = _improved(problem, chain)
    worth = objective(problem, chain)
    assert worth <= bound, "a bound is never exceeded"
    return Decision(
        placements=flow(problem, chain, 0),
        refusals=tuple(refusals(problem, chain)) if trace else (),
        objective=worth,
        bound=bound,
        density=_density(problem, chain),
    )


def pose(
    strips: tuple[Strip, ...],
    contents: tuple[Content, ...],
    rules: Rules,
    breakpoint: str,
    about: About = NO_STORY,
) -> Problem:
    """The problem that strips, contents and rules pose at a breakpoint."""
    assert strips, "a placement needs a strip"
    assert len({tuple((i.id, i.role) for i in strip.items) for strip in strips}) == 1, "one story"
    terms = {content.slot: rules.terms(content.slot, breakpoint) for content in contents}
    inside = tuple(c for c in contents if terms[c.slot].region is Region.ARTICLE)
    rulers = tuple(ruler(strip) for strip in strips)
    slots = {content.slot: terms[content.slot] for content in inside}
    shut = {slot: closed(slots[slot], rulers) for slot in slots}
    bars = {slot: tuple(unmet(slots[slot].when, about, rulers[0].whole[1])) for slot in slots}
    return Problem(
        contents=inside,
        terms=tuple(slots[c.slot] for c in inside),
        holds=tuple(rules.slot[c.slot].holds for c in inside),
        page=rules.page_terms(breakpoint),
        rulers=rulers,
        closed=tuple(_barred(c, rulers, shut[c.slot], bars[c.slot]) for c in inside),
        needs=tuple(
            tuple(needs_between(rulers, _asked(rules, slots, a.slot, b.slot)) for b in inside)
            for a in inside
        ),
        margins=tuple(tuple(r.need(slots[c.slot].margin).amount for r in rulers) for c in inside),
    )


def edges(
    index: int,
    strips: tuple[Strip, ...],
    contents: tuple[Content, ...],
    rules: Rules,
    breakpoint: str,
    decision: Decision,
) -> tuple[Placement, ...]:
    """The placements of a decision with their edges on the strip of this index."""
    problem = pose(strips, contents, rules, breakpoint)
    gaps = {item.id: gap for gap, item in enumerate(strips[0].items)}
    places = {content.id: place for place, content in enumerate(problem.contents)}
    chain = tuple(
        (problem.end if p.before is None else gaps[p.before], places[p.slot])
        for p in decision.placements
    )
    return flow(problem, chain, index)


def flow(problem: Problem, chain: Chain, strip: int) -> tuple[Placement, ...]:
    """The boxes of a chain on one strip, from top to bottom, in the flow with all of them in it."""
    items, marks = problem.rulers[strip].strip.items, problem.rulers[strip].scales[Axis.MPT]
    placements: list[Placement] = []
    moved = 0
    for gap, content in chain:
        size = problem.contents[content].sizes[strip]
        top = marks[gap] + moved + problem.lift(content, gap, strip)
        before = items[gap].id if gap < len(items) else None
        name = problem.contents[content].id
        placements.append(Placement(name, before, size, top, top + size[1]))
        moved += problem.growth(content, gap, strip)
    return tuple(placements)


def _barred(
    content: Content,
    rulers: tuple[Ruler, ...],
    shut: dict[int, tuple[Obstacle, ...]],
    bars: tuple[Obstacle, ...],
) -> dict[int, tuple[Obstacle, ...]]:
    """Gaps closed to a content: by the copy, by conditions, or because it is too wide."""
    assert len(content.sizes) == len(rulers), f"{content.id} needs a size for each strip"
    bars = (*bars, *_too_wide(content, rulers))
    if not bars:
        return shut
    gaps = range(len(rulers[0].strip.items) + 1)
    return {gap: (*bars, *shut.get(gap, ())) for gap in gaps}


def _too_wide(content: Content, rulers: tuple[Ruler, ...]) -> tuple[Obstacle, ...]:
    for (width, _), measure in zip(content.sizes, rulers, strict=True):
        room = measure.strip.width
        if width > room:
            wide, narrow = -(-width // 750), room // 750
            return (Obstacle("width", f"{wide}px", f"{narrow}px"),)
    return ()


def _asked(
    rules: Rules, terms: dict[str, Terms], above: str, below: str
) -> tuple[tuple[str, Length], ...]:
    """The distances two slots ask of each other, whichever of them asks."""
    asked = (
        _distance(rules, terms[above], above, below),
        _distance(rules, terms[below], below, above),
    )
    return tuple(dict.fromkeys(each for each in asked if each is not None))


def _distance(rules: Rules, terms: Terms, slot: str, other: str) -> tuple[str, Length] | None:
    """What one slot asks of another, by the most specific name it knows it by."""
    holds = rules.slot[other].holds
    kind = () if holds == AD else ("module",)
    same = ("same",) if slot == other else ()
    for name in (*same, other, holds, *kind, "any"):
        if name in terms.distance:
            return f"distance {name}", terms.distance[name]
    return None


def _density(problem: Problem, chain: Chain) -> float:
    """The highest density of all strips."""
    members = tuple(content for _, content in chain)
    parts = [density_parts(problem, members, strip) for strip in range(len(problem.rulers))]
    return float(max(better_ads_share(ads, content) for ads, content in parts))


def _improved(problem: Problem, chain: Chain) -> Chain:
    """What to make of a choice the search had to cut short: it, or a greedy one, completed."""
    options = (_completed(problem, chain), _completed(problem, ()))
    return max(options, key=lambda option: objective(problem, option))


def _completed(problem: Problem, chain: Chain) -> Chain:
    """A choice with contents added, each where it gains most, until none gains."""
    while True:
        longer = chain
        for content in range(len(problem.contents)):
            longer = _with(problem, longer, content)
        if longer == chain:
            return chain
        chain = longer


def _with(problem: Problem, chain: Chain, content: int) -> Chain:
    """A choice with one more content where it gains most; unchanged if it fits or gains nowhere."""
    placed = {other for _, other in chain}
    if content in placed or next(clashes(problem, tuple(sorted({*placed, content}))), None):
        return chain
    options = (
        inserted(chain, (gap, content))[0]
        for gap in range(problem.end + 1)
        if problem.open(content, gap)
        and next(forbidden(problem, chain, (gap, content)), None) is None
    )
    return max((chain, *options), key=lambda option: objective(problem, option))
