"""The news hole of a page: what furniture and ads leave to the stories.

row `top`   ┌──────────────────────┐   floors are counted from `top` down
            │                      │
            │              ┌───────┤   floors[4] = 6
            │       ┌──────┘  ads  │
            └───────┘              │   floors[0] = 10
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace

AIR = 2
"""Rows above every story: a blank line and, in its middle, the line between two stories."""
LEAST_DEPTH = 5 + AIR  # rows: less holds neither a story nor a filler, and stays white


@dataclass(frozen=True, slots=True)
class Hole:
    """The rows of each column that are free. `top` is the row in which stories begin with their
    air: stories at the head of a page hang from the furniture, whose own air is enough. In the
    first `barred` rows no house ad should begin."""

    page: int
    top: int
    floors: tuple[int, ...]
    barred: int = 0

    @property
    def columns(self) -> int:
        """Columns of the page."""
        return len(self.floors)

    @property
    def cells(self) -> int:
        """Free cells, one column wide and one row deep, the air at the top included."""
        return sum(self.floors)

    @property
    def levels(self) -> int:
        """How many stretches of columns have a floor of their own: a story fills one at most."""
        return sum(1 for floor, _ in groupby(self.floors) if floor)

    @property
    def rectangle(self) -> int:
        """The cells of its largest rectangle: no story takes more."""
        return max(columns * rows for columns, rows in enumerate(self.deepest, 1))

    @property
    def deepest(self) -> tuple[int, ...]:
        """The rows of the deepest rectangle of one column, of two, and so on."""
        count = self.columns
        return tuple(
            max(min(self.floors[left : left + width]) for left in range(count - width + 1))
            for width in range(1, count + 1)
        )


def hole_of(page: StackPage, ads: Iterable[AdPlace]) -> Hole:
    """What is free above the ads of a page, columns with too little of it left out."""
    top = page.first_row - AIR
    feet = [page.rows] * page.columns
    for ad in ads:
        for column in range(ad.column, ad.right):
            feet[column] = min(feet[column], ad.row)
    depths = (foot - top for foot in feet)
    return Hole(page.number, top, tuple(d if d >= LEAST_DEPTH else 0 for d in depths))
