"""Choosing among bins that were filled: fewest that hold every item (set covering; for rectangles
Monaci and Toth, A set-covering-based heuristic approach for bin-packing problems, 2006)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.packing.bins import Bins, Put
from slots.solver import Program, total

Patterns = dict[frozenset[int], tuple[Put, ...]]
"""Filled bins by the items that they hold."""


def covered(patterns: Patterns, items: int, most: int, work: float) -> Bins | None:
    """At most `most` of these bins that hold each of so many items once; None where none are
    found within this work."""
    program = Program()
    holding: list[list[int]] = [[] for _ in range(items)]
    known = list(patterns.values())
    chosen = [program.choice() for _ in known]
    for number, puts in enumerate(known):
        for put in puts:
            holding[put.item].append(number)
    for numbers in holding:
        program.any_of(chosen[number] for number in numbers)
    program.most(total(chosen), most)
    answer = program.minimise(total(()), work, tuning="linearization_level:1")
    if answer.values is None:
        return None
    return _once(puts for puts, choice in zip(known, chosen, strict=True) if answer(choice))


def _once(bins: Iterable[Sequence[Put]]) -> Bins:
    """Without items that lie in an earlier bin, and without bins that are empty then."""
    seen: set[int] = set()
    kept = []
    for puts in bins:
        new = tuple(put for put in puts if put.item not in seen)
        seen |= {put.item for put in new}
        if new:
            kept.append(new)
    return tuple(kept)
