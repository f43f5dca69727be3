"""Large neighbourhood: the best division of the stories of two pages between them, exactly.

The tables of a page's tiling know what every set of the stories costs on it, so that the tables of
two pages give the best of all ways to divide their stories between them; and which ones, together
with those that have no page yet, had better be held over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layout.makeup.edition.shapes.setting import NEVER
from layout.makeup.edition.tiling.story_sets import sums


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two pages: what each set of its stories costs on it, the bound ones (the first
    `bound` bits of a set) among them; which of the free ones it admits, and what each costs there
    besides; and what the page costs more for the best rank that stands on it."""

    costs: Sequence[int]
    bound: int
    admits: int
    wishes: Sequence[int]
    leading: Sequence[int]

    def cost(self, free: int, ranks: Sequence[int]) -> int:
        """What a set of the free stories costs here, beside the bound ones; NEVER if they cannot
        stand here."""
        if free & ~self.admits:
            return NEVER
        tiled = int(self.costs[free << self.bound | (1 << self.bound) - 1])
        if tiled >= NEVER:
            return NEVER
        best = len(self.leading) - 1
        total = tiled
        for number, rank in enumerate(ranks):
            if free >> number & 1:
                total += self.wishes[number]
                best = min(best, rank)
        return total + self.leading[best]


NOWHERE = Side((0,), 0, 0, (), (0,))
"""The other page of a section that has only one: no story may stand there."""


@dataclass(frozen=True, slots=True)
class Division:
    """Sets of the free stories for both pages, and what they cost with those held over."""

    first: int
    second: int
    cost: int


def divide(first: Side, second: Side, ranks: Sequence[int], held: Sequence[int]) -> Division | None:
    """The best division of the free stories, whose `ranks` these are, between two pages; `held` is
    what each costs that gets none. None where there is no way."""
    everything = (1 << len(ranks)) - 1
    here = [first.cost(free, ranks) for free in range(everything + 1)]
    there = [second.cost(free, ranks) for free in range(everything + 1)]
    over = sums(held)
    best: Division | None = None
    for one in range(everything + 1):
        if here[one] >= NEVER:
            continue
        # Every subset of the rest, the largest first: 3^n pairs of sets in all.
        rest = other = everything ^ one
        while True:
            if there[other] < NEVER:
                cost = here[one] + there[other] + over[rest ^ other]
                if best is None or cost < best.cost:
                    best = Division(one, other, cost)
            if not other:
                break
            other = (other - 1) & rest
    return best
