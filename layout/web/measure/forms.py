"""Forms: a block's content, shaped once, that gives its height at any width; not where it stands.

Three kinds are enough: paragraphs one above the other (`TextForm`), a table's grid (`TableForm`), a
picture with its cutline (`PictureForm`). `layout.web.measure.blocks_to_forms` makes them of blocks.
"""

from __future__ import annotations

from collections.abc import Sequence

from layout.typeset.breaks.browser_wrap import FIXED, Ribbon, count_lines, wrap
from layout.web.measure.column_and_rail_widths import LENGTHS, PX, Sheet, Step
from layout.web.measure.table_columns import Column, Widths, widths_of
from slots.frozen import light_by_identity
from slots.strip.measured_flow import Display

BALANCED = 6
"""Lines that Chromium balances at most (`text-wrap: balance`); longer text is set as it comes."""


@light_by_identity
class StyledParagraph:
    """A paragraph of one style, `inset` px narrower than the block it is in.

    `ribbon` is its text unrolled on one line, without a type size: the style has one at each step.
    `tight` is there where CSS balances the lines: the ribbon by which Chromium counts how many
    lines it has to balance.
    """

    style: str
    ribbon: Ribbon
    inset: int = 0
    tight: Ribbon | None = None

    def lines(self, width: int, sheet: Sheet, step: Step) -> tuple[int, ...]:
        """Where its lines begin in a block of `width` 1/64 px."""
        ribbon = self.ribbon.at(sheet.style(self.style, step).size)
        return wrap(ribbon, max(width - self.inset * 64, 0) * (FIXED // 64))

    def height(self, width: int, sheet: Sheet, step: Step) -> int:
        """Its height in px; widths are in 1/64 px."""
        return self.heights((width,), sheet, step)[0]

    def heights(self, widths: Sequence[int], sheet: Sheet, step: Step) -> list[int]:
        """Its heights in px at several rising widths in 1/64 px: quicker than one by one."""
        style = sheet.style(self.style, step)
        leading = style.leading // PX
        inset, fixed = self.inset * 64, FIXED // 64
        measures = [(width - inset if width > inset else 0) * fixed for width in widths]
        counts = count_lines(self.ribbon, style.size, measures)
        if self.tight and counts and counts[-1] <= BALANCED:
            tight = count_lines(self.tight, style.size, measures)
            pairs = zip(counts, tight, strict=True)
            counts = [more if count <= BALANCED else count for count, more in pairs]
        return [count * leading for count in counts]


@light_by_identity
class TextForm:
    """Paragraphs one above the other, with `extra` px of padding, gaps and lines."""

    paragraphs: tuple[StyledParagraph, ...]
    extra: int = 0

    def height(self, width: int, sheet: Sheet, step: Step) -> float:
        """Height in px in a column of `width` px."""
        return self.heights((width,), sheet, step)[0]

    def heights(self, widths: Sequence[int], sheet: Sheet, step: Step) -> Sequence[float]:
        """Heights in px in columns of several rising widths in px."""
        fine = [width * 64 for width in widths]
        rows = [each.heights(fine, sheet, step) for each in self.paragraphs]
        if len(rows) == 1:
            return [self.extra + height for height in rows[0]] if self.extra else rows[0]
        columns = zip(*rows, strict=True) if rows else [()] * len(widths)
        return [self.extra + sum(column) for column in columns]


@light_by_identity
class TableForm:
    """A table: rows of cells in columns that are as wide as what stands in them asks for."""

    rows: tuple[tuple[StyledParagraph, ...], ...]
    columns: tuple[Column, ...]

    def height(self, width: int, sheet: Sheet, step: Step) -> float:
        """Height in px: each row is as high as its highest cell."""
        return self.heights((width,), sheet, step)[0]

    def heights(self, widths: Sequence[int], sheet: Sheet, step: Step) -> Sequence[float]:
        """Heights in px in columns of several rising widths in px."""
        own = self.widths(sheet, step)
        fine = [*zip(*(own.fine(width) for width in widths), strict=True)]
        around = 2 * LENGTHS["cell-padding"] + LENGTHS["cell-line"]
        total = [0.0] * len(widths)
        for row in self.rows:
            cells = [cell.heights(room, sheet, step) for cell, room in zip(row, fine, strict=False)]
            total = [
                above + around + max(column)
                for above, column in zip(total, zip(*cells, strict=True), strict=True)
            ]
        return total

    def widths(self, sheet: Sheet, step: Step) -> Widths:
        """The least and the most of its columns at a step."""
        return widths_of(self.columns, sheet.style("table", step).size)


@light_by_identity
class PictureForm:
    """A picture and its cutline, which is as wide as the column.

    The picture has its own size, or is as wide as its display allows, whichever is less; at full
    width it is as wide as the column even if that enlarges it.
    """

    size: tuple[int, int]
    cutline: TextForm | None
    display: Display = Display.INLINE

    def height(self, width: int, sheet: Sheet, step: Step) -> float:
        """Height in px; the picture's is rounded down to 1/64 px, as Blink does."""
        return self.heights((width,), sheet, step)[0]

    def heights(self, widths: Sequence[int], sheet: Sheet, step: Step) -> Sequence[float]:
        """Heights in px in columns of several rising widths in px."""
        pictures = [self.picture(width) for width in widths]
        if not self.cutline:
            return pictures
        cutlines = self.cutline.heights(widths, sheet, step)
        return [own + below for own, below in zip(pictures, cutlines, strict=True)]

    def picture(self, width: int) -> float:
        """The height of the picture alone in px, in a column of `width` px: never less in a wider
        one, while all else of a page is never higher there."""
        own_width, own_height = self.size
        return self._fine(width) * own_height // own_width / 64 if own_width else 0.0

    def _fine(self, width: int) -> int:
        """The picture's width in 1/64 px."""
        if self.display is Display.FULL_WIDTH:
            return width * 64
        most = width
        if self.display is Display.THUMBNAIL:
            most = min(width, LENGTHS["thumbnail"])
        half = self.display is Display.HALF_WIDTH
        return min(self.size[0] * 64, most * 32 if half else most * 64)


Form = TextForm | TableForm | PictureForm
