"""What stories cost on a page at least, and what a part of a page may cost and still be of use.

A Lagrangian relaxation, as in `assign.lower_bound`: where each cell has a price, stories cost no
less than at the shapes that are cheapest then, less the price of all cells that they have to fill.
A price holds for house ads too if these cost no less than it takes away. So a part of a page that
costs more than a whole page may, less what the rest costs at least, is of no use: whatever
contains it is too dear. What is left out is never missed, nor does what is left cost more for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from layout.makeup.edition.shapes.setting import NEVER

_PRICES = (-60, -30, -20, -10, -6, -3, 0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 17, 20, 30, 60, 100)
"""Points that a cell may cost: those that are tried."""

_KEPT = 4
"""Prices by which parts are judged: those that say most of the pages that are of interest."""

_FAR = 10**8


@dataclass(frozen=True, slots=True, eq=False)
class CellPrices:
    """Prices of a cell, and what each set of stories costs at them (sets, prices), that of its
    cells included; `cells` are those of the page."""

    prices: np.ndarray
    costs: np.ndarray
    cells: int

    @property
    def least(self) -> np.ndarray:
        """What each set of stories costs on the page at least."""
        found: np.ndarray = np.max(self.costs - self.prices * self.cells, axis=1)
        return found

    def limits(self, most: np.ndarray) -> Limits:
        """What parts of the page may cost where each set of stories may cost so much on all of it
        at most; a set that is of no interest a negative number."""
        bounds = self.costs - self.prices * self.cells
        wanted = most >= 0
        best = np.argmax(bounds[wanted], axis=1)
        counts = np.bincount(best, minlength=len(self.prices))
        kept = np.sort(np.argsort(-counts, kind="stable")[:_KEPT])
        kept = kept[counts[kept] > 0]
        spare = np.where(wanted[:, None], most[:, None] - bounds[:, kept], -_FAR)
        return Limits(self.prices[kept], self.costs[:, kept] + _of_any_with(spare))


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """What sets of stories may cost in a part of a page of no cells (sets, prices), and what they
    may cost less for each cell of it, by the same prices."""

    prices: np.ndarray
    at_most: np.ndarray

    def of(self, sets: np.ndarray, cells: np.ndarray) -> np.ndarray:
        """What these sets may cost in parts of so many cells."""
        less = np.multiply.outer(self.prices, cells.astype(np.int32))
        most = self.at_most[sets].astype(np.int32)
        each = most.reshape(*most.shape, *(1 for _ in cells.shape)) - less
        found: np.ndarray = np.minimum(np.min(each, axis=1), NEVER - 1)
        return found


def cell_prices(singles: np.ndarray, cells: int, house_ad_cell: int) -> CellPrices:
    """Prices for the stories of a page of so many cells, by their costs (stories, columns, rows),
    where each cell of a house ad costs so much."""
    lowest = -min(house_ad_cell, (NEVER - 1) // max(1, cells))
    prices = np.array([price for price in _PRICES if price >= lowest], dtype=np.int32)
    areas = np.outer(np.arange(singles.shape[1]), np.arange(singles.shape[2])).astype(np.int32)
    costs = np.zeros((1, len(prices)), dtype=np.int32)
    for table in singles:
        there = table < NEVER
        if there.any():
            each = table[there].astype(np.int32)[:, None] + areas[there][:, None] * prices
            least = np.min(each, axis=0)
        else:
            least = np.full(len(prices), _FAR // 32, dtype=np.int32)
        costs = np.concatenate([costs, costs + least])
    return CellPrices(prices, costs, cells)


def _of_any_with(spare: np.ndarray) -> np.ndarray:
    """The most of each set of stories and all sets that contain it."""
    found, story = spare.copy(), 1
    numbers = np.arange(len(found))
    while story < len(found):
        without = numbers[numbers & story == 0]
        found[without] = np.maximum(found[without], found[without | story])
        story <<= 1
    return found
