"""Ground: the cells of a page that ads are piled on, and the limits of shape."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from slots.prices_of_taste import OUR_PRICES, AdPrices


@dataclass(frozen=True, slots=True)
class Ground:
    """`columns` by `depth` rows, and the limits of shape.

    Without shape (`loose`) ads only have to fit in without overlapping. Steps of the top cost
    points only where `levels`. The `prices` are those of a task, the same for all its grounds.
    """

    columns: int
    depth: int
    misfit: int
    least_free: int
    loose: bool = False
    levels: bool = False
    prices: AdPrices = field(default=OUR_PRICES.ads, compare=False)

    @property
    def loosened(self) -> Ground:
        """The same ground with no rules of shape."""
        return replace(self, misfit=self.depth, least_free=0, loose=True, levels=False)

    @property
    def levelled(self) -> Ground:
        """The same ground where steps of the top cost points."""
        return replace(self, levels=True)
