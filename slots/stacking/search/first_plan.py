"""Greedy first plan: each ad where it costs least; the large ones first where there is room for all
(first fit decreasing), those that bring most points a cell where there is not (as for a knapsack).

A page that had no room for an ad is not tried again for one as large. (It is not certain to have
none: a full stack can have a shape where a smaller one has not. The search that follows is exact.)
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from heapq import merge

from slots.stacking.search.draft import Board, Draft, crowding, worth_of
from slots.stacking.task.ads_and_pages import Ad, Reached, most_cells

_TELLING = 250
"""Ads after which it is told how many are placed."""

_MANY_PAGES = 40
"""Pages beyond which those of an ad are not weighed one by one."""


def fill(draft: Draft) -> None:
    """Places what is not placed yet, wherever it fits; ads that must stay and large ones first."""
    board = draft.board
    ads = board.task.ads
    missing = [ad for ad in range(len(ads)) if ad not in draft.stands and board.stands[ad]]

    room = sum(most_cells(page) for page in board.task.pages.values())
    overbooked = sum(one.area for one in ads) > room

    def urgency(ad: int) -> tuple[float, ...]:
        one = ads[ad]
        kept = 0 if one.bound else 1
        stays = 0 if any(one.was_on(stand) for stand in board.stands[ad]) else 1
        if overbooked:
            return kept, stays, -one.value / one.area
        # Ads with hardly any page to choose come before others of their priority.
        return kept, stays, one.booking.priority, len(board.stands[ad]) > 3, -one.area, -one.value

    refused: dict[int, list[Ad]] = {}
    pages = PagesByGain(draft)
    for turn, ad in enumerate(sorted(missing, key=lambda ad: (urgency(ad), ad))):
        one = ads[ad]
        if turn % _TELLING == _TELLING - 1:
            board.task.limits.watch(Reached(len(draft.stands), len(ads)))
        for stand in pages.for_ad(ad):
            known = refused.setdefault(stand, [])
            if any(_no_smaller(one, no) for no in known):
                continue
            if draft.admits(ad, stand):
                pages.put(ad, stand)
                break
            if draft.clear(ad, stand):
                known.append(one)


def _no_smaller(one: Ad, other: Ad) -> bool:
    """Whether there is no more room for an ad than for another that found none. A coupon may have
    found none for a coupon behind it."""
    kind = one.booking.coupon or not other.booking.coupon
    return kind and one.columns >= other.columns and one.rows >= other.rows


class PagesByGain:
    """The pages of a draft by what an ad gains there; ads are put on them here.

    Of pages that are alike (in size, share and head) an ad gains most where least is taken, as each
    cell more crowds a page at least as much as the one before. So they are kept in that order, and
    the best of many pages is the best of a few first ones. Of many pages those that an ad has to
    itself are left out.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._order: dict[tuple[int, ...], list[tuple[int, int]]] = {}
        for number in draft.board.task.pages:
            self._add(number)

    def for_ad(self, ad: int) -> Iterator[int]:
        """The stands of an ad, the best first; nothing may be put until the last is taken."""
        draft, stands, one = (
            self._draft,
            self._draft.board.stands[ad],
            self._draft.board.task.ads[ad],
        )
        if len(stands) <= _MANY_PAGES or one.booking.double_truck or one.before:
            yield from sorted(stands, key=lambda at: (-_gain(draft, one, at), at))
            return
        open_pages = draft.board.verdicts.stand_set(one)
        gains = (self._gains(one, pages, open_pages) for pages in self._order.values())
        yield from (number for _, number in merge(*gains))

    def put(self, ad: int, stand: int) -> None:
        """Stands an ad on a page."""
        draft = self._draft
        numbers = draft.board.task.ads[ad].pages(stand)
        for number in numbers:
            self._drop(number)
        draft.put(ad, stand)
        for number in numbers:
            self._add(number)

    def take(self, ad: int) -> None:
        """Takes an ad off its pages."""
        draft = self._draft
        numbers = draft.board.task.ads[ad].pages(draft.stands[ad])
        for number in numbers:
            self._drop(number)
        draft.take(ad)
        for number in numbers:
            self._add(number)

    def _gains(
        self, ad: Ad, pages: list[tuple[int, int]], allowed: frozenset[int]
    ) -> Iterator[tuple[int, int]]:
        for _, number in pages:
            if number in allowed:
                yield -_gain(self._draft, ad, number), number

    def _add(self, number: int) -> None:
        if not self._closed(number):
            place = self._draft.area[number], number
            insort(self._order.setdefault(self._alike(number), []), place)

    def _drop(self, number: int) -> None:
        if not self._closed(number):
            pages = self._order[self._alike(number)]
            del pages[bisect_left(pages, (self._draft.area[number], number))]

    def _closed(self, number: int) -> bool:
        """Whether an ad has the page to itself."""
        ads = self._draft.board.task.ads
        return any(ads[ad].booking.solus for ad in self._draft.on[number])

    def _alike(self, number: int) -> tuple[int, ...]:
        page = self._draft.board.task.pages[number]
        return page.columns, page.depth, page.share


def stay(board: Board) -> Draft | None:
    """The draft in which ads that had pages before are on the same ones, and all others nowhere;
    None where that breaks a rule between them."""
    task, draft = board.task, Draft(board)
    for number, ad in enumerate(task.ads):
        if ad.before:
            stand = next((at for at in board.stands[number] if ad.was_on(at)), None)
            if stand is None or not draft.clear(number, stand):
                return None
            draft.put(number, stand)
    if any(draft.pile(leaf).places is None for leaf in board.leaves):
        return None
    for page in task.pages.values():
        if not draft.within(page.number):
            return None
    return draft


def _gain(draft: Draft, ad: Ad, stand: int) -> int:
    """Points that placing it there brings, without those of its spot; among equals the emptier
    page."""
    lost, used, prices = 0, 0, draft.board.task.prices
    for number in ad.pages(stand):
        page = draft.board.task.pages[number]
        area = draft.area[number]
        lost += crowding(page, area + ad.area, prices) - crowding(page, area, prices)
        used += area
    return (worth_of(ad, stand, prices) - lost) * 1000 - used
