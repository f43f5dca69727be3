"""Division of stories between two pages: the best of all ways, 3^n of them for n stories.

What a set of stories costs on a page is told by its tiling, which is dear to find. So all ways are
weighed by areas first: on a page stories cost no less than they do where each cell has some price,
less that price for all cells of the page (a relaxation as in `assign.lower_bound`). Ways that so
cost more than the pages do as they are need no tiling, nor do sets that stand in no other way; the
best way is never among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.shapes.item import PageItem, places_of
from layout.makeup.edition.shapes.setting import NEVER
from layout.makeup.edition.tiling import tile_page, tile_placed
from layout.makeup.edition.tiling.sets_of_stories import parts_of
from layout.makeup.edition.tiling.tile_page import Asked
from layout.work.memory.remembered import remembered
from slots.prices_of_taste import PagePrices

_CELL_PRICES = (-60, -30, -20, -10, -6, -3, 0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 17, 20, 30, 60, 100)
"""Points that a cell may cost: those that are tried."""

_FAR = 10**9
"""What it costs, in sums, that something cannot be."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One of the pages. `items` are those that stay on it, `bound` of them, and then the free ones;
    `admits` is the set of the free ones that may stand there, `wishes` what each costs there
    besides, `leading` what the page costs more for the best and the second-best rank of the free
    ones that stand on it, by both; the last rank stands for none. As it is, the page has the free
    ones of the set `now`, and its tiling costs `tiled`."""

    section_page: SectionPage
    items: Sequence[PageItem]
    bound: int
    admits: int
    wishes: Sequence[int]
    leading: Sequence[Sequence[int]]
    now: int
    tiled: int


@dataclass(frozen=True, slots=True)
class Free:
    """The stories that are divided: their ranks, and what each costs that gets no page."""

    ranks: Sequence[int]
    held: Sequence[int]


def divided(sides: Sequence[Side], free: Free, prices: PagePrices) -> tuple[int, ...] | None:
    """The best division of the free stories between two pages, or of one page's with nowhere: the
    sets of them that each page gets. None where there is no way."""
    ways = _ways(len(free.ranks), len(sides))
    held = _sums_of_sets(free.held)[ways.left]
    besides = [_besides(side, free.ranks) for side in sides]

    def costs_of(tiled: Sequence[np.ndarray]) -> np.ndarray:
        costs: np.ndarray = held.copy()
        for part, each, more in zip(ways.parts, tiled, besides, strict=True):
            here = each + more
            can_be = (each < NEVER) & (here < NEVER)
            costs += np.where(can_be, here, _FAR)[part]
        return costs

    areas = [_Areas(side, prices) for side in sides]
    least = costs_of([each.least for each in areas])
    as_is = costs_of([np.full(1 << len(free.ranks), side.tiled) for side in sides])
    now = np.all([part == side.now for part, side in zip(ways.parts, sides, strict=True)], axis=0)
    most = min(int(as_is[now][0]), _FAR - 1)
    possible = least <= most
    if (possible <= now).all():
        return tuple(side.now for side in sides) if most < _FAR - 1 else None
    room = (most - least)[possible]
    tiled = [
        _tiled(side, prices, part[possible], room + (each.least - each.cheapest)[part[possible]])
        for side, part, each in zip(sides, ways.parts, areas, strict=True)
    ]
    costs = costs_of(tiled)
    best = int(np.argmin(costs))
    return tuple(int(part[best]) for part in ways.parts) if costs[best] < _FAR else None


@dataclass(frozen=True, slots=True, eq=False)
class _Ways:
    """All ways to divide stories: the sets that each page gets, and those that are left."""

    parts: tuple[np.ndarray, ...]
    left: np.ndarray


@cache
def _ways(count: int, pages: int) -> _Ways:
    """The ways to divide so many stories between two pages, or one: the same for all of them."""
    everything = (1 << count) - 1
    ways = [
        (one, other, everything ^ one ^ other)
        for one in range(everything + 1)
        for other in ((*parts_of(everything ^ one), 0) if pages > 1 else (0,))
    ]
    *parts, left = np.array(ways, dtype=np.intp).T
    return _Ways(tuple(parts[:pages]), left)


def _besides(side: Side, ranks: Sequence[int]) -> np.ndarray:
    """What each set of the free stories costs on a page besides its tiling."""
    wishes = _sums_of_sets(side.wishes)
    best = second = np.array([len(side.leading) - 1])
    for rank in ranks:
        second = np.concatenate([second, np.minimum(second, np.maximum(best, rank))])
        best = np.concatenate([best, np.minimum(best, rank)])
    sets = np.arange(1 << len(ranks))
    admitted = sets & ~side.admits == 0
    return np.where(admitted, wishes + np.array(side.leading)[best, second], _FAR)


def _sums_of_sets(each: Sequence[Any], alone: Any = 0) -> np.ndarray:
    """The sum of what the stories of each set have, figures or rows of them, and of what is there
    `alone`."""
    found = np.array([alone])
    for one in each:
        found = np.concatenate([found, found + one])
    return found


class _Areas:
    """What areas tell of a page: what each set of the free stories, with those that stay, costs on
    it at `least`, NEVER where there is no room, and the sum of what they cost at their
    `cheapest`."""

    def __init__(self, side: Side, prices: PagePrices) -> None:
        hole, cell_prices = side.section_page.hole, np.array(_CELL_PRICES)
        items = [_weighed(item, side.section_page) for item in side.items]
        free, stays = items[side.bound :], items[: side.bound]
        bounds = _sums_of_sets(
            [one.weighed for one in free],
            sum((one.weighed for one in stays), -cell_prices * hole.cells),
        )
        filled = bounds[:, cell_prices >= -prices.house_ad_cell].max(axis=1) + prices.house_ad
        least = np.minimum(np.minimum(bounds.max(axis=1), filled), NEVER - 1)
        fewest = _sums_of_sets([one.fewest for one in free], sum(one.fewest for one in stays))
        self.least = np.where(fewest > hole.cells, NEVER, least)
        self.cheapest = _sums_of_sets(
            [one.cheapest for one in free], sum(one.cheapest for one in stays)
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Weighed:
    """An item as areas tell it: the fewest cells it takes in a hole, the cost of its cheapest
    shape, and what it costs at least where a cell has each of `_CELL_PRICES`."""

    fewest: int
    cheapest: int
    weighed: np.ndarray


def _weighed_from(item: PageItem, section_page: SectionPage) -> tuple[object, ...]:
    return item.shapes.prices, section_page.hole.deepest


@remembered(_weighed_from)
def _weighed(item: PageItem, section_page: SectionPage) -> _Weighed:
    """An item in the hole of a page."""
    deepest = dict(enumerate(section_page.hole.deepest, 1))
    costs = item.shapes.costs
    cheapest = min((cost for shape, cost in costs.items() if shape[0] in deepest), default=NEVER)
    fits = [
        (columns * rows, cost)
        for (columns, rows), cost in costs.items()
        if rows <= deepest.get(columns, 0)
    ]
    if not fits:
        return _Weighed(NEVER, cheapest, np.full(len(_CELL_PRICES), NEVER))
    cells, cost = np.array(fits).T
    weighed: np.ndarray = (cost[:, None] + cells[:, None] * np.array(_CELL_PRICES)).min(axis=0)
    return _Weighed(int(cells.min()), cheapest, weighed)


def _tiled(side: Side, prices: PagePrices, sets: np.ndarray, spare: np.ndarray) -> np.ndarray:
    """What each set of the free stories costs on a page, of those sets that are of interest, and
    may cost so much more than at their best."""
    bound = (1 << side.bound) - 1
    asked = np.zeros(1 << len(side.items), dtype=bool)
    asked[sets << side.bound | bound] = True
    spread = min(tile_page.most_spread(prices), max(0, int(spare.max())))
    found = _costs_of_sets(side.section_page, side.items, prices, Asked(asked.tobytes(), spread))
    free = np.arange(1 << (len(side.items) - side.bound))
    costs: np.ndarray = found[free << side.bound | bound]
    return costs


def _tiled_from(
    section_page: SectionPage, items: Sequence[PageItem], prices: PagePrices, asked: Asked
) -> tuple[object, ...]:
    hole = section_page.hole
    shapes = (item.shapes.prices for item in items)
    return hole.floors, hole.barred, prices, asked, *shapes, *places_of(items)


@remembered(_tiled_from)
def _costs_of_sets(
    section_page: SectionPage, items: Sequence[PageItem], prices: PagePrices, asked: Asked
) -> np.ndarray:
    """What sets of items cost on a page."""
    return tile_placed.set_costs(section_page.hole, items, prices, asked)
