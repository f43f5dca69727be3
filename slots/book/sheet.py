"""The sheet: what the sizes of an ad book mean on the page that its ads are printed on.

row 0         ┌ folio ─────────────────┐
first_row     ├────────────────────────┤ ┐
              │ col 0 │g│ col 1 │g│ .. │ │ depth: whole rows of the baseline grid,
              │       │ │       │ │    │ │ the deepest that an ad may be
              └────────────────────────┘ ┘
"""

from __future__ import annotations

from dataclasses import dataclass

AIR = 8_504
"""Millipoints of white above an ad: 3 mm, enough for its label too."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An ordinary page as ads see it, in millipoints.

    `depth` is the page below its folio, which takes `first_row` rows; `column_width` that of one
    column, `gutter` the white between two, `spine` the white between the columns of two facing
    pages. `modules` are the publication's own names of sizes, (name, size) as written.
    """

    columns: int
    depth: int
    column_width: int
    gutter: int
    leading: int
    spine: int = 0
    first_row: int = 0
    air: int = AIR
    modules: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> int:
        """Rows below the folio."""
        return self.depth // self.leading

    def width(self, columns: int, double_truck: bool = False) -> int:
        """How wide an ad of so many columns is; a double truck has them on each of two pages."""
        one = columns * self.column_width + (columns - 1) * self.gutter
        return 2 * one + self.spine if double_truck else one

    def rows_of(self, depth: int) -> int:
        """The rows an ad takes with its air above it; one as deep as the page stands without."""
        whole = -(-depth // self.leading)
        return max(whole, min(self.rows, -(-(depth + self.air) // self.leading)))

    def depth_of(self, rows: int) -> int:
        """The deepest ad that takes so many rows with its air above it."""
        return self.depth if rows >= self.rows else rows * self.leading - self.air
