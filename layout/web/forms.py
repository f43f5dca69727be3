"""Forms: blocks ready to be measured at any width. A form knows its height, not its place.

Three kinds are enough: type set in a measure, a table's grid, a picture's frame. What a block is
made of is the sheet's business; `layout.web.shape` makes forms of blocks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from layout.typeset.wrap import FIXED, Ribbon, wrap
from layout.web.sheet import LENGTHS, PX, Sheet, Step


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A paragraph of one style, `inset` px narrower than the block it is in.

    `ribbons` has its ribbon at each type size (millipoints) the style takes.
    """

    style: str
    ribbons: Mapping[int, Ribbon]
    inset: int = 0

    def lines(self, width: int, sheet: Sheet, step: Step) -> tuple[int, ...]:
        """Where its lines begin in a block of so many 1/64 px."""
        ribbon = self.ribbons[sheet.style(self.style, step).size]
        return wrap(ribbon, max(width - self.inset * 64, 0) * (FIXED // 64))

    def height(self, width: int, sheet: Sheet, step: Step) -> int:
        """Its height in px; widths are in 1/64 px."""
        leading = sheet.style(self.style, step).leading // PX
        return len(self.lines(width, sheet, step)) * leading


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """Stretches one above the other, with `extra` px of padding, gaps and lines."""

    stretches: tuple[Stretch, ...]
    extra: int = 0

    def height(self, width: int, sheet: Sheet, step: Step) -> float:
        """Height in px in a column of `width` px."""
        return self.extra + sum(each.height(width * 64, sheet, step) for each in self.stretches)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """A table: rows of cells in columns of one width, at least `cell-least` px each."""

    rows: tuple[tuple[Stretch, ...], ...]
    columns: int

    def height(self, width: int, sheet: Sheet, step: Step) -> float:
        """Height in px: each row is as high as its highest cell."""
        column = max(width / self.columns, LENGTHS["cell-least"])
        around = 2 * LENGTHS["cell-padding"] + LENGTHS["cell-line"]
        return sum(
            around + max(cell.height(int(column * 64), sheet, step) for cell in row)
            for row in self.rows
        )


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A picture at its own size or as wide as the column, whichever is less, and its cutline."""

    size: tuple[int, int]
    cutline: Text | None

    def height(self, width: int, sheet: Sheet, step: Step) -> float:
        """Height in px; the picture's is rounded down to 1/64 px, as Blink does."""
        own_width, own_height = self.size
        shown = min(own_width, width)
        picture = shown * own_height * 64 // own_width / 64 if own_width else 0
        cutline = self.cutline.height(width, sheet, step) if self.cutline else 0
        return picture + cutline


Form = Text | Rows | Frame
