"""Ribbons spaced out as CSS spaces text: letter-spacing, word-spacing, text-indent."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from layout.typeset.breaks.browser_wrap import Ribbon
from layout.typeset.breaks.opportunities import SOFT_HYPHEN


@dataclass(frozen=True, slots=True)
class Spacing:
    """What stands after each character, what each space is wider, and by how much the first line
    is indented, in the unit of a ribbon."""

    letter: int = 0
    word: int = 0
    indent: int = 0


def spaced(ribbon: Ribbon, text: str, spacing: Spacing) -> Ribbon:
    """The ribbon of a text, spaced out. A line keeps what stands after its last character, as
    Chromium has it. It has no seams any more."""
    signs = (_after(sign, spacing) for sign in text)
    shifts = _Shifts(text, (0, *accumulate(signs)), spacing.letter)
    wide = shifts.moved(ribbon, len(text))
    if not (spacing.indent and wide.starts):
        return wide
    starts = (wide.starts[0] - spacing.indent, *wide.starts[1:])
    chopped = dict(wide.chopped)
    if 0 in chopped:
        first = chopped[0]
        own = (first.starts[0] - spacing.indent, *first.starts[1:])
        chopped[0] = Ribbon(first.places, own, first.ends, upem=first.upem)
    return Ribbon(wide.places, starts, wide.ends, (), chopped, wide.upem)


def _after(sign: str, spacing: Spacing) -> int:
    """What comes to the advance of a character."""
    if sign == SOFT_HYPHEN:
        return 0
    return spacing.letter + (spacing.word if sign == " " else 0)


@dataclass(frozen=True, slots=True)
class _Shifts:
    """By how much each character of a text stands further right than without spacing."""

    text: str
    before: tuple[int, ...]
    letter: int

    def moved(self, ribbon: Ribbon, stop: int) -> Ribbon:
        """A ribbon, or one of a segment that ends before a character, with its places moved."""
        stops = (*ribbon.places[1:], stop)
        pairs = zip(ribbon.places, ribbon.starts, strict=True)
        starts = tuple(start + self.before[place] for place, start in pairs)
        ends = tuple(map(self._end, ribbon.places, ribbon.ends, stops))
        chopped = {
            segment: self.moved(clusters, self._shown(ribbon.places[segment], stops[segment]))
            for segment, clusters in ribbon.chopped.items()
        }
        return Ribbon(ribbon.places, starts, ends, (), chopped, ribbon.upem)

    def _end(self, place: int, end: int, stop: int) -> int:
        shown = self._shown(place, stop)
        hyphen = shown > place and self.text[shown - 1] == SOFT_HYPHEN and shown < len(self.text)
        return end + self.before[shown] + (self.letter if hyphen else 0)

    def _shown(self, place: int, stop: int) -> int:
        """Where a segment ends without the space that hangs after it."""
        return stop - 1 if stop > place and self.text[stop - 1] == " " else stop
