"""What stands in the blocks of a post, from top to bottom: texts, pictures, tables, columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts one above the other in the type of a role of the metrics, each so many times inset; a
    line feed in them is where a line must end."""

    name: str
    texts: tuple[str, ...]
    depths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A picture or an embed (`name`) with the width and height in px that it names, 0: none."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Cells:
    """A table: the texts of its cells, row by row."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A dividing line."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Columns beside each other: so many in a row, `narrow` on screens of less than `wide_from` px
    and `wide` on all others, but none narrower than `least` px. `shares` are their widths in
    percent, 0: as much as the others."""

    columns: tuple[tuple[Piece, ...], ...]
    narrow: int
    wide: int
    wide_from: int
    shares: tuple[float, ...]
    least: int = 0

    def rows(self, screen: int, width: float, gap: float) -> Iterator[_Row]:
        """Its rows on a screen, in a column of a width, with a gap between them, in px."""
        count = self.wide if screen >= self.wide_from else self.narrow
        if self.least:
            count = max(1, min(count, int((width + gap) // (self.least + gap))))
        for first in range(0, len(self.columns), count):
            own = self.shares[first : first + count]
            given = min(sum(own), 100.0)
            others = (100.0 - given) / max(own.count(0), 1)
            room = (width - gap * (len(own) - 1)) / 100
            widths = (width,) if len(own) == 1 else tuple((each or others) * room for each in own)
            yield _Row(self.columns[first : first + count], widths)


@dataclass(frozen=True, slots=True)
class _Row:
    """Columns that stand beside each other, and how wide each is in px."""

    columns: tuple[tuple[Piece, ...], ...]
    widths: tuple[float, ...]


Piece = Texts | Box | Cells | Line | Beside


def leaves(pieces: Iterable[Piece]) -> Iterator[Texts | Box | Cells | Line]:
    """Pieces, and those that stand in columns."""
    for piece in pieces:
        if isinstance(piece, Beside):
            yield from leaves(each for column in piece.columns for each in column)
        else:
            yield piece
