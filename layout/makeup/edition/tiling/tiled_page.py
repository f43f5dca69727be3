"""A page with its stories in their tiles, and what the pages of a section must cost at least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from layout.makeup.edition.assign.section_pages import Room
from layout.makeup.edition.shapes.item import Lot
from layout.makeup.edition.shapes.setting import Setting, shapes_from
from layout.makeup.edition.tiling.tile import Tiling

_FINE = 20  # prices of a cell are told in twentieths of a point


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A page with the lots that stand on it, in the order of its tiling's owners."""

    room: Room
    lots: tuple[Lot, ...]
    tiling: Tiling


def setting_of(one: Standing, name: str) -> Setting | None:
    """The cheapest setting of a lot in its tile; None where the page has none of it."""
    for place in one.tiling.tiles:
        if place.owner >= 0 and one.lots[place.owner].id == name:
            return one.lots[place.owner].shapes.settings[place.columns, place.rows][0]
    return None


def body_of(one: Standing, name: str) -> int:
    """Rows of text that a lot has on a page; 0 where it is not on it."""
    setting = setting_of(one, name)
    return setting.body if setting else 0


def without(lot: Lot, one: Standing) -> Lot:
    """A lot without the rectangle that it has on a page."""
    place = next(t for t in one.tiling.tiles if t.owner >= 0 and one.lots[t.owner].id == lot.id)
    shapes, gone = lot.shapes, (place.columns, place.rows)
    left = {shape: found for shape, found in shapes.settings.items() if shape != gone}
    key = f"{shapes.key} not {place.columns}x{place.rows}"
    return replace(lot, shapes=shapes_from(shapes.id, key, shapes.rank, left))


def least_cost(pages: Sequence[Standing], house_ad_cell: int) -> int:
    """What no other assignment and tiling of the lots of these pages can cost less than.

    Each lot at its cheapest where a cell has some price, less the price of all cells there are to
    fill (a Lagrangian bound: fillers take what stories leave, each cell at the price of one of a
    house ad at least).
    """
    lots = [lot for one in pages for lot in one.lots]
    cells = sum(one.room.hole.cells for one in pages)
    prices = range(-house_ad_cell * _FINE, 2 * _FINE + 1)
    return max(0, max((_dual(lots, cells, price) for price in prices), default=0))


def _dual(lots: Sequence[Lot], cells: int, price: int) -> int:
    cheapest = sum(
        min(cost * _FINE + price * taken for taken, cost in lot.shapes.outline) for lot in lots
    )
    return (cheapest - price * cells) // _FINE
