"""Packings by sequential value correction.

Bins are filled one after another with what is worth most. What ended in a badly used bin is worth
more in the next round, so that it is packed while there is still choice (Belov and Scheithauer,
Setup and open-stacks minimization in one-dimensional stock cutting, 2007; for rectangles Cui, Cui
and Tang, Sequential heuristic for the two-dimensional bin-packing problem, 2015).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.packing.bins import Bins, Put
from benchmarks.packing.fill_bin import RULES, fill
from slots.rules.size import Size

WEIGHTS = (0.5, 0.3, 0.7)
"""How fast values change, in turn: one weight alone runs in circles."""


def corrected(items: Sequence[Size], bin: Size, rounds: int) -> Iterator[tuple[Bins, Bins]]:
    """A packing a round, and all bins filled on the way to it."""
    areas = [item.width * item.height for item in items]
    values = [float(area) for area in areas]
    for number in range(rounds):
        found, tried = _packed(items, bin, values, number)
        yield found, tried
        for lying in found:
            used = sum(areas[put.item] for put in lying) / (bin.width * bin.height)
            for put in lying:
                due = areas[put.item] * (2 - used) / used
                values[put.item] += WEIGHTS[number % 3] * (due - values[put.item])


def _packed(
    items: Sequence[Size], bin: Size, values: Sequence[float], number: int
) -> tuple[Bins, Bins]:
    """Each bin holds what is worth most of all that is left, and is filled up in several orders;
    the one that brings the most value stands."""
    orders = _orders(items, values)
    left = sorted(range(len(items)), key=lambda i: (-values[i], i))
    bins: list[tuple[Put, ...]] = []
    tried: list[tuple[Put, ...]] = []
    while left:
        ways = []
        for turn, order in enumerate(orders):
            rest = (i for i in order if i != left[0])
            rule = RULES[(number + turn) % len(RULES)]
            ways.append(fill((left[0], *rest), items, bin, rule))
        best = max(ways, key=lambda puts: sum(values[put.item] for put in puts))
        tried += ways
        bins.append(best)
        taken = {put.item for put in best}
        left = [i for i in left if i not in taken]
        orders = [[i for i in order if i not in taken] for order in orders]
    return tuple(bins), tuple(tried)


def _orders(items: Sequence[Size], values: Sequence[float]) -> list[list[int]]:
    """By value; by value times height and width, which puts the long ones first; by sides."""
    numbers = range(len(items))
    return [
        sorted(numbers, key=lambda i: (-values[i], i)),
        sorted(numbers, key=lambda i: (-values[i] * items[i].height, i)),
        sorted(numbers, key=lambda i: (-values[i] * items[i].width, i)),
        sorted(numbers, key=lambda i: (-items[i].height, -items[i].width, i)),
        sorted(numbers, key=lambda i: (-items[i].width, -items[i].height, i)),
    ]
