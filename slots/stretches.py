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

from slots.strip import Role, Strip


@dataclass(frozen=True, slots=True)
class Stretches:
    """The stretches of copy without an ad, in millipoints: how many, and how long."""

    count: int
    longest: int
    shortest: int
    mean: Fraction


def stretches(strip: Strip, ads: Iterable[str | None]) -> Stretches:
    """The stretches that ads leave, each ad named by the item it stands before (None: the end)."""
    tops = {item.id: item.top for item in strip.items}
    marks = [strip.height if before is None else tops[before] for before in ads]
    cuts = [(mark, mark) for mark in marks]
    cuts += [(item.top, item.bottom) for item in strip.items if item.role is Role.AD]
    edges = [(0, 0), *sorted(cuts), (strip.height, strip.height)]
    lengths = [max(0, below[0] - above[1]) for above, below in pairwise(edges)]
    mean = Fraction(sum(lengths), len(lengths))
    return Stretches(len(lengths), max(lengths), min(lengths), mean)
