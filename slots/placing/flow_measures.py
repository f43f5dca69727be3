"""Measures of a chain of boxes in the flow: edges, density of ads, worth.

How a box stands in its gap, with `air` the slot's margin and m the natural white there:

        item i-1     ┴
                       max(air, m)
        box          ┬─┐ top
                     ┴─┘ bottom = top + height
                       air
        item i       ┬   everything below moves down by max(air, m) - m + height + air
"""

from __future__ import annotations

from collections.abc import Iterator

from slots.exact.best_first import best
from slots.problem.choices import Chain, Problem, density_parts, objective
from slots.published_limits import better_ads_share, lighthouse_density
from slots.strip.decision import Decision, Placement, Relaxation
from slots.strip.distance import Axis
from slots.strip.measured_flow import Role
from slots.strip.refusal import Refusal

BOUND_STEPS = 4_000
"""Options that the search for the bound may take: half of a search's, as its bound holds whenever
it stops, and its chain is not used."""


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


def density_of(problem: Problem, chain: Chain) -> float:
    """The highest density of all strips as the Better Ads Standards measure it, from 0 to 1."""
    members = tuple(content for _, content in chain)
    parts = [density_parts(problem, members, strip) for strip in range(len(problem.rulers))]
    return float(max(better_ads_share(ads, content) for ads, content in parts))


def lighthouse_of(problem: Problem, chain: Chain) -> float:
    """The highest density of all strips as Lighthouse would measure it on the copy alone, from 0 to
    1."""
    shares = []
    for strip, ruler in enumerate(problem.rulers):
        width, screen = ruler.strip.width, ruler.strip.viewport[1]
        placed = flow(problem, chain, strip)
        boxes = [(0, top, width, foot) for top, foot in _ads_in_flow(problem, chain, placed, strip)]
        beside = [
            (width, each.top, width + each.size[0], each.bottom)
            for each, (_, content) in zip(placed, chain, strict=True)
            if problem.ad(content) and problem.beside[content]
        ]
        shares.append(lighthouse_density((*boxes, *beside), screen))
    return float(max(shares))


def _ads_in_flow(
    problem: Problem, chain: Chain, placed: tuple[Placement, ...], strip: int
) -> Iterator[tuple[int, int]]:
    """Top and bottom of every ad in the copy, placed or brought along, in the final flow."""
    for (_, content), box in zip(chain, placed, strict=True):
        if problem.ad(content) and not problem.beside[content]:
            yield box.top, box.bottom
    ruler = problem.rulers[strip]
    for place, item in enumerate(ruler.strip.items) if ruler.ads else ():
        if item.role is Role.AD:
            above = ((content, gap) for gap, content in chain if gap <= place)
            moved = sum(problem.growth(*stop, strip) for stop in above)
            yield item.top + moved, item.bottom + moved


def measured(
    problem: Problem,
    chain: Chain,
    refused: tuple[Refusal, ...] = (),
    relaxed: tuple[Relaxation, ...] = (),
) -> Decision:
    """The decision of any strategy: a chain with its measures, and the bound of all chains."""
    worth = objective(problem, chain)
    return Decision(
        placements=flow(problem, chain, 0),
        refusals=refused,
        objective=worth,
        bound=max(worth, best(problem, BOUND_STEPS)[1]),
        density=density_of(problem, chain),
        relaxed=relaxed,
        lighthouse=lighthouse_of(problem, chain),
    )
