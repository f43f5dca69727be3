"""Measuring along a strip: how far a gap is from something, in the unit a rule is written in.

A gap is marked by the top of the item it precedes; the gap at the end by the height of the strip.
Marks, words and so on are counted from the top of the copy *before* anything is put in:

        gap 0 ─ mark 0      words 0   paragraphs 0
              │ p1
        gap 1 ─ mark p2.top words p1  paragraphs 1
              │ p2
        gap 2 ─ mark height words all paragraphs 2     (the end)

The *reading length* is what the objective measures in: whole lines of an even text, counted from
words and not from pixels, so that one changed word does not change what a placement is worth. A
line holds its width over 1.8 leadings in words: 45 hundredths of an em a character, 6 characters a
word with the space after it, and a leading of 1.5 em.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from itertools import accumulate, pairwise
from math import ceil

from slots.strip import Item, Role, Strip
from slots.units import MPT_PER, SHARES, Length, Unit, spell


class Axis(IntEnum):
    """What is counted along the strip: millipoints, words, paragraphs, characters, lines read."""

    MPT = 0
    WORDS = 1
    PARAGRAPHS = 2
    CHARACTERS = 3
    READING = 4


Scale = tuple[int, ...]
"""One axis: its count at every gap, never decreasing."""

CHARACTERS_A_WORD = 6
"""With the space after it; for strips that count words and no characters."""

_STEPS: dict[Unit, Fraction] = {
    Unit.LINE: Fraction(1, 10),
    Unit.PERCENT: Fraction(1, 10),
    Unit.TEXT_SHARE: Fraction(1, 10),
    Unit.PARAGRAPH_SHARE: Fraction(1, 10),
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
    scales: tuple[Scale, ...]
    whole: tuple[int, ...]
    white: tuple[int, ...]

    def need(self, length: Length) -> Need:
        """What a length comes to on this strip.

        Lengths round half to even; shares of what is counted round up, to be at least so much.
        """
        axis = _AXES.get(length.unit, Axis.MPT)
        exact = length.value * self._per(length.unit)
        counted = length.unit in SHARES and axis is not Axis.MPT
        return Need(length, axis, ceil(exact) if counted else round(exact))

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
            Unit.TEXT_SHARE: Fraction(self.whole[Axis.CHARACTERS], 100),
            Unit.PARAGRAPH_SHARE: Fraction(self.whole[Axis.PARAGRAPHS], 100),
        }
        return MPT_PER.get(unit) or relative.get(unit, Fraction(1))


_AXES: dict[Unit, Axis] = {
    Unit.WORD: Axis.WORDS,
    Unit.PARAGRAPH: Axis.PARAGRAPHS,
    Unit.PARAGRAPH_SHARE: Axis.PARAGRAPHS,
    Unit.CHARACTER: Axis.CHARACTERS,
    Unit.TEXT_SHARE: Axis.CHARACTERS,
}
_TEXT = frozenset((Role.PARAGRAPH, Role.HEADING, Role.LIST, Role.QUOTE))


def ruler(strip: Strip) -> Ruler:
    """The ruler of a strip. Items must stand in order and end within its height."""
    items = strip.items
    edges = (0, *(edge for item in items for edge in (item.top, item.bottom)), strip.height)
    assert all(upper <= lower for upper, lower in pairwise(edges)), "items overlap or out of order"
    marks = (*(item.top for item in items), strip.height)
    feet = (0, *(item.bottom for item in items))
    white = tuple(max(0, mark - foot) for mark, foot in zip(marks, feet, strict=True))
    scales = (
        marks,
        tuple(accumulate((item.words for item in items), initial=0)),
        tuple(accumulate((int(item.role is Role.PARAGRAPH) for item in items), initial=0)),
        tuple(accumulate(_characters(items), initial=0)),
        tuple(accumulate((_reading(item, strip) for item in items), initial=0)),
    )
    whole = (strip.height, *(scale[-1] for scale in scales[1:]))
    return Ruler(strip, scales, whole, white)


def _characters(items: tuple[Item, ...]) -> list[int]:
    """The characters of each item; where a strip counts none, so many for each word."""
    counts = [item.characters for item in items]
    return counts if any(counts) else [item.words * CHARACTERS_A_WORD for item in items]


def _reading(item: Item, strip: Strip) -> int:
    """The reading length of an item: lines of text by its words, of all else by its height."""
    if item.words and item.role in _TEXT:
        return max(1, (2 * item.words * 9 * strip.line // (5 * max(1, strip.width)) + 1) // 2)
    return (2 * (item.bottom - item.top) // max(1, strip.line) + 1) // 2
