"""A page with its stories in their tiles, and what the pages of a section must cost at least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layout.makeup.edition.lot import Lot
from layout.makeup.edition.room import Room
from layout.makeup.edition.tiling import Tiling

FINE = 20  # prices of a cell are told in twentieths of a point


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A page with the lots that stand on it, in the order of its tiling's owners."""

    room: Room
    lots: tuple[Lot, ...]
    tiling: Tiling


def body_of(one: Standing, story: str) -> int:
    """Rows of text that a story has on a page: of its first part, where it jumps."""
    for tile_ in one.tiling.tiles:
        if tile_.owner >= 0 and one.lots[tile_.owner].id == story:
            return one.lots[tile_.owner].shapes.settings[tile_.columns, tile_.rows][0].body
    return 0


def least_cost(pages: Sequence[Standing]) -> int:
    """What no other assignment and tiling of the lots of these pages can cost less than.

    Each lot at its cheapest where a cell has some price, less the price of all cells there are to
    fill (a Lagrangian bound: fillers take what stories leave, at two points a cell at least).
    """
    lots = [lot for one in pages for lot in one.lots]
    cells = sum(one.room.hole.cells for one in pages)
    prices = range(-2 * FINE, 2 * FINE + 1)
    return max(0, max((_dual(lots, cells, price) for price in prices), default=0))


def _dual(lots: Sequence[Lot], cells: int, price: int) -> int:
    cheapest = sum(
        min(
            settings[0].cost * FINE + price * columns * rows
            for (columns, rows), settings in lot.shapes.settings.items()
        )
        for lot in lots
    )
    return (cheapest - price * cells) // FINE
