"""Tables as readers hear them: which of the lines of a table is in which row and column.

A fragment has the lines of a table baseline by baseline, cell by cell, without those of cells that
are empty or at their end. Each cell's lines have the measure of its column; the last of them ends
as a paragraph does. So a row begins on the first baseline on which no cell of the one before goes
on, also in another leg.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from layout.page.document import Fragment, PlacedLine
from layout.typeset.words.set_line import Ending


def is_tabular(fragment: Fragment) -> bool:
    """Whether the lines of a fragment stand in columns: a table too wide for any is set as text."""
    return len({placed.line.measure for placed in fragment.lines}) > 1


class TableRows:
    """The rows of one table, told as its fragments come. `has_head` says that the first row is in
    heavier type than some of the others, as heads are set; `count` how many there are so far."""

    def __init__(self, fragment: Fragment) -> None:
        """Made for the first fragment of a table, which is given to `placed`, too."""
        self.count = 0
        self._going_on: set[int] = set()
        rows = [(row, placed) for row, _, placed in TableRows._walk(self, fragment)]
        head = [_weight(placed) for row, placed in rows if not row]
        others = [_weight(placed) for row, placed in rows if row]
        self.has_head = bool(others) and min(head) > min(others)
        self.count = 0
        self._going_on.clear()

    def placed(self, fragment: Fragment) -> Iterator[tuple[int, int, PlacedLine]]:
        """(row, column, line) of each line of a fragment; rows count from 0 over all fragments, a
        column is known by its measure, which grows from left to right."""
        return self._walk(fragment)

    def _walk(self, fragment: Fragment) -> Iterator[tuple[int, int, PlacedLine]]:
        for _, lines in groupby(fragment.lines, key=lambda placed: placed.baseline):
            if not self._going_on:
                self.count += 1
            for placed in lines:
                column = placed.line.measure
                if placed.line.ending is Ending.LAST:
                    self._going_on.discard(column)
                else:
                    self._going_on.add(column)
                yield self.count - 1, column, placed


def _weight(placed: PlacedLine) -> int:
    """How heavy the lightest type of a line is."""
    return min(word.face.cut.weight for word in placed.line.words)
