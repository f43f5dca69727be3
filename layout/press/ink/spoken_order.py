"""What lines stand for, to those who search, copy or listen, where that is not what they show.

Hyphenation breaks words, and a drop cap takes the first letter out of its paragraph. Who follows
the structure of a PDF (a screen reader, `pdfinfo -struct-text`) has the text of one line after the
other with nothing between; who does not (Chrome, pdftotext) puts words together that are parted by
a hyphen at the end of a line. Both are told with the text that a font's codes stand for, never with
/ActualText: poppler loses the rest of a paragraph behind it.

- A line that breaks inside a word ends in a soft hyphen, U+00AD, which is no part of the word.
- A line that breaks at a space ends in that space.
- A line that ends in a hyphen, dash or slash of the copy ("on-", then "line"), or anywhere else
  within what is no word, has a word joiner behind it, U+2060: nothing comes between it and the
  next. Without it, Chrome and pdftotext would drop a hyphen at the end of a line.
- A drop cap is painted as an outline, which has no text; the letter beside it says both.

Source: ISO 32000-1, 14.8.2.2.3 (hyphens), 14.8.2.5 (spaces).
"""

from __future__ import annotations

from layout.page.document import DropCap, Fragment, Page, PlacedLine
from layout.press.ink.glyph_runs import GlyphRuns
from layout.press.ink.pdf_operators import number
from layout.typeset.words.set_line import Ending
from layout.typeset.words.shaped_word import Word

_WORD_JOINER = "\u2060"

_Point = tuple[float, float]


def drop_caps_by_fragment(page: Page) -> dict[Fragment, DropCap]:
    """The drop caps of a page, by the fragment that begins beside each.

    That is the first in reading order that has no drop cap yet and whose rect holds the cap's left
    edge at its baseline; a cap that is in no fragment's rect, being set into the margin, belongs to
    the first body text.
    """
    found: dict[Fragment, DropCap] = {}
    free = [fragment for fragment in page.fragments if fragment.lines]
    for cap in page.drop_caps:
        inside = [fragment for fragment in free if _holds(fragment, cap.placed)]
        body = [fragment for fragment in free if fragment.role == "body"]
        beside = (inside or body)[:1]
        assert beside, f"page {page.number}: no text stands beside the drop cap {cap.text!r}"
        found[beside[0]] = cap
        free.remove(beside[0])
    return found


def _holds(fragment: Fragment, placed: PlacedLine) -> bool:
    rect = fragment.rect
    return rect.x <= placed.x < rect.right and rect.y <= placed.baseline <= rect.bottom


def drop_cap_outline(cap: DropCap, height: int) -> str:
    """The operators that fill a drop cap's outline on a page `height` millipoints high."""
    placed = cap.placed
    x = placed.x + placed.line.indent
    parts = []
    for word in placed.line.words:
        parts.append(_outline(word, x, height - placed.baseline))
        x += word.width
    return " ".join(parts)


def speaking_lines(fragment: Fragment, runs: GlyphRuns, before: str = "") -> list[str]:
    """The operators of a fragment's lines; the first word also says what stands `before` it."""
    parts = []
    line = runs.line
    for placed in fragment.lines:
        after = _WORD_JOINER if placed.line.ending is Ending.TIGHT else ""
        if before or after:
            parts.append(runs.saying(placed, before, after))
            before = ""
        else:
            parts.append(line(placed))
    return parts


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


def _outline(word: Word, x: int, y: int) -> str:
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
