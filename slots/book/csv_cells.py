"""A table of comma-separated values, every cell with the line and column it begins at.

Spreadsheets write commas, semicolons or tabs between cells, quotes around those that hold one of
them or a line's end, and two quotes for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, without white around it, and where it begins, from 1."""

    text: str
    line: int
    column: int


class Unclosed(Exception):
    """A quote that is opened at a line and column, and never closed."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.line, self.column = line, column


def cells_of(text: str) -> Iterator[tuple[Cell, ...]]:
    """The rows of a table, those without any text left out. Raises Unclosed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    told = re.match(r"sep=(.)\n", lines, re.IGNORECASE)  # Excel's way to name the delimiter
    delimiter = told[1] if told else delimiter_of(lines)
    for row in _rows(lines, told.end() if told else 0, delimiter):
        if any(cell.text for cell in row):
            yield row


def delimiter_of(text: str) -> str:
    """What stands between cells: the delimiter that the first line with text has most of, outside
    its quotes; a comma where it has none."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=lambda each: (bare.count(each), -DELIMITERS.index(each)))


def _rows(text: str, start: int, delimiter: str) -> Iterator[tuple[Cell, ...]]:
    place, line, line_start = start, 1 + text.count("\n", 0, start), start
    row: list[Cell] = []
    while place <= len(text):
        column = place - line_start + 1
        content, end = _cell(text, place, delimiter, (line, column))
        row.append(Cell(" ".join(content.split()), line, column))
        line += text.count("\n", place, end)
        line_start = text.rfind("\n", place, end) + 1 or line_start
        if end < len(text) and text[end] == delimiter:
            place = end + 1
            continue
        yield tuple(row)
        row, place, line, line_start = [], end + 1, line + 1, end + 1


def _cell(text: str, start: int, delimiter: str, at: tuple[int, int]) -> tuple[str, int]:
    """The content of the cell that begins at an offset, and the offset of what ends it."""
    quoted = re.compile(r'[ \t]*"' if delimiter != "\t" else r' *"').match(text, start)
    if not quoted:
        return _bare(text, start, delimiter)
    content, place = "", quoted.end()
    while True:
        close = text.find('"', place)
        if close < 0:
            raise Unclosed(*at)
        content += text[place:close]
        if text[close + 1 : close + 2] != '"':
            rest, end = _bare(text, close + 1, delimiter)
            return content + rest, end
        content, place = content + '"', close + 2


def _bare(text: str, start: int, delimiter: str) -> tuple[str, int]:
    end = re.compile(rf"[^{re.escape(delimiter)}\n]*").match(text, start)
    assert end is not None, "nothing at all also matches"
    return end[0], end.end()
