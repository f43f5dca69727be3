"""Subset sums over bit masks: a value for each set of stories, from that of a set of one less."""

from __future__ import annotations

from collections.abc import Sequence


def sums(costs: Sequence[int], most: int | None = None) -> list[int]:
    """The sum of the costs of each set, none above `most`."""
    found = [0] * (1 << len(costs))
    for stories in range(1, len(found)):
        lowest = (stories & -stories).bit_length() - 1
        total = found[stories & (stories - 1)] + costs[lowest]
        found[stories] = total if most is None else min(most, total)
    return found
