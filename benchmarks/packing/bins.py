"""Rectangles in bins: what packing comes to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Put:
    """An item, by its number, in a bin: its corner nearest to the bin's corner (0, 0)."""

    item: int
    x: int
    y: int


Bins = tuple[tuple[Put, ...], ...]
"""What lies in each bin."""


@dataclass(frozen=True, slots=True)
class Packing:
    """What lies in each bin, and `bound`: the bins that every packing takes at least."""

    bins: Bins
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no packing takes fewer bins."""
        return len(self.bins) == self.bound
