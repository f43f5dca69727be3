"""Ad pages: the grid that ads are stacked on, from the foot up.

row 0   ┌ folio ──────────────────┐  rows above `first_row` are furniture
first_row                         │
        │ news hole               │
        │              ┌──────────┤  ads are piled up from the foot, towards the outside corner:
        │       ┌──────┤          │  no ad hangs in the air, no white is trapped
row n-1 └───────┴──────┴──────────┘
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["left", "right"]


def side_of(page: int) -> Side:
    """Whether a page is a left-hand or a right-hand one: odd ones are right-hand pages."""
    return "right" if page % 2 else "left"


@dataclass(frozen=True, slots=True)
class StackPage:
    """One page of the edition. Pages count from 1; odd ones are right-hand pages.

    `columns` and `rows` are the grid's; `section` the name of its section; `colour` whether it is
    printed in colour. `share` is the part of the page's cells below `first_row` that ads should
    take, in per mille (a wish), `most` the part they may take at most (hard). `reserved` are rows
    at the page's head that stay editorial even so (the lead, the index). `opens`: its section
    begins on it, so that its top should stay free.
    """

    number: int
    section: str
    columns: int
    rows: int
    first_row: int
    colour: bool = True
    share: int = 500
    most: int = 1000
    reserved: int = 0
    opens: bool = False

    @property
    def depth(self) -> int:
        """Rows below the furniture."""
        return self.rows - self.first_row

    @property
    def outside(self) -> Side:
        """The side away from the spine."""
        return side_of(self.number)

    @property
    def partner(self) -> int:
        """The page on the back of the same leaf: 1-2, 3-4, ..."""
        return self.number + 1 if self.number % 2 else self.number - 1

    @property
    def facing(self) -> int:
        """The page seen beside it: 2-3, 4-5, ...; page 1 faces 0, which is none."""
        return self.number - 1 if self.number % 2 else self.number + 1
