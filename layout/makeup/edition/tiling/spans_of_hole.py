"""The columns of a hole as its tiling sees them: runs of neighbouring columns, the ways to cut each
downwards, and what it costs where no story is left in one.

Of all that nothing depends on the stories, so that the many tilings of one page share it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from layout.makeup.edition.shapes.news_hole import Hole
from layout.makeup.edition.shapes.setting import NEVER
from slots.prices_of_taste import PagePrices

_HOLES = 128
"""Holes that are kept: more than the sections that are made up at a time have pages."""

Floors = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """Ways to cut spans downwards, those of one span one after the other: the numbers of the spans
    on both sides of each, and `of` the span that is cut; `spans` are all that are cut, `first`
    where the cuts of each begin."""

    left: np.ndarray
    right: np.ndarray
    of: np.ndarray
    spans: np.ndarray
    first: np.ndarray

    def cheapest(self, costs: np.ndarray) -> np.ndarray:
        """Of costs of cuts (sets, cuts, rows) the least of each span."""
        least: np.ndarray = np.minimum.reduceat(costs, self.first, axis=1)
        return least


@dataclass(frozen=True, slots=True, eq=False)
class OneSided:
    """Ways to cut the spans `first` to `stop`, as many of each, those of one span one after the
    other, so that the stories are on one side of the cut: the span on that side, and what the other
    one costs empty from each row on."""

    first: int
    stop: int
    stories: np.ndarray
    empty: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """The floors of all runs of columns, each once, the narrowest first, their numbers and their
    columns (`widths`). `rectangles` are the ways to cut rectangles, whose numbers are their
    columns, `cuts` those to cut spans, `one_sided` those of them with stories on one side alone, by
    the columns of the spans. `fillers` are what it costs, by the number of a span with one floor,
    that it is a house ad's from each row on, and `empty` what a span without stories costs from
    each row on; `cells` how many it has from there down."""

    floors: tuple[Floors, ...]
    number: dict[Floors, int]
    widths: np.ndarray
    rectangles: Cuts
    cuts: Cuts
    one_sided: tuple[OneSided, ...]
    fillers: dict[int, np.ndarray]
    empty: np.ndarray
    cells: np.ndarray


def spans_of(hole: Hole, prices: PagePrices, least: int) -> Spans:
    """The spans of a hole; a filler has so many rows at least."""
    return _spans_of(hole.floors, hole.barred, prices, least)


@lru_cache(_HOLES)
def _spans_of(hole: Floors, barred: int, prices: PagePrices, least: int) -> Spans:
    all_floors = _runs(hole)
    number = {floors: at for at, floors in enumerate(all_floors)}
    wide = [floors for floors in all_floors if len(floors) > 1]
    by_width = tuple(
        _cuts([floors for floors in wide if len(floors) == width], number)
        for width in range(2, len(hole) + 1)
    )
    fillers = {
        number[floors]: _fillers(floors, barred, prices, least)
        for floors in all_floors
        if len(set(floors)) == 1
    }
    empty = np.full((len(all_floors), max(hole) + 1), NEVER, dtype=np.int16)
    for at, costs in fillers.items():
        empty[at, : len(costs)] = costs
    for cuts in by_width:
        one, other = empty[cuts.left], empty[cuts.right]
        both = np.minimum(one + other, NEVER - 1)
        both[(one >= NEVER) | (other >= NEVER)] = NEVER
        empty[cuts.spans] = np.minimum(empty[cuts.spans], cuts.cheapest(both[None])[0])
    return Spans(
        all_floors,
        number,
        _indices(map(len, all_floors)),
        _of_rectangles(len(hole)),
        _cuts(wide, number),
        tuple(_one_sided(cuts, empty) for cuts in by_width),
        fillers,
        empty,
        np.stack([_cells(floors, max(hole)) for floors in all_floors]),
    )


def _runs(hole: Floors) -> tuple[Floors, ...]:
    runs = (
        hole[first : first + columns]
        for columns in range(1, len(hole) + 1)
        for first in range(len(hole) - columns + 1)
    )
    return tuple(dict.fromkeys(runs))


def _cuts(spans: Sequence[Floors], number: dict[Floors, int]) -> Cuts:
    """All ways to cut some spans downwards."""
    ways = [(floors[:cut], floors[cut:]) for floors in spans for cut in range(1, len(floors))]
    cut = _indices(number[floors] for floors in spans)
    counts = _indices(len(floors) - 1 for floors in spans)
    return Cuts(
        _indices(number[left] for left, _ in ways),
        _indices(number[right] for _, right in ways),
        np.repeat(cut, counts),
        cut,
        np.cumsum(counts) - counts,
    )


def _one_sided(cuts: Cuts, empty: np.ndarray) -> OneSided:
    """The same cuts, each twice. Spans of one width have numbers that follow each other."""
    both = np.stack([cuts.left, cuts.right], axis=1).reshape(-1)
    other = np.stack([cuts.right, cuts.left], axis=1).reshape(-1)
    first, stop = int(cuts.spans[0]), int(cuts.spans[-1]) + 1
    return OneSided(first, stop, both, empty[other])


def _cells(floors: Floors, deepest: int) -> np.ndarray:
    """The cells of some columns from each row on."""
    rows = np.arange(deepest + 1)
    return sum((np.maximum(0, floor - rows) for floor in floors), np.zeros_like(rows))


def _of_rectangles(most: int) -> Cuts:
    """The same of rectangles, by their columns."""
    flat = [(0,) * columns for columns in range(1, most + 1)]
    return _cuts(flat[1:], {floors: len(floors) for floors in flat})


def _indices(numbers: Iterable[int]) -> np.ndarray:
    return np.array([*numbers], dtype=np.intp)


def _fillers(floors: Floors, barred: int, prices: PagePrices, least: int) -> np.ndarray:
    """What it costs that columns with one floor are a house ad's from each row on. However dear
    one is, it is possible."""
    foot, columns = floors[0], len(floors)
    each = prices.house_ad + (prices.house_ad_narrow if columns == 1 else 0)
    cost = np.minimum(each + prices.house_ad_cell * columns * np.arange(foot, -1, -1), NEVER)
    cost[:barred] += prices.house_ad_barred
    cost[0] += prices.house_ad_alone
    cost = np.minimum(cost, NEVER - 1)
    cost[max(0, foot - least + 1) :] = NEVER
    cost[foot] = 0
    found: np.ndarray = cost.astype(np.int16)
    return found
