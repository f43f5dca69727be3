"""Outlines: a word as filled curves instead of text, for what is seen but must not be read."""

from __future__ import annotations

from layout.press.ink.pdf_operators import number
from layout.typeset.words.shaped_word import Word

_Point = tuple[float, float]


class _Pen:
    """Takes a glyph's curves from HarfBuzz and writes them as PDF path operators, in points.

    The names of its methods are those of the pen protocol.
    """

    def __init__(self, scale: float, x: float, y: float) -> None:
        self.scale, self.x, self.y = scale, x, y
        self.parts: list[str] = []
        self._at: _Point = (0.0, 0.0)

    def moveTo(self, point: _Point) -> None:
        """Begin a contour."""
        self._write("m", point)

    def lineTo(self, point: _Point) -> None:
        """A straight line."""
        self._write("l", point)

    def curveTo(self, *points: _Point) -> None:
        """A cubic curve, as PDF has them."""
        self._write("c", *points)

    def qCurveTo(self, control: _Point, end: _Point) -> None:
        """A quadratic curve, raised to the cubic that has the same shape."""
        start = self._at
        first = tuple(s + (c - s) * 2 / 3 for s, c in zip(start, control, strict=True))
        second = tuple(e + (c - e) * 2 / 3 for e, c in zip(end, control, strict=True))
        self._write("c", (first[0], first[1]), (second[0], second[1]), end)

    def closePath(self) -> None:
        """End a contour."""
        self.parts.append("h")

    def _write(self, operator: str, *points: _Point) -> None:
        for x, y in points:
            self.parts.append(number(self.x + x * self.scale, 3))
            self.parts.append(number(self.y + y * self.scale, 3))
        self.parts.append(operator)
        self._at = points[-1]


def outline(word: Word, x: int, y: int) -> str:
    """The path of a word whose origin is at (x, y), millipoints from the lower left, filled."""
    scale = word.size / word.face.upem / 1000
    tracking = word.tracking * word.size / 1_000_000
    at, parts = x / 1000, []
    for i, glyph in enumerate(word.glyphs):
        shift, rise = word.offsets[i] if word.offsets else (0, 0)
        pen = _Pen(scale, at + shift * scale, y / 1000 + rise * scale)
        word.face.font.draw_glyph_with_pen(glyph, pen)
        parts += pen.parts
        at += word.advances[i] * scale + tracking
    return " ".join([*parts, "f"]) if parts else ""
