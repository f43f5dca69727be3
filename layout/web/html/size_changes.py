"""On which screens the sizes that an ad may be served change, as these grow wider."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from layout.web.measure.column_and_rail_widths import STEPS
from layout.web.plan.page_plan import BreakpointPlan
from slots.rules.size import Size

SizesAt = Callable[[BreakpointPlan, int], tuple[Size, ...]]
"""The sizes an ad may be served at a breakpoint, on a screen of so many px."""


def size_changes(point: BreakpointPlan, sizes: SizesAt) -> Iterator[tuple[int, tuple[Size, ...]]]:
    """The first screen of the breakpoint, and each on which other sizes fit than on the one before,
    with the sizes that fit from there on.

    Between two steps of the sheet a column only grows, and with it the sizes that fit: so where
    both ends of a range have the same sizes, all screens between have them, and a bisection finds
    all changes.
    """
    last = point.widths.last
    starts = {step.first for step in STEPS if step.first in point.widths}
    ends = sorted({point.widths.first, *starts, last + 1})
    for first, beyond in pairwise(ends):
        yield first, sizes(point, first)
        yield from _bisected(first, beyond - 1, lambda screen: sizes(point, screen))


def _bisected(
    low: int, high: int, sizes: Callable[[int], tuple[Size, ...]]
) -> Iterator[tuple[int, tuple[Size, ...]]]:
    """The changes after `low`, up to `high`, found by bisection."""
    if low == high or sizes(low) == sizes(high):
        return
    if high == low + 1:
        yield high, sizes(high)
        return
    middle = (low + high) // 2
    yield from _bisected(low, middle, sizes)
    yield from _bisected(middle, high, sizes)
