"""Tables in a column: cells side by side on the baseline grid.

| Town          | Votes |      each cell is set ragged to its own part of the measure; a row is
| San Joaquín   | 1,204 |      as many lines deep as its deepest cell; figures to the right
"""

from __future__ import annotations

from dataclasses import replace

from layout.story.block import Table
from layout.story.run import Emphasis, Run, Runs
from layout.typeset.breaks.knuth_plass import Measures
from layout.typeset.galley import GalleyBlock
from layout.typeset.set_text import Compositor, set_text
from layout.typeset.words.set_line import Ending, Line
from layout.typeset.words.style import Align, TypeStyle
from layout.typeset.words.tokens import tokenize

_GUTTER = 6_000
_NARROWEST = 18_000  # a table column is not made narrower than this


def set_table(table: Table, index: int, measure: int, by: Compositor) -> list[GalleyBlock]:
    """One galley block, its lines grouped: `cells` lines stand on each baseline."""
    style = by.style("table")
    head = tuple(
        tuple(Run(run.text, Emphasis.BOLD, run.href) for run in cell) for cell in table.head
    )
    rows = [row for row in (head, *table.rows) if row]
    count = max((len(row) for row in rows), default=0)
    if not count:
        return []
    edges = _edges(rows, count, measure, style, by)
    lines = tuple(
        line
        for row in rows
        for line in _row([*row, *[()] * (count - len(row))], edges, table.align, style, by)
    )
    return [GalleyBlock("table", style, lines, index, before=1, cells=count)]


def _edges(
    rows: list[tuple[Runs, ...]], count: int, measure: int, style: TypeStyle, by: Compositor
) -> list[tuple[int, int]]:
    """(x, width) of each table column: the measure shared by what the cells would like to have."""
    wishes = [_NARROWEST] * count
    for row in rows:
        for column, cell in enumerate(row):
            words = tokenize(cell, style, by.foundry).words
            wishes[column] = max(
                wishes[column], sum(word.width + style.size // 3 for word in words)
            )
    room = measure - _GUTTER * (count - 1)
    cap = max(room // count, room - sum(sorted(wishes)[:-1]) if count > 1 else room)
    wishes = [min(wish, cap) for wish in wishes]
    total, edges, x = sum(wishes), [], 0
    for column, wish in enumerate(wishes):
        width = room * wish // total
        edges.append((x, width if column < count - 1 else measure - x))
        x += width + _GUTTER
    return edges


def _row(
    cells: list[Runs],
    edges: list[tuple[int, int]],
    align: tuple[str, ...],
    style: TypeStyle,
    by: Compositor,
) -> tuple[Line, ...]:
    """The lines of a row, baseline by baseline, cell by cell; empty ones where a cell is done."""
    columns = []
    for number, cell in enumerate(cells):
        where = Align(align[number]) if number < len(align) and align[number] else Align.LEFT
        x, width = edges[number]
        lines = set_text(cell, Measures(width), replace(style, align=where), by)
        columns.append([replace(line, indent=line.indent + x, measure=x + width) for line in lines])
    depth = max((len(lines) for lines in columns), default=0)
    return tuple(
        lines[row] if row < len(lines) else Line((), 0, 0, 0, ending=Ending.LAST)
        for row in range(depth)
        for lines in columns
    )
