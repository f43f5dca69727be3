"""The cheapest guillotine cut of a page on which some stories have their place: the tables of
`tile_page`, and beside them those of the sets with such stories, which know where they are.

A rectangle of stories costs the same wherever it stands, unless one of them has its place. So sets
without such stories have the tables of `tile_page`, and sets with some have

    within[S][a, b, t, u]   the least cost of columns a to b, rows t to u, with the stories S
    below[S][a, b, t]       the least cost of all that is left of columns a to b below row t

by the same cuts. Where it says nothing of rows, a rectangle costs the same at any height, so that
it is worked out at the head alone; a story at the head, or at the foot, leaves one row for the
head, or the feet of the columns for the foot, of all that contains it. Only a story that is to
begin in some row amid the page needs all of both.

Of stories that have an order none stands above one before it: no cut across leaves it over that.
A story may be placed above one of better rank. That costs as a cut of the page does, since here the
two cannot change places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from layout.makeup.edition.shapes.item import PageItem, places_of
from layout.makeup.edition.shapes.news_hole import Hole
from layout.makeup.edition.shapes.setting import NEVER
from layout.makeup.edition.tiling import tile_page
from layout.makeup.edition.tiling.cell_prices import Limits, cell_prices
from layout.makeup.edition.tiling.section_layout import MOST_APART, Tile, Tiling
from layout.makeup.edition.tiling.sets_of_stories import (
    parts_of,
    with_parts,
    within_others,
)
from layout.makeup.edition.tiling.tile_page import Asked, PageTables, Priced, where
from layout.story.decided import Place
from slots.prices_of_taste import PagePrices

_AT_ONCE = 500_000
"""Sums that are looked at side by side; of more, the rows of the cuts come one after the other."""

_ILL_PLACE = 2_000
"""Points of an item that is not at its place: more than most pages cost to have it so, less than to
hold a story over."""

_NOTHING = np.zeros(0)

_Places = Mapping[int, Place]
"""Where stories stand, by their numbers."""


def tile_items(hole: Hole, items: Sequence[PageItem], prices: PagePrices) -> Tiling:
    """The cheapest tiling of a hole with items, those that have a place at it. Where there is none,
    places are given up rather than items, those of the last first: each costs `_ILL_PLACE`, so that
    a search finds such company that all have their place, if there is some."""
    places, shapes = dict(places_of(items)), [item.shapes for item in items]
    found, lost = tile_placed(hole, shapes, places, prices), 0
    while places and not found.found:
        del places[max(places)]
        found, lost = tile_placed(hole, shapes, places, prices), lost + _ILL_PLACE
    return replace(found, cost=min(found.cost + lost, NEVER - 1)) if found.found else found


def tile_placed(
    hole: Hole, shapes: Sequence[Priced], places: _Places, prices: PagePrices
) -> Tiling:
    """The cheapest tiling of a hole with one rectangle for each story, some of which have their
    place, and fillers where needed. Stories with a place share no rectangle with others; a page can
    have `MOST_APART` of them."""
    if not places:
        return tile_page.tile(hole, shapes, prices)
    if not any(hole.floors) or sum(one.cells[0] for one in shapes) > hole.cells:
        return Tiling((), NEVER)
    if len(shapes) > MOST_APART:
        return _in_rails(hole, shapes, places, prices)
    page = _PlacedTables(hole, shapes, places, prices)
    by_area = cell_prices(page.free.singles[1:], hole.cells, prices.house_ad_cell)
    least = int(by_area.least[page.free.all])
    found = Tiling((), NEVER)
    for most in (least + tile_page.SPARE, NEVER - 1):
        sets = np.full(page.free.all + 1, -1, dtype=np.int32)
        sets[page.free.all] = min(most, NEVER - 1)
        found = page.tiling(by_area.limits(sets))
        if found.found or most >= NEVER - 1:
            break
    return found


def _in_rails(hole: Hole, shapes: Sequence[Priced], places: _Places, prices: PagePrices) -> Tiling:
    """The same of many stories, of which the smallest share rectangles."""

    def tiled(things: Sequence[Priced], alone: Sequence[int]) -> Tiling:
        if len(things) > MOST_APART:
            return Tiling((), NEVER)
        here = {number: places[each] for number, each in enumerate(alone) if each in places}
        return tile_placed(hole, things, here, prices)

    return tile_page.tile_in_rails(hole, shapes, prices, places, tiled)


def set_costs(
    hole: Hole, items: Sequence[PageItem], prices: PagePrices, asked: Asked
) -> np.ndarray:
    """What the cheapest tiling of a hole costs for each set of items that is asked for, those that
    have a place at it, as `tile_page.set_costs`."""
    shapes, places = [item.shapes for item in items], dict(places_of(items))
    if not places or not any(hole.floors):
        return tile_page.set_costs(hole, shapes, prices, asked)
    page = _PlacedTables(hole, shapes, places, prices)
    limits = page.free.at_most(min(tile_page.most_spread(prices), asked.spare))
    return page.costs(limits, with_parts(np.frombuffer(asked.sets, dtype=bool)))


class _PlacedTables:
    """The tables of one page on which some stories have their place; `free` are those of the sets
    of the others."""

    def __init__(
        self, hole: Hole, shapes: Sequence[Priced], places: _Places, prices: PagePrices
    ) -> None:
        self.hole, self.places = hole, places
        self.free = PageTables(hole, shapes, prices)
        self.placed = sum(1 << number for number in places)
        self.rows, self.width = self.free.deepest + 1, self.free.width
        self.runs = [
            (first, stop)
            for first in range(self.width)
            for stop in range(first + 1, self.width + 1)
        ]
        self.at = {run: number for number, run in enumerate(self.runs)}
        self.widths = np.array([stop - first for first, stop in self.runs])
        self.spans = np.array([self.free.number[hole.floors[a:b]] for a, b in self.runs])
        self.within: dict[int, np.ndarray] = {}
        self.below: np.ndarray = _NOTHING
        self._fits: np.ndarray = _NOTHING
        self._fits_below: np.ndarray = _NOTHING
        self._orders: list[tuple[int, int]] = []

    def tiling(self, limits: Limits) -> Tiling:
        """The cheapest tiling of all stories whose parts keep to their limits."""
        everything = self.free.all
        wanted = np.zeros(everything + 1, dtype=bool)
        wanted[everything] = True
        self._fill(limits, with_parts(wanted))
        cost = int(self.below[everything, self.at[0, self.width], 0])
        if cost >= NEVER:
            return Tiling((), NEVER)
        tiles = self._tiles(everything, 0, self.width, 0)
        return Tiling(tuple(sorted(tiles, key=lambda t: (t.row, t.column))), cost)

    def costs(self, limits: Limits, wanted: np.ndarray) -> np.ndarray:
        """What each set costs on the page, of those that are wanted with all their parts."""
        self._fill(limits, wanted)
        whole = self.at[0, self.width]
        found: np.ndarray = np.minimum(self.below[:, whole, 0], NEVER).astype(int)
        return found

    # filling ------------------------------------------------------------------------------------

    def _fill(self, limits: Limits, wanted: np.ndarray) -> None:
        """Fill the tables, leaving out rectangles beyond their limits, of those sets that are
        wanted, with all parts of each."""
        sets = np.arange(self.free.all + 1)
        self.free.fill(limits, False, wanted & (sets & self.placed == 0), as_parts=True)
        self.within, self.below = {}, self.free.below[:, self.spans]
        self._fits = np.any(self.free.within[:, self.widths] < NEVER, axis=2)
        self._fits_below = np.any(self.below < NEVER, axis=2)
        here, inner = sets[wanted & (sets & self.placed != 0)], within_others(wanted)
        self._orders = [self._order(stories) for stories in range(self.free.all + 1)]
        for stories in sorted(here.tolist(), key=int.bit_count):
            self._fill_within(stories, limits, head=not inner[stories])
            self._fill_below(stories, head=not inner[stories])

    def _fill_within(self, stories: int, limits: Limits, head: bool) -> None:
        """What one set costs in each rectangle of the page, or in those at its head alone."""
        tops, feet = self._tops(stories), self._feet(stories)
        tops = tops[:1] if head else tops
        if stories.bit_count() == 1:
            best = self._alone(stories.bit_length() - 1, tops, feet)
        else:
            best = np.full((len(self.runs), len(tops), len(feet)), NEVER, dtype=np.int16)
            for one in parts_of(stories):
                if one != stories:
                    self._cut_across(one, stories ^ one, (tops, feet), best)
                    self._cut_down(one, stories ^ one, (tops, feet), best)
        cells = self.widths[:, None, None] * np.maximum(0, feet - tops[:, None])
        best[best > limits.of(np.array([stories]), cells)[0]] = NEVER
        found = np.full((len(self.runs), self.rows, self.rows), NEVER, dtype=np.int16)
        if head or self._knows_rows(stories):
            found[:, tops[:, None], feet] = best
        else:
            found[:] = self._anywhere(best[:, 0])
        self.within[stories] = found
        self._fits[stories] = np.any(best < NEVER, axis=(1, 2))

    def _alone(self, story: int, tops: np.ndarray, feet: np.ndarray) -> np.ndarray:
        """A story with a place, by itself."""
        place, table = self.places[story], self.free.singles[story + 1]
        deep = feet - tops[:, None]
        if place.first_row is not None:
            deep[tops != place.first_row] = 0
        best = np.full((len(self.runs), *deep.shape), NEVER, dtype=np.int16)
        for number, (first, stop) in enumerate(self.runs):
            if place.takes(first, stop, self.width):
                costs = np.where(deep > 0, table[stop - first][np.maximum(0, deep)], NEVER)
                ends = {*self.hole.floors[first:stop]}
                if place.at_foot:
                    costs = np.where((feet == min(ends)) & (len(ends) == 1), costs, NEVER)
                best[number] = costs
        return best

    def _cut_across(
        self, top: int, rest: int, where: tuple[np.ndarray, np.ndarray], best: np.ndarray
    ) -> None:
        """A set by what it costs `best` so far: some of it over the others."""
        runs, over = np.nonzero(self._fits[top] & self._fits[rest])[0], self._over(top, rest)
        if not len(runs) or over is None:
            return
        tops, feet = where
        upper, lower = (
            self._rectangles(top)[runs][:, tops],
            self._rectangles(rest)[runs][:, :, feet],
        )
        there = np.any(upper < NEVER, axis=1) & np.any(lower < NEVER, axis=2)
        rows = np.nonzero(np.any(there, axis=0))[0]
        if not len(rows):
            return
        upper, lower = upper[:, :, rows], lower[:, rows]
        upper = upper + np.int16(over)
        if len(runs) * len(tops) * len(rows) * len(feet) <= _AT_ONCE:
            found = np.min(upper[:, :, :, None] + lower[:, None], axis=2)
            best[runs] = np.minimum(best[runs], found)
            return
        some = best[runs]
        for row in range(len(rows)):
            np.minimum(some, upper[:, :, row, None] + lower[:, None, row], out=some)
        best[runs] = some

    def _cut_down(
        self, left: int, right: int, where: tuple[np.ndarray, np.ndarray], best: np.ndarray
    ) -> None:
        """A set by what it costs `best` so far: some of it to the left of the others."""
        of, one, other = self._cuts
        there = self._fits[left][one] & self._fits[right][other]
        if not np.any(there):
            return
        tops, feet = where
        window = (slice(None), tops[:, None], feet)
        west, east = self._rectangles(left)[window], self._rectangles(right)[window]
        for run, a, b in zip(of[there], one[there], other[there], strict=True):
            np.minimum(best[run], west[a] + east[b], out=best[run])

    def _fill_below(self, stories: int, head: bool) -> None:
        """What one set costs in what is left of each run of columns below each row, or below the
        head alone."""
        tops = np.zeros(1, dtype=np.intp) if head else self._tops(stories)
        if not head and not self._knows_rows(stories):
            tops = np.arange(self.rows)
        best = np.full((len(self.runs), len(tops)), NEVER, dtype=np.int16)
        for top in parts_of(stories):
            upper, rest = self._rectangles(top), stories ^ top
            runs, over = (
                np.nonzero(self._fits[top] & self._fits_below[rest])[0],
                self._over(top, rest),
            )
            if len(runs) and over is not None:
                costs = np.min(upper[runs][:, tops] + self.below[rest, runs][:, None], axis=2)
                costs += np.int16(over)
                best[runs] = np.minimum(best[runs], costs)
        self.below[stories][:, tops] = np.minimum(best, NEVER)
        lefts = np.array([0, *parts_of(stories)])
        rights = stories ^ lefts
        of, one, other = self._cuts
        for run, west, east in zip(of, one, other, strict=True):
            both = self.below[lefts, west][:, tops] + self.below[rights, east][:, tops]
            found = np.minimum(self.below[stories, run, tops], np.min(both, axis=0))
            self.below[stories, run, tops] = found
        self._fits_below[stories] = np.any(self.below[stories] < NEVER, axis=1)

    @cached_property
    def _cuts(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """All ways to cut runs of columns downwards: the run, and those on both sides."""
        ways = [
            (self.at[a, b], self.at[a, middle], self.at[middle, b])
            for a, b in self.runs
            for middle in range(a + 1, b)
        ]
        ways.sort(key=lambda way: int(self.widths[way[0]]))  # what is narrower is known before
        of, one, other = np.array(ways, dtype=np.intp).reshape(-1, 3).T
        return of, one, other

    def _over(self, top: int, rest: int) -> int | None:
        """What it costs that some stories stand over others; None where their order forbids it."""
        if self._orders[top][1] > self._orders[rest][0]:
            return None
        return self.free.penalty(top, rest)

    def _order(self, stories: int) -> tuple[int, int]:
        """The first and the last number of a set in the order of the page."""
        numbers = [one.order for one in self._here(stories) if one.order is not None]
        return min(numbers, default=NEVER), max(numbers, default=0)

    # what is known of sets ------------------------------------------------------------------------

    def _here(self, stories: int) -> Iterator[Place]:
        """The places of the stories of a set."""
        return (place for number, place in self.places.items() if stories >> number & 1)

    def _knows_rows(self, stories: int) -> bool:
        """Whether it matters to a set in which rows it stands."""
        return any(one.first_row is not None or one.at_foot for one in self._here(stories))

    def _tops(self, stories: int) -> np.ndarray:
        """The rows in which a rectangle with a set can begin; one stands for all where that does
        not matter."""
        if not self._knows_rows(stories):
            return np.zeros(1, dtype=np.intp)
        firsts = [one.first_row for one in self._here(stories) if one.first_row is not None]
        return np.arange(min(self.rows, 1 + min(firsts, default=self.rows)))

    def _feet(self, stories: int) -> np.ndarray:
        """The rows before which a rectangle with a set can end."""
        if any(one.at_foot for one in self._here(stories)):
            return np.array(sorted({*self.hole.floors}), dtype=np.intp)
        return np.arange(self.rows)

    def _rectangles(self, stories: int) -> np.ndarray:
        """What a set costs in each rectangle of the page: (runs, first row, row before which it
        ends)."""
        if stories not in self.within:
            self.within[stories] = self._anywhere(self.free.within[stories][self.widths])
        return self.within[stories]

    def _anywhere(self, costs: np.ndarray) -> np.ndarray:
        """Costs by runs and rows (runs, rows), from each row on."""
        deep = np.arange(self.rows) - np.arange(self.rows)[:, None]
        found: np.ndarray = np.where(deep > 0, costs[:, np.maximum(0, deep)], np.int16(NEVER))
        return found

    # reading the tiling out of the tables -------------------------------------------------------

    def _tiles(self, stories: int, first: int, stop: int, row: int) -> Iterator[Tile]:
        """The tiles of what is left of columns first to stop below a row."""
        if not stories & self.placed:
            yield from self.free.tiles(stories, first, stop, row)
            return
        run = self.at[first, stop]
        cost = int(self.below[stories, run, row])
        for top in parts_of(stories):
            rest = stories ^ top
            over = self._over(top, rest)
            if over is None:
                continue
            sums = self._rectangles(top)[run, row] + self.below[rest, run]
            foot = where(sums + np.int16(over), cost)
            if foot >= 0:
                yield from self._cut(top, (first, stop), row, foot)
                yield from self._tiles(rest, first, stop, foot)
                return
        for middle in range(first + 1, stop):
            west, east = self.at[first, middle], self.at[middle, stop]
            for left in (0, *parts_of(stories)):
                right = stories ^ left
                if int(self.below[left, west, row]) + int(self.below[right, east, row]) == cost:
                    yield from self._tiles(left, first, middle, row)
                    yield from self._tiles(right, middle, stop, row)
                    return
        raise AssertionError("a cost that no cut explains")

    def _cut(self, stories: int, run: tuple[int, int], row: int, foot: int) -> Iterator[Tile]:
        """The tiles of a rectangle that holds stories alone."""
        first, stop = run
        if not stories & self.placed or stories.bit_count() == 1:
            yield from self.free.cut(stories, first, row, stop - first, foot - row)
            return
        number, cost = self.at[run], int(self.within[stories][self.at[run], row, foot])
        for one in parts_of(stories):
            other = stories ^ one
            if not other:
                continue
            upper, lower = self._rectangles(one), self._rectangles(other)
            for middle in range(first + 1, stop):
                left = int(upper[self.at[first, middle], row, foot])
                if left + int(lower[self.at[middle, stop], row, foot]) == cost:
                    yield from self._cut(one, (first, middle), row, foot)
                    yield from self._cut(other, (middle, stop), row, foot)
                    return
            over = self._over(one, other)
            if over is None:
                continue
            sums = upper[number, row] + lower[number, :, foot]
            edge = where(sums + np.int16(over), cost)
            if edge >= 0:
                yield from self._cut(one, run, row, edge)
                yield from self._cut(other, run, edge, foot)
                return
        raise AssertionError("a cost that no cut explains")
