"""Type styles: which cut of which family, at what size, set how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    """Where lines stand in the measure."""

    JUSTIFIED = "justified"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cut:
    """One cut of a font family: the point in design space that a style is set in.

    `family` is a fontpkg name ("newsreader", "source_serif_4"), `weight` 100 to 900, `optical` the
    optical size in whole points (None where the family has none or its default will do).
    `features` are OpenType feature tags that are switched on ("smcp").
    """

    family: str
    weight: int = 400
    italic: bool = False
    optical: int | None = None
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How a kind of text is set. Lengths in millipoints.

    `cuts` holds the cuts for Emphasis 0 to 3 (roman, italic, bold, bold italic). `tracking` is in
    thousandths of an em. `scaling` is how far glyphs may be scaled to even out a line, in per mille
    of their width (20 = from 98 % to 102 %); `letterspacing` how far they may be set apart or
    closer for that, in thousandths of an em. `colour` names a colour of the theme.
    """

    name: str
    cuts: tuple[Cut, Cut, Cut, Cut]
    size: int
    leading: int
    align: Align = Align.LEFT
    colour: str = "black"
    indent: int = 0
    tracking: int = 0
    scaling: int = 0
    hyphenate: bool = False
    letterspacing: int = 0
