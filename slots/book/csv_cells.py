"""A table of comma-separated values, every cell with the line and column it begins at.

Spreadsheets write commas, semicolons or tabs between cells, quotes around those that hold one of
them or a line's end, and two quotes for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DELIMITERS = ",;\t|"

LONGEST = 2_000
"""The most characters of a cell."""

_MOST = 200
"""The most cells of a row."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, without white around it, and where it begins, from 1; `bare` where it
    is written so, without quotes or white."""

    text: str
    line: int
    column: int
    bare: bool = False


class Unclosed(Exception):
    """A quote that is opened at a line and column, and never closed."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.line, self.column = line, column


class Crowded(Exception):
    """A row or cell larger than anybody writes: where it begins, and what there is too much of."""

    def __init__(self, at: tuple[int, int], message: str) -> None:
        super().__init__(message)
        (self.line, self.column), self.message = at, message


def cells_of(text: str) -> Iterator[tuple[Cell, ...]]:
    """The rows of a table, those without any text left out. Raises Unclosed, and Crowded."""
    lines = _with_line_feeds(text)
    declared = _declared(lines)
    delimiter = declared[1] if declared else _delimiter_of(lines)
    for row in _rows(lines, declared.end() if declared else 0, delimiter):
        if any(cell.text for cell in row):
            yield row


def delimiter_of(text: str) -> str:
    """What stands between the cells of a table."""
    lines = _with_line_feeds(text)
    declared = _declared(lines)
    return declared[1] if declared else _delimiter_of(lines)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _declared(lines: str) -> re.Match[str] | None:
    """Excel's way to name the delimiter."""
    return re.match(r"sep=(.)\n", lines, re.IGNORECASE)


def _delimiter_of(text: str) -> str:
    """What stands between cells: the delimiter that the first line with text has most of, outside
    its quotes; a comma where it has none."""
    first = next((line[0] for line in re.finditer(r"[^\n]+", text) if line[0].strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(_DELIMITERS, key=lambda each: (bare.count(each), -_DELIMITERS.index(each)))


def _rows(text: str, start: int, delimiter: str) -> Iterator[tuple[Cell, ...]]:
    reader = _Reader(text, delimiter)
    place, line, line_start = start, 1 + text.count("\n", 0, start), start
    row: list[Cell] = []
    while place <= len(text):
        blank = reader.blank.match(text, place) if not row else None
        if blank:
            line += text.count("\n", place, blank.end())
            place = line_start = blank.end()
        at = line, place - line_start + 1
        if len(row) == _MOST:
            raise Crowded(at, f"line {row[0].line} has over {_MOST} cells")
        content, end = reader.cell(place, at)
        words = " ".join(content.split())
        row.append(Cell(words, *at, bare=bool(words) and text[place:end] == words))
        line += text.count("\n", place, end)
        line_start = text.rfind("\n", place, end) + 1 or line_start
        if end < len(text) and text[end] == delimiter:
            place = end + 1
            continue
        yield tuple(row)
        row, place, line, line_start = [], end + 1, line + 1, end + 1


class _Reader:
    """Reads the cells of a text with one delimiter."""

    def __init__(self, text: str, delimiter: str) -> None:
        self.text = text
        self.quote = re.compile(r'[ \t]*+"' if delimiter != "\t" else r' *+"')
        self.blank = re.compile(rf"(?:[ \t{re.escape(delimiter)}]*+\n)++")
        self.plain = re.compile(rf"[^{re.escape(delimiter)}\n]*+")

    def cell(self, start: int, at: tuple[int, int]) -> tuple[str, int]:
        """The content of the cell that begins at an offset, and the offset of what ends it."""
        quoted = self.quote.match(self.text, start)
        content, end = self.quoted(quoted.end(), at) if quoted else self.bare(start)
        if len(content) > LONGEST:
            raise Crowded(at, f"this cell has {len(content):,} characters: at most {LONGEST:,}")
        return content, end

    def quoted(self, start: int, at: tuple[int, int]) -> tuple[str, int]:
        """The content of a cell after its opening quote."""
        parts, place = [], start
        while True:
            close = self.text.find('"', place)
            if close < 0:
                raise Unclosed(*at)
            parts.append(self.text[place:close])
            if self.text[close + 1 : close + 2] != '"':
                rest, end = self.bare(close + 1)
                return "".join((*parts, rest)), end
            parts.append('"')
            place = close + 2

    def bare(self, start: int) -> tuple[str, int]:
        """The content of a cell without quotes, or after them."""
        end = self.plain.match(self.text, start)
        assert end is not None, "nothing at all also matches"
        return end[0], end.end()
