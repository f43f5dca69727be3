"""Draft: the solution under search, which ad stands on which pages, and its worth in points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace

from slots.book.booking import Booking
from slots.prices_of_taste import AdPrices
from slots.stacking.search.packed_pages import Effort, LeafPile, Piler
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace
from slots.stacking.task.ads_and_pages import Ad, StackingTask, cells_on, most_cells, share_cells
from slots.stacking.task.allowed import compete, stands, too_near

Stands = Mapping[int, int]
"""The page on which each placed ad (by index) stands; of a double truck the left one."""


class Board:
    """What stays the same in all drafts of one task: where each ad may stand, its competitors."""

    def __init__(self, task: StackingTask) -> None:
        self.task = task
        self.piler = Piler(task)
        self.stands = tuple(stands(ad, task) for ad in task.ads)
        self.rivals = tuple(tuple(_rivals(number, task.ads)) for number in range(len(task.ads)))
        self.leaves = sorted({number - 1 + number % 2 for number in task.pages})

    def levelling(self) -> Board:
        """The same board on which steps of the tops of stacks cost points."""
        other = copy(self)
        other.piler = self.piler.levelling()
        return other

    def with_booking(self, ad: int, booking: Booking) -> Board:
        """The same board, one ad with another booking (of the same size, with the same
        competitors)."""
        other = copy(self)
        ads = self.task.ads
        other.task = replace(
            self.task, ads=(*ads[:ad], replace(ads[ad], booking=booking), *ads[ad + 1 :])
        )
        other.piler = self.piler.sharing(other.task)
        return other


class Draft:
    """Stands of ads, with the ads of each page at hand."""

    def __init__(self, board: Board, stands: Stands | None = None) -> None:
        self.board = board
        self.stands: dict[int, int] = {}
        self.on: dict[int, list[int]] = {number: [] for number in board.task.pages}
        for ad, stand in sorted((stands or {}).items()):
            self.put(ad, stand)

    def put(self, ad: int, stand: int) -> None:
        """Stands an ad on a page."""
        self.stands[ad] = stand
        for number in self.board.task.ads[ad].pages(stand):
            self.on[number].append(ad)

    def take(self, ad: int) -> None:
        """Takes an ad off its pages."""
        for number in self.board.task.ads[ad].pages(self.stands.pop(ad)):
            self.on[number].remove(ad)

    def rival(self, ad: int, stand: int) -> int | None:
        """A competitor that stands too near; None where there is none."""
        ads = self.board.task.ads
        for other in self.board.rivals[ad]:
            if other in self.stands and too_close(ads[ad], stand, ads[other], self.stands[other]):
                return other
        return None

    def clear(self, ad: int, stand: int) -> bool:
        """Whether no rule forbids an ad this page beside the ads on it, room aside."""
        board, new = self.board, self.board.task.ads[ad]
        here = {other for number in new.pages(stand) for other in self.on[number]}
        if here and any(board.task.ads[other].booking.solus for other in (ad, *here)):
            return False
        return self.rival(ad, stand) is None

    def admits(self, ad: int, stand: int) -> bool:
        """Whether an ad can stand there with all others on the pages where they are; on these they
        may shift."""
        board, new = self.board, self.board.task.ads[ad]
        for number in new.pages(stand):
            page = board.task.pages[number]
            used = sum(cells_on(board.task.ads[other], page) for other in self.on[number])
            if used + cells_on(new, page) > most_cells(page):
                return False
        if not self.clear(ad, stand):
            return False
        self.put(ad, stand)
        leaves = _leaves(new.pages(stand))
        piled = all(self.pile(n, Effort.GLANCE).places is not None for n in leaves)
        self.take(ad)
        return piled

    def pile(self, number: int, effort: Effort = Effort.BEST) -> LeafPile:
        """The piles of the leaf that a page belongs to."""
        odd = number - 1 + number % 2
        return self.board.piler.leaf(odd, self.on.get(odd, ()), self.on.get(odd + 1, ()), effort)

    def worth(self) -> int:
        """The plan's points; every page must have a pile."""
        task = self.board.task
        placed = sum(
            worth_of(task.ads[ad], stand, task.prices) for ad, stand in self.stands.items()
        )
        piled = sum(self.pile(leaf).points for leaf in self.board.leaves)
        return placed + piled - sum(self.crowd(page) for page in task.pages.values())

    def placed(self) -> int:
        """What its ads are worth without any wishes."""
        return sum(self.board.task.ads[ad].value for ad in self.stands)

    def crowd(self, page: StackPage) -> int:
        """Points that a page loses because it has more ads than its share."""
        task = self.board.task
        used = sum(task.ads[ad].area for ad in self.on[page.number])
        return crowding(page, used, task.prices)

    def places(self) -> tuple[AdPlace, ...]:
        """Where all ads are, page by page."""
        found: list[AdPlace] = []
        for leaf in self.board.leaves:
            piled = self.pile(leaf).places
            assert piled is not None
            found.extend(piled)
        return tuple(sorted(found, key=order_of))


def order_of(place: AdPlace) -> tuple[int, int, int, str]:
    """The order of places in a plan: page by page, from left to right."""
    return place.page, place.column, place.row, place.id


def worth_of(ad: Ad, stand: int, prices: AdPrices) -> int:
    """Points for an ad standing there, without those of its spot."""
    return ad.value + prices.stay_page * len(ad.pages(stand)) * ad.was_on(stand)


def price_of_cell(page: StackPage, prices: AdPrices) -> int:
    """Points that one cell beyond the share costs."""
    return prices.crowded // max(1, page.depth * page.columns)


def crowding(page: StackPage, used: int, prices: AdPrices) -> int:
    """Points that `used` cells of ads cost a page."""
    far = share_cells(page, prices.far_over)
    over = max(0, used - share_cells(page)), max(0, used - far)
    return sum(over) * price_of_cell(page, prices)


def too_close(one: Ad, stand: int, other: Ad, of_other: int) -> bool:
    """Whether competitors are too near each other on any of their pages."""
    return any(
        too_near(one.booking, page, other.booking, behind)
        for page in one.pages(stand)
        for behind in other.pages(of_other)
    )


def _rivals(number: int, ads: tuple[Ad, ...]) -> Iterable[int]:
    return (n for n, ad in enumerate(ads) if compete(ads[number].booking, ad.booking))


def _leaves(pages: Iterable[int]) -> set[int]:
    return {number - 1 + number % 2 for number in pages}
