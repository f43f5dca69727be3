"""Editorial space: what furniture and sold ads leave of a page. House ads stand in it.

first row   ┌──────────────────────┐
            │                      │   `rect` goes down to the deepest column;
            │              ┌───────┤   of it are `closed`, column by column:
            │       ┌──────┘ closed│   what ads take, and columns with too little
            └───────┘              │   left over them
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from layout.makeup.edition.shapes.news_hole import AIR, Hole
from layout.page.document import Page
from layout.page.rect import Rect


@dataclass(frozen=True, slots=True, eq=False)
class EditorialPage:
    """A finished page with its news hole; `opens` says that its section begins on it."""

    page: Page
    hole: Hole
    opens: bool = False

    @property
    def top(self) -> int:
        """y where stories begin, below the furniture."""
        return self.page.grid.row_top(self.hole.top + AIR)

    @property
    def rect(self) -> Rect:
        """All columns, down to the foot of the deepest; without any depth where ads take all."""
        live = self.page.grid.live
        return Rect(live.x, self.top, live.width, max(self._depths, default=0))

    @property
    def closed(self) -> tuple[Rect, ...]:
        """What of `rect` is not editorial space: the columns where ads stand, their gutters not
        included."""
        whole = self.rect
        return tuple(
            Rect(x, self.top + depth, width, whole.height - depth)
            for (x, width), depth in zip(self.page.grid.columns, self._depths, strict=True)
            if depth < whole.height
        )

    @property
    def area(self) -> int:
        """Its area in square millipoints, the gutters between open columns included."""
        grid, depths = self.page.grid, self._depths
        columns = sum(width * d for (_, width), d in zip(grid.columns, depths, strict=True))
        return columns + sum(grid.gutter * min(pair) for pair in pairwise(depths))

    @property
    def _depths(self) -> tuple[int, ...]:
        """The depth of each column, in millipoints."""
        leading = self.page.grid.leading
        return tuple(max(0, floor - AIR) * leading for floor in self.hole.floors)
