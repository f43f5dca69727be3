"""Filling one bin: items in an order, each where it suits best among the largest free rectangles.

┌────┬───────────┐   What lies free is kept as all rectangles that cannot grow (they overlap):
│ a  │           │   here right of a over the whole height, and above b over the whole width.
│    │           │   An item goes into a corner of one of them (maximal rectangles, Jylänki,
└────┘ ┌───────┐ │   A thousand ways to pack the bin, 2010).
       │  ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from benchmarks.packing.bins import Put
from slots.rules.size import Size

Free = tuple[int, int, int, int]
"""Left, bottom, right, top."""

Rule = Callable[[int, int, int, int, Free], tuple[int, int]]
"""How badly an item suits a free rectangle: width and height left over beside it, its own width
and height, the rectangle."""


def short_side(beside: int, above: int, wide: int, high: int, free: Free) -> tuple[int, int]:
    """The least left over on one side."""
    return (beside, above) if beside < above else (above, beside)


def lowest(beside: int, above: int, wide: int, high: int, free: Free) -> tuple[int, int]:
    """As low as possible, then as far left."""
    return free[1], free[0]


def leftmost(beside: int, above: int, wide: int, high: int, free: Free) -> tuple[int, int]:
    """As far left as possible, then as low."""
    return free[0], free[1]


def tight(beside: int, above: int, wide: int, high: int, free: Free) -> tuple[int, int]:
    """The least area left over."""
    return beside * (above + high) + above * wide, min(beside, above)


RULES: tuple[Rule, ...] = (short_side, lowest, tight, leftmost)


def fill(order: Iterable[int], items: Sequence[Size], bin: Size, rule: Rule) -> tuple[Put, ...]:
    """What of the order finds a place in one bin, each item taken or left in its turn."""
    free: list[Free] = [(0, 0, bin.width, bin.height)]
    puts: list[Put] = []
    for number in order:
        item = items[number]
        spot = _best(item.width, item.height, free, rule)
        if spot is not None:
            puts.append(Put(number, *spot))
            free = _without(free, (*spot, spot[0] + item.width, spot[1] + item.height))
            if not free:
                break
    return tuple(puts)


def _best(wide: int, high: int, free: list[Free], rule: Rule) -> tuple[int, int] | None:
    best, spot = None, None
    for rectangle in free:
        left, bottom, right, top = rectangle
        beside, above = right - left - wide, top - bottom - high
        if beside >= 0 and above >= 0:
            badness = rule(beside, above, wide, high, rectangle)
            if best is None or badness < best:
                best, spot = badness, (left, bottom)
    return spot


def _without(free: list[Free], taken: Free) -> list[Free]:
    """The free rectangles when this one is taken, none inside another."""
    x0, y0, x1, y1 = taken
    kept: list[Free] = []
    cut: list[Free] = []
    for rectangle in free:
        left, bottom, right, top = rectangle
        if x0 >= right or x1 <= left or y0 >= top or y1 <= bottom:
            kept.append(rectangle)
            continue
        if x0 > left:
            cut.append((left, bottom, x0, top))
        if x1 < right:
            cut.append((x1, bottom, right, top))
        if y0 > bottom:
            cut.append((left, bottom, right, y0))
        if y1 < top:
            cut.append((left, y1, right, top))
    cut.sort(key=_area, reverse=True)
    for one in cut:
        if not any(_inside(one, other) for other in kept):
            kept.append(one)
    return kept


def _area(free: Free) -> int:
    return (free[2] - free[0]) * (free[3] - free[1])


def _inside(one: Free, other: Free) -> bool:
    return one[0] >= other[0] and one[1] >= other[1] and one[2] <= other[2] and one[3] <= other[3]
