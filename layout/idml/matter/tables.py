"""Tables from their set lines: columns, rows and cells.

    | Town        |  Votes |   lines of a row stand cell by cell on the same baselines; a cell's
    | San Joaquín |  1,204 |   measure ends at its right edge, its last line is one

The right edge of a column is the measure of its lines. Its left edge is that of the column before;
what lies between that and the text, the gutter, is the inset of its cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from layout.idml.matter.paragraphs import Piece, Setting, alignment, set_line_of
from layout.idml.matter.set_matter import SetCell, SetLine, SetParagraph, SetTable
from layout.typeset.words.set_line import Ending
from layout.typeset.words.style import Align

_NARROWEST = 1_000
"""Millipoints of a column that no line shows the width of."""


@dataclass(slots=True)
class _Row:
    """A row that is being gathered: the order of its first line, and its cells' lines by the right
    edges of their columns."""

    first: int
    cells: dict[int, list[SetLine]] = field(default_factory=dict)


def is_table(pieces: Sequence[Piece]) -> bool:
    """Whether pieces are a table: they have several lines on one baseline, side by side."""
    for piece in pieces:
        baselines = [placed.baseline for placed in piece.lines]
        if piece.fragment.role == "table" and len(set(baselines)) < len(baselines):
            return True
    return False


def table_of(pieces: Sequence[Piece], setting: Setting) -> SetTable:
    """The table that pieces have, in the order in which they stand."""
    fragment = pieces[0].fragment
    language = setting.spoken(fragment.story)
    rows, leading = _rows(pieces, setting)
    edges = sorted({edge for row in rows for edge in row.cells})
    insets = _insets(rows, edges)
    starts = [row.first for row in rows]
    count = _baselines(pieces)
    stops = [*starts[1:], count]
    cells = tuple(
        tuple(
            _cell(row.cells.get(edge, ()), insets[at], at, leading, language)
            for at, edge in enumerate(edges)
        )
        for row in rows
    )
    lefts = [0, *edges[:-1]]
    widths = tuple(max(_NARROWEST, right - left) for left, right in zip(lefts, edges, strict=True))
    depths = tuple((stop - start) * leading for start, stop in zip(starts, stops, strict=True))
    first = pieces[0]
    drop = first.lines[0].baseline - first.fragment.rect.y
    return SetTable(fragment.role, widths, depths, cells, 0, min(drop, leading))


def _baselines(pieces: Sequence[Piece]) -> int:
    return sum(len({placed.baseline for placed in piece.lines}) for piece in pieces)


def _rows(pieces: Sequence[Piece], setting: Setting) -> tuple[list[_Row], int]:
    """The rows, and the distance of their baselines. A row begins where a cell begins."""
    rows: list[_Row] = []
    order, gaps = -1, list[int]()
    open_: set[int] = set()  # columns whose cell goes on
    for piece in pieces:
        colour, above = setting.swatch(piece.fragment.colour), None
        begun = False
        for placed in sorted(piece.lines, key=lambda placed: placed.baseline):
            line = set_line_of(placed, piece.left, colour)
            if placed.baseline != above:
                gaps += [placed.baseline - above] if above is not None else []
                order, above, begun = order + 1, placed.baseline, False
            if line.measure not in open_ and not begun:
                rows.append(_Row(order))
                begun = True
            rows[-1].cells.setdefault(line.measure, []).append(line)
            if line.ending is Ending.LAST:
                open_.discard(line.measure)
            else:
                open_.add(line.measure)
    styled = setting.style("table")
    return rows, min(gaps, default=styled.leading if styled else 0)


def _insets(rows: Sequence[_Row], edges: Sequence[int]) -> list[int]:
    """How far the text of each column stands from the right edge of the column before."""
    insets = []
    for left, edge in zip([0, *edges[:-1]], edges, strict=True):
        indents = [line.indent for row in rows for line in row.cells.get(edge, ())]
        insets.append(max(0, min(indents) - left) if indents else 0)
    return insets


def _cell(
    lines: Sequence[SetLine], inset: int, column: int, leading: int, language: str
) -> SetCell:
    """A cell: its text flush left where it stands at the left edge of its column."""
    if not lines:
        return SetCell((), 0)
    flush = all(abs(line.indent + line.width - line.measure) <= 20 for line in lines)
    start = min(line.indent for line in lines)
    align = Align.RIGHT if flush and column else alignment(lines, None)
    shift = start if align is not Align.RIGHT else 0
    moved = tuple(
        replace(line, indent=line.indent - shift, measure=line.measure - shift) for line in lines
    )
    paragraph = SetParagraph("table", moved, align, leading, language)
    return SetCell((paragraph,), inset if align is not Align.RIGHT else 0)
