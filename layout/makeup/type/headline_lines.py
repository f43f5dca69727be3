"""Fragments of a head: its parts as type in their place on a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from layout.makeup.type.headline import Head
from layout.page.document import Fragment, PlacedLine
from layout.page.grid import Area, Grid


def head_fragments(head: Head, place: Area, grid: Grid, story: str) -> Iterator[Fragment]:
    """A head from the first row of an area on, as type of a story (its slug)."""
    top = grid.row_top(place.row)
    rect = grid.rect(replace(place, rows=max(1, head.rows)))
    for number, part in enumerate(head.parts):
        placed = tuple(
            PlacedLine(rect.x, top + baseline, line)
            for line, baseline in zip(part.lines, part.baselines, strict=True)
        )
        yield Fragment(part.role, story, rect, placed, part.style.colour, number)
