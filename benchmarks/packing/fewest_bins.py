"""Packs rectangles into the fewest equal bins, none turned."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.packing.bins import Bins, Packing
from benchmarks.packing.cp_sat import packed_into
from benchmarks.packing.effort import Limits
from benchmarks.packing.lower_bound import lower_bound
from benchmarks.packing.set_cover import Patterns, covered
from benchmarks.packing.shelves import shelved
from benchmarks.packing.value_correction import corrected
from slots.rules.size import Size


def pack(
    items: Sequence[Size],
    bin: Size,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Packing:
    """The items in as few bins as the limits of work let it find, and the bins they take at least.

    Sizes are whole numbers of one unit, whichever; each item fits into a bin by itself. Whatever
    follows is only done while bins and bound differ: shelves, value correction, the choice among
    all bins filled on the way, the exact program.
    """
    assert all(0 < i.width <= bin.width and 0 < i.height <= bin.height for i in items), bin
    bound = lower_bound(items, bin)
    best = shelved(items, bin)
    if len(best) > bound:
        best = _improved(items, bin, best, bound, limits)
    return _proven(items, bin, Packing(best, bound), limits)


def _improved(items: Sequence[Size], bin: Size, best: Bins, bound: int, limits: Limits) -> Bins:
    """The best of many packings, and of choices among their bins."""
    patterns: Patterns = {}
    for found, tried in corrected(items, bin, limits.rounds):
        if len(found) < len(best):
            best = found
        if len(best) == bound:
            return best
        for puts in tried:
            patterns.setdefault(frozenset(put.item for put in puts), puts)
    while len(best) > bound:
        chosen = covered(patterns, len(items), len(best) - 1, limits.cover)
        if chosen is None:
            break
        best = chosen
    return best


def _proven(items: Sequence[Size], bin: Size, known: Packing, limits: Limits) -> Packing:
    """Tries one bin fewer, again and again; what is left of the gap, from below."""
    best, bound = known.bins, known.bound
    while len(best) > bound:
        outcome = packed_into(items, bin, len(best) - 1, limits)
        if outcome.bins is None:
            bound = len(best) if outcome.proven else bound
            break
        best = outcome.bins
    while len(best) - bound > 1 and packed_into(items, bin, bound, limits).proven:
        bound += 1
    return Packing(best, bound)
