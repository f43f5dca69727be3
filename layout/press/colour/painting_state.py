"""What content paints with: colours, size of type, overprinting. As it was meant, and as it stands
in what is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot
from typing import NamedTuple

from layout.press.separation.spaces import GREY, Space

Matrix = tuple[float, float, float, float]
"""The a, b, c and d of a matrix: where it moves things does not matter here."""

_ROUND = 3
THIN = 2.0
"""Points under which black lines overprint (exactly 2 does not): GWG 2022, R0010."""


@dataclass(frozen=True, slots=True)
class GraphicsState:
    """What a graphics state dictionary sets of what matters here; None what it leaves."""

    areas: bool | None = None
    lines: bool | None = None
    mode: int | None = None
    size: float | None = None
    width: float | None = None


_SMALL = 10.0
"""Points under which type in several inks shows each sheet that is out of register (exactly 10 does
not): GWG 2022, R0017."""


class Mixed(NamedTuple):
    """A colour in the inks of a press, as operands. `black` is black ink alone, all of it; `rich`
    black made of more inks; `white` no ink at all, where that is to hide what lies under it;
    `manifold` a dark colour of several inks in which small type is to be black."""

    operands: bytes
    black: bool = False
    rich: bool = False
    white: bool = False
    manifold: bool = False


@dataclass(frozen=True, slots=True)
class Paint:
    """What areas, or lines, are painted with. `written` are the operators that choose it, `native`
    whether the inks are those that were asked for, so that overprinting may leave others as they
    are; `inherited` whether it was set outside this content; `white` whether it is white that hides
    what lies under it, also where it is asked to overprint; `manifold` whether small type in it is
    to be black."""

    space: Space
    written: bytes
    black: bool = False
    rich: bool = False
    native: bool = True
    inherited: bool = False
    white: bool = False
    manifold: bool = False


class Overprint(NamedTuple):
    """Whether areas, and whether lines, leave other inks under them; the mode is 1 where an ink of
    which there is none leaves what is there."""

    areas: bool = False
    lines: bool = False
    mode: int = 0

    @property
    def told(self) -> Overprint:
        """The same where it makes a difference: a mode alone makes none."""
        return self if self.areas or self.lines else _KNOCK_OUT


_KNOCK_OUT = Overprint()
_START_FILL = Paint(GREY, b"0 0 0 1 k", black=True, inherited=True)
_START_LINE = Paint(GREY, b"0 0 0 1 K", black=True, inherited=True)


@dataclass(frozen=True, slots=True)
class Outside:
    """What content finds where it begins: how large one of its units is, what it paints with."""

    matrix: Matrix = (1, 0, 0, 1)
    fill: Paint = _START_FILL
    line: Paint = _START_LINE
    overprint: Overprint = _KNOCK_OUT

    def of(self, aspect: str) -> object:
        """One of what content may depend on: "size", "fill" or "line"."""
        if aspect == "size":
            return tuple(round(number, _ROUND) for number in self.matrix)
        paint = self.fill if aspect == "fill" else self.line
        return id(paint.space), paint.written, paint.black, paint.rich, paint.native


@dataclass(slots=True)
class State:
    """The graphics state: `overprint` as it was asked for, `done` as it stands in what is written;
    `blackened` where what is written paints black although `fill` is another colour; `unset` why no
    type can be shown in the font that is chosen; `width` that of lines."""

    matrix: Matrix
    fill: Paint
    line: Paint
    overprint: Overprint
    done: Overprint
    size: float = 0.0
    text: Matrix = (1, 0, 0, 1)
    mode: int = 0
    blackened: bool = False
    unset: str = ""
    width: float = 1.0

    @property
    def drawn(self) -> Overprint:
        """How paths should overprint: thin lines in black leave what lies under them, too."""
        thin = self.line.black and self.line_width < THIN - 1e-6
        asked = self.asked
        if not thin or (asked.areas and not self.fill.native):
            return self.normal
        return Overprint(asked.areas, True, 1)

    @property
    def line_width(self) -> float:
        """How wide lines stand on paper at most, in points."""
        return abs(self.width) * max(extent(self.matrix))

    @property
    def normal(self) -> Overprint:
        """How what is painted should overprint: as asked for; but what was made of other colours
        has inks of its own, and hides what lies under it."""
        mode = self.overprint.mode if self.fill.native and self.line.native else 0
        return self.asked._replace(mode=mode).told

    @property
    def asked(self) -> Overprint:
        """Overprinting as it was asked for, but of white that is to hide what lies under it."""
        areas, lines, mode = self.overprint
        return Overprint(areas and not self.fill.white, lines and not self.line.white, mode)

    def hiding(self, fill: bool, line: bool) -> bool:
        """Whether white that was to overprint hides what lies under it, where areas, or lines, are
        painted now."""
        areas, lines, _ = self.overprint
        return (fill and areas and self.fill.white) or (line and lines and self.line.white)

    @property
    def type_size(self) -> float:
        """How large type stands on paper, in points; 0 where nobody can say."""
        _, _, c, d = multiplied(self.text, self.matrix)
        return abs(self.size) * hypot(c, d)

    @property
    def type_in_black(self) -> bool:
        """Whether type is black ink alone although its colour is not: black of several inks at any
        size, other dark colours of several where it is small."""
        small = 0 < self.type_size < _SMALL - 1e-6
        return self.fill.rich or (self.fill.manifold and small)

    def copy(self) -> State:
        """The same, to be changed."""
        return replace(self)


def started(outside: Outside) -> State:
    """The state in which content begins."""
    fill, line = replace(outside.fill, inherited=True), replace(outside.line, inherited=True)
    state = State(outside.matrix, fill, line, outside.overprint, _KNOCK_OUT)
    state.done = state.normal
    return state


def multiplied(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does one, then the other."""
    a, b, c, d = first
    e, f, g, h = then
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h


def extent(matrix: Matrix) -> tuple[float, float]:
    """How wide and how deep a matrix makes a square of one unit, in points."""
    a, b, c, d = matrix
    return hypot(a, b), hypot(c, d)
