"""Tables, set to a measure so that no word and no figure is ever broken.

| Town          | Votes |      each cell is set ragged to its own part of the measure; a row is
| San Joaquín   | 1,204 |      as many lines deep as its deepest cell; figures to the right

Tables of figures are set in a condensed face whose figures are all of one width, so that they stand
below each other. Where a measure is too narrow for a table the gutters between its columns close up
first, then its type is set smaller; if that does not do, the table does not fit the measure, and
make-up gives it a wider one. Where there is none, its rows are set as lines of text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from layout.story.block import Block, Crosshead, Paragraph, Table
from layout.story.run import Emphasis, Run, Runs, all_in, plain, text_of
from layout.typeset.breaks.break_paragraph import Measures, space_of
from layout.typeset.galley import GalleyBlock
from layout.typeset.set_text import Compositor, set_text
from layout.typeset.words.set_line import Ending, Line
from layout.typeset.words.style import Align, TypeStyle
from layout.typeset.words.tokens import SPACE, Tokens, tokenize

_GUTTER, _CLOSE, _CLOSEST = 6_000, 4_500, 3_000
_SMALLER = 88  # per cent of its size that the type of a table is set in where it has to be
_NARROWEST = 18_000  # a table column is not made narrower than this where there is room
_FIGURE_COLUMNS = 2  # that make a table one of figures
_HEADING = 90  # characters of a bold paragraph that may head a table
_SPARE = 20  # millipoints that rounding may take from a column
_FIGURE = re.compile(r"(?=.*\d|[-–—.…*]*$)(?!.*[^\W\d_]{4})", re.DOTALL)
"""A cell that is never parted: it has a figure and no long word, or is only a dash, or empty."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How a table is set: its style, and what stands between its columns."""

    style: TypeStyle
    gutter: int


@dataclass(frozen=True, slots=True, eq=False)
class _Wishes:
    """The least width of each column, in which nothing of it is broken, and the one that it would
    like to have, in which each cell is one line."""

    least: tuple[int, ...]
    most: tuple[int, ...]


def set_table(table: Table, index: int, measure: int, by: Compositor) -> list[GalleyBlock]:
    """One galley block, its lines grouped: `cells` lines stand on each baseline. Where the table
    does not fit the measure, a block for each row."""
    rows = _rows_of(table)
    if not rows:
        return []
    look = _look_in(table, rows, measure, by)
    if look is None:
        return _as_lines(rows, index, measure, by)
    edges = _edges(_wishes(rows, look.style, by), measure, look.gutter)
    lines = tuple(line for row in rows for line in _row(row, edges, table.align, look.style, by))
    return [GalleyBlock("table", look.style, lines, index, before=1, cells=len(rows[0]))]


def fits_measure(table: Table, measure: int, by: Compositor) -> bool:
    """Whether a table stands in a measure with nothing of it broken."""
    rows = _rows_of(table)
    return not rows or _look_in(table, rows, measure, by) is not None


def least_measure(table: Table, by: Compositor) -> int:
    """The narrowest measure that a table fits, in millipoints."""
    rows = _rows_of(table)
    if not rows:
        return 0
    return min(_least(_wishes(rows, look.style, by), look) for look in _looks(table, by))


def is_heading(block: Block) -> bool:
    """Whether a block is a heading where a table follows: a crosshead, or a short paragraph that is
    bold from end to end."""
    if not isinstance(block, Paragraph):
        return isinstance(block, Crosshead)
    length = sum(len(run.text) for run in block.runs if run.text.strip())
    return 0 < length <= _HEADING and all_in(Emphasis.BOLD, block.runs)


def _rows_of(table: Table) -> list[tuple[Runs, ...]]:
    """Its rows, the head in bold, all with as many cells."""
    head = tuple(
        tuple(Run(run.text, Emphasis.BOLD, run.href) for run in cell) for cell in table.head
    )
    rows = [row for row in (head, *table.rows) if row]
    count = max((len(row) for row in rows), default=0)
    return [(*row, *[()] * (count - len(row))) for row in rows] if count else []


def _look_in(
    table: Table, rows: Sequence[tuple[Runs, ...]], measure: int, by: Compositor
) -> _Look | None:
    """The first look in which each cell has one line, else the first in which nothing is broken."""
    found: _Look | None = None
    for look in _looks(table, by):
        wishes = _wishes(rows, look.style, by)
        if sum(wishes.most) + look.gutter * (len(wishes.most) - 1) <= measure:
            return look
        if found is None and _least(wishes, look) <= measure:
            found = look
    return found


def _looks(table: Table, by: Compositor) -> list[_Look]:
    """The ways it may be set, the roomiest first."""
    roomy, condensed = by.style("table"), by.style("table_figures")
    small = replace(condensed, size=condensed.size * _SMALLER // 100)
    looks = [
        *(_Look(condensed, gutter) for gutter in (_GUTTER, _CLOSE, _CLOSEST)),
        _Look(small, _CLOSEST),
    ]
    return looks if _has_figures(table) else [_Look(roomy, _GUTTER), *looks]


def _has_figures(table: Table) -> bool:
    """Whether it is a table of figures, and not of words."""
    columns = zip(*table.rows, strict=False)
    figures = sum(all(_is_figure(cell) for cell in column) for column in columns)
    return figures >= _FIGURE_COLUMNS


def _is_figure(cell: Runs) -> bool:
    return _FIGURE.match(text_of(cell).strip()) is not None


def _wishes(rows: Sequence[tuple[Runs, ...]], style: TypeStyle, by: Compositor) -> _Wishes:
    def found() -> _Wishes:
        count = len(rows[0])
        least, most = [0] * count, [0] * count
        for row in rows:
            for column, cell in enumerate(row):
                tokens = tokenize(cell, style, by.foundry)
                whole = sum(word.width + style.size // 3 for word in tokens.words)
                part = _natural(tokens, style) if _is_figure(cell) else _widest(tokens)
                most[column] = max(most[column], whole)
                least[column] = max(least[column], part + _SPARE)
        return _Wishes(tuple(least), tuple(map(max, zip(least, most, strict=True))))

    return by.foundry.memo(("table", tuple(rows), style, by.language), found)


def _natural(tokens: Tokens, style: TypeStyle) -> int:
    """The width of a cell in one line."""
    words = tokens.words
    if not words:
        return 0
    gaps = sum(not word.tight for word in words[:-1])
    return sum(word.width for word in words) + gaps * space_of(style, words[0])


def _widest(tokens: Tokens) -> int:
    """The width of the widest part of a cell in which no line may end."""
    widest = width = 0
    for word, join in zip(tokens.words, tokens.joins, strict=True):
        width += word.width
        if join == SPACE:
            widest, width = max(widest, width), 0
    return max(widest, width)


def _least(wishes: _Wishes, look: _Look) -> int:
    return sum(wishes.least) + look.gutter * (len(wishes.least) - 1)


def _edges(wishes: _Wishes, measure: int, gutter: int) -> list[tuple[int, int]]:
    """(x, width) of each table column. Where there is room for what all would like to have, it is
    shared in proportion; where there is not, each has its least and its part of what is left."""
    count = len(wishes.least)
    room = measure - gutter * (count - 1)
    wide = [max(_NARROWEST, wish) for wish in wishes.most]
    if sum(wide) <= room:
        widths = [room * wish // sum(wide) for wish in wide]
    else:
        spare = room - sum(wishes.least)
        open_ = [most - least for least, most in zip(wishes.least, wishes.most, strict=True)]
        shared = max(1, sum(open_))
        widths = [
            least + (spare * more // shared if sum(open_) else spare // count)
            for least, more in zip(wishes.least, open_, strict=True)
        ]
    edges, x = [], 0
    for column, width in enumerate(widths):
        edges.append((x, width if column < count - 1 else measure - x))
        x += width + gutter
    return edges


def _row(
    cells: Sequence[Runs],
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


def _as_lines(
    rows: Sequence[tuple[Runs, ...]], index: int, measure: int, by: Compositor
) -> list[GalleyBlock]:
    """The rows of a table that fits nowhere as lines of text, a raised point between the cells."""
    style = by.style("table")
    blocks = []
    for number, row in enumerate(rows):
        cells = [cell for cell in row if text_of(cell).strip()]
        runs: Runs = ()
        for cell in cells:
            runs = (*runs, *(plain(" · ") if runs else ()), *cell)
        if runs:
            lines = set_text(runs, Measures(measure), style, by)
            blocks.append(GalleyBlock("table", style, lines, index, before=0 if number else 1))
    return blocks
