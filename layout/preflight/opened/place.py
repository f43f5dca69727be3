"""Where something is on a page as it is seen, in mm from its left and its top."""

from __future__ import annotations

from dataclasses import dataclass

from layout.preflight.geometry import MM, Box
from layout.preflight.opened.pdf import Leaf


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is on a page as it is seen: mm from the left and the top of its TrimBox, and
    how wide and deep it is."""

    x: float
    y: float
    width: float
    depth: float

    def __str__(self) -> str:
        return f"{self.x:g} mm from the left, {self.y:g} mm from the top"


def trim_mm(leaf: Leaf) -> tuple[float, float]:
    """How wide and deep a page is trimmed, in mm, as it is seen."""
    scale = leaf.unit / MM
    wide, deep = leaf.trim.width * scale, leaf.trim.height * scale
    return (deep, wide) if leaf.quarters % 2 else (wide, deep)


def place_of(box: Box, leaf: Leaf) -> Place:
    """A box of a page's own space as it is seen: turned as the page is, in units of it."""
    trim = leaf.trim
    across = (box.left - trim.left, trim.right - box.right)
    down = (trim.top - box.top, box.foot - trim.foot)
    x, y = {
        0: (across[0], down[0]),
        1: (down[1], across[0]),
        2: (across[1], down[1]),
        3: (down[0], across[1]),
    }[leaf.quarters]
    wide, deep = (box.height, box.width) if leaf.quarters % 2 else (box.width, box.height)
    return Place(*(round(part * leaf.unit / MM, 1) + 0.0 for part in (x, y, wide, deep)))
