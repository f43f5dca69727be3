"""Tables of plain text: for people to read, and for grep."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from textwrap import wrap

LEAST = 10
"""Characters that a column keeps however narrow the terminal is."""

_BETWEEN = "  "


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], indent: str = "", room: int | None = None
) -> str:
    """Rows under a head, columns as wide as they need, two spaces between them; lines end bare.

    Where that is wider than `room` characters, the widest columns are folded until it fits; without
    a room it is the terminal's, and nothing is folded where the text goes to a file or a pipe.

    >>> print(table(("slot", "where"), [("ad-1", "page 1"), ("digest-1", "")]))
    slot      where
    ad-1      page 1
    digest-1
    >>> print(table(("slot", "why"), [("ad-1", "one of six gaps")], room=16))
    slot  why
    ad-1  one of six
          gaps
    """
    lines = [tuple(head), *(tuple(row) for row in rows)]
    own = [max(len(line[column]) for line in lines) for column in range(len(head))]
    widths = _fitting(own, (room or _terminal()) - len(indent) - len(_BETWEEN) * (len(own) - 1))
    folded = (row for line in lines for row in _folded(line, widths))
    return "\n".join(indent + _BETWEEN.join(map(str.ljust, row, widths)).rstrip() for row in folded)


def _terminal() -> int:
    """The width of the terminal in characters; of a file or pipe, as wide as it takes."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize


def _fitting(widths: Sequence[int], room: int) -> list[int]:
    """Widths of columns of which the widest have given way, one character at a time."""
    given = list(widths)
    while sum(given) > room and max(given, default=0) > LEAST:
        given[given.index(max(given))] -= 1
    return given


def _folded(line: Sequence[str], widths: Sequence[int]) -> list[tuple[str, ...]]:
    """A row as the lines that its longest cell needs."""
    cells = [
        wrap(cell, width, break_on_hyphens=False) if len(cell) > width else [cell]
        for cell, width in zip(line, widths, strict=True)
    ]
    count = max(map(len, cells), default=0)
    return [tuple(cell[n] if n < len(cell) else "" for cell in cells) for n in range(count)]
