"""Ads, modules and pictures as things to stack: what the rules let them be on this grid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layout.page.grid import Area, Grid
from layout.story.as_written import SlotAsk, Story
from layout.story.block import Picture
from layout.story.module import Module
from slots.book.sheet import LABEL_AIR_ROWS, rows_for
from slots.lone_story.items import Shape, StackItem
from slots.rules.size import PrintSize

if TYPE_CHECKING:
    from slots.rules.terms import (  # pydantic: a story without slots does without it
        PrintSide,
        Rules,
    )

_MODULE_STRETCH = 1  # rows a module may be deeper than it needs: its tint fills them


@dataclass(frozen=True, slots=True)
class Measure:
    """A width at which something has to be measured: `columns` of the grid, `width` millipoints."""

    id: str
    columns: int
    width: int


Depths = Mapping[tuple[str, int], int]
"""Depth in millipoints of each (id, columns) that was measured."""


def measures_of(
    story: Story, homes: Mapping[str, str], rules: Rules | None, grid: Grid
) -> tuple[Measure, ...]:
    """Every width at which a module or picture of the story has to be measured.

    `homes` names the slot of each asked id. Sizes wider than the page count as page wide.
    """
    found = []
    for ask in story.asks:
        if isinstance(ask.content, Module):
            for columns in _columns(_side(ask.content.id, homes, rules), grid):
                found.append(Measure(ask.content.id, columns, _width(grid, columns)))
    for name, _ in pictures_of(story):
        for columns in range(1, len(grid.columns) + 1):
            found.append(Measure(name, columns, _width(grid, columns)))
    return tuple(found)


def items_of(
    story: Story, homes: Mapping[str, str], rules: Rules | None, grid: Grid, depths: Depths
) -> tuple[StackItem, ...]:
    """The story's ads, modules and pictures with the shapes they may have."""
    items = []
    for name, _ in pictures_of(story):
        widths = range(1, len(grid.columns) + 1)
        shapes = tuple(Shape(c, rows_for(depths[name, c], grid.leading)) for c in widths)
        fitting = tuple(shape for shape in shapes if shape.rows <= grid.rows * 2 // 3)
        items.append(StackItem(name, "module", fitting or shapes[:1]))
    for ask in story.asks:
        side = _side(ask.content.id, homes, rules)
        if isinstance(ask.content, SlotAsk):
            items.append(_ad(ask.content.id, side, grid))
        else:
            items.append(_module(ask.content.id, side, grid, depths))
    return tuple(items)


def pictures_of(story: Story) -> tuple[tuple[str, Picture], ...]:
    """The pictures of a story's body with the ids they are stacked by."""
    pictures = [block for block in story.body if isinstance(block, Picture)]
    return tuple((f"picture-{number}", picture) for number, picture in enumerate(pictures, 1))


def _side(name: str, homes: Mapping[str, str], rules: Rules | None) -> PrintSide:
    """What the rules say of a slot on paper; one that says nothing takes two or three columns."""
    from slots.rules.terms import PrintSide

    slot = rules.slot[homes[name]].print if rules and name in homes else None
    return slot or PrintSide(sizes=(PrintSize(2), PrintSize(3)))


def _columns(side: PrintSide, grid: Grid) -> tuple[int, ...]:
    most = len(grid.columns)
    return tuple(sorted({min(size.columns, most) for size in side.sizes}))


def _width(grid: Grid, columns: int) -> int:
    return grid.rect(Area(0, 0, columns, 1)).width


def _module(name: str, side: PrintSide, grid: Grid, depths: Depths) -> StackItem:
    shapes = tuple(
        Shape(columns, rows_for(depths[name, columns], grid.leading), _MODULE_STRETCH)
        for columns in _columns(side, grid)
    )
    return StackItem(name, "module", shapes, side.side.value, side.value, side.pages)


def _ad(name: str, side: PrintSide, grid: Grid) -> StackItem:
    most = len(grid.columns)
    shapes = {_ad_shape(size, most, grid) for size in side.sizes if size.least is not None}
    ordered = tuple(sorted(shapes, key=lambda shape: (shape.columns, shape.rows, shape.stretch)))
    fallback = (Shape(most, max(2, grid.rows // 5), grid.rows // 4),)
    return StackItem(name, "ad", ordered or fallback, side.side.value, side.value, side.pages)


def _ad_shape(size: PrintSize, most: int, grid: Grid) -> Shape:
    depths = size.depths(grid.leading)
    assert depths is not None
    least, deepest = (rows_for(depth, grid.leading, LABEL_AIR_ROWS) for depth in depths)
    least = min(least, grid.rows)
    return Shape(min(size.columns, most), least, max(0, min(deepest, grid.rows) - least))
