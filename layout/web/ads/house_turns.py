"""Which of our house ads each ad of a page shows: those that are near each other on any screen show
different ones, and pages and editions do not all begin with the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from hashlib import sha256

from layout.web.ads.house_designs import DESIGNS
from layout.web.plan.page_plan import BreakpointPlan, WebPlan

_NEAR = len(DESIGNS)
"""So many ads on end show different designs."""


def house_turns(plan: WebPlan, ads: Collection[str], seed: str) -> dict[str, int]:
    """The number of the design of each ad, by its content's id.

    Ads take turns from the top of the page down, at the widest breakpoint first; one that has
    others near it at any breakpoint has the design that is furthest from it there. `seed` says
    which design is the first.
    """
    rows = [tuple(_down(point, ads)) for point in reversed(plan.breakpoints)]
    first = sha256(seed.encode()).digest()[0] % len(DESIGNS)
    turns: dict[str, int] = {}
    for name in dict.fromkeys([name for row in rows for name in row] + list(ads)):
        seen = _cost_of_each(name, rows, turns)
        wanted = [(first + len(turns) + step) % len(DESIGNS) for step in range(len(DESIGNS))]
        turns[name] = min(wanted, key=lambda design: seen[design])
    return turns


def _cost_of_each(name: str, rows: list[tuple[str, ...]], turns: dict[str, int]) -> list[int]:
    """For each design how near ads stand that have it, over all breakpoints."""
    seen = [0] * len(DESIGNS)
    for row in rows:
        if name not in row:
            continue
        at = row.index(name)
        for other, neighbour in enumerate(row):
            if neighbour in turns and abs(other - at) < _NEAR:
                seen[turns[neighbour]] += (_NEAR - abs(other - at)) ** 2
    return seen


def _down(point: BreakpointPlan, ads: Collection[str]) -> Iterator[str]:
    """The ads that stand somewhere at a breakpoint, from the top of the page down."""
    homes = dict(point.homes)
    tops = {each.slot: each.top for each in point.decision.placements}
    tops |= {box.id: box.tops[0] for box in point.rail.boxes}
    foot = max(tops.values(), default=0) + 1
    standing = [name for name in homes if name in ads and homes[name] is not None]
    yield from sorted(standing, key=lambda name: tops.get(name, foot))
