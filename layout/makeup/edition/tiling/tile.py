"""Tiling: a page cut into rectangles, one a story. How it is found: `fill_hole`."""

from __future__ import annotations

from dataclasses import dataclass

from layout.makeup.edition.shapes.setting import NEVER


@dataclass(frozen=True, slots=True)
class Tile:
    """A rectangle of a page: columns and rows of the grid, air included, and whose it is (the index
    of the story; -1 a filler)."""

    owner: int
    column: int
    row: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Tiling:
    """The tiles of a page, and what they cost; NEVER where the page cannot be filled."""

    tiles: tuple[Tile, ...]
    cost: int

    @property
    def found(self) -> bool:
        """Whether there is one."""
        return self.cost < NEVER
