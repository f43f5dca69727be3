"""The page grid: margins, columns and the baseline raster, in exact integer millipoints.

    ┌───────────────── trim ─────────────────┐
    │   top margin                           │
    │   ┌──────┐ ┌──────┐ ┌──────┐ ┌──────┐  │  row 0     columns may differ by one
    │   │col 0 │g│col 1 │g│col 2 │g│col 3 │  │  row 1     millipoint, so that their
    │   ├ ─ ─ ─┤ ├ ─ ─ ─┤ ├ ─ ─ ─┤ ├ ─ ─ ─┤  │   ...      sum with the gutters is the
    │   └──────┘ └──────┘ └──────┘ └──────┘  │  row n-1   measure, exactly
    │   foot margin                          │
    └────────────────────────────────────────┘

The baseline of row r stands `leading` x (r + 1) below the top of the live area, less the descent
(a fixed share of the leading), so that the type of row r lies inside row r.
"""

from __future__ import annotations

from dataclasses import dataclass

from layout.page.rect import Rect

DESCENT_SHARE = 0.24  # of the leading, below the baseline: descenders of text faces reach 0.22 em


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of whole grid cells: first column and row, and how many of each."""

    column: int
    row: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of one page. `live` is the area inside the margins; its height is a whole number of
    rows (what is left over goes to the foot margin)."""

    trim: tuple[int, int]
    live: Rect
    columns: tuple[tuple[int, int], ...]
    rows: int
    leading: int
    gutter: int

    def baseline(self, row: int) -> int:
        """y of the baseline of a row; row 0 is the highest."""
        return self.row_top(row + 1) - round(self.leading * DESCENT_SHARE)

    def row_top(self, row: int) -> int:
        """y of the upper edge of a row."""
        return self.live.y + row * self.leading

    def rect(self, area: Area) -> Rect:
        """The rectangle of an area, gutters between its columns included."""
        left = self.columns[area.column][0]
        last_x, last_width = self.columns[area.column + area.columns - 1]
        width = last_x + last_width - left
        return Rect(left, self.row_top(area.row), width, area.rows * self.leading)


def column_edges(left: int, measure: int, columns: int, gutter: int) -> tuple[tuple[int, int], ...]:
    """(x, width) of each column. Cumulative edges are rounded once, so the sum is the measure."""
    total = measure - gutter * (columns - 1)
    edges = [total * i // columns for i in range(columns + 1)]
    return tuple((left + edges[i] + gutter * i, edges[i + 1] - edges[i]) for i in range(columns))
