"""The stacking task: bookings as ads on this grid, the pages, and the cells that each may take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slots.book.booking import Booking
from slots.book.grid_rows import AIR_ROWS, LABEL_AIR_ROWS, rows_for
from slots.prices_of_taste import OUR_PRICES, AdPrices
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace
from slots.stacking.task.stack_limits import Limits
from slots.stacking.task.worth import value_of


@dataclass(frozen=True, slots=True)
class Ad:
    """A booking on this grid: `rows` with its air, what placing it is worth, where it stood."""

    booking: Booking
    rows: int
    value: int
    before: tuple[AdPlace, ...] = ()

    @property
    def id(self) -> str:
        """The booking's."""
        return self.booking.id

    @property
    def columns(self) -> int:
        """Columns on each of its pages."""
        return self.booking.columns

    @property
    def area(self) -> int:
        """Cells on each of its pages."""
        return self.columns * self.rows

    def pages(self, stand: int) -> tuple[int, ...]:
        """The pages it is on where it stands on page `stand`; a double truck also on the next."""
        return (stand, stand + 1) if self.booking.double_truck else (stand,)

    def was_on(self, stand: int) -> bool:
        """Whether it stood there before."""
        return tuple(place.page for place in self.before) == self.pages(stand)


@dataclass(frozen=True, slots=True)
class StackingTask:
    """All ads, the pages by number, and what a plan is weighed by."""

    ads: tuple[Ad, ...]
    pages: Mapping[int, StackPage]
    limits: Limits
    prices: AdPrices = OUR_PRICES.ads

    @property
    def last(self) -> int:
        """The number of the last page; 0 where there is none."""
        return max(self.pages, default=0)


def task_of(
    book: Sequence[Booking],
    pages: Sequence[StackPage],
    leading: int,
    before: Sequence[AdPlace],
    limits: Limits,
    prices: AdPrices,
) -> StackingTask:
    """The task that a book and pages make on a grid of this leading (millipoints)."""
    earlier: dict[str, list[AdPlace]] = {}
    for place in sorted(before, key=lambda place: place.page):
        earlier.setdefault(place.id, []).append(place)
    ads = tuple(
        Ad(
            booking,
            rows_for(booking.depth, leading, LABEL_AIR_ROWS if booking.label else AIR_ROWS),
            value_of(booking),
            tuple(earlier.get(booking.id, ())),
        )
        for booking in book
    )
    return StackingTask(ads, {page.number: page for page in pages}, limits, prices)


def room(page: StackPage) -> int:
    """The rows of a page that ads may take: below furniture and what is reserved."""
    return max(0, page.depth - page.reserved)


def most_cells(page: StackPage) -> int:
    """The cells of a page that ads may take at most, unless it is one ad alone."""
    return min(room(page) * page.columns, page.depth * page.columns * page.most // 1000)


def cells_on(ad: Ad, page: StackPage) -> int:
    """The cells of `most_cells` that an ad takes on a page. A larger one takes them all: it may
    stand there alone, unless rows are reserved, so that the page is to have copy too."""
    most = most_cells(page)
    return min(ad.area, most) if most and not page.reserved else ad.area


def share_cells(page: StackPage, more: int = 0) -> int:
    """The cells of a page that ads should take; `more` per mille are added."""
    return page.depth * page.columns * (page.share + more) // 1000
