"""Layouts of sections: what stands where, in grid cells alone.

That is little, so another process can work it out and send it; the type itself is poured later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from layout.makeup.edition.shapes.setting import Setting
from layout.makeup.edition.tiling.tile import Tile


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page laid out: (id, tile, setting) of all that stands on it, the tiles of fillers, and what
    it costs."""

    page: int
    placed: tuple[tuple[str, Tile, Setting], ...]
    fillers: tuple[Tile, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages laid out together: those that jumps tie to each other, or one alone. `held` are the
    items that their legs could not hold after all."""

    pages: tuple[PageLayout, ...]
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionLayout:
    """A section laid out. `groups` are its pages by all that they depend on, `page_of` has the
    page of each item, `bodies` the rows of text that first parts were to have, `costs` what the
    tiling of each page cost before it was finished; `held`, `cost`, `bound` and `fingerprint` are
    as in `SectionMakeup`."""

    groups: Mapping[str, PageGroup]
    page_of: Mapping[str, int]
    bodies: Mapping[str, int]
    costs: Mapping[int, int]
    held: tuple[str, ...]
    cost: int
    bound: int
    fingerprint: str

    @property
    def pages(self) -> tuple[PageLayout, ...]:
        """Its pages in their order."""
        pages = (page for group in self.groups.values() for page in group.pages)
        return tuple(sorted(pages, key=lambda page: page.page))
