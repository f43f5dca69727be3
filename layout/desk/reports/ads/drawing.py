"""A drawing: boxes, strokes, rings and words in their places, for several painters to paint.

Lengths are millipoints from the top left corner; colours are "#rrggbb", "" for none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

_Anchor = Literal["start", "middle", "end"]
INK, GREY, FAINT = "#1b1d20", "#5b5e62", "#b9bdc2"
PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled and outlined."""

    x: int
    y: int
    width: int
    height: int
    fill: str = ""
    line: str = ""
    thickness: int = 400
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[int, int], ...]
    colour: str = INK
    thickness: int = 400


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle's outline."""

    x: int
    y: int
    radius: int
    colour: str = INK
    thickness: int = 400


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `x` is its start, middle or end, `y` its baseline."""

    x: int
    y: int
    text: str
    size: int
    bold: bool = False
    colour: str = INK
    anchor: _Anchor = "start"


Mark = Box | Stroke | Ring | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sheet with its marks, painted in their order."""

    width: int
    height: int
    marks: tuple[Mark, ...]
