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

from enum import IntEnum
from fractions import Fraction
from itertools import accumulate
from math import ceil
from operator import le, sub

from slots.frozen import light
from slots.strip.measured_flow import Item, Role, Strip
from slots.units import MPT_PER, SHARES, Length, Unit


class Axis(IntEnum):
    """What is counted along the strip: millipoints, words, paragraphs, characters, lines read."""

    MPT = 0
    WORDS = 1
    PARAGRAPHS = 2
    CHARACTERS = 3
    READING = 4


Scale = tuple[int, ...]
"""One axis: its count at every gap, never decreasing."""

_CHARACTERS_A_WORD = 6
"""Characters of a word, its space included; for strips that count words and no characters."""

_WHOLE = Fraction(1)
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


@light
class Need:
    """A distance that a rule requires, on one strip: an amount on an axis."""

    length: Length
    axis: Axis
    amount: int


@light
class Ruler:
    """A strip with its scales, one count a gap on each axis; `whole` is the total of each.

    `white` is the natural margin at each gap in millipoints: from the item above to the mark; `ads`
    the heights of the ads that the copy brings along.
    """

    strip: Strip
    scales: tuple[Scale, ...]
    whole: tuple[int, ...]
    white: tuple[int, ...]
    ads: int = 0

    def need(self, length: Length) -> Need:
        """A length converted to an amount on this strip.

        Lengths round half to even; shares of counted things round up, so that they suffice.
        """
        if length.physical:
            return Need(length, Axis.MPT, length.mpt)
        axis = _AXES.get(length.unit, Axis.MPT)
        exact = length.value * self._per(length.unit)
        counted = length.unit in SHARES and axis is not Axis.MPT
        return Need(length, axis, ceil(exact) if counted else round(exact))

    def in_unit(self, need: Need, amount: int) -> Length:
        """An amount short of a need, in the unit of the rule, rounded so that it stays short."""
        per = self._per(need.length.unit)
        if not per:
            return Length(Fraction(0), need.length.unit)
        step = _STEPS.get(need.length.unit, _WHOLE)
        one, of = per.numerator * step.numerator, per.denominator * step.denominator
        steps = max(0, amount * of // one)
        return Length(Fraction(steps * step.numerator, step.denominator), need.length.unit)

    def _per(self, unit: Unit) -> Fraction:
        """How much of its axis one of a unit amounts to on this strip."""
        match unit:
            case Unit.LINE | Unit.SCREEN | Unit.PERCENT:
                return _per(unit, self.strip)
            case Unit.TEXT_SHARE:
                return Fraction(self.whole[Axis.CHARACTERS], 100)
            case Unit.PARAGRAPH_SHARE:
                return Fraction(self.whole[Axis.PARAGRAPHS], 100)
            case _:
                return MPT_PER.get(unit, Fraction(1))


def _per(unit: Unit, strip: Strip) -> Fraction:
    """Millipoints in one of a unit that depends on the strip."""
    if unit is Unit.PERCENT:
        return Fraction(strip.height, 100)
    return Fraction(strip.line if unit is Unit.LINE else strip.viewport[1])


def counts_copy(length: Length) -> bool:
    """Whether a length counts words, characters or paragraphs, the same on every strip."""
    return length.unit in _AXES


def height_of(length: Length, strip: Strip) -> int:
    """A length that is no count, converted to millipoints on a strip."""
    assert length.unit not in _AXES, f"{length} counts copy"
    return length.mpt if length.physical else round(length.value * _per(length.unit, strip))


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
    return rulers_of((strip,))[0]


def rulers_of(strips: tuple[Strip, ...]) -> tuple[Ruler, ...]:
    """The rulers of one story's strips. What is counted is the same on all of them, and reading
    length is that of the first: there is one objective for all widths."""
    first = strips[0]
    counted = (
        tuple(accumulate((item.words for item in first.items), initial=0)),
        tuple(accumulate((int(item.role is Role.PARAGRAPH) for item in first.items), initial=0)),
        tuple(accumulate(_characters(first.items), initial=0)),
        tuple(accumulate((_reading(item, first) for item in first.items), initial=0)),
    )
    whole = tuple(scale[-1] for scale in counted)
    return tuple(_ruler(strip, counted, whole) for strip in strips)


def _ruler(strip: Strip, counted: tuple[Scale, ...], whole: tuple[int, ...]) -> Ruler:
    tops = [item.top for item in strip.items]
    feet = [0, *(item.bottom for item in strip.items)]
    marks = (*tops, strip.height)
    assert all(map(le, feet, marks)) and all(map(le, tops, feet[1:])), "items overlap or disordered"
    ads = sum([item.bottom - item.top for item in strip.items if item.role is Role.AD])
    white = tuple(map(sub, marks, feet))
    return Ruler(strip, (marks, *counted), (strip.height, *whole), white, ads)


def amount_on(length: Length, strip: Strip) -> int:
    """A length as an amount on its axis on a strip. For a physical one nothing is counted, which
    saves the ruler."""
    return length.mpt if length.physical else ruler(strip).need(length).amount


def needs_of(length: Length, rulers: tuple[Ruler, ...]) -> tuple[Need, ...]:
    """A length as a need on each of these strips."""
    if length.physical:
        return (rulers[0].need(length),) * len(rulers)
    return tuple(ruler.need(length) for ruler in rulers)


def _characters(items: tuple[Item, ...]) -> list[int]:
    """The characters of each item; where a strip counts none, `_CHARACTERS_A_WORD` for each
    word."""
    counts = [item.characters for item in items]
    return counts if any(counts) else [item.words * _CHARACTERS_A_WORD for item in items]


def _reading(item: Item, strip: Strip) -> int:
    """The reading length of an item in lines: of text by its words, of all else by its height."""
    if item.words and item.role in _TEXT:
        return max(1, (2 * item.words * 9 * strip.line // (5 * max(1, strip.width)) + 1) // 2)
    return (2 * (item.bottom - item.top) // max(1, strip.line) + 1) // 2
