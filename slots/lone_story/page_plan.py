"""Page plan, the result of stacking: which item stands where, and the news hole left to the story.

row 14 ┌───────────────────────┬───────────┐  StoryArea(column=0, row=14, columns=4, ...)
       │ head                  │ module    │
       ├─────┬─────┬─────┬─────┤           │  Leg(column=0, top=41, bottom=56): rows 41 to 55
       │ leg │ leg │ leg │ leg ├───────────┤
row 56 ├─────┴─────┴─────┴─────┤ module    │
       │ ad                    │           │
row100 └───────────────────────┴───────────┘
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from slots.lone_story.items import PageSpace
from slots.strip.refusal import Refusal


@dataclass(frozen=True, slots=True)
class StackedItem:
    """An item in its place. `stretch` of its `rows` are more than its shape's least depth."""

    id: str
    kind: Literal["ad", "module"]
    column: int
    row: int
    columns: int
    rows: int
    stretch: int = 0

    @property
    def right(self) -> int:
        """The column after its last one."""
        return self.column + self.columns

    @property
    def bottom(self) -> int:
        """The row after its last one."""
        return self.row + self.rows


@dataclass(frozen=True, slots=True)
class Leg:
    """The rows of one column that are free for body text: `top` up to, not including, `bottom`."""

    column: int
    top: int
    bottom: int

    @property
    def rows(self) -> int:
        """How deep the leg is."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class StoryArea:
    """The news hole of a page: columns from `column` on, the head on top, then one leg a column.

    On the page where the story ends its legs are level: the area is a rectangle. On the others
    each leg reaches down to whatever stands below it (a skyline). `columns` x (`row` +
    `head_rows`) is where the head stands; `rows` reaches to the lowest foot of a leg.
    """

    column: int
    row: int
    columns: int
    rows: int
    head_rows: int
    legs: tuple[Leg, ...]
    jump_rows: int = 0

    @property
    def capacity(self) -> int:
        """Body rows (in one column) that the legs take; a jump line's rows are not among them."""
        return sum(leg.rows for leg in self.legs) - self.jump_rows

    @property
    def cells(self) -> int:
        """All cells the story covers, head included."""
        return self.columns * self.head_rows + sum(leg.rows for leg in self.legs)


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page made up. `holes` are empty cells above `foot`; rows from `foot` on are an open foot.

    Only the last page may have an open foot: there is nothing more to print.
    """

    space: PageSpace
    items: tuple[StackedItem, ...]
    story: StoryArea | None
    foot: int

    @property
    def holes(self) -> int:
        """Empty cells between story and items."""
        used = sum(item.columns * item.rows for item in self.items)
        used += self.story.cells if self.story else 0
        return self.space.columns * (self.foot - self.space.first_row) - used

    @property
    def open_foot(self) -> int:
        """Empty cells below everything."""
        return self.space.columns * (self.space.rows - self.foot)

    @property
    def white(self) -> int:
        """All empty cells."""
        return self.holes + self.open_foot


@dataclass(frozen=True, slots=True)
class Stack:
    """The plan of all pages of a story with its ads and modules, and how good it is.

    `objective` is what the plan costs (slots.lone_story.plan_cost), `bound` what any plan on as
    many pages costs at least; equal means proven optimal. Of three pages and more that holds for
    all plans with their items on the pages the solver made up: the first ones that take them.
    `method`: "direct" (nothing but text: one plan only), "cp-sat", or "greedy" (the solver found
    nothing as good in its time). `refusals` are the items that stand nowhere.
    """

    pages: tuple[PagePlan, ...]
    objective: int
    bound: int
    method: Literal["direct", "cp-sat", "greedy"]
    refusals: tuple[Refusal, ...] = ()

    @property
    def optimal(self) -> bool:
        """Whether it is proven that no plan on as many pages is better."""
        return self.objective == self.bound

    @property
    def white(self) -> int:
        """Empty cells on all pages."""
        return sum(page.white for page in self.pages)
