"""Measuring along a strip: how far a gap is from something, in the unit a rule is written in.

A gap is marked by the top of the item it precedes; the gap at the end by the height of the strip.
Marks, words and paragraphs are counted from the top of the copy *before* anything is put in:

        gap 0 ─ mark 0      words 0   paragraphs 0
              │ p1
        gap 1 ─ mark p2.top words p1  paragraphs 1
              │ p2
        gap 2 ─ mark height words all paragraphs 2     (the end)
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from itertools import accumulate, pairwise

from slots.strip import Role, Strip
from slots.units import MPT_PER, Length, Unit, spell


class Axis(IntEnum):
    """What is counted along the strip: millipoints, words or paragraphs."""

    MPT = 0
    WORDS = 1
    PARAGRAPHS = 2


Scale = tuple[int, ...]
"""One axis: its count at every gap, never decreasing."""

_STEPS: dict[Unit, Fraction] = {
    Unit.LINE: Fraction(1, 10),
    Unit.PERCENT: Fraction(1, 10),
    Unit.SCREEN: Fraction(1, 100),
    Unit.MM: Fraction(1, 10),
    Unit.CM: Fraction(1, 100),
    Unit.INCH: Fraction(1, 100),
    Unit.PICA: Fraction(1, 12),
}


@dataclass(frozen=True, slots=True)
class Need:
    """A distance a rule asks for, as it is on one strip: so much on that axis."""

    length: Length
    axis: Axis
    amount: int


@dataclass(frozen=True, slots=True)
class Ruler:
    """A strip with its scales, one count a gap on each axis; `whole` is the total of each.

    `white` is the natural margin at each gap in millipoints: from the item above to the mark.
    """

    strip: Strip
    scales: tuple[Scale, Scale, Scale]
    whole: tuple[int, int, int]
    white: tuple[int, ...]

    def need(self, length: Length) -> Need:
        """What a length comes to on this strip; lengths round half to even."""
        axis = _AXES.get(length.unit, Axis.MPT)
        return Need(length, axis, round(length.value * self._per(length.unit)))

    def spelled(self, need: Need, amount: int) -> str:
        """An amount short of a need, in the unit of the rule, rounded so that it stays short."""
        per = self._per(need.length.unit)
        if not per:
            return spell(Fraction(0), need.length.unit)
        step = _STEPS.get(need.length.unit, Fraction(1))
        exact = Fraction(amount) / per
        return spell(max(Fraction(0), exact // step * step), need.length.unit)

    def _per(self, unit: Unit) -> Fraction:
        """How much of its axis one of a unit is."""
        relative = {
            Unit.LINE: Fraction(self.strip.line),
            Unit.SCREEN: Fraction(self.strip.viewport[1]),
            Unit.PERCENT: Fraction(self.strip.height, 100),
        }
        return MPT_PER.get(unit) or relative.get(unit, Fraction(1))


_AXES: dict[Unit, Axis] = {Unit.WORD: Axis.WORDS, Unit.PARAGRAPH: Axis.PARAGRAPHS}


def ruler(strip: Strip) -> Ruler:
    """The ruler of a strip. Items must stand in order and end within its height."""
    edges = (0, *(edge for item in strip.items for edge in (item.top, item.bottom)), strip.height)
    assert all(upper <= lower for upper, lower in pairwise(edges)), "items overlap or out of order"
    marks = (*(item.top for item in strip.items), strip.height)
    words = tuple(accumulate((item.words for item in strip.items), initial=0))
    paragraphs = tuple(accumulate((_is_paragraph(i.role) for i in strip.items), initial=0))
    feet = (0, *(item.bottom for item in strip.items))
    white = tuple(max(0, mark - foot) for mark, foot in zip(marks, feet, strict=True))
    whole = (strip.height, words[-1], paragraphs[-1])
    return Ruler(strip, (marks, words, paragraphs), whole, white)


def _is_paragraph(role: Role) -> int:
    return int(role is Role.PARAGRAPH)
