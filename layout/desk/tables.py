"""Tables of plain text: for people to read, and for grep."""

from __future__ import annotations

from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]], indent: str = "") -> str:
    """Rows under a head, columns as wide as they need, two spaces between them; lines end bare.

    >>> print(table(("slot", "where"), [("ad-1", "page 1"), ("digest-1", "")]))
    slot      where
    ad-1      page 1
    digest-1
    """
    lines = [tuple(head), *(tuple(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(indent + "  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
