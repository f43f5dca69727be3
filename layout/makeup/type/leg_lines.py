"""Fragments of a leg: pieces of a galley as type in their place on a page."""

from __future__ import annotations

from collections.abc import Iterator

from layout.makeup.type.pour import Piece
from layout.page.document import Fragment, PlacedLine
from layout.page.grid import Grid
from layout.page.rect import Rect

BODY_FROM = 10  # paragraph numbers below are the head's


def leg_fragment(piece: Piece, column: int, row: int, grid: Grid, story: str) -> Fragment:
    """A piece whose first line stands in a row of a column, as type of a story (its slug)."""
    x, width = grid.columns[column]
    block = piece.block
    rect = Rect(x, grid.row_top(row), width, piece.rows * grid.leading)
    number = BODY_FROM + block.index
    lines = tuple(_lines(piece, x, row, grid))
    continues = piece.stop < block.depth
    return Fragment(block.role, story, rect, lines, block.style.colour, number, continues)


def _lines(piece: Piece, x: int, row: int, grid: Grid) -> Iterator[PlacedLine]:
    block = piece.block
    for number in range(piece.first, piece.stop):
        foot = row + (number - piece.first + 1) * block.rows - 1
        baseline = grid.baseline(foot)
        for line in block.lines[number * block.cells : (number + 1) * block.cells]:
            if line.words:
                yield PlacedLine(x, baseline, line)
