"""A line of text while it is shown: where each code stands, and how much of the page all take.

    point of a glyph · size and rise · cursor · CTM = point on the page

Source: ISO 32000-1, 9.4.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf

from layout.preflight.content.state import State
from layout.preflight.geometry import Box, Matrix
from layout.preflight.opened.numbers import real


class _Glyph(NamedTuple):
    """A code that is shown, and how far along its text it begins."""

    code: int
    at: float


class Shown(NamedTuple):
    """What one operator shows: its bytes, its glyphs, the matrix that takes them to the page, and
    the box around them there."""

    codes: bytes
    glyphs: list[_Glyph]
    placed: Matrix
    box: Box


@dataclass(slots=True)
class TextLine:
    """Where text stands: the matrix of its line, and that of what is shown next."""

    line: Matrix = field(default_factory=Matrix)
    cursor: Matrix = field(init=False)

    def __post_init__(self) -> None:
        self.cursor = self.line

    def move(self, x: float, y: float) -> None:
        """The next line, so far from the beginning of this one."""
        self.line = self.cursor = Matrix(1, 0, 0, 1, x, y).then(self.line)

    def show(self, parts: list[Any], state: State) -> Shown:
        """Text shown, with moves in thousandths between its parts; the cursor moves on."""
        at, lowest, highest, codes = 0.0, 0.0, 0.0, bytearray()
        glyphs: list[_Glyph] = []
        for part in parts:
            if isinstance(part, pikepdf.String):
                data = bytes(part)
                codes += data
                for code in state.font.codes(data):
                    glyphs.append(_Glyph(code, at))
                    at += _advance(code, state)
                    lowest, highest = min(lowest, at), max(highest, at)
            else:
                at -= real(part) / 1000 * state.size * state.stretch
                lowest, highest = min(lowest, at), max(highest, at)
        placed = Matrix(1, 0, 0, 1, 0, state.rise).then(self.cursor).then(state.ctm)
        move = (at, 0.0) if state.font.upright else (0.0, -at)
        self.cursor = Matrix(1, 0, 0, 1, *move).then(self.cursor)
        return Shown(bytes(codes), glyphs, placed, placed.box(_bounds(lowest, highest, state)))


def _advance(code: int, state: State) -> float:
    blank = state.word_space if code == 32 and state.font.bytes_each == 1 else 0.0
    width = state.font.width(code) if state.font.upright else 1.0
    return (width * state.size + state.letter_space + blank) * state.stretch


def _bounds(lowest: float, highest: float, state: State) -> Box:
    """The box around text that reaches so far, before it is placed."""
    font, size = state.font, state.size
    if font.upright:
        bounds = Box(lowest, font.descent * size, highest, font.ascent * size)
    else:
        bounds = Box(-size / 2, -highest, size / 2, -lowest)
    return Box(
        min(bounds.left, bounds.right),
        min(bounds.foot, bounds.top),
        max(bounds.left, bounds.right),
        max(bounds.foot, bounds.top),
    )
