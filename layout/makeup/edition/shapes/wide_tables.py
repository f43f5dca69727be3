"""Wide tables: those that no column can hold stand at the foot of their story, over as many columns
as their figures need, with the heading that stands over them.

┌────────────────────────┐
│ Headline               │
│ ───── │ ────── │ ───── │
│ ───── │ ┌────────────┐ │      above the boxes of the story, where it has any; over all columns
│ ───── │ │   table    │ │      where there is no text at all
└────────────────────────┘
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from layout.makeup.type.furniture import drawn
from layout.makeup.type.placed_type import BODY_FROM
from layout.page.document import Fragment, PlacedLine, Stroke
from layout.page.grid import Area, Grid
from layout.story.as_written import Story
from layout.story.block import Table
from layout.typeset.galley import Galley, GalleyBlock
from layout.typeset.set_body import Copy, typeset
from layout.typeset.set_table import fits_measure, is_heading
from layout.typeset.set_text import Compositor

_AIR = 1  # rows above a table


@dataclass(frozen=True, slots=True, eq=False)
class WideTable:
    """A table with its heading, if it has one: the blocks from `first` of the story's body on.
    `galleys` are those at the widths that it fits, by columns."""

    first: int
    count: int
    galleys: Mapping[int, Galley]

    def rows(self, columns: int) -> int:
        """The rows it takes at a width, the air above it included."""
        return _AIR + self.galleys[columns].rows

    def fragments(self, place: Area, grid: Grid, story: str) -> Iterator[Fragment]:
        """Its type, as that of a story (its slug), in an area that is as deep as `rows` says."""
        row = place.row + _AIR
        for block in self.galleys[place.columns].blocks:
            yield _fragment(block, Area(place.column, row, place.columns, block.depth), grid, story)
            row += block.depth

    def strokes(self, place: Area, grid: Grid, by: Compositor) -> Iterator[Stroke]:
        """The line over it."""
        rect = grid.rect(place)
        yield from drawn(rect.x, rect.right, rect.y + grid.leading // 2, "table", by)


def wide_tables_of(story: Story, grid: Grid, by: Compositor) -> tuple[WideTable, ...]:
    """The tables of a story that fit no column of a grid, but several. What fits not even the page
    is left to the text, which has its rows as lines."""
    measures = [grid.rect(Area(0, 0, columns + 1, 1)).width for columns in range(len(grid.columns))]
    narrowest = min(width for _, width in grid.columns)
    found = []
    for index, block in enumerate(story.body):
        if isinstance(block, Table) and not fits_measure(block, narrowest, by):
            fitting = [m for m in measures[1:] if fits_measure(block, m, by)]
            if fitting:
                headed = index and is_heading(story.body[index - 1])
                first = index - bool(headed)
                left_out = frozenset(range(len(story.body))) - set(range(first, index + 1))
                copy = Copy(story.body, left_out=left_out)
                galleys = {1 + measures.index(m): _close(typeset(copy, m, by)) for m in fitting}
                found.append(WideTable(first, index + 1 - first, galleys))
    return tuple(found)


def _close(galley: Galley) -> Galley:
    """A table right under its heading."""
    blocks = tuple(replace(block, before=0, after=0) for block in galley.blocks)
    return replace(galley, blocks=blocks)


def _fragment(block: GalleyBlock, place: Area, grid: Grid, story: str) -> Fragment:
    rect = grid.rect(place)
    lines = tuple(
        PlacedLine(rect.x, grid.baseline(place.row + number // block.cells), line)
        for number, line in enumerate(block.lines)
        if line.words
    )
    return Fragment(block.role, story, rect, lines, block.style.colour, BODY_FROM + block.index)
