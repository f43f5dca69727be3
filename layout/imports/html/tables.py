"""Tables: head, rows and alignment; those that only lay out a page are what stands in them.

A cell over several columns or rows has its words in the first of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from layout.imports.html.element import Element
from layout.imports.html.inline import look_in
from layout.imports.html.reading import Look, Reading
from layout.imports.html.seen import unseen
from layout.imports.html.texts import one_text, others_in
from layout.story.block import Crosshead, Listing, Paragraph, Table
from layout.story.markdown.inline_tokens import is_bold
from layout.story.run import Runs
from layout.story.text.pieces import Piece
from slots.finding import Finding, Severity
from slots.text.file_limits import TOO_MANY

_MOST_COLUMNS = 50
"""Columns of a story's table, as Markdown's reader has it."""
_ALIGN = re.compile(r"text-align\s*:\s*(left|right|center|start|end)", re.IGNORECASE)
_SIDES = {"right": "right", "end": "right", "center": "centre"}
_GROUPS = ("thead", "tbody", "tfoot")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that is shown: its element, whether it stands in a <thead>, its cells."""

    element: Element
    heads: bool
    cells: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: its element, its text, how far it goes."""

    element: Element
    text: Runs
    across: int
    down: int


def _table(element: Element, reading: Reading, look: Look) -> list[Piece]:
    look = look_in(element, look, reading)
    rows = _rows(element, reading)
    found = {
        id(cell): reading.inside(cell, reading, look_in(cell, look, reading))
        for row in rows
        for cell in row.cells
    }
    above = [piece for one in _others(element) for piece in reading.inside(one, reading, look)]
    everything = [piece for row in rows for cell in row.cells for piece in found[id(cell)]]
    if _lays_out(element, rows, found):
        return [*above, *everything]
    read = [[_cell(cell, found[id(cell)]) for cell in row.cells] for row in rows]
    grid = _grid(read)
    width = max((len(row) for row in grid), default=0)
    if width > _MOST_COLUMNS:
        _too_wide(element, width, reading)
        return [*above, *everything]
    grid = [[*row, *[None] * (width - len(row))] for row in grid]
    head, body = _headed(rows, grid)
    texts = [tuple(cell.text if cell else () for cell in row) for row in (head, *body)]
    align = tuple(_align([row[at] for row in (*body, head)]) for at in range(width))
    lifted = others_in(everything)
    return [*above, Table(texts[0], tuple(texts[1:]), align, reading.line(element)), *lifted]


def _rows(element: Element, reading: Reading) -> list[_Row]:
    """The rows that are shown, those of the head first and of the foot last."""
    groups: dict[str, list[_Row]] = {name: [] for name in _GROUPS}
    for child in _shown(element, reading):
        rows = [child] if child.name == "tr" else []
        name = "tbody" if rows else child.name
        if name in _GROUPS:
            rows = rows or [one for one in _shown(child, reading) if one.name == "tr"]
            groups[name].extend(_Row(row, name == "thead", _cells(row, reading)) for row in rows)
    return [row for rows in groups.values() for row in rows]


def _cells(row: Element, reading: Reading) -> tuple[Element, ...]:
    return tuple(one for one in _shown(row, reading) if one.name in ("td", "th"))


def _shown(element: Element, reading: Reading) -> list[Element]:
    """The elements in an element that are not hidden; words of those that are, are noted."""
    inner = [one for one in element.children if isinstance(one, Element)]
    return [one for one in inner if not unseen(one, reading)]


def _others(element: Element) -> list[Element]:
    """Captions, which stand above."""
    return [one for one in element.children if isinstance(one, Element) and one.name == "caption"]


def _lays_out(element: Element, rows: Sequence[_Row], found: dict[int, list[Piece]]) -> bool:
    """Whether a table only lays out what stands in it: it says so, has but one column, or holds
    what no cell can: lists, headings, texts of several paragraphs, tables."""
    if element.get("role").lower() in ("presentation", "none"):
        return True
    if max((len(row.cells) for row in rows), default=0) < 2:
        return True
    cells = list(found.values())
    if any(_is_rich(pieces) for pieces in cells):
        return True
    return any(one.name == "table" for one in element.elements())


def _is_rich(pieces: Sequence[Piece]) -> bool:
    texts = [piece for piece in pieces if isinstance(piece, Paragraph)]
    heads = [piece for piece in pieces if isinstance(piece, Crosshead | Listing)]
    others = len(pieces) - len(texts) - len(heads)
    return (len(texts) > 3 or bool(heads and texts)) or (others > 0 and len(texts) > 1)


def _cell(element: Element, pieces: Sequence[Piece]) -> _Cell:
    across, down = (_span(element.get(name)) for name in ("colspan", "rowspan"))
    return _Cell(element, one_text(pieces), across, down)


def _span(written: str) -> int:
    bare = written.strip()
    return max(1, min(int(bare), 1000)) if bare.isdecimal() and len(bare) < 6 else 1


def _grid(rows: Sequence[Sequence[_Cell]]) -> list[list[_Cell | None]]:
    """The cells where they stand; None where another reaches over or nothing is."""
    grid: list[list[_Cell | None]] = []
    reached: dict[int, int] = {}
    for row in rows:
        placed: list[_Cell | None] = []
        for cell in row:
            while reached.get(len(placed), 0) > 0:
                placed.append(None)
            start = len(placed)
            wide = min(cell.across, max(1, _MOST_COLUMNS + 1 - start))
            placed.extend((cell, *[None] * (wide - 1)))
            if cell.down > 1:
                reached.update(dict.fromkeys(range(start, start + wide), cell.down))
        reached = {at: left - 1 for at, left in reached.items() if left > 1}
        grid.append(placed)
    return grid


_Grid = list[list[_Cell | None]]


def _headed(rows: Sequence[_Row], grid: _Grid) -> tuple[list[_Cell | None], _Grid]:
    """The head and the other rows: a first row of <th>, in <thead> or all bold is one; a table
    without has an empty one."""
    first = [cell for cell in grid[0] if cell]
    if rows[0].heads or all(cell.element.name == "th" or is_bold(cell.text) for cell in first):
        return grid[0], grid[1:]
    return [None] * len(grid[0]), grid


def _align(cells: Sequence[_Cell | None]) -> str:
    """The side of a column: that of most of its cells."""
    sides = [_side(cell.element) for cell in cells if cell]
    return max(("left", "right", "centre"), key=sides.count)


def _side(element: Element) -> str:
    styled = _ALIGN.search(element.get("style"))
    written = styled[1] if styled else element.get("align")
    named = next((name for name in element.classes if name.startswith("has-text-align-")), "")
    side = written.lower() or named.removeprefix("has-text-align-")
    return _SIDES.get(side, "left")


def _too_wide(element: Element, width: int, reading: Reading) -> None:
    many = "over 50" if width > _MOST_COLUMNS else str(width)
    message = f"the table has {many} columns, it may have {_MOST_COLUMNS}: set as paragraphs"
    where = reading.where(element)
    hint = "split it, or turn it"
    reading.findings.append(Finding(TOO_MANY, Severity.ERROR, message, where, hint))


TABLES = {"table": _table}
