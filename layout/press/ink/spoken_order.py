"""/ActualText: what lines stand for, to those who search, copy or listen, where that is not what
they show.

Hyphenation breaks words, and a drop cap takes the first letter out of its paragraph. Readers of a
PDF put lines together: they join one that ends in a hyphen to the next and drop the hyphen. What
they cannot know is said with /ActualText. Tried on poppler (pdftotext) and pdfium (Chrome), neither
of which joins after U+2010, U+2060 or U+00AD.

- A line that breaks inside a word ends in a literal "-" and needs nothing more.
- A line that ends in a hyphen of the copy ("on-", then "line") would lose it, and one that ends
  after a dash or slash would gain a space. So its last word says one hyphen more than it shows
  ("on--", "word—-"), which readers drop: a hyphen at the end of a line is never the copy's.
- A drop cap is painted as an outline, which has no text (pdfium would set it on a line of its own
  even with an empty /ActualText); the word beside it says the whole word.
"""

from __future__ import annotations

from layout.page.document import DropCap, Fragment, Page, PlacedLine
from layout.press.ink.glyph_runs import GlyphRuns
from layout.press.ink.pdf_operators import number
from layout.typeset.words.set_line import Ending
from layout.typeset.words.shaped_word import Word

_DROPPED = "-"
"""What readers drop at the end of a line, joining the next to it."""

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
        if placed.line.ending is Ending.TIGHT or before:
            parts.append(runs.saying(placed, _spoken(placed, before)))
            before = ""
        else:
            parts.append(line(placed))
    return parts


def _spoken(placed: PlacedLine, before: str) -> dict[int, str]:
    """By the index of a word, what it says where that is not what it shows."""
    words = placed.line.words
    actual_texts = {0: before + words[0].text} if before else {}
    if placed.line.ending is Ending.TIGHT:
        last = len(words) - 1
        actual_texts[last] = actual_texts.get(last, words[last].text) + _DROPPED
    return actual_texts


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
