"""Ad plan, the result of stacking: every ad's place, or why it has none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AdPlace:
    """An ad in its place: page, first column and row, columns and rows (its air above included).

    A double truck has two places, one on each of its pages, with the same id.
    """

    id: str
    page: int
    column: int
    row: int
    columns: int
    rows: int

    @property
    def right(self) -> int:
        """The column after its last one."""
        return self.column + self.columns

    @property
    def bottom(self) -> int:
        """The row after its last one."""
        return self.row + self.rows


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a booking has no place: the smallest set found of rules and bookings that, together,
    leave none. Taking away any one of them would make room for it, where the set is `minimal`; it
    is not where the search for a smaller one was cut short.

    `rules` are (name of the rule, what it requires), `bookings` the ids that stand in the way, with
    `more` besides that are not named; `hint` is "" where all that helps is to give up one of the
    rules.
    """

    id: str
    rules: tuple[tuple[str, str], ...]
    bookings: tuple[str, ...]
    hint: str
    minimal: bool = True
    more: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """An ad that moved from the plan before to this one; None: it was, or is, nowhere. `why` in
    words."""

    id: str
    before: AdPlace | None
    after: AdPlace | None
    why: str


@dataclass(frozen=True, slots=True)
class AdPlan:
    """The stacks of all pages. `objective` is what the plan is worth and `bound` what no plan can
    surpass, in the same points; their difference is the proven gap."""

    places: tuple[AdPlace, ...]
    conflicts: tuple[Conflict, ...] = ()
    moves: tuple[Move, ...] = ()
    objective: int = 0
    bound: int = 0

    def on(self, page: int) -> tuple[AdPlace, ...]:
        """The ads of one page, from left to right and from the top down."""
        here = (place for place in self.places if place.page == page)
        return tuple(sorted(here, key=lambda place: (place.column, place.row)))

    @property
    def gap(self) -> float:
        """The share of the bound by which the plan may fall short of the best."""
        return (self.bound - self.objective) / self.bound if self.bound else 0.0
