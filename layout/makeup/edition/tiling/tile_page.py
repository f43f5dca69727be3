"""Dynamic programming over rectangles and sets of stories: the cheapest guillotine cut of a page.

Every story gets one rectangle of the news hole, at one of its shapes.

A page is cut as compositors cut it, from edge to edge, again and again:

┌───────────────┐     ┌───────────────┐     ┌───────────────┐
│               │     │       A       │     │       A       │
│   A, B, C, D  │  →  ├───────────────┤  →  ├───────┬───┬───┤  a filler (F) may stand at the foot
│          ┌────┤     │   B, C, D┌────┤     │   B   │ C │ D │  of any part, on the ads or where
│          │ads │     │          │ads │     │       │   ├───┤  the page ends
└──────────┴────┘     └──────────┴────┘     └───────┴───┤ads┘

Sets of stories are bit masks. For a rectangle w columns wide,
`within[S, w]` is the least cost of filling it with the stories S for every number of rows; for
columns a to b of the hole, `below[S, a, b]` is the least cost of all that is left of it below
row t, for every t. A cut across puts the set with the better rank on top, so that the page's best
story touches its head.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Protocol

import numpy as np

from layout.makeup.edition.shapes.news_hole import LEAST_DEPTH, Hole
from layout.makeup.edition.shapes.setting import NEVER, Shape
from layout.makeup.edition.tiling.cell_prices import CellPrices, Limits, cell_prices
from layout.makeup.edition.tiling.rows_of_costs import Pairs, RowsOfCosts, above, after
from layout.makeup.edition.tiling.section_layout import MOST_APART, Tile, Tiling
from layout.makeup.edition.tiling.sets_of_stories import (
    Splits,
    best_ranks,
    parts_of,
    splits_of,
    sums_of_sets,
    with_parts,
    within_others,
)
from layout.makeup.edition.tiling.spans_of_hole import Cuts, spans_of
from slots.prices_of_taste import PagePrices

LEAST_FILLER = LEAST_DEPTH  # rows: less is no ad
_BOTH = 2
"""From here on both parts of `Splits.down` of a set have stories."""

_MOST_IN_RAIL = 4  # stories that share a rectangle
SPARE = 500
"""Points by which a page may cost more, at first, than its stories do at least where each cell has
a price: so the tables stay sparse. A tiling that keeps to it is the cheapest of all."""

_MORE = 4
"""How many times as much it may cost next, before it may cost whatever it does."""

_SPREAD = 500
"""By how many points a set of stories may cost more than these at their best, where all sets are
wanted: those that cost more are no use in an exchange."""


class Priced(Protocol):
    """What is to stand on a page."""

    @property
    def costs(self) -> Mapping[Shape, int]:
        """What each of its rectangles costs."""

    @property
    def rank(self) -> int:
        """Its rank."""

    @property
    def cells(self) -> tuple[int, int, int]:
        """The fewest cells it can take, those it takes at best, and the most."""


def tile(hole: Hole, shapes: Sequence[Priced], prices: PagePrices) -> Tiling:
    """The cheapest tiling of a hole with one rectangle for each story, and fillers where needed.

    First without parts of which areas tell that the page would cost much more with them than its
    stories do at least; what is found so is the cheapest of all.
    """
    if not any(hole.floors):
        return Tiling((), 0 if not shapes else NEVER)
    if sum(one.cells[0] for one in shapes) > hole.cells:
        return Tiling((), NEVER)
    if len(shapes) > MOST_APART:
        return tile_in_rails(hole, shapes, prices, (), lambda all_, _: tile(hole, all_, prices))
    page = PageTables(hole, shapes, prices)
    by_area = cell_prices(page.singles[1:], hole.cells, prices.house_ad_cell)
    least = int(by_area.least[page.all])
    for most in (least + SPARE, least + _MORE * SPARE, NEVER - 1):
        found = page.tiling(by_area, min(most, NEVER - 1))
        if found.found or most >= NEVER - 1:
            break
    return found


def tile_in_rails(
    hole: Hole,
    shapes: Sequence[Priced],
    prices: PagePrices,
    apart: Collection[int],
    tiled: Callable[[Sequence[Priced], Sequence[int]], Tiling],
) -> Tiling:
    """The cheapest tiling in which the smallest of many stories share rectangles: each rail of them
    is one thing on the page, made up by itself. Stories that stand `apart` share none. `tiled` says
    how the rails are tiled after the stories that stand alone, which it is told."""
    rails, alone = _rails(shapes, apart)
    made = [_Rail(rail, hole, [shapes[each] for each in rail], prices) for rail in rails]
    found = tiled([*(shapes[each] for each in alone), *made], alone)
    if not found.found:
        return found
    tiles: list[Tile] = []
    for one in found.tiles:
        if one.owner < len(alone):
            tiles.append(replace(one, owner=alone[one.owner] if one.owner >= 0 else one.owner))
        else:
            tiles.extend(made[one.owner - len(alone)].tiles(one))
    return Tiling(tuple(sorted(tiles, key=lambda t: (t.row, t.column))), found.cost)


def _rails(shapes: Sequence[Priced], apart: Collection[int]) -> tuple[list[list[int]], list[int]]:
    """The stories that share a rectangle, rail by rail, and those that stand alone: the smallest go
    together, few enough of them that a page can be tiled."""
    may = (each for each in range(len(shapes)) if each not in apart)
    left = sorted(may, key=lambda each: (shapes[each].cells[1], each))
    most, rails = MOST_APART - len(apart), list[list[int]]()
    while len(rails) + len(left) > most and len(left) > 1:
        count = min(_MOST_IN_RAIL, len(rails) + len(left) - most + 1)
        rails.append(left[:count])
        left = left[count:]
    return rails, sorted((*left, *apart))


class _Rail:
    """Some small stories as one thing on a page: the rectangles they fill together, and what each
    costs."""

    def __init__(
        self, owners: Sequence[int], hole: Hole, shapes: Sequence[Priced], prices: PagePrices
    ) -> None:
        deepest = max(hole.floors)
        self._owners = owners
        self._page = PageTables(replace(hole, floors=(deepest,) * hole.columns), shapes, prices)
        self._page.fill_within(_SPREAD)
        costs = self._page.within[self._page.all]
        self.rank = min(one.rank for one in shapes)
        self.costs = {
            (int(columns), int(rows)): int(costs[columns, rows])
            for columns, rows in np.argwhere(costs < NEVER)
        }
        cells = sorted(columns * rows for columns, rows in self.costs)
        self.cells = (cells[0], cells[0], cells[-1]) if cells else (NEVER, NEVER, NEVER)

    def tiles(self, place: Tile) -> Iterator[Tile]:
        """The tiles of its stories where it has a place."""
        top = place.row - self._page.hole.top
        size = place.columns, place.rows
        for one in self._page.cut(self._page.all, place.column, top, *size):
            yield replace(one, owner=self._owners[one.owner])


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sets of the stories of a page are of interest, one byte for each set, and by how many
    points a set may cost more than its stories at their best and still be so."""

    sets: bytes
    spare: int


def most_spread(prices: PagePrices) -> int:
    """By how many points a set of stories may cost more than these at their best to be of use in an
    exchange: more where house ads, or stories under worse ones, are dear."""
    return max(_SPREAD, 2 * max(prices.house_ad, prices.house_ad_alone, prices.lead_beneath))


def set_costs(
    hole: Hole, shapes: Sequence[Priced], prices: PagePrices, asked: Asked | None = None
) -> np.ndarray:
    """What the cheapest tiling of a hole costs for each set of the stories (bit masks), or of those
    sets that are asked for; NEVER where there is none that costs at most so much more than its
    stories at their best as asked, or as `most_spread` says."""
    if not any(hole.floors):
        return np.array([0, *[NEVER] * ((1 << len(shapes)) - 1)])
    page = PageTables(hole, shapes, prices)
    most = most_spread(prices)
    if asked is None:
        page.fill_within(most)
    else:
        page.fill_within(min(most, asked.spare), with_parts(np.frombuffer(asked.sets, dtype=bool)))
    found: np.ndarray = np.minimum(page.below[:, page.number[hole.floors], 0], NEVER).astype(int)
    return found


class PageTables:
    """The tables of one page. Runs of its columns whose floors are the same are one `span`."""

    def __init__(self, hole: Hole, shapes: Sequence[Priced], prices: PagePrices) -> None:
        self.hole, self.count, self.prices = hole, len(shapes), prices
        self.deepest, self.width = max(hole.floors), hole.columns
        self.all = (1 << self.count) - 1
        self.rank = best_ranks([one.rank for one in shapes])
        self._ranks = np.array(self.rank)
        self.spans = spans_of(hole, prices, LEAST_FILLER)
        self.number = self.spans.number
        self.singles = np.stack(
            [np.full((self.width + 1, self.deepest + 1), NEVER, np.int16)]
            + [_table(one, self.width, self.deepest) for one in shapes]
        )
        self.areas = np.outer(np.arange(self.width + 1), np.arange(self.deepest + 1))

    def fill_within(self, spare: int, wanted: np.ndarray | None = None) -> None:
        """Fill the tables, leaving out rectangles that cost more than stories at their best, and
        that; of all sets of stories, or of those that are wanted, with all parts of each."""
        self.fill(self.at_most(spare), False, wanted)

    def at_most(self, spare: int) -> Limits:
        """Limits by which each set of stories costs no more than these at their best and that."""
        cheapest = sums_of_sets([int(np.min(table)) for table in self.singles[1:]], NEVER)
        most = np.minimum(np.array(cheapest, dtype=np.int32) + spare, NEVER - 1)
        return Limits(np.zeros(1, dtype=np.int32), most[:, None])

    def fill(
        self,
        limits: Limits,
        everywhere: bool,
        wanted: np.ndarray | None = None,
        as_parts: bool = False,
    ) -> None:
        """Fill the tables, leaving out rectangles beyond their limits, and whatever else is beyond
        them if they hold `everywhere`; of all sets of stories, or of those that are wanted, with
        all parts of each. Sets that are no part of another stand at the head of the page alone,
        unless they stand `as_parts`."""
        sets, rows = self.all + 1, self.deepest + 1
        self._within = RowsOfCosts(sets * (self.width + 1), rows)
        self._below = RowsOfCosts(sets * len(self.spans.floors), rows)
        self.within = self._within.costs.reshape(sets, self.width + 1, rows)
        self.below = self._below.costs.reshape(sets, len(self.spans.floors), rows)
        self.below[0] = self.spans.empty
        self._below.note(self._spanned(np.zeros(1, dtype=np.intp)))
        wanted = np.ones(sets, dtype=bool) if wanted is None else wanted
        inner = wanted if as_parts else within_others(wanted)
        for level in range(1, self.count + 1):
            splits = splits_of(self.count, level).of(wanted)
            if not len(splits.sets):
                break
            self.within[splits.sets] = _limited(
                self._best_within(splits), limits.of(splits.sets, self.areas)
            )
            self._within.note(self._wide(splits.sets))
            self._fill_below(splits.of(inner), limits if everywhere else None)
            self._fill_head(splits.of(~inner), limits if everywhere else None)

    def _fill_below(self, splits: Splits, limits: Limits | None) -> None:
        """What sets of n stories each cost below each row."""
        if len(splits.sets):
            below = self._best_below(splits)
            if limits:
                below = _limited(below, limits.of(splits.sets, self.spans.cells))
            self.below[splits.sets] = below
            self._below.note(self._spanned(splits.sets))

    def _fill_head(self, splits: Splits, limits: Limits | None) -> None:
        """The same of sets that are no part of others: these stand at the head of the page."""
        if len(splits.sets):
            head = self._best_at_head(splits)
            if limits:
                head = _limited(head, limits.of(splits.sets, self.spans.cells[:, 0]))
            self.below[splits.sets, :, 0] = head

    def _wide(self, sets: np.ndarray) -> np.ndarray:
        """The numbers of these sets in `within`, each at every width."""
        return _each_at(sets, self.width + 1, np.arange(self.width + 1))

    def _across(self, sets: np.ndarray) -> np.ndarray:
        """The numbers of these sets in `within`, each as wide as every span."""
        return _each_at(sets, self.width + 1, self.spans.widths)

    def _spanned(self, sets: np.ndarray) -> np.ndarray:
        """The numbers of these sets in `below`, each in every span."""
        count = len(self.spans.floors)
        return _each_at(sets, count, np.arange(count))

    def tiling(self, by_area: CellPrices, most: int) -> Tiling:
        """Fill the tables, then read the cheapest tiling out of them that costs at most so much."""
        sets = np.full(self.all + 1, -1, dtype=np.int32)
        sets[self.all] = most
        self.fill(by_area.limits(sets), True)
        cost = int(self.below[self.all, self.number[self.hole.floors], 0])
        if cost >= NEVER:
            return Tiling((), NEVER)
        tiles = sorted(self.tiles(self.all, 0, self.width, 0), key=lambda t: (t.row, t.column))
        return Tiling(tuple(tiles), cost)

    # within: a rectangle, stories alone ---------------------------------------------------------

    def _best_within(self, splits: Splits) -> np.ndarray:
        """Sets of n stories each: cut across, or downwards, into two smaller sets."""
        these, (one, other) = splits.sets, splits.halves
        if not len(one):
            return self.singles[[int(stories).bit_length() for stories in these]]
        rows, pairs = self.deepest + 1, Pairs(self._wide(one), self._wide(other))
        found = after(self._within, self._within, pairs)
        best: np.ndarray = found.reshape(len(these), -1, self.width + 1, rows).min(axis=1)
        self._cut_between(splits, best)
        return best

    def _cut_between(self, splits: Splits, best: np.ndarray) -> None:
        """Sets of n stories each, by what they cost `best` at each width so far: side by side."""
        one, other = (half.reshape(len(best), -1) for half in splits.halves)
        _side_by_side(self._within, (one, other), self.spans.rectangles, best)

    # below: what is left of some columns of the hole --------------------------------------------

    def _best_below(self, splits: Splits) -> np.ndarray:
        """Sets of n stories each: some of them across the top, or a cut downwards."""
        these, (top, rest) = splits.sets, splits.across
        count, rows = len(self.spans.floors), self.deepest + 1
        penalty = np.repeat(self._penalties(top, rest), count)
        pairs = Pairs(self._across(top), self._spanned(rest), penalty)
        found = above(self._within, self._below, pairs).reshape(len(these), -1, count, rows)
        best: np.ndarray = np.minimum(found.min(axis=1), NEVER)
        self._cut_downwards(splits, best)
        return best

    def _cut_downwards(self, splits: Splits, best: np.ndarray) -> None:
        """Sets of n stories each, by what they cost `best` in each span so far: stories on both
        sides of a cut, or, of a span that is the wider the later, on one of them."""
        west, east = (half.reshape(len(best), -1)[:, _BOTH:] for half in splits.down)
        _side_by_side(self._below, (west, east), self.spans.cuts, best)
        for cuts in self.spans.one_sided:
            spans = best[:, cuts.first : cuts.stop]
            costs = best.take(cuts.stories, axis=1)
            costs += cuts.empty
            ways = costs.reshape(*spans.shape[:2], -1, spans.shape[2])
            np.minimum(spans, np.min(ways, axis=2), out=spans)

    # the same from the head of the hole -----------------------------------------------------------

    def _best_at_head(self, splits: Splits) -> np.ndarray:
        """Sets of n stories each, as `_best_below`, from the first row alone (sets, spans)."""
        these, (top, rest) = splits.sets, splits.across
        sums = self.within[top[:, None], self.spans.widths]
        sums += self.below[rest]
        found = np.minimum(np.min(sums, axis=2), NEVER) + self._penalties(top, rest)[:, None]
        by_set = found.reshape(len(these), -1, found.shape[1])
        best: np.ndarray = np.minimum(np.min(by_set, axis=1), NEVER)
        self._cut_head(splits, best)
        return best

    def _cut_head(self, splits: Splits, best: np.ndarray) -> None:
        """As `_cut_downwards`, from the first row alone."""
        west, east = (half.reshape(len(best), -1)[:, _BOTH:] for half in splits.down)
        head, cuts = self.below[:, :, 0], self.spans.cuts
        if west.size and len(cuts.spans):
            both = head[west[:, :, None], cuts.left] + head[east[:, :, None], cuts.right]
            least = np.minimum.reduceat(np.min(both, axis=1), cuts.first, axis=1)
            best[:, cuts.spans] = np.minimum(best[:, cuts.spans], least)
        for one_sided in self.spans.one_sided:
            spans = best[:, one_sided.first : one_sided.stop]
            costs = best.take(one_sided.stories, axis=1) + one_sided.empty[:, 0]
            np.minimum(spans, np.min(costs.reshape(*spans.shape, -1), axis=2), out=spans)

    def _penalties(self, top: np.ndarray, rest: np.ndarray) -> np.ndarray:
        """`penalty` of many sets."""
        rank, prices = self._ranks, self.prices
        lead = rank[rest] == rank[self.all]
        worse = np.where(lead, prices.lead_beneath, prices.beneath)
        free = (rest == 0) | (rank[rest] >= rank[top])
        return np.where(free, 0, worse).astype(np.int16)

    def penalty(self, top: int, rest: int) -> int:
        """What it costs that some stories stand over others."""
        if not rest or self.rank[rest] >= self.rank[top]:
            return 0
        lead = self.rank[rest] == self.rank[self.all]
        return self.prices.lead_beneath if lead else self.prices.beneath

    def _least_below(self, stories: int, first: int, stop: int, row: int) -> int:
        return int(self.below[stories, self.number[self.hole.floors[first:stop]], row])

    # reading the tiling out of the tables -------------------------------------------------------

    def tiles(self, stories: int, first: int, stop: int, row: int) -> Iterator[Tile]:
        """The tiles of what is left of columns first to stop below a row."""
        cost, columns = self._least_below(stories, first, stop, row), stop - first
        floors = self.hole.floors[first:stop]
        if not stories and len(set(floors)) == 1:
            if floors[0] == row:
                return
            if int(self.spans.fillers[self.number[floors]][row]) == cost:
                yield self._tile(-1, first, row, columns, floors[0] - row)
                return
        number, foot = self.number[floors], min(floors) + 1
        for top in parts_of(stories):
            rest = stories ^ top
            sums = self.within[top, columns, 1 : foot - row] + self.penalty(top, rest)
            rows = 1 + where(sums + self.below[rest, number, row + 1 : foot], cost)
            if rows:
                yield from self.cut(top, first, row, columns, rows)
                yield from self.tiles(rest, first, stop, row + rows)
                return
        lefts = np.array([0, *parts_of(stories)])
        for middle in range(first + 1, stop):
            cut = middle - first
            west, east = self.number[floors[:cut]], self.number[floors[cut:]]
            sums = self.below[lefts, west, row] + self.below[stories ^ lefts, east, row]
            at = where(sums, cost)
            if at >= 0:
                left = int(lefts[at])
                yield from self.tiles(left, first, middle, row)
                yield from self.tiles(stories ^ left, middle, stop, row)
                return
        raise AssertionError("a cost that no cut explains")

    def cut(self, stories: int, column: int, row: int, columns: int, rows: int) -> Iterator[Tile]:
        """The tiles of a rectangle that holds stories alone."""
        if stories.bit_count() == 1:
            yield self._tile(stories.bit_length() - 1, column, row, columns, rows)
            return
        cost = int(self.within[stories, columns, rows])
        for one in parts_of(stories):
            other = stories ^ one
            if not other:
                continue
            first, second = self.within[one], self.within[other]
            left = 1 + where(first[1:columns, rows] + second[columns - 1 : 0 : -1, rows], cost)
            if left:
                yield from self.cut(one, column, row, left, rows)
                yield from self.cut(other, column + left, row, columns - left, rows)
                return
            if self.rank[other] < self.rank[one]:
                continue  # the other one is the upper one
            depth = 1 + where(first[columns, 1:rows] + second[columns, rows - 1 : 0 : -1], cost)
            if depth:
                yield from self.cut(one, column, row, columns, depth)
                yield from self.cut(other, column, row + depth, columns, rows - depth)
                return
        raise AssertionError("a cost that no cut explains")

    def _tile(self, owner: int, column: int, row: int, columns: int, rows: int) -> Tile:
        return Tile(owner, column, self.hole.top + row, columns, rows)


def _table(shapes: Priced, width: int, deepest: int) -> np.ndarray:
    """The costs of a story by columns and rows."""
    table = np.full((width + 1, deepest + 1), NEVER, dtype=np.int16)
    if shapes.costs:
        count = len(shapes.costs)
        places = np.fromiter(chain.from_iterable(shapes.costs), np.intp, 2 * count)
        columns, rows = places.reshape(count, 2).T
        costs = np.minimum(np.fromiter(shapes.costs.values(), np.intp, count), NEVER - 1)
        fits = (columns <= width) & (rows <= deepest)
        table[columns[fits], rows[fits]] = costs[fits]
    return table


def _limited(costs: np.ndarray, limits: np.ndarray) -> np.ndarray:
    """Costs that keep to their limits."""
    costs[costs > limits] = NEVER
    return costs


def _side_by_side(
    table: RowsOfCosts, halves: tuple[np.ndarray, np.ndarray], cuts: Cuts, best: np.ndarray
) -> None:
    """Sets, by what they cost `best` so far: their two parts (each in as many ways) on both sides
    of a cut. Most parts do not fit most places: only those that do are looked at."""
    one, other = halves
    if not one.size or not len(cuts.spans):
        return
    pace, rows = best.shape[1:]
    fits = (table.stop > 0).reshape(-1, pace)
    both = fits[:, cuts.left][one] & fits[:, cuts.right][other]  # sets, pairs, cuts
    these, cut, pair = np.nonzero(both.transpose(0, 2, 1))
    if not len(these):
        return
    left = table.costs[one[these, pair] * pace + cuts.left[cut]]
    left += table.costs[other[these, pair] * pace + cuts.right[cut]]
    place = these * pace + cuts.of[cut]
    (first,) = np.nonzero(np.concatenate([[True], place[1:] != place[:-1]]))
    least = np.minimum.reduceat(left, first, axis=0)
    costs, found = best.reshape(-1, rows), place[first]
    costs[found] = np.minimum(costs[found], least)


def _each_at(sets: np.ndarray, pace: int, places: np.ndarray) -> np.ndarray:
    """The numbers of things in a table that has `pace` of them for each set: at some places."""
    numbers: np.ndarray = (sets[:, None] * pace + places).reshape(-1)
    return numbers


def where(costs: np.ndarray, cost: int) -> int:
    """Where a cost is found first; -1 where it is not."""
    found = np.nonzero(costs == cost)[0]
    return int(found[0]) if len(found) else -1
