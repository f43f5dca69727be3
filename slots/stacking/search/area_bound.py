"""Upper bound of a plan by areas: what the ads are worth whose cells fit the pages where they may
stand, if they could be cut up and spread over them.

That is a linear program in which only ads have a worth, and cells flow from ads to pages: the sets
of ads that all fit are a polymatroid, so the greedy method solves it (Edmonds 1970). The ads come
in the order of their points a cell, and each takes what room a maximum flow (Ford and Fulkerson
1956) still finds for it on its pages; cells of others make way, as long as they fit elsewhere.

Ads that may stand on the same pages are one source, pages that the same ads may stand on are one
sink: a book of thousands on hundreds of pages comes to a network of a few hundred nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import pairwise

from slots.book.booking import Booking
from slots.stacking.search.draft import Board, price_of_cell
from slots.stacking.search.master import ceiling
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ads_and_pages import Ad, cells_on, most_cells, share_cells
from slots.stacking.task.allowed import minds_on_page


@dataclass(frozen=True, slots=True)
class _Offer:
    """An ad as the bound sees it: the points it brings at most, the cells it takes at least, and
    where it wants no competitor on its page its trade and its advertiser."""

    points: int
    cells: int
    stands: frozenset[int]
    minds: tuple[str, str] | None


_Grounds = set[tuple[int, ...]]
"""The pages of stands, of those with as many cells for all ads the first one."""


def area_bound(board: Board) -> int:
    """Points that no plan surpasses."""
    points, taken = 0, 0
    offers = sorted(_offers(board), key=lambda one: (-one.points / one.cells, one.cells))
    flow = _Flow({number: most_cells(page) for number, page in board.task.pages.items()}, offers)
    for offer in offers:
        cells = flow.push(offer.stands, offer.cells)
        points += -(-offer.points * cells // offer.cells)
        taken += cells
    return min(points - _crowded(board, offers, taken), _apart(board, offers))


def _apart(board: Board, offers: Iterable[_Offer]) -> int:
    """Points that no plan surpasses in which competitors are apart: of those of a trade who want no
    other on their page each page has one advertiser, so there are no more of them than pages."""
    points = 0
    trades: dict[str, dict[str, int]] = {}
    for offer in offers:
        if offer.minds is None:
            points += offer.points
        else:
            trade, advertiser = offer.minds
            firms = trades.setdefault(trade, {})
            firms[advertiser] = firms.get(advertiser, 0) + offer.points
    pages = len(board.task.pages)
    return points + sum(sum(nlargest(pages, firms.values())) for firms in trades.values())


def _offers(board: Board) -> Iterable[_Offer]:
    task = board.task
    kinds = _kinds(task.pages.values())
    alike: dict[tuple[bool, tuple[int, ...]], tuple[frozenset[int], _Grounds]] = {}
    for number, (ad, stands) in enumerate(zip(task.ads, board.stands, strict=True)):
        if not stands:
            continue
        key = ad.booking.double_truck, stands
        if key not in alike:
            pages = frozenset(page for at in stands for page in ad.pages(at))
            alike[key] = pages, {tuple(kinds[page] for page in ad.pages(at)) for at in stands}
        pages, grounds = alike[key]
        most = max(ceiling(task, number, at) for at in _telling(ad, stands))
        cells = min(sum(cells_on(ad, task.pages[page]) for page in one) for one in grounds)
        yield _Offer(most, cells, pages, _minds(ad.booking))


def _kinds(pages: Iterable[StackPage]) -> dict[int, int]:
    """For each page the first on which all ads take as many cells."""
    first: dict[tuple[int, bool], int] = {}
    return {
        page.number: first.setdefault((most_cells(page), page.reserved > 0), page.number)
        for page in pages
    }


def _telling(ad: Ad, stands: Sequence[int]) -> set[int]:
    """Stands of which one brings most points: those on pages where the ad was, and any other, for
    all others bring the same."""
    was = {at for place in ad.before for at in (place.page - 1, place.page)}
    return {stands[0], *was.intersection(stands)} if was else {stands[0]}


def _minds(booking: Booking) -> tuple[str, str] | None:
    minds = booking.category and minds_on_page(booking)
    return (booking.category, booking.advertiser) if minds else None


def _crowded(board: Board, offers: Iterable[_Offer], cells: int) -> int:
    """Points that so many cells of ads cost at least for crowding pages beyond their shares. Left
    out where an ad could be worth less than it crowds: then fewer cells might be the better plan.
    """
    task = board.task
    prices = [price_of_cell(page, task.prices) for page in task.pages.values()]
    price, dearest = min(prices, default=0), max(prices, default=0)
    if any(offer.points < 2 * dearest * offer.cells for offer in offers):
        return 0
    over = 0
    for more in (0, task.prices.far_over):
        wanted = sum(
            min(share_cells(page, more), page.depth * page.columns) for page in task.pages.values()
        )
        over += max(0, cells - wanted)
    return over * price


@dataclass(slots=True)
class _Sink:
    """Pages that the same ads may stand on: the room left on them, and whose cells are there."""

    room: int
    sources: dict[frozenset[int], int] = field(default_factory=dict)


class _Flow:
    """Cells of ads on the pages where they may stand."""

    def __init__(self, rooms: dict[int, int], offers: Iterable[_Offer]) -> None:
        sets = sorted({offer.stands for offer in offers}, key=sorted)
        self._sinks: dict[tuple[int, ...], _Sink] = {}
        members: dict[int, list[int]] = {number: [] for number in rooms}
        for index, stands in enumerate(sets):
            for number in stands:
                members[number].append(index)
        self._at: dict[frozenset[int], list[tuple[int, ...]]] = {one: [] for one in sets}
        for number in sorted(rooms):
            name = tuple(members[number])
            if name not in self._sinks:
                self._sinks[name] = _Sink(0)
                for index in name:
                    self._at[sets[index]].append(name)
            self._sinks[name].room += rooms[number]
        self._full: set[tuple[int, ...]] = set()

    def push(self, source: frozenset[int], cells: int) -> int:
        """So many cells of a source, or as many as there is room for; how many that is."""
        left = cells
        while left:
            path = self._path(source)
            if path is None:
                break
            left -= self._along(source, path, left)
        return cells - left

    def _path(self, source: frozenset[int]) -> list[tuple[int, ...]] | None:
        """The shortest way to room: the cells that come push others on, from sink to sink. Where
        there is none, what was reached stays full for good."""
        came: dict[tuple[int, ...], tuple[int, ...] | None] = {}
        reached = [name for name in self._at[source] if name not in self._full]
        came.update(dict.fromkeys(reached))
        seen = {source}
        for name in reached:
            if self._sinks[name].room:
                path = [name]
                while (before := came[path[-1]]) is not None:
                    path.append(before)
                return path[::-1]
            for other in self._sinks[name].sources:
                if other not in seen:
                    seen.add(other)
                    for further in self._at[other]:
                        if further not in came and further not in self._full:
                            came[further] = name
                            reached.append(further)
        self._full.update(reached)
        return None

    def _along(self, source: frozenset[int], path: list[tuple[int, ...]], cells: int) -> int:
        """Pushes cells along a path; how many went."""
        movers = [source]
        for name, after in pairwise(path):
            movers.append(next(one for one in self._sinks[name].sources if after in self._at[one]))
        went = min(cells, self._sinks[path[-1]].room)
        for name, mover in zip(path, movers[1:], strict=False):
            went = min(went, self._sinks[name].sources[mover])
        for place, (name, mover) in enumerate(zip(path, movers, strict=True)):
            sources = self._sinks[name].sources
            sources[mover] = sources.get(mover, 0) + went
            if place + 1 < len(path):
                on = movers[place + 1]
                sources[on] -= went
                if not sources[on]:
                    del sources[on]
        self._sinks[path[-1]].room -= went
        return went
