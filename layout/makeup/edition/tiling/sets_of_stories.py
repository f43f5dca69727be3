"""Sets of stories as bit masks: story n is in a set that has bit n. Their parts, and all ways to
split them in two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from layout.makeup.edition.shapes.setting import NEVER

_Pairs = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True, slots=True, eq=False)
class Splits:
    """All sets of n stories, and all ways to split them: `halves` without an empty part, each
    way once; `across` with the upper part not empty; `down` with any left part, first none of them,
    then all."""

    sets: np.ndarray
    halves: _Pairs
    across: _Pairs
    down: _Pairs

    def of(self, wanted: np.ndarray) -> Splits:
        """Those of the sets that are wanted (a truth value for each set there is)."""
        kept = wanted[self.sets]
        if kept.all():
            return self
        if not kept.any():
            return _NO_SPLITS
        each = (self.halves, self.across, self.down)
        return Splits(self.sets[kept], *(_of_sets(pairs, kept) for pairs in each))


_NO_SETS = np.zeros(0, dtype=np.intp)
_NO_SPLITS = Splits(_NO_SETS, *[(_NO_SETS, _NO_SETS)] * 3)


def _of_sets(pairs: _Pairs, kept: np.ndarray) -> _Pairs:
    """The pairs of the sets that are kept: of each set there are as many, one after the other."""
    one, other = (half.reshape(len(kept), -1)[kept].reshape(-1) for half in pairs)
    return one, other


@cache
def splits_of(count: int, level: int) -> Splits:
    """The sets of `level` of `count` stories, split: the same for all pages."""
    sets = [stories for stories in range(1, 1 << count) if stories.bit_count() == level]
    return Splits(
        np.array(sets),
        _pairs((one, s ^ one) for s in sets for one in parts_of(s) if _is_half(one, s)),
        _pairs((top, s ^ top) for s in sets for top in parts_of(s)),
        _pairs((left, s ^ left) for s in sets for left in (0, *parts_of(s))),
    )


def _pairs(pairs: Iterable[tuple[int, int]]) -> _Pairs:
    both = np.array(list(pairs), dtype=np.intp).reshape(-1, 2)
    return both[:, 0].copy(), both[:, 1].copy()


def parts_of(stories: int) -> Iterator[int]:
    """All sets of some of the stories, the whole set among them, the largest first."""
    part = stories
    while part:
        yield part
        part = (part - 1) & stories


def _is_half(part: int, stories: int) -> bool:
    """Whether a part stands for one way to split a set in two: it has its lowest story."""
    return part != stories and bool(part & stories & -stories)


def with_parts(sets: np.ndarray) -> np.ndarray:
    """These sets, and all sets of some of their stories (a truth value for each set)."""
    found = sets.copy()
    numbers, story = np.arange(len(found)), 1
    while story < len(found):
        without = numbers[numbers & story == 0]
        found[without] |= found[without | story]
        story <<= 1
    return found


def within_others(sets: np.ndarray) -> np.ndarray:
    """Those of these sets that have one story less than another of them (a truth value for each
    set)."""
    found = np.zeros_like(sets)
    numbers, story = np.arange(len(found)), 1
    while story < len(found):
        without = numbers[numbers & story == 0]
        found[without] |= sets[without | story]
        story <<= 1
    found &= sets
    return found


def best_ranks(ranks: Sequence[int]) -> list[int]:
    """The best rank in each set of stories."""
    best = [NEVER] * (1 << len(ranks))
    for stories in range(1, len(best)):
        lowest = (stories & -stories).bit_length() - 1
        best[stories] = min(ranks[lowest], best[stories & (stories - 1)])
    return best


def sums_of_sets(costs: Sequence[int], most: int | None = None) -> list[int]:
    """The sum of the costs of each set, none above `most`."""
    found = [0] * (1 << len(costs))
    for stories in range(1, len(found)):
        lowest = (stories & -stories).bit_length() - 1
        total = found[stories & (stories - 1)] + costs[lowest]
        found[stories] = total if most is None else min(most, total)
    return found
