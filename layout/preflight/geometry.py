"""Matrices and boxes of PDF pages, in points from the lower left, as ISO 32000-1, 8.3, has them.

point on the page = point in the content · Tm · CTM          row vectors: (x y 1) · matrix
"""

from __future__ import annotations

import math
from typing import NamedTuple

MM = 72 / 25.4
"""Points of a millimetre."""

_FAR = 1e9
"""Points beyond which a place is nowhere: what overflows is kept there, so that boxes compare."""


class Box(NamedTuple):
    """A rectangle: left, foot, right, top. Empty where it has no breadth or no depth."""

    left: float
    foot: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right, never below 0."""
        return max(0.0, self.right - self.left)

    @property
    def height(self) -> float:
        """From foot to top, never below 0."""
        return max(0.0, self.top - self.foot)

    @property
    def empty(self) -> bool:
        """Whether nothing of it can be seen; what is a line only can."""
        return self.right < self.left or self.top < self.foot

    def meets(self, other: Box) -> bool:
        """Whether two share more than an edge.

        >>> Box(0, 0, 2, 2).meets(Box(1, 1, 3, 3)), Box(0, 0, 2, 2).meets(Box(2, 0, 3, 2))
        (True, False)
        """
        return (
            self.left < other.right
            and other.left < self.right
            and self.foot < other.top
            and other.foot < self.top
        )

    def within(self, other: Box, slack: float = 0.0) -> bool:
        """Whether it lies in another, or stands out by no more than `slack` points."""
        return (
            self.left >= other.left - slack
            and self.foot >= other.foot - slack
            and self.right <= other.right + slack
            and self.top <= other.top + slack
        )

    def cut(self, other: Box) -> Box:
        """What it has in common with another; an empty box where that is nothing."""
        return Box(
            max(self.left, other.left),
            max(self.foot, other.foot),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def grown(self, by: float) -> Box:
        """The same with edges moved outwards."""
        return Box(self.left - by, self.foot - by, self.right + by, self.top + by)


EVERYWHERE = Box(-_FAR, -_FAR, _FAR, _FAR)
NOTHING = Box(0, 0, -1, -1)


class Matrix(NamedTuple):
    """A transformation of the plane, its six terms as PDF writes them."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, after: Matrix) -> Matrix:
        """First this, then another.

        >>> Matrix(2, 0, 0, 2, 0, 0).then(Matrix(1, 0, 0, 1, 5, 0)).at(1, 1)
        (7, 2)
        """
        return Matrix(
            self.a * after.a + self.b * after.c,
            self.a * after.b + self.b * after.d,
            self.c * after.a + self.d * after.c,
            self.c * after.b + self.d * after.d,
            self.e * after.a + self.f * after.c + after.e,
            self.e * after.b + self.f * after.d + after.f,
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where it takes a point."""
        return (
            _near(x * self.a + y * self.c + self.e),
            _near(x * self.b + y * self.d + self.f),
        )

    def box(self, box: Box) -> Box:
        """The upright box around what it makes of a box."""
        corners = [self.at(x, y) for x in (box.left, box.right) for y in (box.foot, box.top)]
        return around(corners)

    @property
    def across(self) -> float:
        """How long it makes a unit along x."""
        return math.hypot(_near(self.a), _near(self.b))

    @property
    def down(self) -> float:
        """How long it makes a unit along y."""
        return math.hypot(_near(self.c), _near(self.d))

    @property
    def depth(self) -> float:
        """How deep it makes what is one unit deep, square to its own x: of slanted type the height
        and not the slope."""
        area = abs(_near(self.a * self.d - self.b * self.c))
        return area / self.across if self.across else self.down

    @property
    def thinnest(self) -> float:
        """The least it makes of a unit in any direction: how thin a line of width 1 gets."""
        half = (self.across**2 + self.down**2) / 2
        area = _near(self.a * self.d - self.b * self.c)
        return math.sqrt(max(0.0, half - math.sqrt(max(0.0, half * half - area * area))))

    @property
    def upright(self) -> bool:
        """Whether rectangles stay rectangles with level edges."""
        slack = 1e-6 * max(self.across, self.down)
        level = abs(self.b) <= slack and abs(self.c) <= slack
        return level or (abs(self.a) <= slack and abs(self.d) <= slack)


def around(points: list[tuple[float, float]]) -> Box:
    """The box around points; nothing around none."""
    if not points:
        return NOTHING
    across = [x for x, _ in points]
    down = [y for _, y in points]
    return Box(min(across), min(down), max(across), max(down))


def _near(value: float) -> float:
    """A number kept within what a page can have; 0 for what is none."""
    return max(-_FAR, min(_FAR, value)) if value == value else 0.0
