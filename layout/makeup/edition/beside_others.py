"""What a story's setting costs beside others on its page: heads that read as one or are larger than
better ones, pictures that vie with each other.

    ┌───────────┬───────────┐     two heads of a size side by side read as one (tombstone), the turn
    │ Head      │ Head      │     head of what goes on here too
    │ ┌───────┐ │ ┌───────┐ │     two pictures of like size side by side (twins): neither leads
    │ └───────┘ │ └───────┘ │
    ├───────────┴───────────┤
    │ Larger head           │     a head larger than that above it (rising)
    └───────────────────────┘
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from layout.makeup.edition.shapes.setting import Setting
from layout.makeup.edition.tiling.section_layout import Tile
from slots.prices_of_taste import HeadPrices, PicturePrices

_LEVEL = 2
"""Rows by which heads side by side may be apart and still be read as one."""

_TWICE = 2
"""Times the area of the next that a page's dominant picture has."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An item as it stands on a page, or would: its rank, its tile, its setting, and the size of
    its head: of a second part that of its turn head, 0 where it has none."""

    rank: int
    tile: Tile
    setting: Setting
    size: int
    turned: bool


def head_faults(one: Standing, others: Sequence[Standing], prices: HeadPrices) -> int:
    """What a head costs that is louder than a better story's, reads as one with its neighbour's, is
    larger than that above it, or as large as the largest."""
    loud = any(_louder(one, other) for other in others)
    beside = max((_beside(one, other, prices) for other in others), default=0)
    rising = any(_rising(one, other) or _rising(other, one) for other in others)
    largest = max((other.size for other in others), default=0)
    cost = prices.louder * loud + beside + prices.rising * rising
    return cost + prices.alike * (not one.turned and one.size == largest > 0)


def twins(one: Standing, others: Sequence[Standing], prices: PicturePrices) -> int:
    """What a picture costs that stands beside another story's of like size."""
    own = list(_frames(one))
    theirs = [frame for other in others for frame in _frames(other)]
    return prices.twins * any(_like(mine, frame) for mine in own for frame in theirs)


def rivals(one: Standing, others: Sequence[Standing], prices: PicturePrices) -> int:
    """What it costs that neither a story's largest picture nor that of the others is twice as large
    as the other: none leads the page."""
    own = max(map(_cells, _frames(one)), default=0)
    theirs = max((_cells(frame) for other in others for frame in _frames(other)), default=0)
    small, large = sorted((own, theirs))
    return prices.rival * (small > 0 and large < _TWICE * small)


def _louder(one: Standing, other: Standing) -> bool:
    """Whether a headline is larger than that of a story of a better rank."""
    return not one.turned and other.rank < one.rank and 0 < other.size < one.size


def _beside(one: Standing, other: Standing, prices: HeadPrices) -> int:
    """What it costs that a head reads as one with another's."""
    if not _tombstoned(one, other):
        return 0
    return prices.turn_tombstone if one.turned and other.turned else prices.tombstone


def _tombstoned(one: Standing, other: Standing) -> bool:
    """Whether two heads of one size stand side by side, on one row or nearly so: they are read as
    one."""
    a, b = one.tile, other.tile
    beside = a.column + a.columns == b.column or b.column + b.columns == a.column
    return one.size == other.size > 0 and abs(a.row - b.row) <= _LEVEL and beside


def _rising(one: Standing, other: Standing) -> bool:
    """Whether a headline is larger than that of the story right above it."""
    above, below = other.tile, one.tile
    under = above.row + above.rows == below.row and above.column < below.column + below.columns
    under = under and below.column < above.column + above.columns
    return under and not (one.turned or other.turned) and 0 < other.size < one.size


_Frame = tuple[int, int, int, int]
"""Column, row, columns, rows of a picture on the page, its cutline included."""


def _frames(one: Standing) -> Iterator[_Frame]:
    """The pictures of a story."""
    for column, row, columns, rows in one.setting.frames():
        yield one.tile.column + column, one.tile.row + row, columns, rows


def _cells(frame: _Frame) -> int:
    return frame[2] * frame[3]


def _like(one: _Frame, other: _Frame) -> bool:
    """Whether two pictures of like size stand side by side."""
    (a, top, wide, deep), (b, start, columns, rows) = one, other
    level = top < start + rows and start < top + deep
    small, large = sorted((wide * deep, columns * rows))
    return level and (a + wide == b or b + columns == a) and large < _TWICE * small
