"""The stacking task: bookings as ads on this grid and what placing each is worth, the pages, the
cells that each ad may take, and the limits of a stack's shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from slots.book.booking import Booking
from slots.book.sheet import AIR_ROWS, LABEL_AIR_ROWS, rows_for
from slots.prices_of_taste import LEAST_WORTH, OUR_PRICES, AdPrices
from slots.stacking.task.ad_decision import AdDecision
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace

_LOWEST, _HIGHEST = LEAST_WORTH, 2 * LEAST_WORTH
_TOP_PRICE = 2_000_000
"""Cents from which a higher price counts no more."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a search is: ads placed of those that are booked, the part of its work that is done,
    and the share of the bound by which the plan may fall short of the best (None: not known yet).
    """

    placed: int
    booked: int
    done: float = 0.0
    gap: float | None = None


Watch = Callable[[Reached], None]
"""What is told how far a search is; nothing of a plan depends on it."""


def unwatched(_: Reached) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of shape and of work.

    `misfit` are the rows by which the tops that an ad rests on may differ. `least_free` are the
    rows that a column must at least have free above its ads, where it has any (more than `misfit`):
    copy cannot be made up in less. `work` is deterministic: about seconds of one core. The search
    ends when the proven gap is at most `gap` (a share of the bound). `nodes` are the steps that
    packing one page may take, `reasons` those for explaining what has no place (and as many for a
    last try to place it; of a book of thousands more). `watch` is told how far the search of a
    large book is.
    """

    misfit: int = 2
    least_free: int = 10
    work: float = 8.0
    gap: float = 0.0005
    nodes: int = 500
    reasons: int = 16_000
    watch: Watch = field(default=unwatched, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Ad:
    """A booking on this grid: `rows` with its air, what placing it is worth, where it stood, and
    what is decided of it."""

    booking: Booking
    rows: int
    value: int
    before: tuple[AdPlace, ...] = ()
    decided: AdDecision | None = None

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

    @property
    def bound(self) -> bool:
        """Whether somebody said where it is to stand: its lock, or a decision."""
        return self.booking.lock is not None or self.decided is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """An ad on a page that is closed: it stays in its place, and others keep the rules that they
    have with it. One over two pages is two of these."""

    booking: Booking
    place: AdPlace


@dataclass(frozen=True, slots=True)
class StackingTask:
    """All ads, the pages by number, and what a plan is weighed by; `last` is the number of the last
    page of the edition, 0 where there is none; `standing` are the ads of pages that are closed."""

    ads: tuple[Ad, ...]
    pages: Mapping[int, StackPage]
    limits: Limits
    last: int
    prices: AdPrices = OUR_PRICES.ads
    standing: tuple[Standing, ...] = ()


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
    by_number = {page.number: page for page in pages}
    return StackingTask(ads, by_number, limits, max(by_number, default=0), prices)


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


def value_of(booking: Booking) -> int:
    """Points for placing a booking, wishes aside.

    Placing any ad is worth more than all that is wished for it. An ad of priority p is worth
    2**(9 - p) times 150,000 to 300,000 points: more than any one ad of the next priority, whatever
    that pays. Within a priority its price decides. Wishes are in points of the lowest priority, so
    that none of them costs an ad its place; `slots.prices_of_taste` has them, and keeps these
    promises.

    Staying is worth more than all that moving could gain: an ad on another page loses `stay_page`
    and `stay_place`, and gains at most its position, the shapes of two pages and the share of a
    whole one; on its own page it loses `stay_place` and gains at most a position and the shape of
    the page. So of plans in which all ads have a place, the one in which they stand as before is
    the best there is, with one exception: an ad on top of another may leave it, so that the lower
    one is at the top as it wished (the bound allows for it: `slots.stacking.solve`).
    """
    price = min(max(booking.price, 0), _TOP_PRICE)
    paid: int = _LOWEST + (_HIGHEST - _LOWEST - 1) * price // _TOP_PRICE
    return paid << (9 - min(max(booking.priority, 1), 9))
