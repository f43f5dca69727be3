"""Rectangles on a page, in millipoints from the top left corner of the trim; y grows downwards.

  x        x + width
y ┌────────┐
  │        │
  └────────┘ y + height
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle. Edges that touch do not overlap."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """y of the lower edge."""
        return self.y + self.height

    def overlaps(self, other: Rect) -> bool:
        """Whether the two share any inside."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def contains(self, other: Rect) -> bool:
        """Whether the other lies inside, edges included."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def inset(self, by: int) -> Rect:
        """The rectangle with each edge moved inwards."""
        return Rect(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)
