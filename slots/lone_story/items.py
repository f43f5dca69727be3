"""Items to place: ads and modules with their shapes, the story with its own, and the pages.

All figures are whole grid cells: columns across, rows down (a row is one baseline of leading).

    CopyShape(columns=4, head_rows=27)         Shape(columns=2, rows=18, stretch=4)
    ┌───────────────────────────────┐          ┌───────────────┐
    │ headline, deck, byline        │ 27 rows  │ Blue Box      │ 18 rows, its air
    ├───────┬───────┬───────┬───────┤          │               │ above included,
    │ leg   │ leg   │ leg   │ leg   │ 60 / 4   ├ ─ ─ ─ ─ ─ ─ ─ ┤ and up to 4 rows
    └───────┴───────┴───────┴───────┘          └───────────────┘ more
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from slots.prices_of_taste import OUR_PRICES, AlonePrices
from slots.rules.size import Pages

_ANY_PAGE = Pages("any")
_SIDES = ("outside", "inside", "left", "right", "any")
"""The sides of a page an item may be wanted at; the values of `slots.rules.terms.Side`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A size an item can have: `columns` wide and `rows` to `rows + stretch` deep.

    `rows` includes the air above the item; the air beside it is the gutter.
    """

    columns: int
    rows: int
    stretch: int = 0

    def __post_init__(self) -> None:
        assert self.columns > 0 and self.rows > 0 and self.stretch >= 0, self


@dataclass(frozen=True, slots=True)
class StackItem:
    """An ad or a module that must stand on one of the pages, in one of its shapes.

    `side` is where it is wanted (one of `_SIDES`), `value` how much that is worth (100 is usual),
    `pages` the only pages it may stand on. `id` names it in the plan and in refusals.
    """

    id: str
    kind: Literal["ad", "module"]
    shapes: tuple[Shape, ...]
    side: str = "any"
    value: int = 100
    pages: Pages = _ANY_PAGE

    def __post_init__(self) -> None:
        assert self.shapes and self.side in _SIDES and self.value >= 0, self


@dataclass(frozen=True, slots=True)
class CopyShape:
    """The story `columns` wide: its head (kicker, headline, deck, byline) takes `head_rows`."""

    columns: int
    head_rows: int

    def __post_init__(self) -> None:
        assert self.columns > 0 and self.head_rows >= 0, self


@dataclass(frozen=True, slots=True)
class StoryCopy:
    """One story: its head at each width, and `rows` of body in one column.

    In w level legs the body is ceil(rows / w) deep. Copyfitting may make the body up to `spare`
    rows longer. On a page that continues it, the story starts with `turn_rows` ("From page 1") over
    its full width; where it goes on elsewhere, the last leg keeps `jump_rows` for the jump line,
    which are part of the leg's range but hold no body. `prices` are those that its make-up is
    weighed by.
    """

    shapes: tuple[CopyShape, ...]
    rows: int
    spare: int = 0
    turn_rows: int = 0
    jump_rows: int = 0
    prices: AlonePrices = OUR_PRICES.alone

    def __post_init__(self) -> None:
        assert self.shapes and self.rows >= 0 and self.spare >= 0, self
        assert self.turn_rows >= 0 and self.jump_rows >= 0, self


@dataclass(frozen=True, slots=True)
class PageSpace:
    """The grid of one page. Rows above `first_row` are furniture (the masthead of page one)."""

    number: int
    columns: int
    rows: int
    first_row: int = 0

    def __post_init__(self) -> None:
        assert self.number > 0 and self.columns > 0, self
        assert 0 <= self.first_row < self.rows, self

    @property
    def depth(self) -> int:
        """Rows that story, ads and modules share."""
        return self.rows - self.first_row

    @property
    def outside(self) -> Literal["left", "right"]:
        """The side away from the spine: right-hand pages are odd."""
        return "right" if self.number % 2 else "left"


@dataclass(frozen=True, slots=True)
class PageSpaces:
    """The grids of all pages: that of the first one, and that of all others, which are alike.

    >>> PageSpaces(PageSpace(1, 6, 100, 14), PageSpace(2, 6, 100, 3))(5)
    PageSpace(number=5, columns=6, rows=100, first_row=3)
    """

    first: PageSpace
    following: PageSpace

    def __call__(self, number: int) -> PageSpace:
        """The grid of page `number`, counted from the first page's own number."""
        if number == self.first.number:
            return self.first
        return replace(self.following, number=number)
