"""How far a reader goes without an ad: the stretches of copy between ads.

  0 ─┬─
     │ stretch        measured on the copy alone, from mark to mark: no box is part of one
ad  ─┼─
     │ stretch
ad  ═╪═               an ad the copy brings along ends one stretch and begins another
     │ stretch
end ─┴─
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from slots.strip.measured_flow import Role, Strip


@dataclass(frozen=True, slots=True)
class Stretches:
    """The stretches of copy without an ad, in millipoints, from top to bottom: the first begins
    with the copy, the last ends with it, and those `between` have an ad above and below."""

    lengths: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many there are: one more than ads."""
        return len(self.lengths)

    @property
    def longest(self) -> int:
        """The longest one."""
        return max(self.lengths)

    @property
    def shortest(self) -> int:
        """The shortest one."""
        return min(self.lengths)

    @property
    def mean(self) -> Fraction:
        """How long they are on average."""
        return Fraction(sum(self.lengths), len(self.lengths))

    @property
    def between(self) -> tuple[int, ...]:
        """Those from one ad to the next."""
        return self.lengths[1:-1]


def stretches(strip: Strip, ads: Iterable[str | None]) -> Stretches:
    """The stretches that ads leave, each ad named by the item it stands before (None: the end)."""
    tops = {item.id: item.top for item in strip.items}
    marks = [strip.height if before is None else tops[before] for before in ads]
    cuts = [(mark, mark) for mark in marks]
    cuts += [(item.top, item.bottom) for item in strip.items if item.role is Role.AD]
    edges = [(0, 0), *sorted(cuts), (strip.height, strip.height)]
    return Stretches(tuple(max(0, below[0] - above[1]) for above, below in pairwise(edges)))
