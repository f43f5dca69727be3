"""Layouts of sections: pages cut into rectangles, and what stands where, in grid cells alone.

That is little, so another process can work it out and send it; the type itself is poured later.
How a page is cut into rectangles: `tile_page`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from layout.makeup.edition.shapes.setting import NEVER, Setting

MOST_APART = 7
"""Things on a page whose every split is looked at, 3^n of them; of more stories the smallest share
rectangles."""


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


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page laid out: (id, tile, setting) of all that stands on it, the tiles of fillers, and what
    it costs."""

    page: int
    placed: tuple[tuple[str, Tile, Setting], ...]
    fillers: tuple[Tile, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class TornShape:
    """A rectangle in which an item is not what its shape says: its legs do not hold it, or not
    without a fault. Of a story's last part `missing` are the rows that its legs, and those of the
    parts before it, hold fewer than was counted on: whatever its rectangle, it has so many more.
    `cost` is what its page cost more for that."""

    id: str
    columns: int
    rows: int
    missing: int = 0
    cost: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages laid out together: those that jumps tie to each other, or one alone. `held` are the
    items that their legs could not hold after all, `torn` the rectangles in which that was so."""

    pages: tuple[PageLayout, ...]
    held: tuple[str, ...]
    torn: tuple[TornShape, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionLayout:
    """A section laid out. `groups` are its pages by all that they depend on, `page_of` has the
    page of each item, `bodies` the rows of text that first parts were to have, `costs` what the
    tiling of each page cost before it was finished; `held`, `cost` and `bound` are as in
    `SectionMakeup`; `fingerprint` stands for all that it was made from, and `struck` are the
    rectangles that items were kept out of, or were found to have more text in."""

    groups: Mapping[str, PageGroup]
    page_of: Mapping[str, int]
    bodies: Mapping[str, int]
    costs: Mapping[int, int]
    held: tuple[str, ...]
    cost: int
    bound: int
    fingerprint: str = ""
    struck: tuple[TornShape, ...] = ()

    @property
    def kept_out(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """The rectangles, as (columns, rows), that each item was kept out of."""
        out = [one for one in self.struck if not one.missing]
        names = sorted({one.id for one in out})
        return {
            name: tuple(sorted((o.columns, o.rows) for o in out if o.id == name)) for name in names
        }

    @property
    def more(self) -> dict[str, int]:
        """The rows that last parts have more than was counted on, by their ids."""
        names = sorted({one.id for one in self.struck if one.missing})
        return {name: sum(o.missing for o in self.struck if o.id == name) for name in names}

    @property
    def pages(self) -> tuple[PageLayout, ...]:
        """Its pages in their order."""
        pages = (page for group in self.groups.values() for page in group.pages)
        return tuple(sorted(pages, key=lambda page: page.page))
