"""What is decided of one ad, beside what its booking says: its page, and its place there.

A decision narrows a booking; it never allows what that forbids.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from slots.book.booking import Lock
from slots.stacking.task.ad_page import StackPage, side_of
from slots.stacking.task.ad_plan import AdPlace

PAGE, SIDE, PLACE, LOCK = "page", "side", "place", "lock"
KEYS = (LOCK, PAGE, SIDE, PLACE)
"""What can be decided of an ad, the last given up first."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an ad is to stand on its page: at an `edge` ("left", "right", "outside", "inside"), at
    the `foot`, from a `column` or a `row` on (from 0, on the page's grid); what is not said is
    free."""

    edge: str = ""
    column: int | None = None
    row: int | None = None
    foot: bool = False

    def first_column(self, page: StackPage, columns: int) -> int | None:
        """The first column of an ad that is so many columns wide; None where it is free.

        >>> Spot(edge="outside").first_column(StackPage(3, "", 6, 90, 3), 2)
        4
        """
        if self.column is not None:
            return self.column
        if not self.edge:
            return None
        edge = self.edge
        if edge in ("outside", "inside"):
            inner = "left" if page.outside == "right" else "right"
            edge = page.outside if edge == "outside" else inner
        return 0 if edge == "left" else page.columns - columns

    def first_row(self, page: StackPage, rows: int) -> int | None:
        """The first row of an ad of so many rows; None where it is free."""
        return page.rows - rows if self.foot else self.row


FREE = Spot()


@dataclass(frozen=True, slots=True)
class AdDecision:
    """An ad is on one of `pages` (none: on any), on a `side` ("left" or "right" page), in a `spot`
    there, or it stays where it stood last (`stays`: its place, of a double truck the left one)."""

    pages: tuple[int, ...] = ()
    side: str = ""
    spot: Spot = FREE
    stays: AdPlace | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """What is decided, the most important first."""
        said = {
            LOCK: self.stays is not None,
            PAGE: bool(self.pages),
            SIDE: bool(self.side),
            PLACE: self.spot != FREE,
        }
        return tuple(key for key in KEYS if said[key])

    def only(self, keys: Collection[str]) -> AdDecision:
        """The same with these keys alone.

        >>> AdDecision((3,), "right").only({"side"})
        AdDecision(pages=(), side='right', spot=Spot(edge='', column=None, row=None, foot=False), \
stays=None)
        """
        return AdDecision(
            self.pages if PAGE in keys else (),
            self.side if SIDE in keys else "",
            self.spot if PLACE in keys else FREE,
            self.stays if LOCK in keys else None,
        )

    @property
    def exact(self) -> bool:
        """Whether somebody chose its very cells: then it need not rest on anything, nor does the
        stack of its page have to fall to one side."""
        cells = self.spot.row is not None or (self.spot.foot and self.spot.column is not None)
        return cells or self.stays is not None

    def fixed(self, page: StackPage, columns: int, rows: int) -> tuple[int | None, int | None]:
        """The first column and row that an ad of this size must have on a page; None where free."""
        if self.stays is not None:
            return self.stays.column, self.stays.row
        return self.spot.first_column(page, columns), self.spot.first_row(page, rows)

    def on_pages(self, numbers: Sequence[int]) -> bool:
        """Whether an ad may be on these pages: one, or two of a double truck."""
        if self.stays is not None and self.stays.page != numbers[0]:
            return False
        on_side = not self.side or any(side_of(number) == self.side for number in numbers)
        return on_side and (not self.pages or not {*self.pages}.isdisjoint(numbers))

    def has_cells(self, page: StackPage, columns: int, rows: int, lock: Lock | None) -> bool:
        """Whether the page has the cells where an ad of this size is to be, and a lock of its
        booking says nothing else."""
        column, row = self.fixed(page, columns, rows)
        top = page.first_row + page.reserved
        across = column is None or 0 <= column <= page.columns - columns
        down = row is None or top <= row <= page.rows - rows
        if lock is not None and lock.page == page.number:
            across = across and (lock.column is None or column in (None, lock.column))
            down = down and (lock.row is None or row in (None, lock.row))
        return across and down

    def met(self, place: AdPlace, page: StackPage) -> bool:
        """Whether an ad in this place is where it is to be. Of a double truck, its left place."""
        column, row = self.fixed(page, place.columns, place.rows)
        return (
            self.on_pages((place.page,))
            and column in (None, place.column)
            and row in (None, place.row)
        )
