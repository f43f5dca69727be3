"""Widths of a table's columns as browsers share them out: between what the longest word of each
column needs and what its longest line does (CSS 2.2, 17.5.2.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Needed:
    """What a column needs in px, with what stands beside its text: at least, for its longest word,
    and at most, for its longest line."""

    least: float
    most: float


def column_widths(columns: Sequence[Needed], room: float) -> tuple[float, ...]:
    """The width of each column in a table that is `room` px wide: its least and a share of what is
    left; where each column has its most, that and a share of the rest by it."""
    least = sum(column.least for column in columns)
    most = sum(column.most for column in columns)
    if room >= most:
        more = room / most if most else 1
        return tuple(column.most * more for column in columns)
    lacking = most - least
    share = max(room - least, 0) / lacking if lacking else 0
    return tuple(column.least + (column.most - column.least) * share for column in columns)
