"""Type on a page: heads and legs as its fragments, and the lines over and under pull quotes.

───────────────────      at the upper edge of the first line's rows
We watched the sea
come over the wall.
───────────────────      in the row of air below the last
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from layout.makeup.type.furniture import drawn
from layout.makeup.type.headline import Head
from layout.makeup.type.pour import Piece
from layout.page.document import DropCap, Fragment, Leg, PlacedLine, Stroke
from layout.page.grid import Area, Grid
from layout.page.rect import Rect
from layout.typeset.drop_cap import LINES
from layout.typeset.galley import GalleyBlock
from layout.typeset.set_text import Compositor
from layout.typeset.words.set_line import Ending, Line

BODY_FROM = 10  # paragraph numbers below are the head's

_ROLE = "pull_quote"
_RULE_SHARE = 0.45  # of the air above a block, from its first row up to its line
_HAIR = 1_900  # millipoints from the rows of a notice up to the line over it
_BELOW = 0.45  # of a row, from the foot of the last line's rows to the line under it


def leg_fragments(
    piece: Piece, column: int, row: int, grid: Grid, story: str
) -> Iterator[Fragment]:
    """A piece whose first line stands in a row of a column, as type of a story (its slug): what
    stands beside a mug shot by itself, as wide as there."""
    block = piece.block
    if not piece.first and 0 < block.beside < piece.stop:
        narrow = replace(piece, stop=block.beside)
        below = replace(piece, first=block.beside)
        yield leg_fragment(narrow, column, row, grid, story)
        yield leg_fragment(below, column, row + narrow.rows, grid, story)
    else:
        yield leg_fragment(piece, column, row, grid, story)


def leg_fragment(piece: Piece, column: int, row: int, grid: Grid, story: str) -> Fragment:
    """A piece whose first line stands in a row of a column, as type of a story (its slug); one that
    stands beside a mug shot with all its lines is as wide as there."""
    x, width = grid.columns[column]
    block = piece.block
    lines = tuple(_lines(piece, x, row, grid))
    if piece.first < piece.stop <= block.beside:
        shift = min(placed.line.indent for placed in lines)
        rect = Rect(x + shift, grid.row_top(row), width - shift, piece.rows * grid.leading)
    else:
        rect = Rect(x, grid.row_top(row), width, piece.rows * grid.leading)
    number = BODY_FROM + block.index
    continues = piece.stop < block.depth
    owner = block.story or story
    return Fragment(block.role, owner, rect, lines, block.style.colour, number, continues)


def _lines(piece: Piece, x: int, row: int, grid: Grid) -> Iterator[PlacedLine]:
    block = piece.block
    for number in range(piece.first, piece.stop):
        foot = row + (number - piece.first + 1) * block.rows - 1
        here = block.lines[number * block.cells : (number + 1) * block.cells]
        above = grid.baseline(foot - block.rows)
        for each, line in enumerate(here, 1):
            if line.words:
                baseline = above + each * block.solid if block.solid else grid.baseline(foot)
                yield PlacedLine(x, baseline, line)


def drop_cap(piece: Piece, place: Area, grid: Grid, by: Compositor) -> Iterator[DropCap]:
    """The initial of a piece whose first line stands in a row of a column, on the baseline of the
    last line beside it; none where its block has none, or begins in another leg."""
    cap = piece.block.initial
    if cap and not piece.first:
        x, width = grid.columns[place.column]
        line = Line((cap.word,), width, cap.word.width, 0, ending=Ending.TIGHT)
        baseline = grid.baseline(place.row + LINES - 1)
        yield DropCap(cap.text, PlacedLine(x, baseline, line), by.style("drop_cap").colour)


def rule_over(block: GalleyBlock, place: Area, grid: Grid, by: Compositor) -> Iterator[Stroke]:
    """The line over a block whose first line stands in a row of a column, in the air above it."""
    rect = grid.rect(place)
    y = rect.y - (_HAIR if block.solid else round(block.before * grid.leading * _RULE_SHARE))
    yield from drawn(rect.x, rect.right, y, block.rule, by)


def story_legs(story: str, area: Area, pieces: Iterable[Piece], grid: Grid) -> Iterator[Leg]:
    """A leg with how far it is filled; where several stories stand in it, the part of each."""
    parts = [
        (name or story, list(part)) for name, part in groupby(pieces, key=lambda p: p.block.story)
    ]
    starts = [0, *(part[0].row for _, part in parts[1:]), area.rows]
    if not parts:
        yield Leg(story, grid.rect(area), area.rows, 0)
    for number, (name, part) in enumerate(parts):
        first, stop = starts[number], starts[number + 1]
        foot = max(piece.row + piece.rows for piece in part)
        last = number == len(parts) - 1
        rect = grid.rect(replace(area, row=area.row + first, rows=stop - first))
        yield Leg(name, rect, stop - first, (foot if last else stop) - first)


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


def pull_quote_strokes(
    fragments: Iterable[Fragment], grid: Grid, by: Compositor
) -> tuple[Stroke, ...]:
    """The lines around the pull quotes of a page, from all its fragments in reading order.

    The paragraphs of a quote and its credit stand between two lines. One that is broken has a line
    where it begins on the page and one where it ends.
    """
    found: list[Stroke] = []
    for _, pieces in groupby(fragments, key=_quote):
        quote = list(pieces)
        if quote[0].role == _ROLE:
            found.extend(_around(quote, grid, by))
    return tuple(found)


def _quote(fragment: Fragment) -> tuple[str, str, int]:
    return (fragment.role, fragment.story, fragment.paragraph)


def _around(quote: list[Fragment], grid: Grid, by: Compositor) -> Iterator[Stroke]:
    below = round(_BELOW * grid.leading)
    # Paragraphs of a quote that part between two legs are closed in one and opened in the other.
    parted = [
        (piece, following)
        for piece, following in pairwise(quote)
        if piece.rect.x != following.rect.x and not piece.continues
    ]
    for piece in (quote[0], *(following for _, following in parted)):
        yield from drawn(piece.rect.x, piece.rect.right, piece.rect.y, _ROLE, by)
    for piece in (*(piece for piece, _ in parted), quote[-1]):
        if not piece.continues:
            yield from drawn(piece.rect.x, piece.rect.right, piece.rect.bottom + below, _ROLE, by)
