"""Skyline of a stack, its top column by column: which shapes it may have, and what they cost.

Copy stands above it in rectangles. A slope from one side to the other leaves them no well to fill;
each step between two columns still takes an edge of a story there. In a low one nothing can be made
up, nor much above a tower that leaves few rows free.

What the ads are piled on, and its limits of shape, is a `Ground`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from slots.prices_of_taste import OUR_PRICES, AdPrices


@dataclass(frozen=True, slots=True)
class Ground:
    """`columns` by `depth` rows, and the limits of shape.

    Without shape (`loose`) ads only have to fit in without overlapping. Steps of the top cost
    points only where `levels`, and there so does a high stack on a page that `opens` its section.
    The `prices` are those of a task, the same for all its grounds.
    """

    columns: int
    depth: int
    misfit: int
    least_free: int
    loose: bool = False
    levels: bool = False
    opens: bool = False
    prices: AdPrices = field(default=OUR_PRICES.ads, compare=False)

    @property
    def loosened(self) -> Ground:
        """The same ground with no rules of shape."""
        return replace(self, misfit=self.depth, least_free=0, loose=True, levels=False)

    @property
    def levelled(self) -> Ground:
        """The same ground where steps of the top cost points."""
        return replace(self, levels=True)


def top_loss(ground: Ground, heights: Sequence[int], low: int, free_form: bool) -> int | None:
    """Points that a top costs at least; None where it can become none that is allowed.

    Heights are in rows from the foot, the outside first; those below `low` are as they will be,
    others may still grow. A `free_form` may have any shape: a person has decided.
    """
    if ground.loose:
        return 0
    tops = [_covered(height, ground) for height in heights]
    steps = _steps(ground, tops, low) if ground.levels else 0
    if free_form:
        return steps + (0 if _may_fall(reversed(tops), low) else ground.prices.pyramid)
    if not _deep_enough(ground, tops, low):
        return None
    if _may_fall(reversed(tops), low):
        return steps
    return steps + ground.prices.pyramid if _may_fall(tops, low) else None


def least_loss(ground: Ground, cells: int, unit: int) -> int:
    """Lower bound: points that the top of any stack of this many cells costs at least.

    All rows of its ads are multiples of `unit`. If that is more than a misfit there is no air
    between them, and a level top has as many cells as they.
    """
    full = cells >= ground.columns * (ground.depth - ground.misfit)
    if not ground.levels or full or unit <= ground.misfit or cells % (ground.columns * unit) == 0:
        return 0
    return ground.prices.step


def _covered(height: int, ground: Ground) -> int:
    """A column that is free by no more than a misfit is covered."""
    return ground.depth if ground.depth - height <= ground.misfit else height


def _steps(ground: Ground, tops: Sequence[int], low: int) -> int:
    """What the steps cost at least, nothing between columns that may both still grow, and with them
    a high stack where a section begins."""
    steps = sum(_step(ground, one, other, low) for one, other in pairwise(tops))
    prices = ground.prices
    if ground.opens and max(tops) * 100 > ground.depth * prices.opener_height:
        steps += prices.high_opener
    return min(prices.most_steps, steps)


def _step(ground: Ground, one: int, other: int, low: int) -> int:
    if one == other or (one >= low and other >= low):
        return 0
    prices = ground.prices
    if one >= low or other >= low:
        return prices.step
    shallow = 0 < ground.depth - max(one, other) < prices.shallow
    return prices.small_step if shallow or abs(one - other) < prices.low_step else prices.step


def _may_fall(tops: Iterable[int], low: int) -> bool:
    """Whether no top is below an earlier one, but for those that may still grow."""
    highest = 0
    for top in tops:
        if top < highest and top < low:
            return False
        highest = max(highest, top)
    return True


def _deep_enough(ground: Ground, tops: Sequence[int], low: int) -> bool:
    least = ground.depth - min(ground.least_free, ground.depth)
    return not any(least < top < ground.depth and top < low for top in tops)
