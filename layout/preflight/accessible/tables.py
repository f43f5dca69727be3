"""Tables: rows and columns that fit together, and heads that say what they are over.
Source: ISO 14289-1, 7.2 and 7.5; ISO 32000-1, 14.8.5.7."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from layout.preflight.accessible.barrier import Barrier, text_at
from layout.preflight.accessible.tree import Element, Tree
from layout.preflight.opened.numbers import name

_SCOPES = ("Row", "Column", "Both")
_PARTS = ("THead", "TBody", "TFoot")
_WIDEST = 1_000  # columns and rows that a cell may span


def table_barriers(tree: Tree) -> Iterator[Barrier]:
    """What is wrong with tables."""
    classes = tree.classes
    for element in tree.elements:
        if element.kind == "Table":
            rows = list(_rows(element))
            yield from _shape(rows, classes)
            yield from _heads(rows, classes)


def _rows(table: Element) -> Iterator[list[Element]]:
    for kid in table.kids:
        if kid.kind == "TR":
            yield [cell for cell in kid.kids if cell.kind in ("TH", "TD")]
        elif kid.kind in _PARTS:
            for row in kid.kids:
                if row.kind == "TR":
                    yield [cell for cell in row.kids if cell.kind in ("TH", "TD")]


def _shape(rows: list[list[Element]], classes: Any) -> Iterator[Barrier]:
    """No two cells lie over each other, and all rows are as wide as the first."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            across = _span(cell, "/ColSpan", classes)
            down = _span(cell, "/RowSpan", classes)
            place = {(number + y, column + x) for y in range(down) for x in range(across)}
            if place & taken:
                yield Barrier("7.2", "table-overlap", "cells of a table lie over each other")
            taken |= place
            column += across
    widths = {sum(1 for row, _ in taken if row == number) for number in range(len(rows))}
    if len(widths) > 1:
        yield Barrier("7.2", "table-ragged", "rows of a table differ in how many columns they have")
    if any(row >= len(rows) for row, _ in taken):
        yield Barrier("7.2", "table-depth", "a cell spans more rows than the table has")


def _span(cell: Element, key: str, classes: Any) -> int:
    found = cell.attribute("Table", key, classes)
    return max(1, min(found, _WIDEST)) if isinstance(found, int) else 1


def _heads(rows: list[list[Element]], classes: Any) -> Iterator[Barrier]:
    """Each head has a scope, or each cell names its heads."""
    cells = [cell for row in rows for cell in row]
    heads = [cell for cell in cells if cell.kind == "TH"]
    names = {text_at(cell.entry, "/ID") for cell in heads} - {None}
    others = [cell for cell in cells if cell.kind == "TD"]
    for cell in others:
        if any(head not in names for head in _named(cell, classes)):
            yield Barrier("7.5", "table-unknown-head", "a cell names a head that its table has not")
    scopeless = [cell for cell in heads if _scope(cell, classes) not in _SCOPES]
    if scopeless and not all(_named(cell, classes) for cell in others):
        message = "a head of a table has no scope, and cells do not name their heads"
        yield Barrier("7.5", "table-scope", message)


def _scope(cell: Element, classes: Any) -> str:
    return name(cell.attribute("Table", "/Scope", classes))


def _named(cell: Element, classes: Any) -> list[str]:
    found = cell.attribute("Table", "/Headers", classes)
    return [str(head) for head in found] if isinstance(found, pikepdf.Array) else []
