"""Draft: the solution under search, which ad stands on which pages, and its worth in points."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace

from slots.prices_of_taste import AdPrices
from slots.stacking.search.packed_pages import Effort, LeafPile, Piler
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace
from slots.stacking.task.ads_and_pages import Ad, StackingTask, cells_on, most_cells, share_cells
from slots.stacking.task.allowed import Verdicts, compete, too_near

Stands = Mapping[int, int]
"""The page on which each placed ad (by index) stands; of a double truck the left one."""


class Board:
    """What stays the same in all drafts of one task: where each ad may stand, its competitors."""

    def __init__(self, task: StackingTask) -> None:
        self.task = task
        self.piler = Piler(task)
        self.verdicts = Verdicts(task)
        self.stands = tuple(map(self.verdicts.stands, task.ads))
        self.leaves = sorted(leaves_of(task.pages))
        self.most = {number: most_cells(page) for number, page in task.pages.items()}
        self._reach = _reach(task.ads)

    @property
    def choices(self) -> int:
        """Pages where ads may stand, of all ads together: what one program over all of it has."""
        return sum(map(len, self.stands))

    def cells(self, ad: int, number: int) -> int:
        """The cells that an ad takes of those that a page may have at most."""
        return cells_on(self.task.ads[ad], self.task.pages[number])

    def rivals(self, one: int, other: int) -> bool:
        """Whether two ads are competitors, and one of them at least minds."""
        ads = self.task.ads
        return compete(ads[one].booking, ads[other].booking)

    def reach(self, ad: int) -> int:
        """How many pages away a competitor of an ad can be too near at most."""
        return self._reach[self.task.ads[ad].booking.category]

    def window(
        self, ads: Sequence[int], stands: Sequence[tuple[int, ...]], pages: Collection[int]
    ) -> Board:
        """A board of some ads (by index) and pages alone, each with the stands that it has there;
        it shares the piles of this one."""
        there = {number: page for number, page in self.task.pages.items() if number in pages}
        task = replace(self.task, ads=tuple(self.task.ads[ad] for ad in ads), pages=there)
        other = copy(self)
        other.task, other.stands = task, tuple(stands)
        other.piler = self.piler.sharing(task)
        other.leaves = sorted(leaves_of(there))
        return other

    def anew(self, ads: tuple[Ad, ...]) -> Board:
        """The board of the same bookings with other places before. No pile is known on it: a plan
        must not depend on what was packed for another one."""
        other = copy(self)
        other.task = replace(self.task, ads=ads)
        other.piler = Piler(other.task)
        return other

    def levelling(self) -> Board:
        """The same board on which steps of the tops of stacks cost points."""
        other = copy(self)
        other.piler = self.piler.levelling()
        return other

    def with_ad(self, ad: int, one: Ad) -> Board:
        """The same board, one ad (by index) booked or decided otherwise (of the same size, with the
        same competitors)."""
        other = copy(self)
        ads = self.task.ads
        other.task = replace(self.task, ads=(*ads[:ad], one, *ads[ad + 1 :]))
        other.piler = self.piler.sharing(other.task)
        return other


class Draft:
    """Stands of ads, with the ads of each page at hand, and the cells they take there (`area`)."""

    def __init__(self, board: Board, stands: Stands | None = None) -> None:
        self.board = board
        self.stands: dict[int, int] = {}
        self.on: dict[int, list[int]] = {number: [] for number in board.task.pages}
        self.area: dict[int, int] = dict.fromkeys(board.task.pages, 0)
        self._cells: dict[int, int] = dict.fromkeys(board.task.pages, 0)
        self._trades: dict[tuple[str, int], list[int]] = {}
        for ad, stand in sorted((stands or {}).items()):
            self.put(ad, stand)

    def put(self, ad: int, stand: int) -> None:
        """Stands an ad on a page."""
        self.stands[ad] = stand
        one = self.board.task.ads[ad]
        for number in one.pages(stand):
            self.on[number].append(ad)
            self.area[number] += one.area
            self._cells[number] += self.board.cells(ad, number)
            if one.booking.category:
                self._trades.setdefault((one.booking.category, number), []).append(ad)

    def take(self, ad: int) -> None:
        """Takes an ad off its pages."""
        one = self.board.task.ads[ad]
        for number in one.pages(self.stands.pop(ad)):
            self.on[number].remove(ad)
            self.area[number] -= one.area
            self._cells[number] -= self.board.cells(ad, number)
            if one.booking.category:
                self._trades[one.booking.category, number].remove(ad)

    def cells(self, number: int) -> int:
        """The cells of a page that its ads take, of those that it may have at most."""
        return self._cells[number]

    def within(self, number: int) -> bool:
        """Whether a page has no more ads than it may."""
        return self._cells[number] <= self.board.most[number]

    def rival(self, ad: int, stand: int) -> int | None:
        """A competitor that stands too near, the first of the book; None where there is none."""
        return min(self.rivals(ad, stand), default=None)

    def rivals(self, ad: int, stand: int) -> Iterator[int]:
        """The competitors that stand too near a page."""
        board, ads = self.board, self.board.task.ads
        one = ads[ad]
        category, pages = one.booking.category, one.pages(stand)
        if not category:
            return
        reach = board.reach(ad)
        near = {
            other
            for number in range(pages[0] - reach, pages[-1] + reach + 1)
            for other in self._trades.get((category, number), ())
        }
        for other in near:
            if board.rivals(ad, other) and too_close(one, stand, ads[other], self.stands[other]):
                yield other

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
            if self._cells[number] + board.cells(ad, number) > board.most[number]:
                return False
        if not self.clear(ad, stand):
            return False
        for number in new.pages(stand):
            board.piler.lay(number, self.on[number], ad)
        self.put(ad, stand)
        leaves = leaves_of(new.pages(stand))
        piled = all(self.pile(n, Effort.GLANCE).places is not None for n in leaves)
        self.take(ad)
        return piled

    def pile(self, number: int, effort: Effort = Effort.BEST) -> LeafPile:
        """The piles of the leaf that a page belongs to."""
        odd = leaf_of(number)
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
        return crowding(page, self.area[page.number], task.prices)

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


def _reach(ads: Iterable[Ad]) -> dict[str, int]:
    """How many pages away a competitor can be too near at most, by category."""
    reach: dict[str, int] = {}
    for ad in ads:
        booking = ad.booking
        known = reach.get(booking.category, 1)
        reach[booking.category] = max(known, booking.pages_apart - 1)
    return reach


def leaf_of(page: int) -> int:
    """The leaf that a page is on, by the number of its first page."""
    return page - 1 + page % 2


def leaves_of(pages: Iterable[int]) -> set[int]:
    """The leaves that pages are on."""
    return set(map(leaf_of, pages))
