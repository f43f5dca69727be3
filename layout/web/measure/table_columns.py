"""The widths of a table's columns, by what stands in them, at any width of the copy.

A column has a least width, in which no word and no figure of it breaks, and a most, in which each
of its cells is one line. What a table has room for is divided so:

    room below the sum of the least   every column its least; the table scrolls beneath its first
    between the two sums              the least, and of the rest as much as each lacks to its most
    above the sum of the most         the most, and of the rest by how wide each is

So no column is narrower in a wider copy, and the widths are straight lines between the two sums:
`layout.web.html.table_css` writes them as such for browsers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from layout.story.block import Table
from layout.story.run import text_of
from layout.typeset.breaks.browser_wrap import EM, Ribbon
from layout.web.measure.column_and_rail_widths import LENGTHS, PX

WIDEST_WORD = 160
"""A longer word breaks, in px: no column is made wider than this for one."""

_MOST = 400
"""Px that a column takes at most before others have all that they want: longer cells are text."""

_SLACK = 1
"""Px more than what stands in a column: browsers round widths, and none may break a figure."""

_LETTERS = re.compile(r"[^\W\d_]{4}")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column needs: the width in 1/EM em of what may not break in it, and of its longest
    cell; the px between its edges and its text."""

    least: int
    most: int
    sides: int

    def widths(self, size: int) -> tuple[int, int]:
        """Its least and most in px, at a type size in millipoints."""
        least = min(_px(self.least, size), WIDEST_WORD)
        most = min(_px(self.most, size), max(_MOST, least))
        around = self.sides + _SLACK
        return least + around, most + around


@dataclass(frozen=True, slots=True)
class Widths:
    """The least and the most of each column of a table, in px."""

    least: tuple[int, ...]
    most: tuple[int, ...]

    @property
    def narrowest(self) -> int:
        """The sum of the least: with less room a table scrolls."""
        return sum(self.least)

    @property
    def lacking(self) -> int:
        """What lies between the sum of the least and that of the most."""
        return sum(self.most) - sum(self.least)

    def shares(self, column: int) -> tuple[float, float]:
        """What a column gets of each px up to the most of all, and of each px beyond."""
        lacks = self.most[column] - self.least[column]
        below = lacks / self.lacking if self.lacking else 0.0
        return round(below, 6), round(self.most[column] / sum(self.most), 6)

    def fine(self, room: int) -> tuple[int, ...]:
        """The widths in 1/64 px in a copy of `room` px, rounded down as Blink does."""
        wanting = min(max(room - self.narrowest, 0), self.lacking)
        beyond = max(room - self.narrowest - self.lacking, 0)
        shares = map(self.shares, range(len(self.least)))
        return tuple(
            int((least + wanting * below + beyond * above) * 64)
            for least, (below, above) in zip(self.least, shares, strict=True)
        )


def widths_of(columns: Sequence[Column], size: int) -> Widths:
    """The widths of columns at a type size in millipoints."""
    least, most = zip(*(column.widths(size) for column in columns), strict=True)
    return Widths(least, most)


def column_of(cells: Sequence[Ribbon], head: Ribbon | None, whole: bool, sides: int) -> Column:
    """A column of some cells, none of which breaks if it is `whole`; its head may, but no word."""
    words = [_longest_word(cell) for cell in (*cells, *([head] if head else []))]
    lines = [_length(cell) for cell in cells]
    least = max((*words, *(lines if whole else ())), default=0)
    most = max((*lines, *([_length(head)] if head else [])), default=0)
    return Column(least, most, sides)


def figure_columns(table: Table) -> tuple[bool, ...]:
    """Which columns of a table have figures, of as many as its widest row has: their cells have no
    words to speak of, and one of them a digit.

    >>> from layout.story.run import plain
    >>> rows = tuple((plain(name), plain(goals)) for name, goals in (("Town", "34"), ("Utd", "")))
    >>> figure_columns(Table((), rows, ("left", "right")))
    (False, True)
    """
    widest = max(map(len, (table.head, *table.rows)), default=0) or 1
    columns = zip_longest(*table.rows, ((),) * widest, fillvalue=())
    return tuple(_are_figures([text_of(cell) for cell in column]) for column in columns)


def _are_figures(texts: Sequence[str]) -> bool:
    digits = any(sign.isdigit() for text in texts for sign in text)
    return digits and not any(_LETTERS.search(text) for text in texts)


def sides_of(figures: Sequence[bool]) -> tuple[int, ...]:
    """The px on both sides of each column's text, of some that have figures: none at the edges of
    the copy, and less between figures."""
    last = len(figures) - 1
    sides = [LENGTHS["figure-side" if are else "cell-side"] for are in figures]
    return tuple(side * ((number > 0) + (number < last)) for number, side in enumerate(sides))


def _px(ems: int, size: int) -> int:
    """A length in 1/EM em at a type size, rounded up to whole px."""
    return -(-ems * size // (EM * PX))


def _length(ribbon: Ribbon) -> int:
    return max(ribbon.ends, default=0) - min(ribbon.starts, default=0)


def _longest_word(ribbon: Ribbon) -> int:
    pairs = zip(ribbon.starts, ribbon.ends, strict=True)
    return max((end - start for start, end in pairs), default=0)
