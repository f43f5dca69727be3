"""Tiled pages: what stands on them, and which way round.

Leads are turned outwards, to the left on left-hand pages, to the right on right-hand ones. What
stands side by side over the whole width of a page costs the same either way round. So the band that
holds a page's best story is mirrored where that brings it to the outside, and the pages of a spread
do not look the same.

┌──────────┬─────┐      ┌─────┬──────────┐
│   lead   │     │  ─>  │     │   lead   │     on a right-hand page
├──────────┴─────┤      ├─────┴──────────┤
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.shapes.item import PageItem
from layout.makeup.edition.shapes.news_hole import Hole
from layout.makeup.edition.shapes.setting import Setting, struck
from layout.makeup.edition.tiling.section_layout import Tile, Tiling
from layout.story.decided import Place


@dataclass(frozen=True, slots=True, eq=False)
class TiledPage:
    """A page with the items that stand on it, in the order of its tiling's owners."""

    section_page: SectionPage
    items: tuple[PageItem, ...]
    tiling: Tiling


def setting_of(one: TiledPage, name: str) -> Setting | None:
    """The cheapest setting of an item in its tile; None where the page has none of it."""
    for place in one.tiling.tiles:
        if place.owner >= 0 and one.items[place.owner].id == name:
            return one.items[place.owner].shapes.settings[place.columns, place.rows][0]
    return None


def body_of(one: TiledPage, name: str) -> int:
    """Rows of text that an item has on a page; 0 where it is not on it."""
    for place in one.tiling.tiles:
        if place.owner >= 0 and one.items[place.owner].id == name:
            bodies = one.items[place.owner].shapes.bodies
            if bodies is not None:
                return bodies[place.columns, place.rows]
    setting = setting_of(one, name)
    return setting.body if setting else 0


def without(item: PageItem, one: TiledPage) -> PageItem:
    """An item without the rectangle that it has on a page."""
    place = next(t for t in one.tiling.tiles if t.owner >= 0 and one.items[t.owner].id == item.id)
    return replace(item, shapes=struck(item.shapes, [(place.columns, place.rows)]))


def outward(one: TiledPage) -> TiledPage:
    """A page with its best story on the outside, where the band it stands in can be mirrored."""
    tiles = one.tiling.tiles
    lead = min((t for t in tiles if t.owner >= 0), key=lambda t: (t.owner, t.row), default=None)
    if lead is None or _is_outside(lead, one):
        return one
    foot = _foot(lead, one)
    if foot is None:
        return one
    width, top = one.section_page.hole.columns, one.section_page.hole.top
    turned = tuple(
        replace(tile, column=width - tile.column - tile.columns) if top <= tile.row < foot else tile
        for tile in tiles
    )
    ordered = tuple(sorted(turned, key=lambda tile: (tile.row, tile.column)))
    kept = {tile.owner for tile in tiles if _has_its_place(tile, one)}
    if not all(_has_its_place(tile, one) for tile in ordered if tile.owner in kept):
        return one
    return replace(one, tiling=replace(one.tiling, tiles=ordered))


def _has_its_place(tile: Tile, one: TiledPage) -> bool:
    """Whether what stands in a tile has no place, or has it there."""
    place = one.items[tile.owner].place if tile.owner >= 0 else None
    return place is None or is_in_place(tile, place, one.section_page.hole)


def is_in_place(tile: Tile, place: Place, hole: Hole) -> bool:
    """Whether a tile of a page with such a hole is where something is to stand."""
    row = tile.row - hole.top
    return place.holds(tile.column, row, tile.columns, tile.rows, hole.floors)


def _is_outside(lead: Tile, one: TiledPage) -> bool:
    """Whether it is as far out as it would be the other way round, or farther."""
    left, right = lead.column, one.section_page.hole.columns - lead.column - lead.columns
    return right <= left if one.section_page.number % 2 else left <= right


def _foot(lead: Tile, one: TiledPage) -> int | None:
    """The row under the band from the page's head that holds the lead: the first that cuts no tile
    and lies above all ads, or the foot of a hole that is a rectangle; None where there is none."""
    tiles, hole = one.tiling.tiles, one.section_page.hole
    lowest = hole.top + min(hole.floors)
    for foot in sorted({tile.row + tile.rows for tile in tiles}):
        cut = any(tile.row < foot < tile.row + tile.rows for tile in tiles)
        if foot >= lead.row + lead.rows and foot <= lowest and not cut:
            return foot
    return None
