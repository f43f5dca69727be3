"""The sheet: what the sizes of an ad book mean on the page that its ads are printed on.

row 0         ┌ folio ─────────────────┐
first_row     ├────────────────────────┤ ┐
              │ col 0 │g│ col 1 │g│ .. │ │ depth: whole rows of the baseline grid,
              │       │ │       │ │    │ │ the air above ads among them
              └────────────────────────┘ ┘
"""

from __future__ import annotations

from dataclasses import dataclass

AIR_ROWS = 1
"""Rows of air above every box."""

LABEL_AIR_ROWS = 2
"""Rows of air above an ad with a label, which must not read as a line of the story above it."""

CAP_SHARE = 0.575
"""Cap height of text as a share of the leading: the top edge of a box stands at it."""


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
    modules: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> int:
        """Rows below the folio."""
        return self.depth // self.leading

    def width(self, columns: int, double_truck: bool = False) -> int:
        """The width of an ad of `columns` columns; a double truck has them on each of its two
        pages, and the spine between."""
        one = columns * self.column_width + (columns - 1) * self.gutter
        return 2 * one + self.spine if double_truck else one

    @property
    def deepest(self) -> int:
        """The depth of an ad that takes all rows."""
        return self.depth_of(self.rows)

    def rows_of(self, depth: int, label: bool = False) -> int:
        """The rows that an ad takes, its air and its label above it included."""
        return rows_for(depth, self.leading, LABEL_AIR_ROWS if label else AIR_ROWS)

    def depth_of(self, rows: int) -> int:
        """The depth of the deepest ad that takes `rows` rows, the air above it included."""
        return (rows - 1 - AIR_ROWS) * self.leading + round(self.leading * CAP_SHARE)


def rows_for(depth: int, leading: int, air: int = AIR_ROWS) -> int:
    """Rows for a box `depth` millipoints deep: its top stands at the cap height of its first row
    below the air, its foot on the baseline of its last."""
    inside = depth - round(leading * CAP_SHARE)
    return max(1, -(-inside // leading)) + 1 + air
