"""What the ads of a page are piled on."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Ground:
    """`columns` by `depth` rows, and the limits of shape.

    Without shape (`loose`) ads only have to fit in without overlapping. Steps of the top cost
    points only where `levels`.
    """

    columns: int
    depth: int
    misfit: int
    least_free: int
    loose: bool = False
    levels: bool = False

    @property
    def loosened(self) -> Ground:
        """The same ground with no rules of shape."""
        return Ground(self.columns, self.depth, self.depth, 0, True)

    @property
    def levelled(self) -> Ground:
        """The same ground where steps of the top cost points."""
        return replace(self, levels=True)
